/** The tables that map characters to glyphs (cmap) and glyphs to widths (hmtx). */
import { decode16, decode32 } from './big-endian.ts';

/** The glyph of a character; 0 if the font has none. */
export type CharacterMap = (codePoint: number) => number;

/** Platform and encoding of the cmap subtables for Unicode, in order of preference: full Unicode before the BMP. */
const unicodeSubtables = ['3.10', '0.6', '0.4', '3.1', '0.3', '0.2', '0.1', '0.0'] as const;

/**
 * Reads the cmap table; a lookup is a binary search. Returns undefined if the best Unicode subtable has another
 * format than 4 (BMP) or 12 (full Unicode). OpenType, cmap.
 */
export function readCharacterMap(cmap: Buffer): CharacterMap | undefined {
  const offsets = new Map(
    Array.from({ length: cmap.readUInt16BE(2) }, (_, index) => {
      const record = 4 + 8 * index;
      const name = `${cmap.readUInt16BE(record)}.${cmap.readUInt16BE(record + 2)}`;
      return [name, cmap.readUInt32BE(record + 4)] as const;
    }),
  );
  const chosen = unicodeSubtables.find((name) => offsets.has(name));
  if (chosen === undefined) return undefined;
  const subtable = cmap.subarray(offsets.get(chosen)!);
  const format = subtable.readUInt16BE(0);
  if (format === 12) return readFormat12(subtable);
  return format === 4 ? readFormat4(subtable) : undefined;
}

/** Groups of startCharCode, endCharCode and startGlyphID, 32 bits each. */
function readFormat12(subtable: Buffer): CharacterMap {
  const count = subtable.readUInt32BE(12);
  const groups = decode32(subtable.subarray(16, 16 + 12 * count));
  return (codePoint) => {
    const group = 3 * findRange(count, codePoint, (index) => groups[3 * index + 1]!);
    const first = groups[group];
    return first === undefined || codePoint < first ? 0 : groups[group + 2]! + codePoint - first;
  };
}

/** Parallel arrays of endCode, startCode, idDelta and idRangeOffset with a value per segment; then glyphIdArray. */
function readFormat4(subtable: Buffer): CharacterMap {
  const words = decode16(subtable.subarray(0, subtable.readUInt16BE(2)));
  const count = words[3]! / 2;
  const [ends, starts, deltas, rangeOffsets] = [7, 8 + count, 8 + 2 * count, 8 + 3 * count];
  return (codePoint) => {
    const segment = findRange(count, codePoint, (index) => words[ends + index]!);
    const step = codePoint - words[starts + segment]!;
    if (segment === count || step < 0) return 0;
    const rangeOffset = words[rangeOffsets + segment]!;
    // The offset is in bytes and relative to its own position.
    const glyph =
      rangeOffset === 0 ? codePoint : (words[rangeOffsets + segment + rangeOffset / 2 + step] ?? 0);
    return glyph === 0 ? 0 : (glyph + words[deltas + segment]!) & 0xffff;
  };
}

/** Binary search in sorted ranges: the index of the first that ends at `value` or after it; `count` if none does. */
export function findRange(count: number, value: number, endOf: (index: number) => number): number {
  let [low, high] = [0, count];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (endOf(middle) < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Horizontal metrics of glyphs, in font units. */
export interface GlyphMetrics {
  readonly advance: (glyph: number) => number;
  /** The left side bearing: the x of the outline's left edge. */
  readonly bearing: (glyph: number) => number;
}

/**
 * Reads the hmtx table: advance and bearing of the first `numberOfHMetrics` glyphs, then only bearings of those that
 * share the last advance. OpenType, hmtx.
 */
export function readGlyphMetrics(hhea: Buffer, hmtx: Buffer): GlyphMetrics {
  const full = hhea.readUInt16BE(34);
  const words = decode16(hmtx);
  return {
    advance: (glyph) => words[2 * Math.min(glyph, full - 1)]!,
    bearing: (glyph) => toSigned16(words[glyph < full ? 2 * glyph + 1 : full + glyph] ?? 0),
  };
}

const toSigned16 = (word: number): number => (word << 16) >> 16;
