import { deflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { joinParts } from '../../src/core/stored-bytes.ts';
import { openObjects } from '../../src/pdf/assemble-file.ts';
import { compressFont } from '../../src/pdf/flate.ts';
import { openKit } from '../../src/pdf/pdfkit-seam.ts';
import type { PdfStream } from '../../src/pdf-reader/objects.ts';
import { openPdf, type PdfFile } from '../../src/pdf-reader/pdf-file.ts';

const catalogueOf = (file: PdfFile) => file.dict(file.trailer.map.get('Root'))!;

describe('a compressed font', () => {
  /** As much of a font as is read: the first table, `head` with the format of the offsets, and glyphs. */
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
    ['with long offsets in its first table', fontOf('loca', offsets, 150_000), true],
    ['with long offsets in another table', fontOf('glyf', offsets, 150_000), false],
    ['large, with short offsets', fontOf('loca', offsets.subarray(0, 1142), 131_000, false), false],
    ['small, with short offsets', fontOf('loca', offsets.subarray(0, 1142), 2000, false), false],
  ])('%s, is decoded to what it was', async (_, font, isPredicted) => {
    const objects = openObjects(openKit());
    const { data, bytes: compressed } = compressFont(font);
    expect('DecodeParms' in data).toBe(isPredicted);
    const catalogue = objects.newObject({ Font: objects.newStream({ ...data }, compressed) });
    const file = openPdf(joinParts(await objects.assemble(catalogue, objects.newObject(), () => '')));
    const bytes = Buffer.from(file.decode(file.get(catalogueOf(file), 'Font') as PdfStream).bytes);
    expect(bytes.subarray(0, font.length).equals(font)).toBe(true);
    // DecodeParms must be integers.
    if ('DecodeParms' in data)
      expect(data['DecodeParms']).toSatisfy((parms: object) => Object.values(parms).every(Number.isInteger));
    // The rest is padding.
    expect(bytes.subarray(font.length).every((byte) => byte === 0)).toBe(true);
    if (isPredicted) expect((await compressed).length).toBeLessThan(deflateSync(font, { level: 9 }).length);
  });
});
