import type { Report } from '../core/diagnostics.ts';
import type { Place } from '../core/place.ts';
import type { Pt } from '../core/units.ts';
import type { FontBook } from '../fonts/font-book.ts';
import { type BreakOpportunity, findBreakOpportunities } from './break-opportunities.ts';
import { chooseBreaks, chooseBreaksFor, isRunt } from './choose-breaks.ts';
import { allowBreaksInMarks, allowBreaksInWords } from './extra-breaks.ts';
import { adjustLine } from './line-adjustment.ts';
import { hyphenRun, placeGlyphs } from './place-glyphs.ts';
import { rubyCharacters, widenForRuby } from './place-ruby.ts';
import { type ShapedUnit, shapeSpace } from './shape-unit.ts';
import { type Paragraph, type SetRuby, shapeUnits, textCaches } from './shaped-paragraph.ts';
import type { GlyphRun, Line, ParagraphStyle, RubyText, StyledRun } from './text-style.ts';
import { segmentText, type TextUnit } from './text-units.ts';

export { naturalWidths, type Paragraph } from './shaped-paragraph.ts';

/**
 * Shapes a paragraph, which can then be set to any number of measures. In: its runs in reading order, with '\n' where the
 * author ends a line. Reports `missing-glyph` at the character.
 *
 * Text is segmented into units (text-units.ts), each unit is shaped (shape-unit.ts), and each boundary between units gets
 * its space and its penalty (break-opportunities.ts).
 */
export function prepareParagraph(
  runs: readonly StyledRun[],
  fonts: FontBook,
  style: ParagraphStyle,
  report: Report,
): Paragraph {
  const { interned, opportunities: cache, breakBuffers: buffers } = textCaches(fonts);
  const units = segmentText(runs, interned);
  const shapes = shapeUnits(units, runs, fonts, report, style.tracking);
  const spaces = new Map<number, ShapedUnit>();
  const spaceWidth = (index: number) => {
    const space = shapeSpace(units, index, runs, fonts);
    if (space !== undefined) spaces.set(index, space);
    return space?.width ?? 0;
  };
  const ruby = setRuby(runs, fonts, style, report);
  const solid = findBreakOpportunities(units, style, spaceWidth, cache);
  const opportunities = widenForRuby({ units, runs, shapes, opportunities: solid, style }, ruby);
  return { runs, style, units, shapes, opportunities, spaces, ruby, buffers };
}

/** Sets each ruby text as a line of its own, in the ink of its base. */
function setRuby(
  runs: readonly StyledRun[],
  fonts: FontBook,
  style: ParagraphStyle,
  report: Report,
): SetRuby {
  const plain: ParagraphStyle = { ...style, align: 'start', indent: 0, hangingIndent: 0, tracking: 0 };
  const set = new Map<RubyText, Line>();
  for (const { ruby, ink } of runs) {
    if (ruby === undefined || set.has(ruby)) continue;
    set.set(ruby, setLine(prepareParagraph([{ ...ruby, ink }], fonts, plain, report)));
  }
  return set;
}

/**
 * Sets a paragraph to a measure in points. If the style justifies, all lines are filled but the last one and those that
 * the author ended; otherwise lines keep their natural width. The glyphs of the lines are at their final positions. With
 * `more` the paragraph gets a line more or, −1, a line fewer, if lines that can be printed do so.
 */
export function setLines(paragraph: Paragraph, measure: Pt, more: -1 | 0 | 1 = 0): readonly Line[] {
  if (paragraph.units.length === 0) return [];
  const { style } = paragraph;
  const [first, others] = [measure - style.indent, measure - style.hangingIndent];
  const narrowest = Math.min(first, others);
  const breakable = allowBreaksInMarks(allowBreaksInWords(paragraph, measure, narrowest), narrowest);
  const em = Math.max(...paragraph.runs.map(({ size }) => size));
  const limits = { first, others, justify: style.align === 'justify', em };
  const other = more === 0 ? undefined : chooseBreaksFor(breakable, limits, more);
  const ends = other ?? chooseBreaks(breakable, limits);
  return ends.map(({ box: to, hang }, index) => {
    const from = index === 0 ? 0 : (ends[index - 1]?.box as number) + 1;
    const indent = index === 0 ? style.indent : style.hangingIndent;
    return setUnits(breakable, { from, to, indent, measure: measure - indent + hang });
  });
}

/** Sets a paragraph as one line of its natural width from x 0, whatever the style's alignment: captions, folios. */
export function setLine(paragraph: Paragraph): Line {
  const to = paragraph.units.length - 1;
  return setUnits(paragraph, { from: 0, to, indent: 0, measure: undefined });
}

/** Units `from` to `to` as one line. */
interface LinePlan {
  readonly from: number;
  readonly to: number;
  readonly indent: Pt;
  /** Includes what hangs outside; undefined for a line of natural width. */
  readonly measure: Pt | undefined;
}

function setUnits(paragraph: Paragraph, { from, to, indent, measure }: LinePlan): Line {
  const { opportunities, runs, style } = paragraph;
  const hyphenWidth = opportunities[to]?.hyphen?.width ?? 0;
  const { boxes, spaces, characters } = sumUnits(paragraph, from, to);
  const natural = boxes + spaces + hyphenWidth;
  const spare = measure === undefined ? 0 : measure - natural;
  const isForced = opportunities[to]?.cost === Number.NEGATIVE_INFINITY;
  const { widths, stretch } = adjustLine(opportunities, adjustment(style.align, isForced, spare), from, to);
  const start = indent + offsetOf(style.align, spare);
  const measureEnd = measure === undefined ? undefined : indent + measure;
  const placed = placeGlyphs(paragraph, from, to, start, widths, measureEnd);
  const width = boxes + sum(widths) + hyphenWidth;
  const justified = measure !== undefined && style.align === 'justify';
  const lack = (measure ?? width) - width;
  return {
    // Ruby comes last, so that a program that reads the page finds each line whole.
    runs: [...placed.runs, ...hyphenRuns(paragraph, to, start + width - hyphenWidth), ...placed.ruby],
    dots: placed.dots,
    underlines: placed.underlines,
    width: start + width,
    place: placeOf(paragraph.units[from], runs),
    characters: characters + rubyCharacters(paragraph, from, to),
    stretch,
    shortfall: lack < -tolerance || (justified && !isForced && lack > tolerance) ? lack : 0,
    runt: justified && isForced && hasLineAbove(opportunities, from) && isRunt(paragraph, from, to),
  };
}

/** Adds up the widths of units, those of the spaces between them, and their copy characters. */
function sumUnits({ units, shapes, opportunities, runs }: Paragraph, from: number, to: number) {
  let [boxes, spaces, characters] = [0, 0, 0];
  for (let index = from; index <= to; index += 1) {
    const shape = shapes[index] as ShapedUnit;
    boxes += shape.width;
    if (index < to) spaces += (opportunities[index] as BreakOpportunity).width;
    if (runs[(units[index] as TextUnit).run]?.added !== true) characters += shape.characters;
  }
  return { boxes, spaces, characters };
}

/** Returns the hyphen of a word that is broken after unit `to`. */
function hyphenRuns({ units, opportunities, runs }: Paragraph, to: number, x: Pt): readonly GlyphRun[] {
  const run = runs[units[to]?.run ?? 0];
  const glyph = opportunities[to]?.hyphen?.glyphs[0];
  if (run === undefined || glyph === undefined) return [];
  return [hyphenRun({ ...glyph, x: x + glyph.x }, run)];
}

/** Rounding error of sums of floating-point numbers, in points. */
const tolerance = 1e-6;

/** Whether a line that starts with a unit has another line of its paragraph above it. */
const hasLineAbove = (opportunities: readonly BreakOpportunity[], from: number) =>
  from > 0 && opportunities[from - 1]?.cost !== Number.NEGATIVE_INFINITY;

/** Returns by how much the spaces of a line are to be stretched: a justified line is filled, or shrunk if it is too wide. */
function adjustment(align: ParagraphStyle['align'], isForced: boolean, spare: Pt): Pt {
  return align === 'justify' && (spare < 0 || !isForced) ? spare : 0;
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

function placeOf(unit: TextUnit | undefined, runs: readonly StyledRun[]): Place {
  const place = runs[unit?.run ?? 0]?.place ?? { file: '' };
  if (place.start === undefined) return place;
  return { file: place.file, start: { ...place.start, column: place.start.column + (unit?.index ?? 0) } };
}
