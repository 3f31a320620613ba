import { deflateSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openObjects } from '../../src/pdf/assemble-file.ts';
import { nameText } from '../../src/pdf/embed-font.ts';
import { packFont } from '../../src/pdf/pack-font.ts';
import { openKit } from '../../src/pdf/pdfkit-seam.ts';
import { writeTexts } from '../../src/pdf/to-unicode.ts';
import { readToUnicode } from '../../src/pdf-reader/cmap.ts';
import { isStream, isString, type PdfStream, textOf } from '../../src/pdf-reader/objects.ts';
import { openPdf, type PdfFile } from '../../src/pdf-reader/pdf-file.ts';

/** A file of one catalogue that names others, read by the reader that shares nothing with the writer. */
async function assembled(facts: Record<string, unknown>, more = 0): Promise<PdfFile> {
  const objects = openObjects(openKit());
  const catalogue = objects.newObject({ Type: 'Catalog', ...facts });
  const info = objects.newObject({ Title: new String('标题') });
  catalogue.data['Kids'] = Array.from({ length: more }, (_, index) => objects.newObject({ Number: index }));
  catalogue.data['Stream'] = objects.newStream(
    { Filter: 'FlateDecode' },
    Promise.resolve(deflateSync('a stream')),
  );
  const packet = (identity: Uint8Array) => `packet ${Buffer.from(identity).toString('hex')}`;
  return openPdf(await objects.assemble(catalogue, info, packet));
}

const catalogueOf = (file: PdfFile) => file.dict(file.trailer.map.get('Root'))!;
const streamOf = (file: PdfFile, key: string): string =>
  Buffer.from(file.decode(file.get(catalogueOf(file), key) as PdfStream).bytes).toString();

describe('a file put together', () => {
  it('has every object where its table says, however many they are', async () => {
    for (const more of [0, 197, 198, 199, 200, 650]) {
      const file = await assembled({}, more);
      expect(file.damage).toBeUndefined();
      const kids = file
        .list(catalogueOf(file).map.get('Kids'))
        .map((kid) => file.dict(kid)?.map.get('Number'));
      expect(kids).toEqual(Array.from({ length: more }, (_, index) => index));
      expect(streamOf(file, 'Stream')).toBe('a stream');
      expect(isStream(file.get(catalogueOf(file), 'Metadata'))).toBe(true);
    }
  });

  it('may have more objects than a call has room for arguments', async () => {
    const objects = openObjects(openKit());
    const [catalogue, info] = [objects.newObject({ Type: 'Catalog' }), objects.newObject()];
    for (let index = 0; index < 150_000; index += 1) objects.newObject();
    const file = openPdf(await objects.assemble(catalogue, info, () => ''));
    expect(file.name(catalogueOf(file).map.get('Type'))).toBe('Catalog');
  });

  it('is named by its content, in its table and in its packet alike', async () => {
    const idOf = (file: PdfFile) => {
      const ids = file.list(file.trailer.map.get('ID')).filter(isString);
      return ids.map(({ bytes }) => Buffer.from(bytes).toString('hex'));
    };
    const [one, same, other] = [await assembled({}), await assembled({}), await assembled({ Lang: 'zh' })];
    expect(idOf(one)[0]).toHaveLength(32);
    expect(new Set(idOf(one)).size).toBe(1);
    expect(streamOf(one, 'Metadata')).toBe(`packet ${idOf(one)[0]}`);
    expect(idOf(same)).toEqual(idOf(one));
    expect(idOf(other)).not.toEqual(idOf(one));
  });

  it('has texts, names and bytes as they were given', async () => {
    const text = fc.string({ unit: 'binary', maxLength: 30 });
    await fc.assert(
      fc.asyncProperty(text, fc.uint8Array({ maxLength: 20 }), async (words, bytes) => {
        // A name is bytes of UTF-8, and never empty or with a nought.
        const name = `n${words.replaceAll('\0', '')}`;
        const file = await assembled({ Words: new String(words), Bytes: bytes, Name: nameText(name) });
        const [told, raw] = ['Words', 'Bytes'].map((key) => file.get(catalogueOf(file), key));
        expect(isString(told!) && textOf(told)).toBe(words);
        expect(isString(raw!) && [...raw.bytes]).toEqual([...bytes]);
        const read = file.name(catalogueOf(file).map.get('Name'))!;
        expect(Buffer.from(read, 'latin1').toString('utf8')).toBe(name);
      }),
      { numRuns: 200 },
    );
  });
});

describe('what codes stand for', () => {
  it('is read as it was written, of ligatures and of characters beyond the first plane too', () => {
    const text = fc.oneof(fc.constantFrom('fi', '——', '𠮷', ''), fc.string({ minLength: 1, maxLength: 2 }));
    fc.assert(
      fc.property(fc.array(text, { minLength: 1, maxLength: 700 }), (texts) => {
        const read = readToUnicode(Buffer.from(writeTexts(['', ...texts])));
        expect(texts.map((_, index) => read.get(index + 1))).toEqual(texts);
        expect(read.has(0)).toBe(false);
      }),
      { numRuns: 30 },
    );
  });

  it('is read as it was written where there are more than one list holds', () => {
    const texts = Array.from({ length: 26_000 }, (_, index) => String.fromCodePoint(0x4e00 + index));
    const written = writeTexts(['', ...texts]);
    const counts = [...written.matchAll(/(\d+) beginbfrange/g)].map(([, count]) => Number(count));
    expect(counts).toEqual([100, 2]);
    const read = readToUnicode(Buffer.from(written));
    expect(texts.every((text, index) => read.get(index + 1) === text)).toBe(true);
  });
});

describe('a packed font', () => {
  /** A font as far as it is looked at: a table, its head, which tells how long offsets are, and glyphs. */
  const fontOf = (first: string, offsets: Buffer, glyphs: number, isLong = true): Buffer => {
    const font = Buffer.alloc(44 + offsets.length + 54 + glyphs, 7);
    font.writeUInt16BE(2, 4);
    font.write(first, 12, 'latin1');
    font.writeUInt32BE(44, 20);
    font.writeUInt32BE(offsets.length, 24);
    font.write('head', 28, 'latin1');
    font.writeUInt32BE(44 + offsets.length, 36);
    offsets.copy(font, 44);
    font.writeInt16BE(isLong ? 1 : 0, 44 + offsets.length + 50);
    return font;
  };
  const offsets = Buffer.alloc(4 * 700);
  for (let glyph = 0; glyph < 700; glyph += 1)
    offsets.writeUInt32BE(glyph * 200 + ((glyph * 37) % 90), 4 * glyph);

  it.each([
    ['large, its offsets in front', fontOf('loca', offsets, 150_000), true],
    ['large, its offsets elsewhere', fontOf('glyf', offsets, 150_000), false],
    [
      'large, but for its offsets of two bytes',
      fontOf('loca', offsets.subarray(0, 1142), 131_000, false),
      false,
    ],
    ['small', fontOf('loca', offsets.subarray(0, 1142), 2000, false), false],
  ])('%s, is unpacked to what it was', async (_, font, isForetold) => {
    const objects = openObjects(openKit());
    const { data, packed } = packFont(font);
    expect('DecodeParms' in data).toBe(isForetold);
    const catalogue = objects.newObject({ Font: objects.newStream({ ...data }, packed) });
    const file = openPdf(await objects.assemble(catalogue, objects.newObject(), () => ''));
    const bytes = Buffer.from(file.decode(file.get(catalogueOf(file), 'Font') as PdfStream).bytes);
    expect(bytes.subarray(0, font.length).equals(font)).toBe(true);
    // What readers are told must be whole numbers.
    if ('DecodeParms' in data)
      expect(data['DecodeParms']).toSatisfy((told: object) => Object.values(told).every(Number.isInteger));
    // Behind it there is nothing.
    expect(bytes.subarray(font.length).every((byte) => byte === 0)).toBe(true);
    if (isForetold) expect((await packed).length).toBeLessThan(deflateSync(font, { level: 9 }).length);
  });
});
