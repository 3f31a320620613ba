/**
 * The structures that GSUB, GPOS and GDEF share: scripts and languages select features, features name lookups, and
 * lookups apply to the glyphs of a coverage table. OpenType, "Common Table Formats".
 */
import { findRange } from './glyph-tables.ts';

/** A lookup as it is stored, with extension subtables resolved. */
export interface Lookup {
  readonly type: number;
  readonly flags: number;
  /** Tried in order until one applies. */
  readonly subtables: readonly Buffer[];
}

/** The lookup type whose subtables hold a 32-bit offset to the real subtable. */
const extensionTypes = { GSUB: 7, GPOS: 9 } as const;

export type LayoutTag = keyof typeof extensionTypes;

/**
 * Selects the lookups of some features. In: a GSUB or GPOS table, the tags of script and language, the tags of the
 * features. Out: the lookups in the order in which they apply; one that two features name comes twice. A script that
 * the font does not have is replaced by the font's default.
 */
export function selectLookups(
  tag: LayoutTag,
  table: Buffer,
  script: string,
  language: string,
  features: readonly string[],
): readonly Lookup[] {
  const available = lookupsByFeature(table, findLanguageSystem(table, script, language));
  return features
    .flatMap((feature) => available.get(feature) ?? [])
    .sort((a, b) => a - b)
    .map((index) => readLookup(tag, table, index));
}

/** The scripts that replace a missing one, in order of preference. */
const defaultScripts = ['DFLT', 'dflt', 'latn'];

function findLanguageSystem(table: Buffer, script: string, language: string): Buffer | undefined {
  const list = table.subarray(table.readUInt16BE(4));
  const scripts = readTagRecords(list, 2, list.readUInt16BE(0));
  const name = [script, ...defaultScripts].find((each) => scripts.has(each));
  const found = name === undefined ? undefined : scripts.get(name)!;
  if (found === undefined) return undefined;
  const system = readTagRecords(found, 4, found.readUInt16BE(2)).get(language);
  if (system !== undefined) return system;
  return found.readUInt16BE(0) === 0 ? undefined : found.subarray(found.readUInt16BE(0));
}

/** Reads records of a tag and an offset relative to their table. Of two records with one tag the first counts. */
function readTagRecords(table: Buffer, start: number, count: number): ReadonlyMap<string, Buffer> {
  return new Map(
    Array.from({ length: count }, (_, index) => {
      const record = start + 6 * (count - 1 - index);
      const tag = table.toString('latin1', record, record + 4);
      return [tag, table.subarray(table.readUInt16BE(record + 4))] as const;
    }),
  );
}

function lookupsByFeature(
  table: Buffer,
  languageSystem: Buffer | undefined,
): ReadonlyMap<string, readonly number[]> {
  const list = table.subarray(table.readUInt16BE(6));
  return new Map(
    readWords(languageSystem ?? Buffer.alloc(6), 4).map((feature) => {
      const record = 2 + 6 * feature;
      const offset = list.readUInt16BE(record + 4);
      return [list.toString('latin1', record, record + 4), readWords(list, offset + 2)] as const;
    }),
  );
}

/** Reads a 16-bit count and as many 16-bit values. */
export function readWords(table: Buffer, position: number): readonly number[] {
  return Array.from({ length: table.readUInt16BE(position) }, (_, index) =>
    table.readUInt16BE(position + 2 + 2 * index),
  );
}

function readLookup(tag: LayoutTag, table: Buffer, index: number): Lookup {
  const list = table.subarray(table.readUInt16BE(8));
  const lookup = list.subarray(list.readUInt16BE(2 + 2 * index));
  const subtables = readWords(lookup, 4).map((offset) => lookup.subarray(offset));
  const [type, flags] = [lookup.readUInt16BE(0), lookup.readUInt16BE(2)];
  if (type !== extensionTypes[tag]) return { type, flags, subtables };
  const resolved = subtables.map((subtable) => subtable.subarray(subtable.readUInt32BE(4)));
  return { type: subtables[0]?.readUInt16BE(2) ?? 0, flags, subtables: resolved };
}

/** The index of a glyph in a coverage table; -1 if it is not covered. */
export type Coverage = (glyph: number) => number;

/** Reads a coverage table: a list of glyphs (format 1) or of ranges (format 2). */
export function readCoverage(table: Buffer): Coverage {
  const count = table.readUInt16BE(2);
  if (table.readUInt16BE(0) === 1) {
    return (glyph) => {
      const index = findRange(count, glyph, (each) => table.readUInt16BE(4 + 2 * each));
      return index < count && table.readUInt16BE(4 + 2 * index) === glyph ? index : -1;
    };
  }
  const rangeOf = readRangeRecords(table);
  return (glyph) => {
    const range = rangeOf(glyph);
    return range < 0 ? -1 : table.readUInt16BE(range + 4) + glyph - table.readUInt16BE(range);
  };
}

/** Reads a class definition table; glyphs that it does not name are of class 0. */
export function readClasses(table: Buffer): (glyph: number) => number {
  if (table.readUInt16BE(0) === 1) {
    const [first, count] = [table.readUInt16BE(2), table.readUInt16BE(4)];
    return (glyph) =>
      glyph >= first && glyph < first + count ? table.readUInt16BE(6 + 2 * (glyph - first)) : 0;
  }
  const rangeOf = readRangeRecords(table);
  return (glyph) => {
    const range = rangeOf(glyph);
    return range < 0 ? 0 : table.readUInt16BE(range + 4);
  };
}

/** Reads records of first glyph, last glyph and a value. Out: the position of the record of a glyph; -1 for none. */
function readRangeRecords(table: Buffer): (glyph: number) => number {
  const count = table.readUInt16BE(2);
  return (glyph) => {
    const range = 4 + 6 * findRange(count, glyph, (each) => table.readUInt16BE(4 + 6 * each + 2));
    return range === 4 + 6 * count || glyph < table.readUInt16BE(range) ? -1 : range;
  };
}
