import { breakColumns, type Ending } from './break-columns.ts';
import { costs } from './costs.ts';
import { buildFilling, type Filling, type FillPlan } from './filling.ts';
import { type FillFloat, type FillPiece, type PieceSums, sumPieces } from './fit-column.ts';
import { type FloatField, type FloatLayout, minSpan, placeFloats } from './place-floats.ts';

/**
 * Fills a rectangle of columns with pieces and floats: balanced at the lowest height (`balance`), at a given height
 * (`fillExactly`), or at a given height with as much as it holds (`fillPart`).
 *
 * Algorithm: bounded enumeration with iterative deepening on the cost. For a height, `placeFloats` lists the layouts of
 * the floats, the cheapest first, and `breakColumns` breaks the text into the columns that each layout leaves. The
 * enumeration ends at the first layout that costs as much as the best filling so far; a cheaper one may spend the
 * difference on its breaks. The first bound on the total is low, which keeps the search narrow; the next of `bounds` is
 * tried only if nothing costs less. `balance` does this for each height from a lower bound up. Each added line of height
 * has a cost (`heightLine`), so the search ends when the added height alone reaches the best cost.
 *
 * In: pieces and floats with heights in whole grid lines, the number of columns, and the height or its maximum. Out: the
 * filling, or undefined if there is no such filling.
 * Costs: `costs.filling` and the terms of the two searches within.
 *
 * Invariants: pieces keep their order; each is placed once or is at or after `next`. `short` counts the empty lines at the
 * foot of each column; otherwise columns are full. A float is never in a part that comes before its text.
 *
 * Complexity: heights × layouts × the cost of `breakColumns`. There are at most 120 layouts of all floats; `fillPart` tries
 * the layouts of every prefix of their order, at most 120 for each float and one without any.
 */

/** Upper bounds of the cost, one tried after the other. */
const bounds = [64, 1024, 1e6, Number.POSITIVE_INFINITY];

/** The input of the search: the pieces from `from` on, and the floats with the order of their placement. */
interface Task {
  readonly pieces: readonly FillPiece[];
  readonly from: number;
  readonly sums: PieceSums;
  readonly floats: readonly FillFloat[];
  readonly order: readonly number[];
  readonly columns: number;
  /** True if all pieces and floats must be placed. */
  readonly whole: boolean;
}

/**
 * Fills the lowest rectangle that holds everything, with feet as level as possible; that the last column is up to
 * `columns − 1` lines short costs little (CLREQ, column balancing). The rectangle gets a line more only if that avoids a
 * worse fault. Returns undefined if `maxLines` are too few.
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
 * Fills a rectangle of exactly `lines` with everything, with feet as level and columns as full as possible; pictures
 * take up the slack first, then the space above crossheads. Returns undefined if not everything fits.
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
 * Fills a rectangle of `lines` with as many pieces from `from` on as make full columns. The filling's `next` is the first
 * piece left over. Floats written before `next` are placed in their order if there is room; the others wait. Returns
 * undefined if not even the first piece fits.
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
  // The widest first: it must be nearer the edge than narrower floats in the same columns.
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

/** The cheapest filling of a height over all layouts of the floats; undefined if none costs less than `bound`. */
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

/** The layouts, the cheapest first: of all floats or, for a part, of every prefix of their order that fits. */
function layoutsOf(task: Task, lines: number): readonly FloatLayout[] {
  const field = fieldOf(task, lines);
  if (task.whole) {
    return placeFloats(task.floats, task.order, field).at(-1)!;
  }
  // A float that does not fit an empty rectangle of this height would keep all later ones waiting.
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

/** A lower bound of the height: no rectangle with fewer lines holds the sum of all areas, or the tallest piece. */
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
