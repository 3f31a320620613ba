import { readFileSync } from 'node:fs';
import path from 'node:path';
import * as fontkit from 'fontkit';
import { describe, expect, it } from 'vitest';
import { fontPath, readBundledFonts } from '../../src/fonts/bundled-fonts.ts';
import { unpackFont } from '../../src/fonts/woff.ts';

const kai = readBundledFonts().find(({ css }) => css !== undefined)!;
const sheet = fontPath(kai);
const files = [...readFileSync(sheet, 'utf8').matchAll(/url\("([^"]+)"\)/g)].map(([, file]) =>
  path.resolve(path.dirname(sheet), file!),
);
const firstFont = (bytes: Uint8Array) => fontkit.create(Buffer.from(bytes)) as fontkit.Font;

describe('unpackFont', () => {
  // fontkit decodes the points of a WOFF2 glyph directly from the streams: an independent way to the same outline.
  it.each(files.filter((_, index) => index % 20 === 0))('restores the outlines and widths of %s', (file) => {
    const packed = firstFont(readFileSync(file));
    const unpacked = firstFont(unpackFont(readFileSync(file)));
    expect(unpacked.type).toBe('TTF');
    expect(unpacked.numGlyphs).toBe(packed.numGlyphs);
    for (let glyph = 0; glyph < packed.numGlyphs; glyph++) {
      expect(unpacked.getGlyph(glyph).path.toSVG()).toBe(packed.getGlyph(glyph).path.toSVG());
      expect(unpacked.getGlyph(glyph).advanceWidth).toBe(packed.getGlyph(glyph).advanceWidth);
    }
  });

  it('returns a plain font unchanged', () => {
    const bytes = Uint8Array.of(0, 1, 0, 0, 9, 9);
    expect(unpackFont(bytes)).toBe(bytes);
  });

  it('throws where the file is truncated', () => {
    const bytes = readFileSync(files[0]!);
    expect(() => unpackFont(bytes.subarray(0, bytes.length / 2))).toThrow();
  });
});
