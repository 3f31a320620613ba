import type { PhraseBreak } from './bind-words.ts';

/** A place where a line may begin, or the text's start or end. */
export interface LinePlace extends PhraseBreak {
  /** The author ended a line here, or the text begins or ends. */
  readonly forced: boolean;
}

/** A headline as line ends see it. Widths in em, of the text between two UTF-16 places as a line of its own. */
export interface MeasuredText {
  /** In order; the text's start and end are the first and the last. */
  readonly places: readonly LinePlace[];
  readonly width: (from: number, to: number) => number;
  /** Characters that are no marks. */
  readonly characters: (from: number, to: number) => number;
}

/** Where the lines of a headline begin, all but the first, and what is against them: the less the better. */
export interface Division {
  readonly breaks: readonly number[];
  readonly score: number;
}

/** A line more weighs as much as a break that reads a little worse. */
const lineCost = 5;
/** A line half as long again as the lines' mean, or half shorter, weighs as much as a break before a predicate. */
const unevenCost = 32;
/** Long over short is a pattern; a line longer than the one above it weighs besides. */
const overhangCost = 30;
/** A first line so much shorter than the longest looks lost over it. */
const lost = 1 / 3;
/** A line of fewer characters is a hole in the page. */
const fewestCharacters = 2;

/**
 * The best way to set a headline in up to `maxLines` lines of up to `widest` em, undefined where there is none:
 * broken where it reads best, the lines near equal or long over short. The lines that the author ended are divided
 * each for itself.
 */
export function divideHeadline(text: MeasuredText, widest: number, maxLines: number): Division | undefined {
  const edges = text.places.flatMap(({ forced }, at) => (forced ? [at] : []));
  const stretches = edges.slice(1).map((last, number) => ({ first: edges[number] as number, last }));
  const spare = maxLines - stretches.length + 1;
  const none: readonly (Division | undefined)[] = [{ breaks: [], score: 0 }];
  const byLines = stretches.reduce((above, { first, last }) => {
    const start = text.places[first]?.index as number;
    const own = divideStretch(text, { first, last, widest, maxLines: spare });
    return together(above, own, first === 0 ? [] : [start], maxLines);
  }, none);
  return bestOf(byLines);
}

/** Is the first line of a divided headline lost over the longest of the others? */
export function beginsShort({ places, width }: MeasuredText, breaks: readonly number[]): boolean {
  const end = (places.at(-1) as LinePlace).index;
  const [first = 0, ...others] = [0, ...breaks].map((from, line) => width(from, breaks[line] ?? end));
  return first < Math.max(0, ...others) * lost;
}

const bestOf = (divisions: readonly (Division | undefined)[]) =>
  divisions.reduce((winner, one) => (one && (!winner || one.score < winner.score) ? one : winner), undefined);

/** Divisions by their number of lines, of what stands above and of the stretch below it. */
function together(
  above: readonly (Division | undefined)[],
  below: readonly (Division | undefined)[],
  between: readonly number[],
  maxLines: number,
): readonly (Division | undefined)[] {
  return Array.from({ length: maxLines + 1 }, (_, lines) =>
    bestOf(
      above.map((upper, number) => {
        const lower = below[lines - number];
        if (!upper || !lower) return undefined;
        return {
          breaks: [...upper.breaks, ...between, ...lower.breaks],
          score: upper.score + lower.score,
        };
      }),
    ),
  );
}

interface Stretch {
  /** Numbers of places. */
  readonly first: number;
  readonly last: number;
  readonly widest: number;
  readonly maxLines: number;
}

/** The best division of a stretch into every number of lines. */
function divideStretch(text: MeasuredText, stretch: Stretch): readonly (Division | undefined)[] {
  const { first, last, widest, maxLines } = stretch;
  const whole = text.width(text.places[first]?.index as number, text.places[last]?.index as number);
  return Array.from({ length: Math.max(0, maxLines) + 1 }, (_, lines) => {
    if (lines === 0 || whole > (widest + 1) * lines) return undefined;
    return divideInto(text, stretch, lines, whole / lines);
  });
}

/** A line, and the best of what may stand above it. */
interface LineSoFar {
  readonly from: number;
  readonly to: number;
  readonly width: number;
  readonly score: number;
  readonly above?: LineSoFar;
}

/** Line by line: of all ways to the same line the best is kept, since only that line bears on what comes below. */
function divideInto(
  text: MeasuredText,
  { first, last, widest }: Stretch,
  lines: number,
  mean: number,
): Division | undefined {
  const place = (at: number) => text.places[at] as LinePlace;
  let rows: readonly LineSoFar[] = [{ from: first, to: first, width: Number.POSITIVE_INFINITY, score: 0 }];
  for (let line = 1; line <= lines; line += 1) {
    const best = new Map<string, LineSoFar>();
    for (const above of rows) {
      const ends = line === lines ? last : last - 1;
      for (let to = above.to + 1; to <= ends; to += 1) {
        const [start, end] = [place(above.to).index, place(to).index];
        const width = text.width(start, end);
        if (width > widest + 1e-6) break;
        // What is left must have room in the lines that are left.
        if (text.width(end, place(last).index) > (widest + 1) * (lines - line)) continue;
        if (lines > 1 && text.characters(start, end) < fewestCharacters) continue;
        const score = above.score + place(to).cost + unevenness(width, above.width, mean);
        const key = `${above.to} ${to}`;
        if (score < (best.get(key)?.score ?? Number.POSITIVE_INFINITY))
          best.set(key, { from: above.to, to, width, score, above });
      }
    }
    rows = [...best.values()];
  }
  const winner = rows.reduce<LineSoFar | undefined>((a, b) => (a && a.score <= b.score ? a : b), undefined);
  return (
    winner && {
      breaks: startsOf(winner).map((at) => place(at).index),
      score: winner.score + lineCost * (lines - 1),
    }
  );
}

/** The places where the lines begin, without the first. */
function startsOf(row: LineSoFar): readonly number[] {
  return row.above?.above === undefined ? [] : [...startsOf(row.above), row.from];
}

function unevenness(width: number, above: number, mean: number): number {
  const off = width / mean - 1;
  const overhang = Math.max(0, width - above) / mean;
  return unevenCost * off * off + overhangCost * overhang * overhang;
}
