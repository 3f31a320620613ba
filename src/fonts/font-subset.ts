import { bytesOf } from './big-endian.ts';
import { composite, partBytes } from './composite-glyph.ts';
import type { FontSource } from './font-source.ts';
import type { GlyphMetrics } from './glyph-metrics.ts';
import { writeSfnt } from './sfnt.ts';

/** What the writer asks of a font it embeds in part; the shape of fontkit's own subsets. */
export interface FontSubset {
  /** The font's glyphs by their codes. Glyph 0, the missing one, comes first, and stands at codes not in use. */
  readonly glyphs: number[];
  /**
   * Makes the font. In: the codes that nothing is painted by, which it needs no outlines for; those that do stand for the
   * missing glyph, as on a proof.
   */
  readonly encode: (unseen: ReadonlySet<number>, missing?: ReadonlySet<number>) => Uint8Array;
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
  return {
    glyphs,
    encode: (unseen, missing) => writeSubset(source.table, gatherGlyphs(glyphs, unseen, missing, read)),
  };
}

/**
 * Gathers what a subset holds of its glyphs. In: the glyphs by their codes; the codes that nothing is painted by; those that
 * stand for the missing glyph; what reads glyphs. Out: of each code, and then of the parts of glyphs that have no code. A
 * code not in use has no ink.
 */
export function gatherGlyphs(
  codes: readonly number[],
  unseen: ReadonlySet<number>,
  missing: ReadonlySet<number> | undefined,
  read: (ids: readonly number[]) => readonly ReadGlyph[],
): readonly GlyphData[] {
  const glyphs = codes.slice();
  // Asked where a glyph is made of others, as few are.
  let codeOf: Map<number, number> | undefined;
  const codeOfPart = (glyph: number): number => {
    codeOf ??= new Map(glyphs.map((each, code) => [each, code] as const).reverse());
    const code = codeOf.get(glyph) ?? glyphs.push(glyph) - 1;
    codeOf.set(glyph, code);
    return code;
  };
  const gathered: GlyphData[] = [];
  // A glyph made of others takes them in: there is more to read until no glyph brings new ones.
  while (gathered.length < glyphs.length) {
    const end = glyphs.length;
    const used = codesInUse(glyphs, gathered.length, missing);
    const found = read(used.map((code) => glyphs[code]!));
    for (const [index, code] of used.entries()) {
      leaveOpen(gathered, code);
      const glyph = found[index]!;
      const isSeen = !unseen.has(code);
      if (isSeen) renumberParts(glyph.outline, (part) => codeOfPart(glyph.base + part));
      gathered.push(isSeen ? glyph : { ...glyph, outline: noInk });
    }
    leaveOpen(gathered, end);
  }
  return gathered;
}

/** Fills up to a code: codes not in use are as wide as the one before, for alike widths pack best. */
function leaveOpen(gathered: GlyphData[], end: number): void {
  const { advance } = gathered.at(-1) ?? nothing;
  const gap = { ...nothing, advance };
  while (gathered.length < end) gathered.push(gap);
}

/** The codes in use from one on: the missing glyph stands at all others too, but is meant at the first and a few. */
function codesInUse(
  glyphs: readonly number[],
  from: number,
  missing: ReadonlySet<number> | undefined,
): readonly number[] {
  const used: number[] = [];
  for (let code = from; code < glyphs.length; code += 1)
    if (code === 0 || glyphs[code] !== 0 || missing?.has(code) === true) used.push(code);
  return used;
}

const noInk = Buffer.alloc(0);
const nothing: GlyphData = { outline: noInk, advance: 0, bearing: 0 };

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
  const { glyf, loca, long } = encodeOutlines(glyphs);
  const head = Buffer.from(table('head')!.subarray(0, 54));
  head.writeInt16BE(long ? 1 : 0, 50);
  const { hmtx, wide } = encodeMetrics(glyphs);
  // The offsets at the front, where they can be packed by themselves.
  const tables = [
    ['loca', loca],
    ['cvt ', table('cvt ')],
    ['fpgm', table('fpgm')],
    ['glyf', glyf],
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

/** OpenType, glyf and loca: the outlines, where each begins and where the last ends; halved where offsets are short. */
function encodeOutlines(glyphs: readonly GlyphData[]) {
  const even = (length: number) => length + (length & 1);
  let size = 0;
  for (const { outline } of glyphs) size += even(outline.length);
  const long = size > mostInShort;
  const offsets = long ? new Uint32Array(glyphs.length + 1) : new Uint16Array(glyphs.length + 1);
  const glyf = Buffer.alloc(size);
  let end = 0;
  for (let code = 0; code < glyphs.length; code += 1) {
    const { outline } = glyphs[code]!;
    const { length } = outline;
    if (length > 0) {
      glyf.set(outline, end);
      end += long ? length : even(length);
    }
    offsets[code + 1] = long ? end : end / 2;
  }
  return { glyf: glyf.subarray(0, end), loca: bytesOf(offsets), long };
}
