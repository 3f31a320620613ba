import type { FontBook } from '../assets/font-book.ts';
import type { Report } from '../core/diagnostics.ts';
import type { Pt } from '../core/units.ts';
import { goodBreak, type PhraseBreak, phraseBreaks } from '../text/phrases.ts';
import { naturalWidth, prepare, setLines } from '../text/set-lines.ts';
import type { Line, ParagraphStyle, PunctuationStyle, StyledRun } from '../text/text-style.ts';
import { breakRuns, resize, textOf, widenSpaces } from './headline-runs.ts';

export interface HeadlineOptions {
  readonly sizes: { readonly min: Pt; readonly max: Pt };
  readonly maxLines: number;
  readonly measure: Pt;
  readonly align: 'start' | 'center';
  /** Of marks below `halfMarksFrom`; larger ones are set half-width. */
  readonly punctuation: PunctuationStyle;
}

interface FittedHeadline {
  readonly size: Pt;
  readonly lines: readonly Line[];
}

/** From this size on the free half of a mark looks like a hole. */
const halfMarksFrom = 18;
const sizeStep = 0.5;
/** A headline may give up a tenth of its size for a better break. */
const worthOfSize = 0.9;
/** How many lines more than asked for are tried at phrases before any line end will do. */
const extraLines = 4;

/**
 * Fits a headline to a measure: the largest size (in half points) at which it stands in its lines, broken between
 * phrases, the lines near equal or long over short, no ideograph alone. The author's line ends are kept. What does
 * not fit at the least size takes more lines; nothing is lost. Sizes of the runs are ignored.
 */
export function fitHeadline(
  runs: readonly StyledRun[],
  fonts: FontBook,
  options: HeadlineOptions,
  report: Report,
): FittedHeadline {
  const source = widenSpaces(runs);
  const { size, breaks } = choose(source, fonts, options);
  const style = styleOf(options, punctuationAt(size, options));
  const broken = breakRuns(resize(source, size), breaks);
  return { size, lines: setLines(prepare(broken, fonts, style, report), options.measure) };
}

interface Choice {
  readonly size: Pt;
  readonly breaks: readonly number[];
}

const punctuationAt = (size: Pt, options: HeadlineOptions): PunctuationStyle =>
  size >= halfMarksFrom ? 'banjiao' : options.punctuation;

const styleOf = ({ align }: HeadlineOptions, punctuation: PunctuationStyle): ParagraphStyle => ({
  align,
  punctuation,
  indent: 0,
  hangingIndent: 0,
  tracking: 0,
});

/** Large sizes with half-width marks first, then small ones, then more lines, then any line end at all. */
function choose(runs: readonly StyledRun[], fonts: FontBook, options: HeadlineOptions): Choice {
  const { min, max } = options.sizes;
  // Lines that the author ended are no reason to set them small.
  const authored = textOf(runs)
    .split('\n')
    .filter((line) => line.trim() !== '').length;
  const maxLines = Math.max(options.maxLines, authored);
  const ranges = [
    { from: Math.max(min, halfMarksFrom), to: max },
    { from: min, to: Math.min(max, halfMarksFrom - sizeStep) },
  ].filter(({ from, to }) => from <= to);
  for (const { from, to } of ranges) {
    const widths = stretches(runs, fonts, styleOf(options, punctuationAt(to, options)));
    const found = best(widths, maxLines, { from, to, measure: options.measure });
    if (found !== undefined) return found;
  }
  const style = styleOf(options, punctuationAt(min, options));
  const widths = stretches(runs, fonts, style, Number.POSITIVE_INFINITY);
  for (let more = 1; more <= extraLines; more += 1) {
    const found = best(widths, maxLines + more, { from: min, to: min, measure: options.measure });
    if (found !== undefined) return found;
  }
  return { size: min, breaks: [] };
}

/** The places where lines may begin, with the width in em of the text between any two of them. */
interface Stretches {
  readonly places: readonly (PhraseBreak & { readonly forced: boolean })[];
  readonly width: (from: number, to: number) => number;
  /** Characters that are no marks. */
  readonly characters: (from: number, to: number) => number;
}

function stretches(
  runs: readonly StyledRun[],
  fonts: FontBook,
  style: ParagraphStyle,
  worst = goodBreak,
): Stretches {
  const text = textOf(runs);
  const forced = Array.from(text.matchAll(/\n+/g), ({ index, 0: ends }) => index + ends.length);
  const free = phraseBreaks(text).filter(({ cost, index }) => cost <= worst && !forced.includes(index));
  const inner = [
    ...free.map((place) => ({ ...place, forced: false })),
    ...forced.map((index) => ({ index, cost: 0, forced: true })),
  ];
  const edge = (index: number) => ({ index, cost: 0, forced: true });
  const places = [
    edge(0),
    ...inner.filter(({ index }) => index > 0 && index < text.length),
    edge(text.length),
  ].sort((a, b) => a.index - b.index);
  // Measured as part of the whole, so that a quotation mark is what it is there.
  const whole = prepare(resize(runs, 1), fonts, style, () => {});
  const known = new Map<string, number>();
  const width = (from: number, to: number) => {
    const key = `${from} ${to}`;
    const found = known.get(key) ?? naturalWidth(whole, from, to);
    known.set(key, found);
    return found;
  };
  const characters = (from: number, to: number) => text.slice(from, to).match(/[\p{L}\p{N}]/gu)?.length ?? 0;
  return { places, width, characters };
}

interface Room {
  readonly from: Pt;
  readonly to: Pt;
  readonly measure: Pt;
}

interface Division extends Choice {
  readonly score: number;
}

function best(text: Stretches, maxLines: number, room: Room): Choice | undefined {
  const divisions = divide(text, maxLines, room);
  const largest = Math.max(...divisions.map(({ size }) => size));
  const worthy = divisions.filter(({ size }) => size >= largest * worthOfSize);
  return worthy.reduce<Division | undefined>((winner, division) => {
    if (winner === undefined) return division;
    return division.score < winner.score ? division : winner;
  }, undefined);
}

/** Every way to set the text in up to `maxLines` lines at a size inside the room. */
function divide(text: Stretches, maxLines: number, room: Room): readonly Division[] {
  const last = text.places.length - 1;
  const divisions: Division[] = [];
  const extend = (taken: readonly number[]) => {
    const at = taken.at(-1) as number;
    if (at === last) divisions.push(judge(text, taken, room));
    if (at === last || taken.length > maxLines) return;
    for (let next = at + 1; next <= last; next += 1) {
      const [from, to] = [text.places[at]?.index as number, text.places[next]?.index as number];
      if (text.width(from, to) * room.from > room.measure + 1e-6) break;
      if (text.characters(from, to) >= 2 || isWhole(text, at, next)) extend([...taken, next]);
      if (text.places[next]?.forced) break;
    }
  };
  extend([0]);
  return divisions;
}

/** A line that the author made as short as it is. */
const isWhole = ({ places }: Stretches, from: number, to: number) =>
  places[from]?.forced === true && places[to]?.forced === true;

/** The size a division allows, and what is against it: bad breaks, lines more, uneven lines, size given up. */
function judge({ places, width }: Stretches, taken: readonly number[], room: Room): Division {
  const starts = taken.map((place) => places[place] as PhraseBreak & { readonly forced: boolean });
  const widths = starts.slice(1).map(({ index }, number) => width(starts[number]?.index as number, index));
  const widest = Math.max(...widths);
  const fitting = Math.floor((room.measure + 1e-6) / widest / sizeStep) * sizeStep;
  const size = Math.max(room.from, Math.min(room.to, fitting));
  const inner = starts.slice(1, -1);
  const breaks = inner.reduce((sum, { cost }) => sum + cost, 0);
  const uneven = widths.reduce((sum, line, number) => sum + unevenness(line, widths[number - 1], widest), 0);
  const score = breaks + 5 * inner.length + uneven + 100 * (1 - size / room.to);
  return { size, breaks: inner.map(({ index }) => index), score };
}

/** A line shorter than the widest counts the more the shorter; a longer line under a shorter counts besides. */
function unevenness(width: number, above: number | undefined, widest: number): number {
  const short = 1 - width / widest;
  const overhang = above === undefined ? 0 : Math.max(0, width - above) / widest;
  return 60 * short * short + 30 * overhang * overhang;
}
