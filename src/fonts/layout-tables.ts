import { findRange } from './character-map.ts';

/** A glyph's place among those a rule is for, -1 where it is not one of them. */
export type Coverage = (glyph: number) => number;

/** A rule of a font's layout: its kind, what it passes over, and its parts, each tried until one fits. */
export interface Lookup {
  readonly index: number;
  readonly kind: number;
  readonly flags: number;
  readonly parts: readonly Buffer[];
}

/** The kind under which a rule with far offsets hides the real one. */
const extensions = { GSUB: 7, GPOS: 9 } as const;

export type LayoutTag = keyof typeof extensions;

/**
 * Picks the rules of a layout table that are wanted. In: the table GSUB or GPOS, the script and the language, both in
 * four letters, and the features. Out: the rules in the order they are applied; one that two features name comes twice.
 * Where the font does not know the script it is the font's default. OpenType, common table formats.
 */
export function pickLookups(
  tag: LayoutTag,
  table: Buffer,
  script: string,
  language: string,
  features: readonly string[],
): readonly Lookup[] {
  const known = lookupsOfFeatures(table, languageTable(table, script, language));
  return features
    .flatMap((feature) => known.get(feature) ?? [])
    .sort((a, b) => a - b)
    .map((index) => readLookup(tag, table, index));
}

/** What a font falls back to, in this order. */
const defaultScripts = ['DFLT', 'dflt', 'latn'];

function languageTable(table: Buffer, script: string, language: string): Buffer | undefined {
  const list = table.subarray(table.readUInt16BE(4));
  const scripts = readRecords(list, 2, list.readUInt16BE(0));
  const name = [script, ...defaultScripts].find((each) => scripts.has(each));
  const found = name === undefined ? undefined : scripts.get(name)!;
  if (found === undefined) return undefined;
  const offset = readRecords(found, 4, found.readUInt16BE(2)).get(language);
  if (offset !== undefined) return offset;
  return found.readUInt16BE(0) === 0 ? undefined : found.subarray(found.readUInt16BE(0));
}

/** Records of a tag and an offset from the table they stand in; of two with one tag the first counts. */
function readRecords(table: Buffer, start: number, count: number): ReadonlyMap<string, Buffer> {
  return new Map(
    Array.from({ length: count }, (_, index) => {
      const record = start + 6 * (count - 1 - index);
      const tag = table.toString('latin1', record, record + 4);
      return [tag, table.subarray(table.readUInt16BE(record + 4))] as const;
    }),
  );
}

function lookupsOfFeatures(
  table: Buffer,
  language: Buffer | undefined,
): ReadonlyMap<string, readonly number[]> {
  const list = table.subarray(table.readUInt16BE(6));
  return new Map(
    numbersAt(language ?? Buffer.alloc(6), 4).map((feature) => {
      const record = 2 + 6 * feature;
      const offset = list.readUInt16BE(record + 4);
      return [list.toString('latin1', record, record + 4), numbersAt(list, offset + 2)] as const;
    }),
  );
}

/** A count and as many numbers, each in two bytes. */
export function numbersAt(table: Buffer, position: number): readonly number[] {
  return Array.from({ length: table.readUInt16BE(position) }, (_, index) =>
    table.readUInt16BE(position + 2 + 2 * index),
  );
}

function readLookup(tag: LayoutTag, table: Buffer, index: number): Lookup {
  const list = table.subarray(table.readUInt16BE(8));
  const lookup = list.subarray(list.readUInt16BE(2 + 2 * index));
  const parts = numbersAt(lookup, 4).map((offset) => lookup.subarray(offset));
  const [kind, flags] = [lookup.readUInt16BE(0), lookup.readUInt16BE(2)];
  if (kind !== extensions[tag]) return { index, kind, flags, parts };
  const far = parts.map((part) => part.subarray(part.readUInt32BE(4)));
  return { index, kind: parts[0]?.readUInt16BE(2) ?? 0, flags, parts: far };
}

/** Reads a coverage table: glyphs one by one, or ranges of them. */
export function readCoverage(table: Buffer): Coverage {
  const count = table.readUInt16BE(2);
  if (table.readUInt16BE(0) === 1) {
    return (glyph) => {
      const index = findRange(count, glyph, (each) => table.readUInt16BE(4 + 2 * each));
      return index < count && table.readUInt16BE(4 + 2 * index) === glyph ? index : -1;
    };
  }
  const inRange = readRanges(table);
  return (glyph) => {
    const range = inRange(glyph);
    return range < 0 ? -1 : table.readUInt16BE(range + 4) + glyph - table.readUInt16BE(range);
  };
}

/** Reads a class definition; a glyph it does not name is of class 0. */
export function readClasses(table: Buffer): (glyph: number) => number {
  if (table.readUInt16BE(0) === 1) {
    const [first, count] = [table.readUInt16BE(2), table.readUInt16BE(4)];
    return (glyph) =>
      glyph >= first && glyph < first + count ? table.readUInt16BE(6 + 2 * (glyph - first)) : 0;
  }
  const inRange = readRanges(table);
  return (glyph) => {
    const range = inRange(glyph);
    return range < 0 ? 0 : table.readUInt16BE(range + 4);
  };
}

/** Where the range stands that holds a glyph, -1 for none: first glyph, last glyph, a number. */
function readRanges(table: Buffer): (glyph: number) => number {
  const count = table.readUInt16BE(2);
  return (glyph) => {
    const range = 4 + 6 * findRange(count, glyph, (each) => table.readUInt16BE(4 + 6 * each + 2));
    return range === 4 + 6 * count || glyph < table.readUInt16BE(range) ? -1 : range;
  };
}
