import type { Report } from '../core/diagnostics.ts';
import type { Place } from '../core/place.ts';
import type { Pt } from '../core/units.ts';
import type { FontBook } from '../fonts/font-book.ts';
import { adjustLine } from './adjust-line.ts';
import { openJoints, readingCharacters, type SetReadings } from './annotate.ts';
import { chooseBreaks } from './choose-breaks.ts';
import { type BreakOpportunity, findBreakOpportunities, isRunt } from './items.ts';
import { shapeUnits } from './known-shapes.ts';
import { layGlyphs, runOfOne } from './lay-glyphs.ts';
import { openWideUnits } from './open-wide-units.ts';
import type { Paragraph } from './paragraph.ts';
import { segmentText, type TextUnit } from './pieces.ts';
import { type ShapedUnit, shapeSpace } from './shape-piece.ts';
import { splitWords } from './split-words.ts';
import type { GlyphRun, Line, ParagraphStyle, RubyText, StyledRun } from './text-style.ts';

export type { Paragraph } from './paragraph.ts';

/**
 * Shapes a paragraph once; it may then be broken to as many measures as are tried.
 * In: its runs in reading order, '\n' where the author ends a line. Reports `missing-glyph` at the character.
 */
export function prepareParagraph(
  runs: readonly StyledRun[],
  fonts: FontBook,
  style: ParagraphStyle,
  report: Report,
): Paragraph {
  const pieces = segmentText(runs);
  const shapes = shapeUnits(pieces, runs, fonts, report, style.tracking);
  const spaces = new Map<number, ShapedUnit>();
  const spaceWidth = (index: number) => {
    const space = shapeSpace(pieces, index, runs, fonts);
    if (space !== undefined) spaces.set(index, space);
    return space?.width ?? 0;
  };
  const readings = setReadings(runs, fonts, style, report);
  const solid = findBreakOpportunities(pieces, style, spaceWidth);
  const joints = openJoints({ units: pieces, runs, shapes, joints: solid, style }, readings);
  return { runs, style, units: pieces, shapes, opportunities: joints, spaces, ruby: readings };
}

/** Each reading is a line of its own, small, in the ink of what it reads. */
function setReadings(
  runs: readonly StyledRun[],
  fonts: FontBook,
  style: ParagraphStyle,
  report: Report,
): SetReadings {
  const plain: ParagraphStyle = { ...style, align: 'start', indent: 0, hangingIndent: 0, tracking: 0 };
  const set = new Map<RubyText, Line>();
  for (const { ruby, ink } of runs) {
    if (ruby === undefined || set.has(ruby)) continue;
    set.set(ruby, setLine(prepareParagraph([{ ...ruby, ink }], fonts, plain, report)));
  }
  return set;
}

/**
 * Sets a paragraph to a measure in points. Lines are filled to it if the style says so, but for the last line and
 * those that the author ended; all others keep their natural width. Glyphs stand at their final places.
 */
export function setLines(paragraph: Paragraph, measure: Pt): readonly Line[] {
  if (paragraph.units.length === 0) return [];
  const { style } = paragraph;
  const [first, others] = [measure - style.indent, measure - style.hangingIndent];
  const least = Math.min(first, others);
  const whole = openWideUnits(splitWords(paragraph, measure, least), least);
  const em = Math.max(...paragraph.runs.map(({ size }) => size));
  const ends = chooseBreaks(whole, { first, others, justify: style.align === 'justify', em });
  return ends.map(({ box: to, hang }, number) => {
    const from = number === 0 ? 0 : (ends[number - 1]?.box as number) + 1;
    const indent = number === 0 ? style.indent : style.hangingIndent;
    return setPieces(whole, { from, to, indent, measure: measure - indent + hang });
  });
}

/** Sets a paragraph as one line of its natural width from x 0, whatever the style's alignment: captions, folios. */
export function setLine(paragraph: Paragraph): Line {
  const to = paragraph.units.length - 1;
  return setPieces(paragraph, { from: 0, to, indent: 0, measure: undefined });
}

/**
 * Out: the natural width that the text from one UTF-16 place of the paragraph to another would have as a line of its
 * own. A headline asks it of every two of its places.
 */
export function naturalWidths({
  units,
  shapes,
  opportunities,
  runs,
}: Paragraph): (from: number, to: number) => Pt {
  const starts = startsOf(runs);
  const places = units.map(({ run, index }) => (starts[run] as number) + index);
  // The right edge of every piece, and where the next one begins.
  const ends: Pt[] = [];
  const begins: Pt[] = [0];
  for (const [index, { width }] of shapes.entries()) {
    const end = (begins[index] as Pt) + width;
    ends.push(end);
    begins.push(end + (opportunities[index]?.width ?? 0));
  }
  // How many pieces begin before each place of the text.
  const before: number[] = [];
  for (const [index, place] of [...places, starts.at(-1) as number].entries())
    while (before.length <= place) before.push(index);
  return (from, to) => {
    const [first, next] = [before[from] as number, before[to] as number];
    return next <= first ? 0 : (ends[next - 1] as Pt) - (begins[first] as Pt);
  };
}

function startsOf(runs: readonly StyledRun[]): readonly number[] {
  const starts = [0];
  for (const { text } of runs) starts.push((starts.at(-1) as number) + text.length);
  return starts;
}

/** Pieces `from` to `to` as one line. */
interface LinePlan {
  readonly from: number;
  readonly to: number;
  readonly indent: Pt;
  /** With what hangs outside it; missing where the line has none. */
  readonly measure: Pt | undefined;
}

function setPieces(paragraph: Paragraph, { from, to, indent, measure }: LinePlan): Line {
  const { opportunities, runs, style } = paragraph;
  const ending = opportunities[to]?.hyphen?.width ?? 0;
  const { boxes, spaces, characters } = sumOf(paragraph, from, to);
  const natural = boxes + spaces + ending;
  const spare = measure === undefined ? 0 : measure - natural;
  const ended = opportunities[to]?.cost === Number.NEGATIVE_INFINITY;
  const { widths, stretch } = adjustLine(opportunities, wantedOf(style.align, ended, spare), from, to);
  const start = indent + offsetOf(style.align, spare);
  const measureEnd = measure === undefined ? undefined : indent + measure;
  const laid = layGlyphs(paragraph, from, to, start, widths, measureEnd);
  const width = boxes + sum(widths) + ending;
  const justified = measure !== undefined && style.align === 'justify';
  const lack = (measure ?? width) - width;
  return {
    // Readings come last: a program that reads the page finds each line whole.
    runs: [...laid.runs, ...hyphenRun(paragraph, to, start + width - ending), ...laid.readings],
    dots: laid.dots,
    width: start + width,
    place: placeOf(paragraph.units[from], runs),
    characters: characters + readingCharacters(paragraph, from, to),
    stretch,
    shortfall: lack < -tolerance || (justified && !ended && lack > tolerance) ? lack : 0,
    runt: justified && ended && endsMany(opportunities, from) && isRunt(paragraph, from, to),
  };
}

/** What is on a line together: the widths of its pieces, of the spaces between them, its copy characters. */
function sumOf({ units, shapes, opportunities, runs }: Paragraph, from: number, to: number) {
  let [boxes, spaces, characters] = [0, 0, 0];
  for (let index = from; index <= to; index += 1) {
    const shape = shapes[index] as ShapedUnit;
    boxes += shape.width;
    if (index < to) spaces += (opportunities[index] as BreakOpportunity).width;
    if (runs[(units[index] as TextUnit).run]?.added !== true) characters += shape.characters;
  }
  return { boxes, spaces, characters };
}

/** The hyphen of a word that is broken after piece `to`: the paper's, and no character of the copy. */
function hyphenRun({ units, opportunities, runs }: Paragraph, to: number, x: Pt): readonly GlyphRun[] {
  const run = runs[units[to]?.run ?? 0];
  const glyph = opportunities[to]?.hyphen?.glyphs[0];
  if (run === undefined || glyph === undefined) return [];
  return [runOfOne({ ...glyph, x: x + glyph.x }, run)];
}

/** Rounding of sums of floating numbers, in points. */
const tolerance = 1e-6;

/** Whether a line that begins at a piece has others of its paragraph above it. */
const endsMany = (joints: readonly BreakOpportunity[], from: number) =>
  from > 0 && joints[from - 1]?.cost !== Number.NEGATIVE_INFINITY;

/** What the spaces of a line have to take up: a justified one is filled, or squeezed where it is too full. */
function wantedOf(align: ParagraphStyle['align'], ended: boolean, spare: Pt): Pt {
  return align === 'justify' && (spare < 0 || !ended) ? spare : 0;
}

function offsetOf(align: ParagraphStyle['align'], spare: Pt): Pt {
  if (align === 'center') return spare / 2;
  return align === 'end' ? spare : 0;
}

function sum(amounts: readonly Pt[]): Pt {
  let total = 0;
  for (const amount of amounts) total += amount;
  return total;
}

function placeOf(piece: TextUnit | undefined, runs: readonly StyledRun[]): Place {
  const place = runs[piece?.run ?? 0]?.place ?? { file: '' };
  if (place.start === undefined) return place;
  return { file: place.file, start: { ...place.start, column: place.start.column + (piece?.index ?? 0) } };
}
