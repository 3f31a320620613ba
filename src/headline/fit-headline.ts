import type { Report } from '../core/diagnostics.ts';
import type { Pt } from '../core/units.ts';
import type { FontBook } from '../fonts/font-book.ts';
import { naturalWidths, prepareParagraph, setLines } from '../text/set-lines.ts';
import type { Line, ParagraphStyle, PunctuationStyle, SettingRules, StyledRun } from '../text/text-style.ts';
import { goodBreak, type PhraseBreak, sureBreak, wordBreaks } from './bind-words.ts';
import { beginsShort, divideHeadline, type LinePlace, type MeasuredText } from './divide-headline.ts';
import { breakRuns, resize, textOf, widenSpaces } from './headline-runs.ts';
import { knownBreaks } from './known-breaks.ts';

export interface HeadlineOptions {
  readonly sizes: { readonly min: Pt; readonly max: Pt };
  readonly maxLines: number;
  readonly measure: Pt;
  readonly align: 'start' | 'center';
  /** The house's; marks from `halfMarksFrom` on are set half-width whatever they say. */
  readonly rules: SettingRules;
}

interface FittedHeadline {
  readonly size: Pt;
  readonly lines: readonly Line[];
}

/** From this size on the free half of a mark looks like a hole. */
const halfMarksFrom = 18;
const sizeStep = 0.5;
/** Half the size would weigh as much as a break inside a noun. */
const sizeCost = 100;
/** How many lines more than its width needs are tried at words before any line end will do. */
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
  return { size, lines: setLines(prepareParagraph(broken, fonts, style, report), options.measure) };
}

interface Choice {
  readonly size: Pt;
  readonly breaks: readonly number[];
}

interface ScoredChoice extends Choice {
  readonly score: number;
}

const better = (one: ScoredChoice, other: ScoredChoice | undefined) =>
  other !== undefined && other.score < one.score ? other : one;

const punctuationAt = (size: Pt, options: HeadlineOptions): PunctuationStyle =>
  size >= halfMarksFrom ? 'banjiao' : options.rules.punctuation;

const styleOf = ({ align, rules }: HeadlineOptions, punctuation: PunctuationStyle): ParagraphStyle => ({
  ...rules,
  hyphenate: 'never',
  align,
  punctuation,
  indent: 0,
  hangingIndent: 0,
  tracking: 0,
});

/**
 * Between phrases in the lines asked for, as large as that can be; then with a line more; then so between words that
 * are surely words; then at worse places, in as many lines as it takes; then at any word; then at any line end.
 * Phrases that leave a short line over a long one must be better than the best that words make of it.
 */
function choose(runs: readonly StyledRun[], fonts: FontBook, options: HeadlineOptions): Choice {
  const { min } = options.sizes;
  // Lines that the author ended are no reason to set them small.
  const copy = textOf(runs);
  const authored = copy.split('\n').filter((line) => line.trim() !== '').length;
  const lines = Math.max(options.maxLines, authored);
  const places = placesOf(copy, knownBreaks(copy));
  const characters = charactersOf(copy);
  const width = widthsAt(runs, fonts, options);
  const at =
    (places: readonly LinePlace[]): TextAt =>
    (size) => ({ places, characters, width: width(size) });
  const upTo = (most: number) => at(places.filter(({ cost }) => cost <= most));
  const [betweenPhrases, betweenWords, anywhere] = [upTo(goodBreak), upTo(sureBreak), at(places)];
  const phrases = bestSize(betweenPhrases, lines, options);
  if (phrases && beginsShort(betweenPhrases(phrases.size), phrases.breaks))
    return better(phrases, bestSize(betweenWords, lines, options));
  const needed = Math.ceil((width(min)(0, copy.length) * min) / options.measure) + authored;
  return (
    phrases ??
    atSize(betweenPhrases, min, lines + 1, options) ??
    bestSize(betweenWords, lines, options) ??
    atSize(betweenWords, min, lines + 1, options) ??
    bestSize(anywhere, lines, options) ??
    atSize(anywhere, min, needed + extraLines, options) ??
    atSize(at(placesOf(copy, wordBreaks(copy))), min, needed + extraLines, options) ?? {
      size: min,
      breaks: [],
    }
  );
}

/** The text as wide as it is with the marks of a size. */
type TextAt = (size: Pt) => MeasuredText;

/** Counts the characters that are no marks. */
function charactersOf(text: string): MeasuredText['characters'] {
  const counts = [0];
  for (const char of text) {
    const next = (counts.at(-1) as number) + (isMark(char) ? 0 : 1);
    for (let unit = 0; unit < char.length; unit += 1) counts.push(next);
  }
  return (from, to) => (counts[to] as number) - (counts[from] as number);
}

/** Whether a character is neither letter nor digit. A class of all letters takes a while to be made, and few headlines need it. */
const isMark = (char: string): boolean =>
  !/^[0-9A-Za-z\u4e00-\u9fff]/.test(char) &&
  (/^[\s“”‘’《》（），、：；。？！]/.test(char) || !/[\p{L}\p{N}]/u.test(char));

type Width = MeasuredText['width'];

/** Widths in em of the text with the marks of a size. */
function widthsAt(
  runs: readonly StyledRun[],
  fonts: FontBook,
  options: HeadlineOptions,
): (size: Pt) => Width {
  const known = new Map<PunctuationStyle, Width>();
  return (size) => {
    const punctuation = punctuationAt(size, options);
    const found = known.get(punctuation);
    if (found !== undefined) return found;
    // Measured as part of the whole, so that a quotation mark is what it is there.
    const width = naturalWidths(
      prepareParagraph(resize(runs, 1), fonts, styleOf(options, punctuation), () => {}),
    );
    known.set(punctuation, width);
    return width;
  };
}

function placesOf(text: string, breaks: readonly PhraseBreak[]): readonly LinePlace[] {
  const ends = Array.from(text.matchAll(/\n+/g), ({ index, 0: typed }) => index + typed.length);
  const forced = [0, ...ends.filter((index) => index < text.length), text.length];
  const free = breaks.filter(({ index }) => !forced.includes(index));
  return [
    ...free.map((place) => ({ ...place, forced: false })),
    ...forced.map((index) => ({ index, cost: 0, forced: true })),
  ].sort((a, b) => a.index - b.index);
}

/** The best division of all sizes: a smaller one is worth a line less, or a much better shape. */
function bestSize(text: TextAt, lines: number, options: HeadlineOptions): ScoredChoice | undefined {
  let winner: ScoredChoice | undefined;
  for (const size of sizesOf(options)) {
    const smaller = sizeCost * (1 - size / options.sizes.max);
    // No shape makes up for it from here down.
    if (winner !== undefined && smaller >= winner.score) break;
    const division = divideHeadline(text(size), options.measure / size, lines);
    const score = (division?.score ?? 0) + smaller;
    if (division && (winner === undefined || score < winner.score))
      winner = { size, breaks: division.breaks, score };
  }
  return winner;
}

/** From the largest down to the least, in half points. */
function sizesOf({ sizes: { min, max } }: HeadlineOptions): readonly Pt[] {
  const steps = Math.ceil((max - min) / sizeStep);
  return Array.from({ length: steps + 1 }, (_, step) => Math.max(min, max - step * sizeStep));
}

function atSize(text: TextAt, size: Pt, lines: number, options: HeadlineOptions): Choice | undefined {
  const division = divideHeadline(text(size), options.measure / size, lines);
  return division && { size, breaks: division.breaks };
}
