import { composite, partBytes } from './composite-glyph.ts';
import type { FontSource } from './font-source.ts';
import type { GlyphMetrics } from './glyph-metrics.ts';
import { writeSfnt } from './sfnt.ts';

/** What the writer asks of a font it embeds in part; the shape of fontkit's own subsets. */
export interface FontSubset {
  /** The font's glyphs by their codes. Glyph 0, the missing one, comes first, and stands at codes not in use. */
  readonly glyphs: number[];
  /** Makes the font. In: the codes that nothing is painted by, which it needs no outlines for. */
  readonly encode: (unseen: ReadonlySet<number>) => Uint8Array;
}

/** What a font holds of a glyph; widths in its own units. */
export interface GlyphData {
  readonly outline: Buffer;
  readonly advance: number;
  readonly bearing: number;
}

/** What a glyph's parts have to be counted from is added where a font comes in slices. */
interface ReadGlyph extends GlyphData {
  readonly base: number;
}

/** A font's glyphs as a font of their own. */
export function makeSubset(source: FontSource, { advance, bearing }: GlyphMetrics): FontSubset {
  const glyphs = [0];
  const read = (ids: readonly number[]): readonly ReadGlyph[] =>
    source.glyphs(ids).map((outline, index) => ({
      outline,
      advance: advance(ids[index]!),
      bearing: bearing(ids[index]!),
      base: 0,
    }));
  return { glyphs, encode: (unseen) => writeSubset(source.table, gatherGlyphs(glyphs, unseen, read)) };
}

/**
 * Gathers what a subset holds of its glyphs. In: the glyphs by their codes; the codes that nothing is painted by; what reads
 * glyphs. Out: of each code, and then of the parts of glyphs that have no code. A code not in use has no ink.
 */
export function gatherGlyphs(
  codes: readonly number[],
  unseen: ReadonlySet<number>,
  read: (ids: readonly number[]) => readonly ReadGlyph[],
): readonly GlyphData[] {
  const glyphs = [...codes];
  const codeOf = new Map(glyphs.map((glyph, code) => [glyph, code] as const).reverse());
  const codeOfPart = (glyph: number): number => {
    const code = codeOf.get(glyph) ?? glyphs.push(glyph) - 1;
    codeOf.set(glyph, code);
    return code;
  };
  const gathered: GlyphData[] = [];
  // A glyph made of others takes them in: there is more to read until no glyph brings new ones.
  while (gathered.length < glyphs.length) {
    const wanted = glyphs.slice(gathered.length);
    const isUsed = (glyph: number, index: number) => glyph !== 0 || gathered.length + index === 0;
    const found = read(wanted.filter(isUsed)).values();
    const next = wanted.map((glyph, index) => (isUsed(glyph, index) ? found.next().value! : undefined));
    for (const glyph of next) {
      // A code not in use is as wide as the one before: alike widths pack best.
      const { outline, advance, bearing, base } = glyph ?? { ...nothing, advance: gathered.at(-1)!.advance };
      const isSeen = !unseen.has(gathered.length);
      if (isSeen) renumberParts(outline, (part) => codeOfPart(base + part));
      gathered.push({ outline: isSeen ? outline : noInk, advance, bearing });
    }
  }
  return gathered;
}

const noInk = Buffer.alloc(0);
const nothing = { outline: noInk, bearing: 0, base: 0 };

/** Gives the parts of a glyph made of others their new numbers, in place. */
function renumberParts(outline: Buffer, renumber: (glyph: number) => number): void {
  for (const part of partsOf(outline)) {
    outline.writeUInt16BE(renumber(outline.readUInt16BE(part + 2)), part + 2);
  }
}

/** Where the parts of a glyph stand that is made of others. */
function partsOf(outline: Buffer): readonly number[] {
  if (outline.length === 0 || outline.readInt16BE(0) >= 0) return [];
  const parts: number[] = [];
  let position = 10;
  let flags: number = composite.more;
  while ((flags & composite.more) !== 0) {
    flags = outline.readUInt16BE(position);
    parts.push(position);
    position += 4 + partBytes(flags);
  }
  return parts;
}

const trueTypeFlavour = 0x00010000;
/** More bytes of glyphs cannot be counted in twos by two bytes. */
const mostInShort = 0x1fffe;

/**
 * Writes a font of TrueType outlines in the tables that a PDF needs: ISO 32000-1, 9.9, table 126. In: the tables of the
 * font it is taken from, of which maxp must hold for all glyphs.
 */
export function writeSubset(
  table: (tag: string) => Buffer | undefined,
  glyphs: readonly GlyphData[],
): Uint8Array {
  const even = glyphs.map(({ outline }) => outline.length + (outline.length & 1));
  const long = even.reduce((sum, length) => sum + length, 0) > mostInShort;
  const outlines = glyphs.map(({ outline }) => outline);
  const glyf = long ? outlines : outlines.map(padded);
  const head = Buffer.from(table('head')!.subarray(0, 54));
  head.writeInt16BE(long ? 1 : 0, 50);
  const { hmtx, wide } = encodeMetrics(glyphs);
  // The offsets at the front, where they can be packed by themselves.
  const tables = [
    ['loca', encodeOffsets(glyf, long)],
    ['cvt ', table('cvt ')],
    ['fpgm', table('fpgm')],
    ['glyf', Buffer.concat(glyf)],
    ['head', head],
    ['hhea', withCount(table('hhea')!.subarray(0, 36), 34, wide)],
    ['hmtx', hmtx],
    ['maxp', withCount(table('maxp')!.subarray(0, 32), 4, glyphs.length)],
    ['prep', table('prep')],
  ] as const;
  return writeSfnt(
    trueTypeFlavour,
    new Map(tables.flatMap(([tag, bytes]) => (bytes === undefined ? [] : [[tag, bytes] as const]))),
  );
}

const padding = Buffer.alloc(1);
const padded = (outline: Buffer): Buffer =>
  outline.length % 2 === 0 ? outline : Buffer.concat([outline, padding]);

function withCount(table: Buffer, position: number, count: number): Buffer {
  const copy = Buffer.from(table);
  copy.writeUInt16BE(count, position);
  return copy;
}

/**
 * OpenType, hmtx: the width of each glyph and where its left edge stands. Out: also how many have a width of their own;
 * all behind are as wide as the last of these.
 */
function encodeMetrics(glyphs: readonly GlyphData[]): { readonly hmtx: Buffer; readonly wide: number } {
  const last = glyphs.at(-1)!.advance;
  const wide = Math.min(glyphs.length, glyphs.findLastIndex(({ advance }) => advance !== last) + 2);
  const hmtx = Buffer.alloc(2 * glyphs.length + 2 * wide);
  let at = 0;
  for (const [code, { advance, bearing }] of glyphs.entries()) {
    if (code < wide) at = hmtx.writeUInt16BE(advance, at);
    at = hmtx.writeInt16BE(bearing, at);
  }
  return { hmtx, wide };
}

/** OpenType, loca: where each glyph begins, and where the last ends; halved where offsets are short. */
function encodeOffsets(outlines: readonly Buffer[], long: boolean): Buffer {
  const loca = Buffer.alloc((long ? 4 : 2) * (outlines.length + 1));
  let offset = 0;
  for (const [code, { length }] of outlines.entries()) {
    offset += length;
    if (long) loca.writeUInt32BE(offset, 4 * (code + 1));
    else loca.writeUInt16BE(offset / 2, 2 * (code + 1));
  }
  return loca;
}
