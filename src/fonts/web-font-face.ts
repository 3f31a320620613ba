/**
 * A web font as one face. A web font of Han characters comes as a CSS style sheet with some three hundred `@font-face`
 * rules, each of which names a WOFF2 file and, by `unicode-range`, the characters in it. Such a file is called a slice
 * here. A slice is opened when one of its characters is first requested; a page needs a few dozen.
 *
 * Glyph 7 of slice 3 is glyph `3 × idsPerSlice + 7` of the face, so ids are unique, and the slice of a glyph follows
 * from its id. A subset for embedding joins glyphs of all slices in one font.
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { CacheFolder } from '../core/cache.ts';
import { contentHash, entryName, readEntry, writeEntry } from '../core/cache-entry.ts';
import { type Face, type FaceId, memoizeLookup, type ShapedGlyph } from './face.ts';
import { collectGlyphs, type FontSubset, writeSubset } from './font-subset.ts';
import { openFace } from './fontkit-face.ts';
import { type GlyphMetrics, readGlyphMetrics } from './glyph-tables.ts';
import { type FontSource, openTables, readSfnt } from './sfnt.ts';
import { openTrueTypeFace } from './true-type-face.ts';
import { openWoff, unpackFont } from './woff.ts';

/** A font has at most 65,535 glyphs. */
const idsPerSlice = 0x10000;

interface Slice {
  readonly face: Face;
  readonly source: FontSource;
}

/** Opens a web font. In: the id of the face, the path of its style sheet, and the cache for unpacked slices. */
export function openWebFontFace(id: FaceId, sheet: string, folder?: CacheFolder): Face {
  // As Latin-1, which decodes in a fraction of the time of UTF-8: rules are ASCII.
  const { file, slicesFor } = readWebFontSheet(readFileSync(sheet, 'latin1'));
  const sliceAt = memoizeLookup((slice) =>
    openSlice(`${id}/${slice}`, readFileSync(path.resolve(path.dirname(sheet), file(slice))), folder),
  );
  const sliceOfGlyph = (glyph: number): Slice => sliceAt(Math.floor(glyph / idsPerSlice));
  const sliceWith = memoizeLookup((codePoint) => {
    for (const slice of slicesFor(codePoint)) if (sliceAt(slice).face.has(codePoint)) return slice;
    return -1;
  });
  let program: object | undefined;
  return {
    id,
    has: (codePoint) => sliceWith(codePoint) >= 0,
    glyph: (codePoint) => {
      const slice = sliceWith(codePoint);
      return slice < 0 ? 0 : slice * idsPerSlice + sliceAt(slice).face.glyph(codePoint);
    },
    advance: (glyph) => sliceOfGlyph(glyph).face.advance(glyph % idsPerSlice),
    outline: (glyph) => sliceOfGlyph(glyph).face.outline(glyph % idsPerSlice),
    shape: (text, features) =>
      splitBySlice(text, sliceWith).flatMap(({ slice, text: part }) =>
        sliceAt(Math.max(slice, 0))
          .face.shape(part, features)
          .map(toFaceGlyph(Math.max(slice, 0))),
      ),
    // A slice has ideographs and no emoji.
    sequence: () => undefined,
    get program() {
      program ??= makeWebFontProgram(sliceAt(0).face, (glyph) => sliceOfGlyph(glyph).source);
      return program;
    },
  };
}

function openSlice(id: FaceId, bytes: Buffer, folder: CacheFolder | undefined): Slice {
  const source = folder === undefined ? openWoff(bytes) : unpackCached(bytes, folder);
  const openWithFontkit = () => openFace(id, bytes);
  return { face: openTrueTypeFace(id, source, openWithFontkit) ?? openWithFontkit(), source };
}

/** Unpacking a slice takes longer than setting the line that needs it. */
function unpackCached(bytes: Buffer, folder: CacheFolder): FontSource {
  const name = entryName(folder, ['slice', contentHash(bytes)]);
  const cached = readEntry(folder, name)?.bytes;
  const font = cached ?? unpackFont(bytes);
  // Written in the background.
  if (cached === undefined) void writeEntry(folder, name, { facts: {}, bytes: font });
  return openTables(readSfnt(font));
}

/** Splits a text where the slice changes, because a slice can only shape its own characters. */
function splitBySlice(
  text: string,
  sliceWith: (codePoint: number) => number,
): { slice: number; text: string }[] {
  const parts: { slice: number; text: string }[] = [];
  for (const character of text) {
    const slice = sliceWith(character.codePointAt(0)!);
    const last = parts.at(-1);
    if (last?.slice === slice) last.text += character;
    else parts.push({ slice, text: character });
  }
  return parts;
}

const toFaceGlyph =
  (slice: number) =>
  (glyph: ShapedGlyph): ShapedGlyph => ({ ...glyph, id: slice * idsPerSlice + glyph.id });

/** The style sheet of a web font. */
export interface WebFontSheet {
  /** The path of a slice's file, relative to the sheet. */
  readonly file: (slice: number) => string;
  /** The slices whose unicode-range contains a character, the last rule first, as CSS Fonts 4, 4.5 has it. */
  readonly slicesFor: (codePoint: number) => Iterable<number>;
}

/**
 * Reads a style sheet. A sheet lists twenty thousand characters and ranges, with the common ones in its last rules, so
 * rules are parsed on request, from the end.
 */
export function readWebFontSheet(css: string): WebFontSheet {
  const rules = css
    .split('@font-face')
    .slice(1)
    .filter((rule) => rule.includes('url(') && rule.includes('unicode-range:'));
  const rangesOf = memoizeLookup((slice) => parseUnicodeRange(rules[slice]!));
  return {
    file: (slice) => /url\("?([^")]+)"?\)/.exec(rules[slice]!)![1]!,
    *slicesFor(codePoint) {
      // A sheet may pad code points to four digits.
      const digits = codePoint.toString(16).toUpperCase();
      const [name, padded] = [`U+${digits}`, `U+${digits.padStart(4, '0')}`];
      for (let slice = rules.length - 1; slice >= 0; slice -= 1) {
        const { singles, ranges } = rangesOf(slice);
        if (singles.has(name) || singles.has(padded) || isInRanges(ranges, codePoint)) yield slice;
      }
    },
  };
}

type Range = readonly [from: number, to: number];

const isInRanges = (ranges: readonly Range[], codePoint: number): boolean =>
  ranges.length > 0 && ranges.some(([from, to]) => codePoint >= from && codePoint <= to);

/** The characters of a rule: single ones as they are spelled, and ranges. */
interface UnicodeRange {
  readonly singles: ReadonlySet<string>;
  readonly ranges: readonly Range[];
}

/** Parses `U+3007, U+4E00-4EFF`. Only ranges are converted to numbers: of a hundred items two or three are ranges. */
function parseUnicodeRange(rule: string): UnicodeRange {
  const list = /unicode-range:([^;}]+)/.exec(rule)![1]!.toUpperCase().replaceAll(' ', '');
  const ranges: Range[] = [];
  for (let hyphen = list.indexOf('-'); hyphen >= 0; hyphen = list.indexOf('-', hyphen + 1)) {
    const from = list.slice(list.lastIndexOf('+', hyphen) + 1, hyphen);
    ranges.push([Number.parseInt(from, 16), Number.parseInt(list.slice(hyphen + 1), 16)]);
  }
  return { singles: new Set(list.split(',')), ranges };
}

/** The program of the first slice, because all slices share its metrics, with a subset of all slices. */
const makeWebFontProgram = (first: Face, sourceOf: (glyph: number) => FontSource): object =>
  Object.create(first.program as object, {
    createSubset: { value: () => makeWebFontSubset(sourceOf) },
  });

/**
 * Begins a subset with glyphs of many slices. In: the source of a glyph's slice. Slices need TrueType outlines without
 * instructions, as those of Han web fonts have.
 */
function makeWebFontSubset(sourceOf: (glyph: number) => FontSource): FontSubset {
  const glyphs = [0];
  const encode: FontSubset['encode'] = (unpainted, notdef) => {
    const metrics = new Map<FontSource, GlyphMetrics>();
    const read = (glyph: number) => {
      const source = sourceOf(glyph);
      const { advance, bearing } = metrics.get(source) ?? metricsOf(source);
      metrics.set(source, { advance, bearing });
      const id = glyph % idsPerSlice;
      const outline = source.glyphs([id])[0]!;
      return { outline, advance: advance(id), bearing: bearing(id), base: glyph - id };
    };
    const collected = collectGlyphs(glyphs, unpainted, notdef, (ids) => ids.map(read));
    const sources = [...metrics.keys()];
    const tables = new Map([
      ['head', sources[0]!.table('head')],
      ['hhea', sources[0]!.table('hhea')],
      ['maxp', mergeMaxp(sources)],
    ]);
    return writeSubset((tag) => tables.get(tag), collected);
  };
  return { glyphs, encode };
}

const metricsOf = (source: FontSource): GlyphMetrics =>
  readGlyphMetrics(source.table('hhea')!, source.table('hmtx')!);

/** Merges maxp tables: from byte 6 on they hold limits, of which the subset gets the maximum. */
function mergeMaxp(sources: readonly FontSource[]): Buffer {
  const tables = sources.map((source) => source.table('maxp')!);
  const maxp = Buffer.from(tables[0]!);
  for (let position = 6; position < maxp.length; position += 2) {
    maxp.writeUInt16BE(Math.max(...tables.map((table) => table.readUInt16BE(position))), position);
  }
  return maxp;
}
