import { breakColumns, type ColumnBreaks, type Ending } from './break-columns.ts';
import type { FillFloat, Filling, FillPiece } from './filling.ts';
import { type PieceSums, sumPieces } from './fit-column.ts';
import { placeColumns } from './lay-columns.ts';
import { type FloatField, type FloatLayout, narrowestSpan, placeFloats } from './place-floats.ts';

export type { FillFloat, Filling, FillPiece } from './filling.ts';

/** A line more of height must spare faults of more than this; above all that flexing pictures or an uneven end cost. */
const costOfHeight = 25;
/** A picture that must wait for the next page: worse than a hole of two lines, better than one of three. */
const costOfWaiting = 500;
/** Looking for a good filling first, and for a poor one only where there is none, keeps the search narrow. */
const bounds = [64, 1024, 1e6, Number.POSITIVE_INFINITY];

/** What is filled: the pieces from `from` on, and the floats in the order in which they are to be placed. */
interface Task {
  readonly pieces: readonly FillPiece[];
  readonly from: number;
  readonly sums: PieceSums;
  readonly floats: readonly FillFloat[];
  readonly order: readonly number[];
  readonly columns: number;
  /** True where all pieces and floats must be laid. */
  readonly whole: boolean;
}

interface Found {
  readonly lines: number;
  readonly placement: FloatLayout;
  readonly breaks: ColumnBreaks;
  readonly cost: number;
}

/**
 * Fills the lowest rectangle that holds everything with level feet, the last column alone being up to
 * `columns − 1` lines short (CLREQ, column balancing). A line more is taken only where it spares a break or a hole.
 * Heights are grid lines; undefined where `maxLines` are too few.
 */
export function balance(
  pieces: readonly FillPiece[],
  floats: readonly FillFloat[],
  columns: number,
  maxLines: number,
): Filling | undefined {
  const task = wholeTask(pieces, floats, columns);
  const lowest = lowestHeight(task);
  const placementsAt = remembered((lines) => placementsOf(task, lines));
  for (const bound of bounds) {
    let best: Found | undefined;
    let limit = bound;
    for (let lines = lowest; lines <= maxLines && (lines - lowest) * costOfHeight < limit; lines += 1) {
      const height = (lines - lowest) * costOfHeight;
      const found = cheapest(task, placementsAt(lines), lines, limit - height);
      if (found) {
        best = found;
        limit = found.cost + height;
      }
    }
    if (best) {
      return layFound(task, best);
    }
  }
  return undefined;
}

/**
 * Fills a rectangle of exactly `lines` with everything, the feet as level and as full as may be; pictures take up
 * the slack first, then the white above crossheads. Undefined where it does not all fit.
 */
export function fillExactly(
  pieces: readonly FillPiece[],
  floats: readonly FillFloat[],
  columns: number,
  lines: number,
): Filling | undefined {
  return fill(wholeTask(pieces, floats, columns), lines);
}

/**
 * Fills a rectangle of `lines` with a first part of what does not all fit, beginning with piece `from`: full columns,
 * the rest from the filling's `next` on. Floats written before `next` are laid where there is room, in their order;
 * the others wait. Undefined where not even the first piece fits.
 */
export function fillPart(
  pieces: readonly FillPiece[],
  from: number,
  floats: readonly FillFloat[],
  columns: number,
  lines: number,
): Filling | undefined {
  const sums = sumPieces(pieces, from, columns * lines);
  const order = floats
    .map((_, index) => index)
    .filter((index) => floats[index]!.anchor < from + sums.count)
    .toSorted((a, b) => floats[a]!.anchor - floats[b]!.anchor);
  return fill({ pieces, from, sums, floats, order, columns, whole: false }, lines);
}

function wholeTask(pieces: readonly FillPiece[], floats: readonly FillFloat[], columns: number): Task {
  // The widest first: it must lie outside of those that share its columns.
  const order = floats
    .map((_, index) => index)
    .toSorted((a, b) => narrowestSpan(floats[b]!) - narrowestSpan(floats[a]!) || a - b);
  const sums = sumPieces(pieces, 0, Number.POSITIVE_INFINITY);
  return { pieces, from: 0, sums, floats, order, columns, whole: true };
}

function fill(task: Task, lines: number): Filling | undefined {
  const placements = placementsOf(task, lines);
  for (const bound of bounds) {
    const found = cheapest(task, placements, lines, bound);
    if (found) {
      return layFound(task, found);
    }
  }
  return undefined;
}

/** The cheapest filling of a height over all ways to place the floats, where one costs less than `bound`. */
function cheapest(
  task: Task,
  placements: readonly FloatLayout[],
  lines: number,
  bound: number,
): Found | undefined {
  let best: Found | undefined;
  let limit = bound;
  for (const placement of placements) {
    if (placement.cost >= limit) {
      break;
    }
    const breaks = breakColumns(
      task.sums,
      placement.frames,
      endingOf(task, placement),
      limit - placement.cost,
    );
    if (breaks) {
      limit = breaks.cost + placement.cost;
      best = { lines, placement, breaks, cost: limit };
    }
  }
  return best;
}

/** All ways to place the floats that have to be laid, the cheapest first. */
function placementsOf(task: Task, lines: number): readonly FloatLayout[] {
  const field = fieldOf(task, lines);
  if (task.whole) {
    return placeFloats(task.floats, task.order, field).at(-1)!;
  }
  // A float that fits in no empty page would keep all later ones waiting with it.
  const able = task.order.filter((float) => placeFloats(task.floats, [float], field)[1]!.length > 0);
  return placeFloats(task.floats, able, field)
    .flat()
    .toSorted((a, b) => a.cost - b.cost);
}

function fieldOf({ floats, order, sums, from, columns, whole }: Task, lines: number): FloatField {
  const area = order.reduce((sum, float) => sum + leastArea(floats[float]!), 0);
  const perColumn = Math.max(1, lines - area / columns);
  const columnOf = ({ anchor }: FillFloat) => {
    const before = sums.natural[Math.min(Math.max(anchor - from, 0), sums.count)]!;
    return Math.min(columns - 1, Math.floor(before / perColumn));
  };
  return { columns, lines, allowance: whole ? columns - 1 : 0, columnOf };
}

function endingOf({ sums, floats, order, from, whole }: Task, { spots }: FloatLayout): Ending {
  if (whole) {
    return { whole, cost: (next) => (next === sums.count ? 0 : Number.POSITIVE_INFINITY) };
  }
  const laid = new Set(spots.map(({ float }) => float));
  const anchors = (isLaid: boolean) =>
    order.filter((float) => laid.has(float) === isLaid).map((float) => floats[float]!.anchor - from);
  const lastLaid = Math.max(-1, ...anchors(true));
  const waiting = anchors(false);
  const cost = (next: number) =>
    next <= lastLaid || next === 0
      ? Number.POSITIVE_INFINITY
      : waiting.filter((anchor) => anchor < next).length * costOfWaiting;
  return { whole, cost };
}

/** No rectangle of fewer lines can hold the sum of all heights, or the highest piece. */
function lowestHeight({ pieces, floats, columns }: Task): number {
  const text = pieces.reduce((sum, { minLines }) => sum + minLines, 0);
  const area = floats.reduce((sum, float) => sum + leastArea(float), text);
  return pieces.reduce((lowest, { minLines }) => Math.max(lowest, minLines), Math.ceil(area / columns));
}

function leastArea({ bySpan }: FillFloat): number {
  return Math.min(...[...bySpan].map(([span, piece]) => span * piece.minLines));
}

function remembered<T>(make: (lines: number) => T): (lines: number) => T {
  const made = new Map<number, T>();
  return (lines) => {
    const value = made.get(lines) ?? make(lines);
    made.set(lines, value);
    return value;
  };
}

function layFound({ pieces, from, sums }: Task, { lines, placement, breaks, cost }: Found): Filling {
  const laid = placeColumns(pieces, from, sums, placement, breaks.starts, lines);
  return { lines, ...laid, next: from + breaks.starts.at(-1)!, cost };
}
