import { type ColumnFrame, fitColumn, type PieceSums, stretchBetween } from './fit-column.ts';

/** Where each column starts; one entry more than there are columns, the last being the first piece not laid. */
export interface ColumnBreaks {
  readonly starts: readonly number[];
  readonly cost: number;
}

/** What is asked of the break after the last column. */
export interface Ending {
  /** True where nothing may be left over. */
  readonly whole: boolean;
  /** What it costs to leave the pieces from `next` on; Infinity where that may not be. */
  readonly cost: (next: number) => number;
}

/** The cheapest way found to have laid all pieces before `next`. */
interface Reached {
  readonly next: number;
  readonly cost: number;
  readonly before?: Reached;
}

/**
 * The cheapest breaks of a run of pieces into the given columns, in reading order, or undefined where none costs
 * less than `bound`: dynamic programming over the first piece of each column.
 */
export function breakColumns(
  sums: PieceSums,
  frames: readonly ColumnFrame[],
  ending: Ending,
  bound: number,
): ColumnBreaks | undefined {
  const least = ending.whole ? leastEnds(sums, frames) : frames.map(() => 0);
  let reached: readonly Reached[] = [{ next: 0, cost: 0 }];
  for (const [column, frame] of frames.entries()) {
    reached = fillColumn(sums, frame, reached, least[column]!, bound);
  }
  const ended = reached.map((end) => ({ ...end, cost: end.cost + ending.cost(end.next) }));
  const best = ended.reduce<Reached | undefined>(cheaper, undefined);
  return best && best.cost < bound ? { starts: startsOf(best), cost: best.cost } : undefined;
}

/** Of two equal costs the one that lays more pieces. */
function cheaper(best: Reached | undefined, other: Reached): Reached {
  if (best === undefined || other.cost < best.cost) {
    return other;
  }
  return other.cost === best.cost && other.next > best.next ? other : best;
}

function startsOf(end: Reached): readonly number[] {
  const starts: number[] = [];
  for (let at: Reached | undefined = end; at; at = at.before) {
    starts.unshift(at.next);
  }
  return starts;
}

/** Every end one more column can reach for less than `bound`, `least` being the lowest end of use. */
function fillColumn(
  sums: PieceSums,
  frame: ColumnFrame,
  reached: readonly Reached[],
  least: number,
  bound: number,
): readonly Reached[] {
  const best = new Map<number, Reached>();
  for (const before of reached) {
    const start = before.next;
    const furthest = furthestEnd(sums, frame, start);
    // A column stays empty only where nothing is left or its first piece is too high for it.
    const lowest = furthest === start ? start : Math.max(start + 1, least);
    for (let end = furthest; end >= lowest; end -= 1) {
      const fit = fitColumn(stretchBetween(sums, start, end), frame);
      if (fit === undefined || before.cost + fit.shortCost >= bound) {
        break;
      }
      // Where the column stays empty, the break before its first piece has been paid for.
      const costOfBreak = end === start ? 0 : (sums.breakBefore[end] ?? 0);
      const cost = before.cost + fit.cost + costOfBreak;
      if (cost < bound && cost < (best.get(end)?.cost ?? Number.POSITIVE_INFINITY)) {
        best.set(end, { next: end, cost, before });
      }
    }
  }
  return [...best.values()];
}

/** The furthest end of a column that starts at `start`, with everything at its lowest. */
function furthestEnd(sums: PieceSums, frame: ColumnFrame, start: number): number {
  if (start === sums.count) {
    return start;
  }
  const reach = frame.room - frame.floats.min + sums.min[start]! + sums.space[start]!;
  return Math.max(start, lastAtMost(sums.min, reach));
}

/** For each column the lowest end that does not leave more than the columns after it can hold. */
function leastEnds(sums: PieceSums, frames: readonly ColumnFrame[]): readonly number[] {
  const total = sums.min[sums.count]!;
  const least: number[] = [];
  let later = 0;
  for (const frame of frames.toReversed()) {
    least.unshift(lastAtMost(sums.min, total - later - 1) + 1);
    later += frame.room - frame.floats.min + sums.widestSpace;
  }
  return least;
}

/** Index of the last of the rising `sums` that is not above `limit`; −1 where all are. */
function lastAtMost(sums: readonly number[], limit: number): number {
  let low = 0;
  let high = sums.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sums[middle]! <= limit) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low - 1;
}
