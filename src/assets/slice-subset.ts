import { ByteReader } from './byte-reader.ts';
import { composite, partBytes } from './composite-glyph.ts';
import type { SfntTables } from './sfnt.ts';
import { writeSfnt } from './sfnt.ts';

/** What the writer asks of a font it embeds in part; the shape of fontkit's own subsets. */
export interface FontSubset {
  /** The face's glyphs in the order of their codes; glyph 0, the missing one, comes first. */
  readonly glyphs: number[];
  readonly includeGlyph: (glyph: number) => number;
  readonly encode: () => Uint8Array;
}

interface SliceGlyph {
  readonly outline: Buffer;
  readonly advance: number;
  readonly bearing: number;
}

const trueTypeFlavour = 0x00010000;

/**
 * Makes one font program of glyphs out of many slices. In: the tables of the slice a glyph is in, whose loca has long
 * offsets, and how many glyph ids a slice takes. TrueType outlines only, which is what WOFF2 slices of Han faces have.
 */
export function makeSliceSubset(tablesOf: (glyph: number) => SfntTables, idsPerSlice: number): FontSubset {
  const glyphs = [0];
  const codes = new Map([[0, 0]]);
  const includeGlyph = (glyph: number): number => {
    const known = codes.get(glyph);
    if (known !== undefined) return known;
    codes.set(glyph, glyphs.push(glyph) - 1);
    return glyphs.length - 1;
  };
  const encode = (): Uint8Array => {
    const parts: SliceGlyph[] = [];
    // Grows as it goes: a glyph made of others takes them in.
    for (const glyph of glyphs) {
      const part = readGlyph(tablesOf(glyph), glyph % idsPerSlice);
      const sliceStart = glyph - (glyph % idsPerSlice);
      renumberComponents(part.outline, (component) => includeGlyph(sliceStart + component));
      parts.push(part);
    }
    return writeFont(parts, [...new Set(glyphs.map(tablesOf))]);
  };
  return { glyphs, includeGlyph, encode };
}

function readGlyph(tables: SfntTables, glyph: number): SliceGlyph {
  const loca = at(tables, 'loca', glyph * 4);
  const [from, to] = [loca.u32(), loca.u32()];
  const full = at(tables, 'hhea', 34).u16();
  const advance = at(tables, 'hmtx', 4 * Math.min(glyph, full - 1)).u16();
  const bearing = at(tables, 'hmtx', glyph < full ? 4 * glyph + 2 : 4 * full + 2 * (glyph - full)).i16();
  return { outline: Buffer.from(tables.get('glyf')!.subarray(from, to)), advance, bearing };
}

function at(tables: SfntTables, tag: string, position: number): ByteReader {
  const reader = new ByteReader(tables.get(tag)!);
  reader.seek(position);
  return reader;
}

/** Gives the parts of a glyph made of others their new numbers, in place. */
function renumberComponents(outline: Buffer, renumber: (glyph: number) => number): void {
  if (outline.length === 0 || outline.readInt16BE(0) >= 0) return;
  let position = 10;
  let flags: number = composite.more;
  while ((flags & composite.more) !== 0) {
    flags = outline.readUInt16BE(position);
    outline.writeUInt16BE(renumber(outline.readUInt16BE(position + 2)), position + 2);
    position += 4 + partBytes(flags);
  }
}

/** The tables a PDF needs of a TrueType font: ISO 32000-1, 9.9, table 126. Slices of Han faces bear no instructions. */
function writeFont(glyphs: readonly SliceGlyph[], slices: readonly SfntTables[]): Uint8Array {
  const first = slices[0]!;
  const loca = Buffer.alloc(4 * (glyphs.length + 1));
  const hmtx = Buffer.alloc(4 * glyphs.length);
  let offset = 0;
  for (const [code, { outline, advance, bearing }] of glyphs.entries()) {
    hmtx.writeUInt16BE(advance, 4 * code);
    hmtx.writeInt16BE(bearing, 4 * code + 2);
    offset += outline.length;
    loca.writeUInt32BE(offset, 4 * (code + 1));
  }
  const hhea = Buffer.from(first.get('hhea')!);
  hhea.writeUInt16BE(glyphs.length, 34);
  return writeSfnt(
    trueTypeFlavour,
    new Map([
      ['glyf', Buffer.concat(glyphs.map(({ outline }) => outline))],
      ['head', first.get('head')!],
      ['hhea', hhea],
      ['hmtx', hmtx],
      ['loca', loca],
      ['maxp', largest(slices, glyphs.length)],
    ]),
  );
}

/** maxp: the number of glyphs at byte 4, then what a reader must make room for, the most of all slices. */
function largest(slices: readonly SfntTables[], glyphs: number): Uint8Array {
  const maxp = Buffer.from(slices[0]!.get('maxp')!);
  for (let position = 6; position < maxp.length; position += 2) {
    maxp.writeUInt16BE(Math.max(...slices.map((tables) => at(tables, 'maxp', position).u16())), position);
  }
  maxp.writeUInt16BE(glyphs, 4);
  return maxp;
}
