import { type Shrink, type Stretch, shrinkStepCount } from './line-cost.ts';

/** A length; this file knows no unit. */
type Length = number;

/** A glue that shrinks gives up to `most` in each of its steps, one that stretches takes up to `most` in its own. */
export type Item =
  | { readonly kind: 'box'; readonly width: Length }
  | {
      readonly kind: 'glue';
      readonly width: Length;
      readonly shrink?: readonly Shrink[];
      readonly stretch?: Stretch;
    }
  /** A place where a line may end, at a cost: Infinity forbids it, -Infinity forces it. `width` is set if it ends there. */
  | { readonly kind: 'penalty'; readonly width: Length; readonly cost: number };

/**
 * Running sums of all that a line's space is weighed by, before each item and after the last: a row of columns for each.
 * One block of numbers, for every line that is tried reads from it.
 */
export type Sums = Float64Array;

/** What the columns of a row add up. The steps of stretching stand side by side, and so do those of squeezing. */
export const column = {
  width: 0,
  /** All steps of squeezing together. */
  shrinkable: 1,
  shares: 2,
  stretchedFirst: 3,
  stretchedNext: 4,
  gaps: 5,
  shrink: 6,
} as const;
const columns = column.shrink + shrinkStepCount;

/** The sum over items `start` to the one before `end`. */
export const between = (rows: Sums, which: number, start: number, end: number): number =>
  (rows[end * columns + which] as number) - (rows[start * columns + which] as number);

/**
 * Sums up the items of a paragraph; a penalty has no width where no line ends at it. Out: the sums, good until the next
 * paragraph is summed up; `steady`: no item makes a line shorter, less stretchable or cheaper, so that of two lines with
 * one end the longer one has the more of all.
 */
export function sumUp(items: readonly Item[]): { readonly sums: Sums; readonly steady: boolean } {
  let steady = true;
  const rows = roomFor((items.length + 1) * columns);
  for (let index = 0; index < items.length; index += 1) {
    const item = items[index] as Item;
    const row = (index + 1) * columns;
    for (let which = 0; which < columns; which += 1)
      rows[row + which] = rows[row - columns + which] as number;
    if (item.kind === 'penalty') {
      if (item.cost < 0 && item.cost !== Number.NEGATIVE_INFINITY) steady = false;
      continue;
    }
    add(rows, row + column.width, item.width);
    let narrowest = item.width;
    if (item.kind === 'box') {
      if (narrowest < 0) steady = false;
      continue;
    }
    for (const { step, most } of item.shrink ?? []) {
      narrowest -= most;
      add(rows, row + column.shrink + step, most);
      add(rows, row + column.shrinkable, most);
    }
    if (narrowest < -1e-9) steady = false;
    if (item.stretch === undefined) continue;
    if (item.stretch.most < 0 || item.stretch.share < 0) steady = false;
    add(rows, row + column.stretchedFirst + item.stretch.step, item.stretch.most);
    add(rows, row + column.shares, item.stretch.share);
  }
  return { sums: rows, steady };
}

/** One block serves all paragraphs, one after another: a block for each would be most of what their setting takes. */
let block: Sums = new Float64Array(0);

function roomFor(length: number): Sums {
  if (block.length < length) block = new Float64Array(2 * length);
  block.fill(0, 0, columns);
  return block;
}

function add(rows: Float64Array, at: number, amount: number) {
  rows[at] = (rows[at] as number) + amount;
}
