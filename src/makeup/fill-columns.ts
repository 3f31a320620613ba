import { breakColumns, type Ending } from './break-columns.ts';
import { costs } from './costs.ts';
import { buildFilling, type Filling, type FillPlan } from './filling.ts';
import { type FillFloat, type FillPiece, type PieceSums, sumPieces } from './fit-column.ts';
import { type FloatField, type FloatLayout, minSpan, placeFloats } from './place-floats.ts';

/**
 * Fills a rectangle of columns with pieces and floats: balanced at the lowest height (`balance`), at a given height
 * (`fillExactly`), or at a given height with as much as it holds (`fillPart`).
 *
 * Algorithm: branch and bound. For a height, `placeFloats` lists the layouts of the floats, the cheapest first, and
 * `breakColumns` breaks the text into what each leaves free. A layout is tried only while it is itself cheaper than the
 * best filling so far, which also bounds the cost of its breaks. The bound begins low and is raised step by step
 * (`bounds`) only where nothing is found below it, since a low bound keeps the search narrow. `balance` runs this for each
 * height from a lower bound up; a line of height costs, so that the search ends once more height alone costs too much.
 *
 * In: pieces and floats with heights in whole grid lines, the number of columns, and the height or its maximum. Out: the
 * filling, or undefined if there is no such filling.
 * Costs: `costs.filling` and the terms of the two searches within.
 *
 * Invariants: pieces keep their order; each is placed once or comes after `next`. Columns are filled exactly but for the
 * lines in `short`, so that feet are level up to those. A float is never in a part that comes before its text.
 *
 * Complexity: heights × layouts (at most 120) × the cost of `breakColumns`.
 */

/** Upper bounds of the cost, one tried after the other. */
const bounds = [64, 1024, 1e6, Number.POSITIVE_INFINITY];

/** What is filled: the pieces from `from` on, and the floats in the order in which they are to be placed. */
interface Task {
  readonly pieces: readonly FillPiece[];
  readonly from: number;
  readonly sums: PieceSums;
  readonly floats: readonly FillFloat[];
  readonly order: readonly number[];
  readonly columns: number;
  /** True where all pieces and floats must be placed. */
  readonly whole: boolean;
}

/**
 * Fills the lowest rectangle that holds everything with level feet, the last column alone being up to
 * `columns − 1` lines short (CLREQ, column balancing). A line more is taken only where it spares a worse fault.
 * Returns undefined where `maxLines` are too few.
 */
export function balance(
  pieces: readonly FillPiece[],
  floats: readonly FillFloat[],
  columns: number,
  maxLines: number,
): Filling | undefined {
  const { heightLine } = costs.filling;
  const task = wholeTask(pieces, floats, columns);
  const lowest = minHeight(task);
  const layoutsAt = memoize((lines) => layoutsOf(task, lines));
  for (const bound of bounds) {
    let best: FillPlan | undefined;
    let limit = bound;
    for (let lines = lowest; lines <= maxLines && (lines - lowest) * heightLine < limit; lines += 1) {
      const height = (lines - lowest) * heightLine;
      const found = cheapest(task, layoutsAt(lines), lines, limit - height);
      if (found) {
        best = found;
        limit = found.cost + height;
      }
    }
    if (best) {
      return buildFilling(task.pieces, task.from, task.sums, best);
    }
  }
  return undefined;
}

/**
 * Fills a rectangle of exactly `lines` with everything, the feet as level and as full as possible; pictures take up
 * the slack first, then the white above crossheads. Returns undefined where not everything fits.
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
 * Fills a rectangle of `lines` with a first part of what does not fit as a whole, beginning with piece `from`: full
 * columns, the rest being left from the filling's `next` on. Floats written before `next` are placed in their order where
 * there is room; the others wait. Returns undefined where not even the first piece fits.
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
  // The widest first: it must be outside of those that share its columns.
  const order = floats
    .map((_, index) => index)
    .toSorted((a, b) => minSpan(floats[b]!) - minSpan(floats[a]!) || a - b);
  const sums = sumPieces(pieces, 0, Number.POSITIVE_INFINITY);
  return { pieces, from: 0, sums, floats, order, columns, whole: true };
}

function fill(task: Task, lines: number): Filling | undefined {
  const layouts = layoutsOf(task, lines);
  for (const bound of bounds) {
    const found = cheapest(task, layouts, lines, bound);
    if (found) {
      return buildFilling(task.pieces, task.from, task.sums, found);
    }
  }
  return undefined;
}

/** The cheapest filling of a height over all layouts of the floats, where one costs less than `bound`. */
function cheapest(
  task: Task,
  layouts: readonly FloatLayout[],
  lines: number,
  bound: number,
): FillPlan | undefined {
  let best: FillPlan | undefined;
  let limit = bound;
  for (const layout of layouts) {
    if (layout.cost >= limit) {
      break;
    }
    const breaks = breakColumns(task.sums, layout.frames, endingOf(task, layout), limit - layout.cost);
    if (breaks) {
      limit = breaks.cost + layout.cost;
      best = { lines, layout, breaks, cost: limit };
    }
  }
  return best;
}

/** The layouts of the floats: of all of them, or of as many as are wanted in a part, the cheapest first. */
function layoutsOf(task: Task, lines: number): readonly FloatLayout[] {
  const field = fieldOf(task, lines);
  if (task.whole) {
    return placeFloats(task.floats, task.order, field).at(-1)!;
  }
  // A float that does not fit an empty page would keep all later ones waiting.
  const able = task.order.filter((float) => placeFloats(task.floats, [float], field)[1]!.length > 0);
  return placeFloats(task.floats, able, field)
    .flat()
    .toSorted((a, b) => a.cost - b.cost);
}

function fieldOf({ floats, order, sums, from, columns, whole }: Task, lines: number): FloatField {
  const area = order.reduce((sum, float) => sum + minArea(floats[float]!), 0);
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
  const placed = new Set(spots.map(({ float }) => float));
  const anchors = (isPlaced: boolean) =>
    order.filter((float) => placed.has(float) === isPlaced).map((float) => floats[float]!.anchor - from);
  const lastPlaced = Math.max(-1, ...anchors(true));
  const waiting = anchors(false);
  const cost = (next: number) =>
    next <= lastPlaced || next === 0
      ? Number.POSITIVE_INFINITY
      : waiting.filter((anchor) => anchor < next).length * costs.filling.waitingFloat;
  return { whole, cost };
}

/** A lower bound of the height: no rectangle with fewer lines holds the sum of all areas, or the highest piece. */
function minHeight({ pieces, floats, columns }: Task): number {
  const text = pieces.reduce((sum, { minLines }) => sum + minLines, 0);
  const area = floats.reduce((sum, float) => sum + minArea(float), text);
  return pieces.reduce((highest, { minLines }) => Math.max(highest, minLines), Math.ceil(area / columns));
}

function minArea({ bySpan }: FillFloat): number {
  return Math.min(...[...bySpan].map(([span, piece]) => span * piece.minLines));
}

function memoize<T>(compute: (lines: number) => T): (lines: number) => T {
  const results = new Map<number, T>();
  return (lines) => {
    const value = results.get(lines) ?? compute(lines);
    results.set(lines, value);
    return value;
  };
}
