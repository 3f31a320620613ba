import { copyCharacters } from '../core/copy-characters.ts';
import type { Pt } from '../core/units.ts';
import type { BreakOpportunity } from './break-opportunities.ts';
import { isAccent } from './correct-glyphs.ts';
import { hyphenationPoints, mayDivideName, mayHyphenate } from './hyphenate.ts';
import type { Box } from './line-sums.ts';
import type { ShapedUnit, UnitGlyph } from './shape-unit.ts';
import type { Paragraph } from './shaped-paragraph.ts';
import { closers } from './spacing.ts';
import type { Hyphenation, StyledRun } from './text-style.ts';
import { isAddress, type TextUnit } from './text-units.ts';

/**
 * Break opportunities that depend on the measure: inside words (hyphenation in narrow columns, any break in a word that is
 * wider than the line) and inside rows of marks wider than the line. Both functions leave the paragraph as it is if
 * nothing is to be added. Linear in the length of the text.
 */

/** Cost of a break inside an address, at one of its signs. */
const addressCost = 20;
/** Cost of a break with a hyphen. */
const hyphenCost = 100;
/** Cost of a hyphen in a name: a line with gaps of less than 0.16 em is preferred. */
const nameCost = 200;
/** Cost of another break inside a word: higher than that of any loose line, lower than that of an overfull one. */
const wordCost = 1e9;
/** The widest measure, in em of the word, in which the policy `narrow` hyphenates: wider lines fill well without. */
const maxNarrow = 16;

/** A place inside a unit where a line may end. */
interface WordBreak {
  readonly cost: number;
  readonly hyphen: boolean;
}

/**
 * Allows breaks in English words at hyphenation points if the style hyphenates, and in everything wider than the
 * `narrowest` line: an address breaks after / ? & = # or before . and -, never inside a percent code, and without a hyphen,
 * which would look like part of it; another word at its hyphenation points, else between letters; a row of dashes or dots
 * between two of them.
 */
export function allowBreaksInWords(paragraph: Paragraph, measure: Pt, narrowest: Pt): Paragraph {
  const breaks = findWordBreaks(paragraph, measure, narrowest);
  if (breaks.size === 0) return paragraph;
  const units: TextUnit[] = [];
  const shapes: ShapedUnit[] = [];
  const opportunities: BreakOpportunity[] = [];
  const spaces = new Map<number, ShapedUnit>();
  for (const [index, unit] of paragraph.units.entries()) {
    const run = paragraph.runs[unit.run] as StyledRun;
    const opportunity = paragraph.opportunities[index] as BreakOpportunity;
    const parts = splitUnit(unit, paragraph.shapes[index] as ShapedUnit, breaks.get(index) ?? noBreaks);
    for (const part of parts) {
      units.push(part.unit);
      shapes.push(part.shape);
      const boundary = part === parts.at(-1) ? opportunity : solidBoundary(unit.em);
      opportunities.push(
        part.after === undefined ? opportunity : { ...boundary, ...breakAfter(part, part.after, run) },
      );
      const space = part.after === undefined ? paragraph.spaces.get(index) : undefined;
      if (space !== undefined) spaces.set(units.length - 1, space);
    }
  }
  return { ...paragraph, units, shapes, opportunities, spaces };
}

/** Inside a word there is no space. */
const solidBoundary = (em: Pt): BreakOpportunity => ({
  width: 0,
  em,
  shrink: [],
  stretch: undefined,
  cost: 0,
  hyphen: undefined,
  hang: 0,
});

/** By the UTF-16 offset in the text before which the line breaks. */
type WordBreaks = ReadonlyMap<number, WordBreak>;

const noBreaks: WordBreaks = new Map();

/** Returns the breaks of each unit that has any, by its index. */
function findWordBreaks(paragraph: Paragraph, measure: Pt, narrowest: Pt): ReadonlyMap<number, WordBreaks> {
  const { units, shapes } = paragraph;
  const found = new Map<number, WordBreaks>();
  for (let from = 0; from < units.length; from += 1) {
    const { kind } = units[from] as TextUnit;
    if (kind !== 'western' && kind !== 'dash' && kind !== 'ellipsis') continue;
    let to = from;
    let width = shapes[from]?.width ?? 0;
    while (units[to + 1]?.join === 'word') {
      to += 1;
      width += shapes[to]?.width ?? 0;
    }
    const word = units.slice(from, to + 1);
    const breaksByUnit = distribute(breaksOf(word, paragraph, measure, width > narrowest), word);
    for (const [index, breaks] of breaksByUnit.entries())
      if (breaks.size > 0) found.set(from + index, breaks);
    from = to;
  }
  return found;
}

/** Returns the breaks of a word, of one unit or of several in several runs, or of a unit of dashes or dots. */
function breaksOf(
  units: readonly TextUnit[],
  { style, runs }: Paragraph,
  measure: Pt,
  isWide: boolean,
): WordBreaks {
  const [first] = units as [TextUnit];
  const text = units.map((unit) => unit.text).join('');
  if (first.kind !== 'western') return isWide ? breaksAnywhere(text) : noBreaks;
  // In code a hyphen would look like part of it; ruby needs its whole word.
  const plain = units.every(({ run }) => runs[run]?.code !== true && runs[run]?.ruby === undefined);
  const points =
    plain && isHyphenated(units, text, style.hyphenate, measure, isWide) ? hyphenationPoints(text) : [];
  return isWide
    ? breaksOfWideWord(text, points)
    : breaksAt(points, mayDivideName(text) ? nameCost : hyphenCost);
}

/** Splits the breaks of a word into those of its units, with offsets from the start of the unit; a break may be at its end. */
function distribute(breaks: WordBreaks, units: readonly TextUnit[]): readonly WordBreaks[] {
  if (units.length === 1) return [breaks];
  let offset = 0;
  return units.map(({ text }) => {
    const inUnit = new Map<number, WordBreak>();
    for (let at = 1; at <= text.length; at += 1) {
      const wordBreak = breaks.get(offset + at);
      if (wordBreak !== undefined) inUnit.set(at, wordBreak);
    }
    offset += text.length;
    return inUnit;
  });
}

function isHyphenated(
  units: readonly TextUnit[],
  text: string,
  policy: Hyphenation,
  measure: Pt,
  isWide: boolean,
): boolean {
  const [{ em, word }] = units as [TextUnit];
  if (policy === 'never') return false;
  if (isWide) return mayHyphenate(text, true);
  if (policy === 'narrow' && measure > maxNarrow * em + 1e-6) return false;
  // A word in two faces, and one that has a hyphen already, is left whole.
  return units.length === 1 && text === word && (mayHyphenate(text, false) || mayDivideName(text));
}

function breaksAt(points: readonly number[], cost: number): WordBreaks {
  return points.length === 0 ? noBreaks : new Map(points.map((at) => [at, { cost, hyphen: true }]));
}

const breaksAnywhere = (text: string): WordBreaks =>
  new Map(Array.from({ length: text.length - 1 }, (_, at) => [at + 1, { cost: wordCost, hyphen: false }]));

function breaksOfWideWord(text: string, points: readonly number[]): WordBreaks {
  const breaks = new Map(breaksAnywhere(text));
  const address = isAddress(text);
  for (const at of breaks.keys()) {
    if (/%[0-9A-Fa-f]?$/.test(text.slice(Math.max(0, at - 2), at))) breaks.delete(at);
    else if (address && isAddressBreak(text, at)) breaks.set(at, { cost: addressCost, hyphen: false });
  }
  return new Map([...breaks, ...breaksAt(points, hyphenCost)]);
}

const isAddressBreak = (text: string, at: number) =>
  (/[/?&=#]/.test(text.charAt(at - 1)) && text[at] !== '/') || /[.-]/.test(text.charAt(at));

interface UnitPart {
  readonly unit: TextUnit;
  readonly shape: ShapedUnit;
  /** The break after it; undefined after the last part, unless the word goes on in the next unit. */
  readonly after: WordBreak | undefined;
}

/** The second glyph of a character, and an accent, cannot be separated from the glyph before. */
const isAttached = (text: string) => text === '' || isAccent(text);

/** Splits a unit at its breaks, keeping the glyphs it has as a whole. A break inside a ligature is dropped. */
function splitUnit(unit: TextUnit, shape: ShapedUnit, breaks: WordBreaks): readonly UnitPart[] {
  if (breaks.size === 0) return [{ unit, shape, after: undefined }];
  const parts: UnitPart[] = [];
  let firstGlyph = 0;
  let from = 0;
  let at = 0;
  for (const [index, glyph] of shape.glyphs.entries()) {
    at += glyph.text.length;
    const next = shape.glyphs[index + 1];
    const after = next !== undefined && isAttached(next.text) ? undefined : breaks.get(at);
    if (next !== undefined && after === undefined) continue;
    const left = firstGlyph === 0 ? 0 : (shape.glyphs[firstGlyph] as UnitGlyph).x;
    const glyphs = shape.glyphs.slice(firstGlyph, index + 1).map((each) => ({ ...each, x: each.x - left }));
    const text = unit.text.slice(from, next === undefined ? undefined : at);
    parts.push({
      unit: { ...unit, text, index: unit.index + from, spaceBefore: from === 0 ? unit.spaceBefore : '' },
      shape: { width: (next?.x ?? shape.width) - left, glyphs, characters: copyCharacters(text) },
      after,
    });
    firstGlyph = index + 1;
    from = at;
  }
  return parts;
}

function breakAfter(
  { shape }: UnitPart,
  { cost, hyphen }: WordBreak,
  run: StyledRun,
): Pick<BreakOpportunity, 'cost' | 'hyphen'> {
  // At a line end the last letter gets back the width that kerning with its neighbour took.
  const end = Math.max(...shape.glyphs.map(({ x, advance }) => x + advance));
  const kerning = end - shape.width;
  return {
    cost,
    hyphen: hyphen ? shapeHyphen(shape, kerning, run) : { width: kerning, glyphs: [], characters: 0 },
  };
}

/** Shapes the hyphen of a broken word at x, in the face of the letter before it. PDF readers rejoin the word at U+00AD. */
function shapeHyphen({ glyphs }: ShapedUnit, x: Pt, { size, rise = 0 }: StyledRun): ShapedUnit {
  const { face } = glyphs.at(-1) as UnitGlyph;
  const id = face.glyph('-'.codePointAt(0) as number);
  const advance = face.advance(id) * size;
  return { width: x + advance, glyphs: [{ face, id, x, y: rise, advance, text: '\u00ad' }], characters: 0 };
}

/** Cost of a break between two marks of a row (。。。, （（（): a last resort, as inside a word. */
const markRowCost = 1e9;
/** Cost of another break that the rules forbid: higher, so that a break in the row is preferred. */
const forbiddenCost = 4e9;

/**
 * Allows forbidden breaks inside a sequence of units that the rules for marks keep together and that is wider than the
 * narrowest line: an overfull line would be worse.
 */
export function allowBreaksInMarks(paragraph: Paragraph, narrowest: Pt): Paragraph {
  const { units, shapes, opportunities, style } = paragraph;
  let allowed: BreakOpportunity[] | undefined;
  for (let from = 0; from < units.length; from += 1) {
    const start = from;
    let minWidth = (shapes[from] as Box).width;
    while (
      (opportunities[from] as BreakOpportunity).cost === Number.POSITIVE_INFINITY &&
      from < units.length - 1
    ) {
      const { width, shrink } = opportunities[from] as BreakOpportunity;
      // Only a justified line is shrunk.
      const shrunk = style.align === 'justify' ? shrink.reduce((rest, { max }) => rest - max, width) : width;
      minWidth += shrunk + (shapes[from + 1] as Box).width;
      from += 1;
    }
    if (minWidth <= narrowest + 1e-6) continue;
    for (let index = start; index < from; index += 1) {
      const isRow = areInRow(units[index] as TextUnit, units[index + 1] as TextUnit);
      allowed ??= [...opportunities];
      allowed[index] = {
        ...(opportunities[index] as BreakOpportunity),
        cost: isRow ? markRowCost : forbiddenCost,
      };
    }
  }
  return allowed === undefined ? paragraph : { ...paragraph, opportunities: allowed };
}

/** Whether both are opening marks, or both closing ones. */
const areInRow = (before: TextUnit, after: TextUnit) =>
  before.kind === 'opening'
    ? after.kind === 'opening'
    : closers.includes(before.kind) && closers.includes(after.kind);
