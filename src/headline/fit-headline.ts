import type { Report } from '../core/diagnostics.ts';
import { placeAt } from '../core/place.ts';
import type { Pt } from '../core/units.ts';
import type { FontBook } from '../fonts/font-book.ts';
import { naturalWidths, prepareParagraph, setLines } from '../text/set-lines.ts';
import type { Line, ParagraphStyle, PunctuationStyle, SettingRules, StyledRun } from '../text/text-style.ts';
import { maxBoundCost, maxFairCost, maxPhraseCost, maxWordCost, type PhraseBreak } from './bind-words.ts';
import { type BreakCandidate, beginsShort, divideHeadline, type MeasuredText } from './divide-headline.ts';
import type { FindBreaks } from './headline-break-cache.ts';

export interface HeadlineOptions {
  readonly sizes: { readonly min: Pt; readonly max: Pt };
  readonly maxLines: number;
  readonly measure: Pt;
  readonly align: 'start' | 'center';
  /** The template's; punctuation from `halfWidthFrom` on is half-width whatever they say. */
  readonly rules: SettingRules;
  readonly findBreaks: FindBreaks;
}

interface FittedHeadline {
  readonly size: Pt;
  readonly lines: readonly Line[];
}

/** From this size on the blank half of a full-width mark looks like a hole. */
const halfWidthFrom = 18;
const sizeStep = 0.5;
/** A size reduced by half would cost as much as a break inside a noun. */
const sizeCost = 100;
/** A headline of more characters is set like a paragraph: it is copy marked as a headline by mistake. */
const mostCharacters = 240;
/** How many lines beyond the number its width needs are tried before the breaks get worse. */
const extraLines = 4;

/**
 * Fits a headline to a measure: chooses its size (in steps of half a point) and its line breaks, and sets it.
 *
 * The largest size at which the headline fits its lines wins, broken between phrases, with lines of similar length or
 * long over short and no ideograph alone on a line. The author's line ends stay. A headline that does not fit at the
 * smallest size takes more lines; no text is lost. The sizes of the runs are ignored.
 */
export function fitHeadline(
  runs: readonly StyledRun[],
  fonts: FontBook,
  options: HeadlineOptions,
  report: Report,
): FittedHeadline {
  const source = widenSpaces(runs);
  const characters = [...textOf(source)].length;
  const isLong = characters > mostCharacters;
  if (isLong && source[0]?.place !== undefined)
    report('headline-long', source[0].place, { characters, most: mostCharacters });
  const { size, breaks } = isLong
    ? { size: options.sizes.min, breaks: [] }
    : chooseFit(source, fonts, options);
  const style = styleOf(options, punctuationAt(size, options));
  const broken = breakRuns(resize(source, size), breaks);
  return { size, lines: setLines(prepareParagraph(broken, fonts, style, report), options.measure) };
}

interface Fit {
  readonly size: Pt;
  readonly breaks: readonly number[];
}

interface CostedFit extends Fit {
  readonly cost: number;
}

const cheaper = (one: CostedFit, other: CostedFit | undefined) =>
  other !== undefined && other.cost < one.cost ? other : one;

const punctuationAt = (size: Pt, options: HeadlineOptions): PunctuationStyle =>
  size >= halfWidthFrom ? 'banjiao' : options.rules.punctuation;

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
 * Tries ever weaker requirements, the first that can be met wins:
 * 1. breaks between phrases, the lines of the style, at the size of minimum cost;
 * 2. breaks between phrases, one line more, at the smallest size;
 * 3. and 4. the same with breaks between words;
 * 5. and 6. the same with all breaks of the binding rules, then with as many lines as it takes;
 * 7. a break between any two words but those of a short quotation;
 * 8. no breaks: the paragraph breaker takes any line end.
 * If 1. leaves a short line above a long one, it must cost less than 3.
 */
function chooseFit(runs: readonly StyledRun[], fonts: FontBook, options: HeadlineOptions): Fit {
  const { min } = options.sizes;
  const copy = textOf(runs);
  // Line ends of the author are no reason for a smaller size.
  const authored = copy.split('\n').filter((line) => line.trim() !== '').length;
  const lines = Math.max(options.maxLines, authored);
  const candidates = candidatesOf(copy, options.findBreaks(copy));
  const characters = charactersOf(copy);
  const width = widthsAt(runs, fonts, options);
  const withCandidates =
    (candidates: readonly BreakCandidate[]): TextAt =>
    (size) => ({ candidates, characters, width: width(size) });
  const upTo = (maxCost: number) => withCandidates(candidates.filter(({ cost }) => cost <= maxCost));
  const [betweenPhrases, fair, betweenWords] = [upTo(maxPhraseCost), upTo(maxFairCost), upTo(maxWordCost)];
  const [atAll, inBonds] = [upTo(maxBoundCost), withCandidates(candidates)];
  const phrases = fitAtBestSize(betweenPhrases, lines, options);
  if (phrases && beginsShort(betweenPhrases(phrases.size), phrases.breaks))
    return cheaper(phrases, fitAtBestSize(fair, lines, options));
  const manyLines = Math.ceil((width(min)(0, copy.length) * min) / options.measure) + authored + extraLines;
  return (
    phrases ??
    fitAtBestSize(fair, lines, options) ??
    fitAtSize(betweenPhrases, min, lines + 1, options) ??
    fitAtSize(fair, min, lines + 1, options) ??
    fitAtBestSize(betweenWords, lines, options) ??
    fitAtSize(betweenWords, min, lines + 1, options) ??
    fitAtBestSize(atAll, lines, options) ??
    fitAtSize(atAll, min, manyLines, options) ??
    fitAtSize(inBonds, min, manyLines, options) ?? {
      size: min,
      breaks: [],
    }
  );
}

/** The text as measured at a size: its punctuation depends on it. */
type TextAt = (size: Pt) => MeasuredText;

/** Counts the characters that are not punctuation, by a table of prefix sums. */
function charactersOf(text: string): MeasuredText['characters'] {
  const sums = [0];
  for (const char of text) {
    const next = (sums.at(-1) as number) + (isMark(char) ? 0 : 1);
    for (let unit = 0; unit < char.length; unit += 1) sums.push(next);
  }
  return (from, to) => (sums[to] as number) - (sums[from] as number);
}

/**
 * Whether a character is neither letter nor digit. The two cheap tests spare most headlines the slow class of all
 * letters.
 */
const isMark = (char: string): boolean =>
  !/^[0-9A-Za-z\u4e00-\u9fff]/.test(char) &&
  (/^[\s“”‘’《》（），、：；。？！]/.test(char) || !/[\p{L}\p{N}]/u.test(char));

type Width = MeasuredText['width'];

/** The width function, in em, at a size; one for each style of punctuation. */
function widthsAt(
  runs: readonly StyledRun[],
  fonts: FontBook,
  options: HeadlineOptions,
): (size: Pt) => Width {
  const cached = new Map<PunctuationStyle, Width>();
  return (size) => {
    const punctuation = punctuationAt(size, options);
    const found = cached.get(punctuation);
    if (found !== undefined) return found;
    // Ranges are measured within the whole text, so that a quotation mark opens or closes as it does there.
    const width = naturalWidths(
      prepareParagraph(resize(runs, 1), fonts, styleOf(options, punctuation), () => {}),
    );
    cached.set(punctuation, width);
    return width;
  };
}

function candidatesOf(text: string, breaks: readonly PhraseBreak[]): readonly BreakCandidate[] {
  const ends = Array.from(text.matchAll(/\n+/g), ({ index, 0: typed }) => index + typed.length);
  const forced = [0, ...ends.filter((index) => index < text.length), text.length];
  const free = breaks.filter(({ index }) => !forced.includes(index));
  return [
    ...free.map((candidate) => ({ ...candidate, forced: false })),
    ...forced.map((index) => ({ index, cost: 0, forced: true })),
  ].sort((a, b) => a.index - b.index);
}

/** The division of minimum cost over all sizes: a smaller size must save a line or give a much better shape. */
function fitAtBestSize(text: TextAt, lines: number, options: HeadlineOptions): CostedFit | undefined {
  let winner: CostedFit | undefined;
  for (const size of sizesOf(options)) {
    const reduction = sizeCost * (1 - size / options.sizes.max);
    // The reduction alone now costs more than the winner, and it only grows.
    if (winner !== undefined && reduction >= winner.cost) break;
    const division = divideHeadline(text(size), options.measure / size, lines);
    const cost = (division?.cost ?? 0) + reduction;
    if (division && (winner === undefined || cost < winner.cost))
      winner = { size, breaks: division.breaks, cost };
  }
  return winner;
}

/** From the largest size down to the smallest. */
function sizesOf({ sizes: { min, max } }: HeadlineOptions): readonly Pt[] {
  const steps = Math.ceil((max - min) / sizeStep);
  return Array.from({ length: steps + 1 }, (_, step) => Math.max(min, max - step * sizeStep));
}

function fitAtSize(text: TextAt, size: Pt, lines: number, options: HeadlineOptions): Fit | undefined {
  const division = divideHeadline(text(size), options.measure / size, lines);
  return division && { size, breaks: division.breaks };
}

const textOf = (runs: readonly StyledRun[]) => runs.map(({ text }) => text).join('');

const resize = (runs: readonly StyledRun[], size: Pt): readonly StyledRun[] =>
  runs.map((run) => ({ ...run, size }));

/**
 * Makes every space between two phrases one em wide: in a headline it replaces a comma. The text keeps its length: of
 * several spaces all but the first become zero-width spaces.
 */
function widenSpaces(runs: readonly StyledRun[]): readonly StyledRun[] {
  const chinese = '[\\p{sc=Han}“”‘’（）《》〈〉【】，。、；：？！]';
  const spaces = new RegExp(`(?<=${chinese})[ \\u00a0\\u3000]+(?=${chinese})`, 'gu');
  const text = textOf(runs).replace(spaces, (typed) => `\u3000${'\u200b'.repeat(typed.length - 1)}`);
  let at = 0;
  return runs.map((run) => {
    const from = at;
    at += run.text.length;
    return { ...run, text: text.slice(from, at) };
  });
}

/** Inserts a line end before each of the given UTF-16 indices of the text. Every part keeps its place in the source. */
function breakRuns(runs: readonly StyledRun[], indices: readonly number[]): readonly StyledRun[] {
  let at = 0;
  return runs.flatMap((run) => {
    const start = at;
    at += run.text.length;
    const inside = indices
      .map((index) => index - start)
      .filter((index) => index > 0 && index <= run.text.length);
    const cuts = [0, ...inside, run.text.length];
    return cuts.slice(1).flatMap((to, number) => {
      const from = cuts[number] as number;
      const part = { ...run, text: run.text.slice(from, to), place: placeAt(run.place, from) };
      return number < inside.length ? [part, { ...run, text: '\n', added: true as const }] : [part];
    });
  });
}
