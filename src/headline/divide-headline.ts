import type { PhraseBreak } from './bind-words.ts';

/*
 * Divides a headline into lines: dynamic programming over its break candidates.
 *
 * In: the text with its break candidates and a width function, the line width, the maximum number of lines.
 * Out: the division of minimum cost, among those in which each line of a divided stretch has `minCharacters`.
 *
 * The author's line ends cut the text into stretches, which are divided independently.
 *
 * Cost of a division = the cost of each break taken (bind-words.ts)
 *   + `lineCost` for every line of a stretch but its first
 *   + for each line, `unevenCost` times its squared deviation from the mean width, and `overhangCost` times its squared
 *     overhang over the line above it in the stretch; both are relative to the mean width of the stretch's lines.
 *
 * For each stretch and each number of lines there is a table in layers: layer k holds the cheapest setting of lines 1 to k
 * for every possible line k. The state is that whole line (its start and its end) and not only its end, because the
 * overhang of line k + 1 depends on the width of line k; given line k, nothing above it affects what follows, so keeping
 * one path for each state loses no optimum. Lines wider than the measure and states whose rest cannot fit the lines left
 * are pruned, which loses none either. Stretches are then combined by the number of lines that each takes.
 *
 * With n candidates of which at most m lie within one line's width, a layer takes O(n · m²) steps, and all numbers of
 * lines up to the maximum M take O(M² · n · m²); M and m are below ten in practice.
 */

/** A place where a line may begin, or the start or end of the text. */
export interface BreakCandidate extends PhraseBreak {
  /** The author ended a line here, or the text starts or ends. */
  readonly forced: boolean;
}

/** A headline as the division sees it: `from` and `to` are UTF-16 indices. */
export interface MeasuredText {
  /** In order; the first and the last are the start and end of the text. */
  readonly candidates: readonly BreakCandidate[];
  /** The width in em of a range set as a line by itself. */
  readonly width: (from: number, to: number) => number;
  /** How many characters of a range are not punctuation. */
  readonly characters: (from: number, to: number) => number;
}

/** Where the lines begin, except the first, and the cost. */
export interface Division {
  readonly breaks: readonly number[];
  readonly cost: number;
}

/** One more line costs as much as a slightly worse break. */
const lineCost = 5;
/**
 * A line one and a half times as long as the mean, or half as long, costs as much as a break before a predicate (8).
 */
const unevenCost = 32;
/** Long over short is the usual pattern: a line longer than the one above it costs extra. */
const overhangCost = 30;
/** A first line shorter than this part of the longest looks lost above it. */
const minFirstLine = 1 / 3;
/** A line of fewer characters leaves a hole in the page. */
const minCharacters = 2;

/**
 * Divides a headline into at most `maxLines` lines of at most `measure` em. Returns the division of minimum
 * cost, undefined if no division fits.
 */
export function divideHeadline(text: MeasuredText, measure: number, maxLines: number): Division | undefined {
  const edges = text.candidates.flatMap(({ forced }, at) => (forced ? [at] : []));
  const stretches = edges.slice(1).map((last, number) => ({ first: edges[number] as number, last }));
  const maxLinesOfOne = maxLines - stretches.length + 1;
  const empty: readonly (Division | undefined)[] = [{ breaks: [], cost: 0 }];
  const byLines = stretches.reduce((above, { first, last }) => {
    const start = text.candidates[first]?.index as number;
    const below = divideStretch(text, { first, last, measure, maxLines: maxLinesOfOne });
    return combine(above, below, first === 0 ? [] : [start], maxLines);
  }, empty);
  return cheapest(byLines);
}

/** Whether the first line of a division is too short for the longest of the others. */
export function beginsShort({ candidates, width }: MeasuredText, breaks: readonly number[]): boolean {
  const end = (candidates.at(-1) as BreakCandidate).index;
  const [first = 0, ...others] = [0, ...breaks].map((from, line) => width(from, breaks[line] ?? end));
  return first < Math.max(0, ...others) * minFirstLine;
}

const cheapest = (divisions: readonly (Division | undefined)[]) =>
  divisions.reduce((best, one) => (one && (!best || one.cost < best.cost) ? one : best), undefined);

/** Joins divisions of what is above with divisions of the stretch below; all are listed by their number of lines. */
function combine(
  above: readonly (Division | undefined)[],
  below: readonly (Division | undefined)[],
  between: readonly number[],
  maxLines: number,
): readonly (Division | undefined)[] {
  return Array.from({ length: maxLines + 1 }, (_, lines) =>
    cheapest(
      above.map((upper, number) => {
        const lower = below[lines - number];
        if (!upper || !lower) return undefined;
        return { breaks: [...upper.breaks, ...between, ...lower.breaks], cost: upper.cost + lower.cost };
      }),
    ),
  );
}

/** The part of a text between two forced breaks, and the limits of its division. */
interface Stretch {
  /** Indices of candidates. */
  readonly first: number;
  readonly last: number;
  readonly measure: number;
  readonly maxLines: number;
}

/** The cheapest division of a stretch into each number of lines, listed by that number. */
function divideStretch(text: MeasuredText, stretch: Stretch): readonly (Division | undefined)[] {
  const { first, last, measure, maxLines } = stretch;
  const whole = text.width(text.candidates[first]?.index as number, text.candidates[last]?.index as number);
  return Array.from({ length: Math.max(0, maxLines) + 1 }, (_, lines) => {
    if (lines === 0 || whole > (measure + 1) * lines) return undefined;
    return divideInto(text, stretch, lines, whole / lines);
  });
}

/** A state of the table: a line, by indices of candidates, with the cheapest lines above it. */
interface LineState {
  readonly from: number;
  readonly to: number;
  readonly width: number;
  /** Of all lines down to this one. */
  readonly cost: number;
  readonly above?: LineState;
}

/** The cheapest division of a stretch into exactly `lines` lines. */
function divideInto(
  text: MeasuredText,
  { first, last, measure }: Stretch,
  lines: number,
  mean: number,
): Division | undefined {
  const candidate = (at: number) => text.candidates[at] as BreakCandidate;
  let layer: readonly LineState[] = [{ from: first, to: first, width: Number.POSITIVE_INFINITY, cost: 0 }];
  for (let line = 1; line <= lines; line += 1) {
    const best = new Map<string, LineState>();
    for (const above of layer) {
      const maxEnd = line === lines ? last : last - 1;
      for (let to = above.to + 1; to <= maxEnd; to += 1) {
        const [start, end] = [candidate(above.to).index, candidate(to).index];
        const width = text.width(start, end);
        if (width > measure + 1e-6) break;
        // The rest must fit the lines left; each break may drop a space of one em.
        if (text.width(end, candidate(last).index) > (measure + 1) * (lines - line)) continue;
        if (lines > 1 && text.characters(start, end) < minCharacters) continue;
        const cost = above.cost + candidate(to).cost + shapeCost(width, above.width, mean);
        const key = `${above.to} ${to}`;
        if (cost < (best.get(key)?.cost ?? Number.POSITIVE_INFINITY))
          best.set(key, { from: above.to, to, width, cost, above });
      }
    }
    layer = [...best.values()];
  }
  const winner = layer.reduce<LineState | undefined>((a, b) => (a && a.cost <= b.cost ? a : b), undefined);
  return (
    winner && {
      breaks: lineStarts(winner).map((at) => candidate(at).index),
      cost: winner.cost + lineCost * (lines - 1),
    }
  );
}

/** The candidates at which the lines begin, except the first. */
function lineStarts(state: LineState): readonly number[] {
  return state.above?.above === undefined ? [] : [...lineStarts(state.above), state.from];
}

function shapeCost(width: number, above: number, mean: number): number {
  const deviation = width / mean - 1;
  const overhang = Math.max(0, width - above) / mean;
  return unevenCost * deviation * deviation + overhangCost * overhang * overhang;
}
