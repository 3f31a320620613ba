import { type ColumnFrame, fitColumn, type PieceSums, stretchBetween } from './fit-column.ts';

/**
 * Breaks a run of pieces into the given columns, in reading order, at the lowest total cost.
 *
 * Algorithm: dynamic programming over the first piece of each column, the pagination of M. F. Plass (Optimal Pagination
 * Techniques for Automatic Typesetting Systems, 1981) for a fixed number of columns. For each column it keeps the cheapest
 * path to every piece that may begin the next.
 *
 * In: sums of the pieces, one frame for each column, the cost of each possible end, an upper bound of the total cost.
 * Out: the first piece of each column and the cost, or undefined if nothing costs less than the bound.
 * Cost: the fit of each column, the break before each column's first piece, and the pieces left over.
 *
 * Invariants: a column begins where the one before it ended, so no piece is lost or placed twice. A column stays empty
 * only if no piece is left or the first is too tall for it. The result is the optimum, if that costs less than the bound.
 *
 * Complexity: O(columns × pieces × room), since pieces are at least one line tall. The bound cuts this down: ends are tried
 * from the furthest back, and a column that holds less never costs less at its foot, so the loop stops at the first end
 * whose empty lines cost too much.
 */
export function breakColumns(
  sums: PieceSums,
  frames: readonly ColumnFrame[],
  ending: Ending,
  bound: number,
): ColumnBreaks | undefined {
  const minEnds = ending.whole ? minColumnEnds(sums, frames) : frames.map(() => 0);
  let paths: readonly Path[] = [{ next: 0, cost: 0 }];
  for (const [column, frame] of frames.entries()) {
    paths = addColumn(sums, frame, paths, minEnds[column]!, bound);
  }
  const ended = paths.map((path) => ({ ...path, cost: path.cost + ending.cost(path.next) }));
  const best = ended.reduce<Path | undefined>(cheaper, undefined);
  return best && best.cost < bound ? { starts: startsOf(best), cost: best.cost } : undefined;
}

export interface ColumnBreaks {
  /** First piece of each column; one entry more than there are columns, the last being the first piece left over. */
  readonly starts: readonly number[];
  readonly cost: number;
}

/** Which ends are allowed after the last column, and their costs. */
export interface Ending {
  /** True if no piece may be left over. */
  readonly whole: boolean;
  /** Cost of leaving the pieces from `next` on; Infinity if that is not allowed. */
  readonly cost: (next: number) => number;
}

/** The cheapest breaks found that place all pieces before `next`, as a chain from the last column to the first. */
interface Path {
  readonly next: number;
  readonly cost: number;
  readonly before?: Path;
}

/** Of two equal costs the path that places more pieces. */
function cheaper(best: Path | undefined, other: Path): Path {
  if (best === undefined || other.cost < best.cost) {
    return other;
  }
  return other.cost === best.cost && other.next > best.next ? other : best;
}

function startsOf(end: Path): readonly number[] {
  const starts: number[] = [];
  for (let path: Path | undefined = end; path; path = path.before) {
    starts.unshift(path.next);
  }
  return starts;
}

/** Extends the paths by one column to every end that costs less than `bound`; an end before `minEnd` is of no use. */
function addColumn(
  sums: PieceSums,
  frame: ColumnFrame,
  paths: readonly Path[],
  minEnd: number,
  bound: number,
): readonly Path[] {
  const best = new Map<number, Path>();
  for (const before of paths) {
    const start = before.next;
    const furthest = furthestEnd(sums, frame, start);
    const nearest = furthest === start ? start : Math.max(start + 1, minEnd);
    for (let end = furthest; end >= nearest; end -= 1) {
      const fit = fitColumn(stretchBetween(sums, start, end), frame);
      if (fit === undefined || before.cost + fit.shortCost >= bound) {
        break;
      }
      // In an empty column the break before `start` was paid for by the column before.
      const breakCost = end === start ? 0 : (sums.breakBefore[end] ?? 0);
      const cost = before.cost + fit.cost + breakCost;
      if (cost < bound && cost < (best.get(end)?.cost ?? Number.POSITIVE_INFINITY)) {
        best.set(end, { next: end, cost, before });
      }
    }
  }
  return [...best.values()];
}

/** The furthest end of a column that starts at `start`, with everything at its minimum height. */
function furthestEnd(sums: PieceSums, frame: ColumnFrame, start: number): number {
  if (start === sums.count) {
    return start;
  }
  const reach = frame.room - frame.floats.min + sums.min[start]! + sums.space[start]!;
  return Math.max(start, lastAtMost(sums.min, reach));
}

/** For each column the nearest end that does not leave more than the columns after it can hold. */
function minColumnEnds(sums: PieceSums, frames: readonly ColumnFrame[]): readonly number[] {
  const total = sums.min[sums.count]!;
  const ends: number[] = [];
  let later = 0;
  for (const frame of frames.toReversed()) {
    ends.unshift(lastAtMost(sums.min, total - later - 1) + 1);
    later += frame.room - frame.floats.min + sums.maxSpace;
  }
  return ends;
}

/** Index of the last of the rising `sums` that is at most `limit`; −1 if all are above it. */
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
