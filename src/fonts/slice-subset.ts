import { collectGlyphs, type FontSubset, writeSubset } from './font-subset.ts';
import { type GlyphMetrics, readGlyphMetrics } from './glyph-tables.ts';
import type { FontSource } from './sfnt.ts';

/**
 * Makes one font program of glyphs out of many slices. In: the slice a glyph is in, and how many glyph ids a slice takes.
 * TrueType outlines only, which is what WOFF2 slices of Han faces have; those bear no instructions.
 */
export function makeSliceSubset(sourceOf: (glyph: number) => FontSource, idsPerSlice: number): FontSubset {
  const glyphs = [0];
  const encode: FontSubset['encode'] = (unseen, missing) => {
    const metrics = new Map<FontSource, GlyphMetrics>();
    const read = (glyph: number) => {
      const source = sourceOf(glyph);
      const { advance, bearing } = metrics.get(source) ?? metricsOf(source);
      metrics.set(source, { advance, bearing });
      const id = glyph % idsPerSlice;
      const outline = source.glyphs([id])[0]!;
      return { outline, advance: advance(id), bearing: bearing(id), base: glyph - id };
    };
    const gathered = collectGlyphs(glyphs, unseen, missing, (ids) => ids.map(read));
    const slices = [...metrics.keys()];
    const tables = new Map([
      ['head', slices[0]!.table('head')],
      ['hhea', slices[0]!.table('hhea')],
      ['maxp', largest(slices)],
    ]);
    return writeSubset((tag) => tables.get(tag), gathered);
  };
  return { glyphs, encode };
}

const metricsOf = (source: FontSource): GlyphMetrics =>
  readGlyphMetrics(source.table('hhea')!, source.table('hmtx')!);

/** maxp: from byte 6 on what a reader must make room for, the most of all slices. */
function largest(slices: readonly FontSource[]): Buffer {
  const tables = slices.map((slice) => slice.table('maxp')!);
  const maxp = Buffer.from(tables[0]!);
  for (let position = 6; position < maxp.length; position += 2) {
    maxp.writeUInt16BE(Math.max(...tables.map((table) => table.readUInt16BE(position))), position);
  }
  return maxp;
}
