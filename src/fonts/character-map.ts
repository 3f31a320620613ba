import { numbers16, numbers32 } from './big-endian.ts';

/** The glyph of a character; 0 where the font has none. */
export type CharacterMap = (codePoint: number) => number;

/** The platform and encoding of subtables that map Unicode, the fullest first. */
const unicodeTables = ['3.10', '0.6', '0.4', '3.1', '0.3', '0.2', '0.1', '0.0'] as const;

/**
 * Reads a font's map of characters. In: the cmap table. Out: undefined where the map for Unicode is in another format
 * than 4 or 12, which are those of fonts with all of Unicode. OpenType, cmap.
 */
export function readCharacterMap(cmap: Buffer): CharacterMap | undefined {
  const offsets = new Map(
    Array.from({ length: cmap.readUInt16BE(2) }, (_, index) => {
      const entry = 4 + 8 * index;
      const name = `${cmap.readUInt16BE(entry)}.${cmap.readUInt16BE(entry + 2)}`;
      return [name, cmap.readUInt32BE(entry + 4)] as const;
    }),
  );
  const chosen = unicodeTables.find((name) => offsets.has(name));
  if (chosen === undefined) return undefined;
  const table = cmap.subarray(offsets.get(chosen)!);
  const format = table.readUInt16BE(0);
  if (format === 12) return inGroups(table);
  return format === 4 ? inSegments(table) : undefined;
}

/** Format 12: groups of first character, last character, glyph of the first, in four bytes each. */
function inGroups(table: Buffer): CharacterMap {
  const count = table.readUInt32BE(12);
  const groups = numbers32(table.subarray(16, 16 + 12 * count));
  return (codePoint) => {
    const group = 3 * findRange(count, codePoint, (index) => groups[3 * index + 1]!);
    const first = groups[group];
    return first === undefined || codePoint < first ? 0 : groups[group + 2]! + codePoint - first;
  };
}

/** Format 4: four rows of two-byte numbers, one number for each segment, then glyphs out of order. */
function inSegments(table: Buffer): CharacterMap {
  const numbers = numbers16(table.subarray(0, table.readUInt16BE(2)));
  const count = numbers[3]! / 2;
  const [ends, starts, deltas, ranges] = [7, 8 + count, 8 + 2 * count, 8 + 3 * count];
  return (codePoint) => {
    const segment = findRange(count, codePoint, (index) => numbers[ends + index]!);
    const step = codePoint - numbers[starts + segment]!;
    if (segment === count || step < 0) return 0;
    const range = numbers[ranges + segment]!;
    // A range counts in bytes, from where it stands itself.
    const glyph = range === 0 ? codePoint : (numbers[ranges + segment + range / 2 + step] ?? 0);
    return glyph === 0 ? 0 : (glyph + numbers[deltas + segment]!) & 0xffff;
  };
}

/** The first range that ends at `value` or after it; `count` where none does. The ranges are in order. */
export function findRange(count: number, value: number, endOf: (index: number) => number): number {
  let [low, high] = [0, count];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (endOf(middle) < value) low = middle + 1;
    else high = middle;
  }
  return low;
}
