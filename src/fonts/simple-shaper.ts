/**
 * A shaper for simple text: base characters side by side. It applies single and ligature substitutions (GSUB types 1
 * and 4) and pair positioning of advances (GPOS type 2), which is all that nearly every text of a newspaper needs, and
 * spares the 0.1 s that loading fontkit takes.
 *
 * Invariant: it returns exactly what fontkit returns, or undefined; then the caller shapes with fontkit. It declines a
 * text with characters that need more than that (combining marks, default ignorables, fractions), a glyph that GDEF
 * classifies as a mark, and a text on which any other lookup of the active features could have an effect. For this the
 * test of an unsupported lookup errs on the side of declining. Cost: glyphs × subtables of the active lookups, each a
 * binary search; a substitution never lengthens the text, so every lookup ends after one pass.
 */
import { findRange } from './glyph-tables.ts';
import {
  type Coverage,
  type LayoutTag,
  type Lookup,
  readClasses,
  readCoverage,
  readWords,
  selectLookups,
} from './layout-tables.ts';

/** What the shaper needs of a font; advances in font units. */
export interface ShaperFont {
  readonly table: (tag: string) => Buffer | undefined;
  readonly glyph: (codePoint: number) => number;
  readonly advance: (glyph: number) => number;
}

/** A glyph while lookups are applied: its advance in font units, and the characters it represents. */
interface WorkGlyph {
  id: number;
  advance: number;
  text: string;
}

/** Shapes a text; script and language are OpenType tags. Out: undefined if the text needs a full shaper. */
export type SimpleShaper = (
  text: string,
  script: string,
  language: string,
  features: readonly string[],
) => readonly Readonly<WorkGlyph>[] | undefined;

/** The features that are on by default. Their order does not matter: lookups apply in the order of the font. */
const defaultFeatures = 'rvrn ltra ltrm ccmp locl rlig mark mkmk calt clig liga rclt curs kern'.split(' ');

/** Combining marks, default ignorable characters, and the fraction slash. */
const beyondSimple = /[\p{M}\p{Default_Ignorable_Code_Point}\u2044]/u;

/** Makes the shaper of a font. The lookups of each script, language and feature set are read once. */
export function makeSimpleShaper(font: ShaperFont): SimpleShaper {
  const cached = new Map<string, ShapingPlan>();
  let isMark: ((glyph: number) => boolean) | undefined;
  return (text, script, language, features) => {
    if (beyondSimple.test(text)) return undefined;
    const key = [script, language, ...features].join();
    const plan = cached.get(key) ?? makePlan(font, script, language, features);
    cached.set(key, plan);
    isMark ??= readMarks(font.table('GDEF'));
    const glyphs = workGlyphs(font, text);
    if (!plan.substitutions.every((apply) => apply(glyphs)) || glyphs.some(({ id }) => isMark!(id)))
      return undefined;
    for (const glyph of glyphs) glyph.advance = font.advance(glyph.id);
    return plan.positionings.every((apply) => apply(glyphs)) ? glyphs : undefined;
  };
}

/**
 * Makes the function that joins the characters of an emoji sequence to one glyph by the default substitutions of a font,
 * joiners included. Out: undefined if more than one glyph is left, or if it needs a full shaper.
 */
export function makeSequenceJoiner(font: ShaperFont, language: string): (text: string) => number | undefined {
  let plan: ShapingPlan | undefined;
  return (text) => {
    plan ??= makePlan(font, 'DFLT', language, []);
    const glyphs = workGlyphs(font, text);
    if (glyphs.some(({ id }) => id === 0) || !plan.substitutions.every((apply) => apply(glyphs)))
      return undefined;
    return glyphs.length === 1 ? glyphs[0]!.id : undefined;
  };
}

const workGlyphs = (font: ShaperFont, text: string): WorkGlyph[] =>
  Array.from(text, (character) => ({
    id: font.glyph(character.codePointAt(0)!),
    advance: 0,
    text: character,
  }));

/** Applies a lookup to the glyphs in place. Out: false if the text needs a full shaper. */
type ApplyLookup = (glyphs: WorkGlyph[]) => boolean;

interface ShapingPlan {
  readonly substitutions: readonly ApplyLookup[];
  readonly positionings: readonly ApplyLookup[];
}

function makePlan(
  font: ShaperFont,
  script: string,
  language: string,
  features: readonly string[],
): ShapingPlan {
  const active = [...new Set([...defaultFeatures, ...features])];
  const lookupsOf = (tag: LayoutTag): readonly ApplyLookup[] => {
    const table = font.table(tag);
    if (table === undefined) return [];
    return selectLookups(tag, table, script, language.padEnd(4), active).map((lookup) =>
      prepareLookup(tag, lookup),
    );
  };
  return { substitutions: lookupsOf('GSUB'), positionings: lookupsOf('GPOS') };
}

/** GDEF glyph class of combining marks. */
const markClass = 3;

function readMarks(gdef: Buffer | undefined): (glyph: number) => boolean {
  const offset = gdef?.readUInt16BE(4) ?? 0;
  if (gdef === undefined || offset === 0) return () => false;
  const classOf = readClasses(gdef.subarray(offset));
  return (glyph) => classOf(glyph) === markClass;
}

/** Applies a subtable at one glyph. Out: whether it applied. */
type ApplySubtable = (glyphs: WorkGlyph[], index: number) => boolean;

/** Lookup flags that skip base glyphs or ligatures. Skipping marks has no effect, since the text has none. */
const skipFlags = 0x0006;

function prepareLookup(tag: LayoutTag, lookup: Lookup): ApplyLookup {
  const subtables = lookup.subtables.map((subtable) => readSubtable(tag, lookup.type, subtable));
  if ((lookup.flags & skipFlags) !== 0 || subtables.includes(undefined))
    return declineIfMatching(tag, lookup);
  return (glyphs) => {
    // The array shrinks while ligatures form.
    for (let index = 0; index < glyphs.length; index += 1) {
      subtables.some((apply) => apply!(glyphs, index));
    }
    return true;
  };
}

function readSubtable(tag: LayoutTag, type: number, subtable: Buffer): ApplySubtable | undefined {
  if (tag === 'GPOS') return type === 2 ? readPairPositioning(subtable) : undefined;
  if (type === 1) return readSingleSubstitution(subtable);
  return type === 4 ? readLigatureSubstitution(subtable) : undefined;
}

const coverageAt = (subtable: Buffer, position: number): Coverage =>
  readCoverage(subtable.subarray(subtable.readUInt16BE(position)));

/** GSUB type 1: replaces a glyph, by adding a delta to its id (format 1) or by a list (format 2). */
function readSingleSubstitution(subtable: Buffer): ApplySubtable {
  const coverage = coverageAt(subtable, 2);
  const hasDelta = subtable.readUInt16BE(0) === 1;
  return (glyphs, index) => {
    const glyph = glyphs[index]!;
    const covered = coverage(glyph.id);
    if (covered < 0) return false;
    glyph.id = hasDelta
      ? (glyph.id + subtable.readInt16BE(4)) & 0xffff
      : subtable.readUInt16BE(6 + 2 * covered);
    return true;
  };
}

/** GSUB type 4: replaces several glyphs by one. The first ligature of the font that matches is taken. */
function readLigatureSubstitution(subtable: Buffer): ApplySubtable {
  const coverage = coverageAt(subtable, 2);
  return (glyphs, index) => {
    const covered = coverage(glyphs[index]!.id);
    if (covered < 0) return false;
    const set = subtable.subarray(subtable.readUInt16BE(6 + 2 * covered));
    for (const offset of readWords(set, 0)) {
      const count = set.readUInt16BE(offset + 2);
      const joined = glyphs.slice(index, index + count);
      const matches = joined.every(({ id }, at) => at === 0 || id === set.readUInt16BE(offset + 2 + 2 * at));
      if (!matches || joined.length < count) continue;
      const text = joined.map((glyph) => glyph.text).join('');
      glyphs.splice(index, count, { id: set.readUInt16BE(offset), advance: 0, text });
      return true;
    }
    return false;
  };
}

/** The value format of a pair that changes nothing but the advance of its first glyph. */
const xAdvanceOnly = 0x0004;

/** GPOS type 2: kerns pairs of glyphs (format 1) or of classes (format 2). Out: undefined if it does more. */
function readPairPositioning(subtable: Buffer): ApplySubtable | undefined {
  if (subtable.readUInt16BE(4) !== xAdvanceOnly || subtable.readUInt16BE(6) !== 0) return undefined;
  const coverage = coverageAt(subtable, 2);
  const kernOf = subtable.readUInt16BE(0) === 1 ? readGlyphPairs(subtable) : readClassPairs(subtable);
  return (glyphs, index) => {
    const [first, second] = [glyphs[index]!, glyphs[index + 1]];
    if (second === undefined) return false;
    const covered = coverage(first.id);
    const kern = covered < 0 ? undefined : kernOf(covered, first.id, second.id);
    first.advance += kern ?? 0;
    return kern !== undefined;
  };
}

/** The kerning of a pair; undefined if the subtable does not have it. */
type Kern = (covered: number, first: number, second: number) => number | undefined;

const readGlyphPairs =
  (subtable: Buffer): Kern =>
  (covered, _, second) => {
    const set = subtable.subarray(subtable.readUInt16BE(10 + 2 * covered));
    const count = set.readUInt16BE(0);
    const pair = findRange(count, second, (index) => set.readUInt16BE(2 + 4 * index));
    if (pair === count || set.readUInt16BE(2 + 4 * pair) !== second) return undefined;
    return set.readInt16BE(4 + 4 * pair);
  };

function readClassPairs(subtable: Buffer): Kern {
  const classesAt = (position: number) => readClasses(subtable.subarray(subtable.readUInt16BE(position)));
  const [firstClass, secondClass, columns] = [classesAt(8), classesAt(10), subtable.readUInt16BE(14)];
  return (_, first, second) =>
    subtable.readInt16BE(16 + 2 * (columns * firstClass(first) + secondClass(second)));
}

/** An unsupported lookup: changes nothing, and declines a text on which it could have an effect. */
function declineIfMatching(tag: LayoutTag, { type, subtables }: Lookup): ApplyLookup {
  const tests = subtables.map((subtable) => readStartTest(tag, type, subtable));
  return (glyphs) => !glyphs.some((_, index) => tests.some((test) => test(glyphs, index)));
}

/** The types of contextual and of chained contextual lookups. */
const contextTypes = { GSUB: { context: 5, chained: 6 }, GPOS: { context: 7, chained: 8 } } as const;

/**
 * Whether a subtable could apply at a glyph. Every type has a coverage table of its first glyphs; contextual lookups of
 * format 3 have one for each glyph of the sequence. Backtrack glyphs may be anywhere before.
 */
function readStartTest(tag: LayoutTag, type: number, subtable: Buffer): ApplySubtable {
  const { context, chained } = contextTypes[tag];
  if (subtable.readUInt16BE(0) !== 3 || (type !== context && type !== chained)) {
    const coverage = coverageAt(subtable, 2);
    return (glyphs, index) => coverage(glyphs[index]!.id) >= 0;
  }
  const coverages = (position: number, count: number) =>
    Array.from({ length: count }, (_, each) => coverageAt(subtable, position + 2 * each));
  if (type === context) return matchesSequence(coverages(6, subtable.readUInt16BE(2)));
  const backtrackCount = subtable.readUInt16BE(2);
  const input = 4 + 2 * backtrackCount;
  const lookahead = input + 2 + 2 * subtable.readUInt16BE(input);
  const matches = matchesSequence([
    ...coverages(input + 2, subtable.readUInt16BE(input)),
    ...coverages(lookahead + 2, subtable.readUInt16BE(lookahead)),
  ]);
  const backtrack = coverages(4, backtrackCount);
  return (glyphs, index) =>
    matches(glyphs, index) &&
    backtrack.every((coverage) => glyphs.slice(0, index).some(({ id }) => coverage(id) >= 0));
}

const matchesSequence =
  (coverages: readonly Coverage[]): ApplySubtable =>
  (glyphs, index) =>
    coverages.every((coverage, each) => coverage(glyphs[index + each]?.id ?? -1) >= 0);
