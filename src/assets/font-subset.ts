import { composite, partBytes } from './composite-glyph.ts';
import { type FontSource, hasLongOffsets } from './font-source.ts';
import type { GlyphMetrics } from './glyph-metrics.ts';

/** What the writer asks of a font it embeds in part; the shape of fontkit's own subsets. */
export interface FontSubset {
  /** The face's glyphs in the order of their codes; glyph 0, the missing one, comes first. */
  readonly glyphs: number[];
  readonly includeGlyph: (glyph: number) => number;
  readonly encode: () => Uint8Array;
}

/** Numbers the glyphs of a subset as they come; the missing one is the first. */
export function collectGlyphs(): Omit<FontSubset, 'encode'> {
  const glyphs = [0];
  const codes = new Map([[0, 0]]);
  return {
    glyphs,
    includeGlyph: (glyph) => {
      const known = codes.get(glyph);
      if (known !== undefined) return known;
      codes.set(glyph, glyphs.push(glyph) - 1);
      return glyphs.length - 1;
    },
  };
}

/** Gives the parts of a glyph made of others their new numbers, in place. */
export function renumberParts(outline: Buffer, renumber: (glyph: number) => number): void {
  if (outline.length === 0 || outline.readInt16BE(0) >= 0) return;
  let position = 10;
  let flags: number = composite.more;
  while ((flags & composite.more) !== 0) {
    flags = outline.readUInt16BE(position);
    outline.writeUInt16BE(renumber(outline.readUInt16BE(position + 2)), position + 2);
    position += 4 + partBytes(flags);
  }
}

/**
 * A font's glyphs as a font of their own, in the tables that a PDF needs: ISO 32000-1, 9.9, table 126. Byte for byte
 * what fontkit makes of them, so that files written before and after are the same.
 */
export function makeSubset(source: FontSource, { advance, bearing }: GlyphMetrics): FontSubset {
  const { glyphs, includeGlyph } = collectGlyphs();
  const encode = (): Uint8Array => {
    const outlines: Buffer[] = [];
    // A glyph made of others takes them in: there is more to read until no glyph brings new ones.
    while (outlines.length < glyphs.length) {
      for (const outline of source.glyphs(glyphs.slice(outlines.length))) {
        renumberParts(outline, includeGlyph);
        outlines.push(outline);
      }
    }
    const head = source.table('head')!.subarray(0, 54);
    const widths = glyphs.map((glyph) => ({ advance: advance(glyph), bearing: bearing(glyph) }));
    return writeTables([
      ['head', head],
      ['hhea', withCount(source.table('hhea')!.subarray(0, 36), 34, glyphs.length)],
      ['loca', encodeOffsets(outlines, hasLongOffsets(head))],
      ['maxp', withCount(source.table('maxp')!.subarray(0, 32), 4, glyphs.length)],
      ['cvt ', source.table('cvt ')],
      ['prep', source.table('prep')],
      ['glyf', Buffer.concat(outlines)],
      ['hmtx', encodeMetrics(widths)],
      ['fpgm', source.table('fpgm')],
    ]);
  };
  return { glyphs, includeGlyph, encode };
}

function withCount(table: Buffer, position: number, count: number): Buffer {
  const copy = Buffer.from(table);
  copy.writeUInt16BE(count, position);
  return copy;
}

/** OpenType, hmtx: the width of each glyph and where its left edge stands, in the font's units. */
export function encodeMetrics(
  glyphs: readonly { readonly advance: number; readonly bearing: number }[],
): Buffer {
  const hmtx = Buffer.alloc(4 * glyphs.length);
  for (const [code, { advance, bearing }] of glyphs.entries()) {
    hmtx.writeUInt16BE(advance, 4 * code);
    hmtx.writeInt16BE(bearing, 4 * code + 2);
  }
  return hmtx;
}

/** OpenType, loca: where each glyph begins, and where the last ends; halved where offsets are short. */
export function encodeOffsets(outlines: readonly Buffer[], long: boolean): Buffer {
  const loca = Buffer.alloc((long ? 4 : 2) * (outlines.length + 1));
  let offset = 0;
  for (const [code, { length }] of outlines.entries()) {
    offset += length;
    if (long) loca.writeUInt32BE(offset, 4 * (code + 1));
    else loca.writeUInt16BE(offset / 2, 2 * (code + 1));
  }
  return loca;
}

/** Tables one after the other, without gaps and checksums: no reader of a PDF looks at those. */
function writeTables(tables: readonly (readonly [tag: string, bytes: Buffer | undefined])[]): Uint8Array {
  const present = tables.flatMap(([tag, bytes]) => (bytes === undefined ? [] : [{ tag, bytes }]));
  const header = Buffer.alloc(12 + 16 * present.length);
  const largest = 2 ** Math.floor(Math.log2(present.length));
  header.write('true', 0, 'latin1');
  header.writeUInt16BE(present.length, 4);
  header.writeUInt16BE(16 * largest, 6);
  header.writeUInt16BE(Math.log2(largest), 8);
  header.writeUInt16BE(16 * (present.length - largest), 10);
  let offset = header.length;
  for (const [index, { tag, bytes }] of present.entries()) {
    const entry = 12 + 16 * index;
    header.write(tag, entry, 'latin1');
    header.writeUInt32BE(offset, entry + 8);
    header.writeUInt32BE(bytes.length, entry + 12);
    offset += bytes.length;
  }
  return Buffer.concat([header, ...present.map(({ bytes }) => bytes)]);
}
