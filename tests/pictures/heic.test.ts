import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { openImage } from '../../src/pictures/image-file.ts';
import { cacheFolderInMemory } from '../support/cache-folder-in-memory.ts';
import { fakeDesk } from '../support/fake-desk.ts';

/** 240 × 160 pixels in Display P3: red grows to the right, green downwards. */
const gradient = readFileSync(fileURLToPath(new URL('gradient.heic', import.meta.url)));
const place = { file: 'issue.md', start: { line: 7, column: 1 } };

async function open(bytes: Uint8Array, name = 'IMG_1.HEIC', cache = {}) {
  const { desk, messages } = fakeDesk({ [name]: bytes }, cache);
  return { image: await openImage(name, place, desk), messages };
}

describe('a HEIC picture', () => {
  it('is printed, with its pixels and its profile', async () => {
    const { image, messages } = await open(gradient);
    expect(messages).toEqual([]);
    expect(image).toMatchObject({ width: 240, height: 160, vector: false });
    const { icc } = await sharp(gradient).metadata();
    expect((await sharp(image!.bytes).metadata()).icc).toEqual(icc);
    const own = await sharp(image!.bytes).raw().toBuffer({ resolveWithObject: true });
    expect(own.info).toMatchObject({ width: 240, height: 160, channels: 3 });
    for (const [x, y] of [
      [20, 140],
      [220, 20],
      [120, 80],
    ] as const) {
      const [red, green] = own.data.subarray((y * 240 + x) * 3);
      expect(Math.abs(red! - x)).toBeLessThan(16);
      expect(Math.abs(green! - y)).toBeLessThan(16);
    }
  });

  it('is printed from a filled cache too', async () => {
    const { folder } = cacheFolderInMemory();
    const first = await open(gradient, 'a.heic', { folder });
    const again = await open(gradient, 'a.heic', { folder });
    expect(again).toEqual(first);
    expect((await sharp(again.image!.bytes).metadata()).format).toBe('png');
  });

  it('with the ending of a JPEG is printed with a warning', async () => {
    const { image, messages } = await open(gradient, 'a.jpg');
    expect(image).toBeDefined();
    expect(messages).toMatchObject([{ code: 'image-misnamed', severity: 'warning', place }]);
    expect(messages[0]!.text).toContain('HEIC');
  });

  it.each([0.4, 0.7, 0.95])('that is cut short is refused: %f', async (share) => {
    const { image, messages } = await open(gradient.subarray(0, gradient.length * share));
    expect(image).toBeUndefined();
    expect(messages).toMatchObject([{ code: 'image-broken', place }]);
    expect(messages[0]!.text).toMatch(/[不损]/);
  });
});
