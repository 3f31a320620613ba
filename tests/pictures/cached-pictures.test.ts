import { describe, expect, it } from 'vitest';
import type { CacheFolder } from '../../src/core/cache.ts';
import { type ImageFile, openImage } from '../../src/pictures/image-file.ts';
import { packPlates, platesOf } from '../../src/pictures/plates.ts';
import { type Press, separate } from '../../src/pictures/separate.ts';
import { cacheFolderInMemory } from '../support/cache-folder-in-memory.ts';
import { fakeDesk } from '../support/fake-desk.ts';
import { draw } from './pictures.ts';
import { press } from './press.ts';

const whole = { x: 0, y: 0, width: 1, height: 1 };
const placed = { width: 40, height: 20 };

async function picture(shade = 0): Promise<ImageFile> {
  const bytes = await draw({ width: 200, height: 100, colour: (x, y) => [x, 2 * y, shade] })
    .png()
    .toBuffer();
  return (await openImage('p', { file: 'issue.md' }, fakeDesk({ p: bytes }).desk))!;
}

describe('platesOf', () => {
  it('packs the separation of the picture', async () => {
    const plates = await separate(await picture(), whole, placed, press);
    const { bytes: _, ...shape } = plates;
    expect(await platesOf(await picture(), whole, placed, press, undefined)).toEqual({
      ...shape,
      ...(await packPlates(plates)),
    });
  });

  it('gives equal plates without a cache, with an empty one and with a filled one', async () => {
    const { folder, log } = cacheFolderInMemory();
    const plain = await platesOf(await picture(), whole, placed, press, undefined);
    const cold = await platesOf(await picture(), whole, placed, press, folder);
    const warm = await platesOf(await picture(), whole, placed, press, folder);
    expect(log).toEqual(['miss', 'write', 'hit']);
    for (const plates of [cold, warm]) {
      expect({ ...plates, packed: Buffer.from(plates.packed) }).toEqual({
        ...plain,
        packed: Buffer.from(plain.packed),
      });
    }
  });

  it.each<[string, (image: ImageFile, folder: CacheFolder) => Promise<unknown>]>([
    ['picture', async (_, folder) => platesOf(await picture(9), whole, placed, press, folder)],
    ['part', (image, folder) => platesOf(image, { ...whole, width: 0.9 }, placed, press, folder)],
    ['size', (image, folder) => platesOf(image, whole, { ...placed, width: 41 }, press, folder)],
    ['ink limit', (image, folder) => platesOf(image, whole, placed, { ...press, tac: 200 }, folder)],
    ['profile', (image, folder) => platesOf(image, whole, placed, otherProfile, folder)],
    [
      'version of the program',
      (image, folder) => platesOf(image, whole, placed, press, { ...folder, writer: 'another' }),
    ],
  ])('makes them again for another %s', async (_, again) => {
    const { folder, log } = cacheFolderInMemory();
    await platesOf(await picture(), whole, placed, press, folder);
    await again(await picture(), folder);
    expect(log).toEqual(['miss', 'write', 'miss', 'write']);
  });

  it.each<[string, (entry: Uint8Array) => Uint8Array]>([
    ['a bit flipped in the middle', (entry) => flipped(entry, entry.length >> 1)],
    ['a bit flipped at the end', (entry) => flipped(entry, entry.length - 1)],
    ['a bit flipped in the facts', (entry) => flipped(entry, 40)],
    ['a bit flipped in the checksum', (entry) => flipped(entry, 3)],
    ['a missing end', (entry) => entry.subarray(0, entry.length - 5)],
    ['no content', () => new Uint8Array()],
    ['other content', () => Buffer.from('{"width":1}\n')],
  ])('replaces an entry with %s', async (_, damage) => {
    const { folder, entries, log } = cacheFolderInMemory();
    const first = await platesOf(await picture(), whole, placed, press, folder);
    const [[name, entry]] = [...entries] as [[string, Uint8Array]];
    entries.set(name, damage(entry));
    const again = await platesOf(await picture(), whole, placed, press, folder);
    expect(log.slice(2)).toEqual(['hit', 'write']);
    expect(Buffer.compare(again.packed, first.packed)).toBe(0);
    expect(Buffer.compare(entries.get(name)!, entry)).toBe(0);
  });
});

const otherProfile: Press = {
  ...press,
  profile: { bytes: Buffer.concat([press.profile.bytes, Buffer.from([0])]) },
};

function flipped(entry: Uint8Array, at: number): Uint8Array {
  const copy = Uint8Array.from(entry);
  copy[at]! ^= 1;
  return copy;
}

describe('openImage with a cache folder', () => {
  const place = { file: 'issue.md', start: { line: 3, column: 1 } };
  const opened = async (bytes: Uint8Array, folder?: CacheFolder, name = 'a.jpg') => {
    const { desk, messages } = fakeDesk({ [name]: bytes }, folder && { folder });
    return { image: await openImage(name, place, desk), messages };
  };
  const photo = () =>
    draw({ width: 60, height: 40, colour: (x, y) => [x, y, 90] })
      .withMetadata({ orientation: 6 })
      .png()
      .toBuffer();

  it('gives equal results and messages without a cache, with an empty one and with a filled one', async () => {
    const { folder, log } = cacheFolderInMemory();
    const bytes = await photo();
    const [plain, cold] = [await opened(bytes), await opened(bytes, folder)];
    const warm = await opened(bytes, folder);
    expect(log).toEqual(['miss', 'write', 'hit']);
    expect(plain.image).toMatchObject({ width: 40, height: 60 });
    expect(plain.messages).toHaveLength(1);
    for (const again of [cold, warm]) expect(again).toEqual(plain);
  });

  it('decodes again another picture, for another version of the program, and where the entry is damaged', async () => {
    const { folder, entries, log } = cacheFolderInMemory();
    const bytes = await photo();
    await opened(bytes, folder);
    await opened(Buffer.concat([bytes, Buffer.from([0])]), folder);
    await opened(bytes, { ...folder, writer: 'another' });
    for (const [name, entry] of entries) entries.set(name, Buffer.from(entry).fill(7, 20, 21));
    expect((await opened(bytes, folder)).image).toMatchObject({ width: 40, height: 60 });
    expect(log).toEqual(['miss', 'write', 'miss', 'write', 'miss', 'write', 'hit', 'write']);
  });

  it('caches nothing of a truncated picture', async () => {
    const { folder, log } = cacheFolderInMemory();
    const bytes = await draw({ width: 60, height: 40, colour: (x, y) => [x, y, 90] })
      .jpeg()
      .toBuffer();
    expect((await opened(bytes.subarray(0, -200), folder)).image).toBeUndefined();
    expect(log).toEqual(['miss']);
  });
});
