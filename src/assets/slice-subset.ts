import type { FontSource } from './font-source.ts';
import {
  collectGlyphs,
  encodeMetrics,
  encodeOffsets,
  type FontSubset,
  renumberParts,
} from './font-subset.ts';
import { type GlyphMetrics, readMetrics } from './glyph-metrics.ts';
import { writeSfnt } from './sfnt.ts';

interface SliceGlyph {
  readonly outline: Buffer;
  readonly advance: number;
  readonly bearing: number;
}

const trueTypeFlavour = 0x00010000;

/**
 * Makes one font program of glyphs out of many slices. In: the slice a glyph is in, and how many glyph ids a slice takes.
 * TrueType outlines only, which is what WOFF2 slices of Han faces have.
 */
export function makeSliceSubset(sourceOf: (glyph: number) => FontSource, idsPerSlice: number): FontSubset {
  const { glyphs, includeGlyph } = collectGlyphs();
  const encode = (): Uint8Array => {
    const metrics = new Map<FontSource, GlyphMetrics>();
    const parts: SliceGlyph[] = [];
    // Grows as it goes: a glyph made of others takes them in.
    for (const glyph of glyphs) {
      const source = sourceOf(glyph);
      const { advance, bearing } = metrics.get(source) ?? metricsOf(source);
      metrics.set(source, { advance, bearing });
      const id = glyph % idsPerSlice;
      const outline = source.glyphs([id])[0]!;
      renumberParts(outline, (part) => includeGlyph(glyph - id + part));
      parts.push({ outline, advance: advance(id), bearing: bearing(id) });
    }
    return writeFont(parts, [...metrics.keys()]);
  };
  return { glyphs, includeGlyph, encode };
}

const metricsOf = (source: FontSource): GlyphMetrics =>
  readMetrics(source.table('hhea')!, source.table('hmtx')!);

/** The tables a PDF needs of a TrueType font: ISO 32000-1, 9.9, table 126. Slices of Han faces bear no instructions. */
function writeFont(glyphs: readonly SliceGlyph[], slices: readonly FontSource[]): Uint8Array {
  const first = slices[0]!;
  const outlines = glyphs.map(({ outline }) => outline);
  const [head, hhea] = [Buffer.from(first.table('head')!), Buffer.from(first.table('hhea')!)];
  head.writeInt16BE(1, 50); // loca in four bytes
  hhea.writeUInt16BE(glyphs.length, 34);
  return writeSfnt(
    trueTypeFlavour,
    new Map([
      ['glyf', Buffer.concat(outlines)],
      ['head', head],
      ['hhea', hhea],
      ['hmtx', encodeMetrics(glyphs)],
      ['loca', encodeOffsets(outlines, true)],
      ['maxp', largest(slices, glyphs.length)],
    ]),
  );
}

/** maxp: the number of glyphs at byte 4, then what a reader must make room for, the most of all slices. */
function largest(slices: readonly FontSource[], glyphs: number): Uint8Array {
  const tables = slices.map((slice) => slice.table('maxp')!);
  const maxp = Buffer.from(tables[0]!);
  for (let position = 6; position < maxp.length; position += 2) {
    maxp.writeUInt16BE(Math.max(...tables.map((table) => table.readUInt16BE(position))), position);
  }
  maxp.writeUInt16BE(glyphs, 4);
  return maxp;
}
