/**
 * Subsetting: writes the glyphs that a publication uses as a TrueType font of their own, for embedding. The writer
 * assigns codes; in the subset the glyph id equals the code. Composite glyphs bring their components along: these are
 * appended after the coded glyphs, breadth first, until no glyph adds a new one. This ends because every glyph is
 * appended once at most. Linear in the bytes of the glyphs.
 */
import { encodeBigEndian } from './big-endian.ts';
import { componentsOf } from './glyf.ts';
import type { GlyphMetrics } from './glyph-tables.ts';
import { type FontSource, writeSfnt } from './sfnt.ts';

/** A subset in the making; the interface of fontkit's subsets, with two parameters more. */
export interface FontSubset {
  /** The glyph of each code. Glyph 0 (.notdef) is at code 0 and at codes that are not in use. */
  readonly glyphs: number[];
  /**
   * Writes the font. In: the codes that are never painted, whose outlines are left out; the codes other than 0 that do
   * paint .notdef, as on a proof.
   */
  readonly encode: (unpainted: ReadonlySet<number>, notdef?: ReadonlySet<number>) => Uint8Array;
}

/** A glyph of a subset; widths in font units. */
export interface GlyphData {
  readonly outline: Buffer;
  readonly advance: number;
  readonly bearing: number;
}

/** A glyph as it is read. `base` is added to the glyph ids of its components, which are local in a web font's slice. */
interface SourceGlyph extends GlyphData {
  readonly base: number;
}

/** Begins a subset of one font. */
export function makeSubset(source: FontSource, { advance, bearing }: GlyphMetrics): FontSubset {
  const glyphs = [0];
  const read = (ids: readonly number[]): readonly SourceGlyph[] =>
    source.glyphs(ids).map((outline, index) => ({
      outline,
      advance: advance(ids[index]!),
      bearing: bearing(ids[index]!),
      base: 0,
    }));
  return {
    glyphs,
    encode: (unpainted, notdef) => writeSubset(source.table, collectGlyphs(glyphs, unpainted, notdef, read)),
  };
}

/**
 * Collects the glyphs of a subset. In: the glyph of each code, the codes without an outline, the codes that paint
 * .notdef, and how to read glyphs. Out: the glyph of each code, then the components that have no code, with component
 * ids replaced by codes. A code not in use is empty.
 */
export function collectGlyphs(
  codes: readonly number[],
  unpainted: ReadonlySet<number>,
  notdef: ReadonlySet<number> | undefined,
  read: (ids: readonly number[]) => readonly SourceGlyph[],
): readonly GlyphData[] {
  const glyphs = codes.slice();
  // Built at the first composite glyph, because few fonts have one.
  let codeOf: Map<number, number> | undefined;
  const codeOfComponent = (glyph: number): number => {
    codeOf ??= new Map(glyphs.map((each, code) => [each, code] as const).reverse());
    const code = codeOf.get(glyph) ?? glyphs.push(glyph) - 1;
    codeOf.set(glyph, code);
    return code;
  };
  const collected: GlyphData[] = [];
  while (collected.length < glyphs.length) {
    const end = glyphs.length;
    const used = codesInUse(glyphs, collected.length, notdef);
    const found = read(used.map((code) => glyphs[code]!));
    for (const [index, code] of used.entries()) {
      padTo(collected, code);
      const glyph = found[index]!;
      const isPainted = !unpainted.has(code);
      if (isPainted) renumberComponents(glyph.outline, (id) => codeOfComponent(glyph.base + id));
      collected.push(isPainted ? glyph : { ...glyph, outline: noOutline });
    }
    padTo(collected, end);
  }
  return collected;
}

/** Fills codes not in use, with the advance of the glyph before them, because equal advances compress best. */
function padTo(collected: GlyphData[], end: number): void {
  const { advance } = collected.at(-1) ?? emptyGlyph;
  const padding = { ...emptyGlyph, advance };
  while (collected.length < end) collected.push(padding);
}

/** The codes in use from `from` on: code 0, those with a glyph, and those that paint .notdef. */
function codesInUse(
  glyphs: readonly number[],
  from: number,
  notdef: ReadonlySet<number> | undefined,
): readonly number[] {
  const used: number[] = [];
  for (let code = from; code < glyphs.length; code += 1)
    if (code === 0 || glyphs[code] !== 0 || notdef?.has(code) === true) used.push(code);
  return used;
}

const noOutline = Buffer.alloc(0);
const emptyGlyph: GlyphData = { outline: noOutline, advance: 0, bearing: 0 };

/** Replaces the component ids of a composite glyph, in place. */
function renumberComponents(outline: Buffer, renumber: (glyph: number) => number): void {
  for (const position of componentsOf(outline)) {
    outline.writeUInt16BE(renumber(outline.readUInt16BE(position + 2)), position + 2);
  }
}

const trueTypeVersion = 0x00010000;
/** The largest offset that a short loca table can hold. */
const maxShortOffset = 0x1fffe;

/**
 * Writes the tables that PDF requires of an embedded TrueType font: ISO 32000-1, 9.9, table 126. In: the tables of the
 * original font, of which maxp must cover every glyph.
 */
export function writeSubset(
  table: (tag: string) => Buffer | undefined,
  glyphs: readonly GlyphData[],
): Uint8Array {
  const { glyf, loca, isLong } = encodeOutlines(glyphs);
  const head = Buffer.from(table('head')!.subarray(0, 54));
  head.writeInt16BE(isLong ? 1 : 0, 50);
  const { hmtx, fullCount } = encodeMetrics(glyphs);
  // loca comes first, where it compresses best.
  const tables = [
    ['loca', loca],
    ['cvt ', table('cvt ')],
    ['fpgm', table('fpgm')],
    ['glyf', glyf],
    ['head', head],
    ['hhea', withCount(table('hhea')!.subarray(0, 36), 34, fullCount)],
    ['hmtx', hmtx],
    ['maxp', withCount(table('maxp')!.subarray(0, 32), 4, glyphs.length)],
    ['prep', table('prep')],
  ] as const;
  return writeSfnt(
    trueTypeVersion,
    new Map(tables.flatMap(([tag, bytes]) => (bytes === undefined ? [] : [[tag, bytes] as const]))),
  );
}

function withCount(table: Buffer, position: number, count: number): Buffer {
  const copy = Buffer.from(table);
  copy.writeUInt16BE(count, position);
  return copy;
}

/** Encodes hmtx (OpenType). Also returns the number of glyphs with an advance; those after them share the last one. */
function encodeMetrics(glyphs: readonly GlyphData[]): { readonly hmtx: Buffer; readonly fullCount: number } {
  const last = glyphs.at(-1)!.advance;
  const fullCount = Math.min(glyphs.length, glyphs.findLastIndex(({ advance }) => advance !== last) + 2);
  const hmtx = Buffer.alloc(2 * glyphs.length + 2 * fullCount);
  let at = 0;
  for (const [code, { advance, bearing }] of glyphs.entries()) {
    if (code < fullCount) at = hmtx.writeUInt16BE(advance, at);
    at = hmtx.writeInt16BE(bearing, at);
  }
  return { hmtx, fullCount };
}

/** OpenType, glyf and loca. Offsets are 16-bit, and halved, if the outlines are short enough. */
function encodeOutlines(glyphs: readonly GlyphData[]) {
  const even = (length: number) => length + (length & 1);
  let size = 0;
  for (const { outline } of glyphs) size += even(outline.length);
  const isLong = size > maxShortOffset;
  const offsets = isLong ? new Uint32Array(glyphs.length + 1) : new Uint16Array(glyphs.length + 1);
  const glyf = Buffer.alloc(size);
  let end = 0;
  for (let code = 0; code < glyphs.length; code += 1) {
    const { outline } = glyphs[code]!;
    const { length } = outline;
    if (length > 0) {
      glyf.set(outline, end);
      end += isLong ? length : even(length);
    }
    offsets[code + 1] = isLong ? end : end / 2;
  }
  return { glyf: glyf.subarray(0, end), loca: encodeBigEndian(offsets), isLong };
}
