import { findRange } from './character-map.ts';
import {
  type Coverage,
  type LayoutTag,
  type Lookup,
  numbersAt,
  readClasses,
  readCoverage,
} from './layout-tables.ts';

/** A glyph in the making: its advance in the font's units, and the characters it stands for. */
export interface LetterGlyph {
  id: number;
  advance: number;
  text: string;
}

/** Applies a rule of the font to a text's glyphs, in place. Out: whether it could; where not, the text wants a whole shaper. */
export type Rule = (glyphs: LetterGlyph[]) => boolean;

/** Tries one part of a rule at a glyph. Out: whether it fitted. */
type Attempt = (glyphs: LetterGlyph[], index: number) => boolean;

/** Flags of a rule that passes over letters or ligatures. Whether it passes over marks is all one: there are none. */
const passesOver = 0x0006;

/** Makes a rule of the font ready. In: the table it stands in, and the rule. OpenType, GSUB and GPOS. */
export function readRule(tag: LayoutTag, lookup: Lookup): Rule {
  const attempts = lookup.parts.map((part) => readAttempt(tag, lookup.kind, part));
  if ((lookup.flags & passesOver) !== 0 || attempts.includes(undefined)) return leftAlone(tag, lookup);
  return (glyphs) => {
    // The text grows shorter as ligatures are made.
    for (let index = 0; index < glyphs.length; index += 1) {
      attempts.some((attempt) => attempt!(glyphs, index));
    }
    return true;
  };
}

function readAttempt(tag: LayoutTag, kind: number, part: Buffer): Attempt | undefined {
  if (tag === 'GPOS') return kind === 2 ? readPairs(part) : undefined;
  if (kind === 1) return readSingle(part);
  return kind === 4 ? readLigatures(part) : undefined;
}

const coverageAt = (part: Buffer, position: number): Coverage =>
  readCoverage(part.subarray(part.readUInt16BE(position)));

/** GSUB 1: one glyph for one. */
function readSingle(part: Buffer): Attempt {
  const coverage = coverageAt(part, 2);
  const apart = part.readUInt16BE(0) === 1;
  return (glyphs, index) => {
    const glyph = glyphs[index]!;
    const place = coverage(glyph.id);
    if (place < 0) return false;
    glyph.id = apart ? (glyph.id + part.readInt16BE(4)) & 0xffff : part.readUInt16BE(6 + 2 * place);
    return true;
  };
}

/** GSUB 4: one glyph for several. Of those that fit the font's first is taken. */
function readLigatures(part: Buffer): Attempt {
  const coverage = coverageAt(part, 2);
  return (glyphs, index) => {
    const place = coverage(glyphs[index]!.id);
    if (place < 0) return false;
    const set = part.subarray(part.readUInt16BE(6 + 2 * place));
    for (const offset of numbersAt(set, 0)) {
      const count = set.readUInt16BE(offset + 2);
      const joined = glyphs.slice(index, index + count);
      const fits = joined.every(({ id }, at) => at === 0 || id === set.readUInt16BE(offset + 2 + 2 * at));
      if (!fits || joined.length < count) continue;
      const text = joined.map((glyph) => glyph.text).join('');
      glyphs.splice(index, count, { id: set.readUInt16BE(offset), advance: 0, text });
      return true;
    }
    return false;
  };
}

/** The one value of a pair that is read: how much farther the second glyph stands. */
const advanceOnly = 0x0004;

/** GPOS 2: pairs of glyphs, or of classes of glyphs. Out: undefined where they are moved in other ways as well. */
function readPairs(part: Buffer): Attempt | undefined {
  if (part.readUInt16BE(4) !== advanceOnly || part.readUInt16BE(6) !== 0) return undefined;
  const coverage = coverageAt(part, 2);
  const kernOf = part.readUInt16BE(0) === 1 ? kernOfPair(part) : kernOfClasses(part);
  return (glyphs, index) => {
    const [first, second] = [glyphs[index]!, glyphs[index + 1]];
    if (second === undefined) return false;
    const place = coverage(first.id);
    const kern = place < 0 ? undefined : kernOf(place, first.id, second.id);
    first.advance += kern ?? 0;
    return kern !== undefined;
  };
}

type Kern = (place: number, first: number, second: number) => number | undefined;

const kernOfPair =
  (part: Buffer): Kern =>
  (place, _, second) => {
    const set = part.subarray(part.readUInt16BE(10 + 2 * place));
    const count = set.readUInt16BE(0);
    const pair = findRange(count, second, (index) => set.readUInt16BE(2 + 4 * index));
    if (pair === count || set.readUInt16BE(2 + 4 * pair) !== second) return undefined;
    return set.readInt16BE(4 + 4 * pair);
  };

function kernOfClasses(part: Buffer): Kern {
  const classesAt = (position: number) => readClasses(part.subarray(part.readUInt16BE(position)));
  const [firstClass, secondClass, columns] = [classesAt(8), classesAt(10), part.readUInt16BE(14)];
  return (_, first, second) => part.readInt16BE(16 + 2 * (columns * firstClass(first) + secondClass(second)));
}

/** A rule of a kind that is not applied here: it can only say whether a text is none of its business. */
function leftAlone(tag: LayoutTag, { kind, parts }: Lookup): Rule {
  const tests = parts.map((part) => readTest(tag, kind, part));
  return (glyphs) => !glyphs.some((_, index) => tests.some((test) => test(glyphs, index)));
}

/** The kinds that look at glyphs one after the other, and those that look at what stands before and after as well. */
const contextKinds = { GSUB: { context: 5, chain: 6 }, GPOS: { context: 7, chain: 8 } } as const;

/** Whether a part of a rule could begin at a glyph. All kinds name the glyphs they begin at, the third format each one. */
function readTest(tag: LayoutTag, kind: number, part: Buffer): Attempt {
  const { context, chain } = contextKinds[tag];
  if (part.readUInt16BE(0) !== 3 || (kind !== context && kind !== chain)) {
    const coverage = coverageAt(part, 2);
    return (glyphs, index) => coverage(glyphs[index]!.id) >= 0;
  }
  const coverages = (position: number, count: number) =>
    Array.from({ length: count }, (_, each) => coverageAt(part, position + 2 * each));
  if (kind === context) return startsAt(coverages(6, part.readUInt16BE(2)));
  const before = part.readUInt16BE(2);
  const input = 4 + 2 * before;
  const after = input + 2 + 2 * part.readUInt16BE(input);
  const starts = startsAt([
    ...coverages(input + 2, part.readUInt16BE(input)),
    ...coverages(after + 2, part.readUInt16BE(after)),
  ]);
  const behind = coverages(4, before);
  return (glyphs, index) =>
    starts(glyphs, index) &&
    behind.every((coverage) => glyphs.slice(0, index).some(({ id }) => coverage(id) >= 0));
}

const startsAt =
  (coverages: readonly Coverage[]): Attempt =>
  (glyphs, index) =>
    coverages.every((coverage, each) => coverage(glyphs[index + each]?.id ?? -1) >= 0);
