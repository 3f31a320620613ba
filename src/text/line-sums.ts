import { type Shrink, type Stretch, shrinkStepCount } from './line-cost.ts';

/** A length; this file knows no unit. */
type Length = number;

/** What stands on a line as a whole. */
export interface Box {
  readonly width: Length;
}

/**
 * The space after a box, which falls away where a line ends before it. It gives up to `most` in each of the steps it
 * shrinks by, and takes up to `most` in its own step of stretching.
 */
export interface Glue {
  readonly width: Length;
  readonly shrink: readonly Shrink[];
  readonly stretch: Stretch | undefined;
  /** Of ending a line before it: 0 free, Infinity never, -Infinity always. */
  readonly cost: number;
  /** What is set besides if the line ends before it. */
  readonly hyphen: Box | undefined;
  /** How far the box before it may hang outside the measure if the line ends there. */
  readonly hang: Length;
}

/**
 * Running sums of all that a line's space is weighed by: a row of columns for each box, and one after the last. A row has
 * what stands before its box, but for the column `end`. One block of numbers, for every line that is tried reads from it.
 */
export type Sums = Float64Array;

/** The columns of a row. The steps of squeezing stand side by side, and so do those of stretching. */
export const column = {
  /** The width up to the box's left edge, and up to its right one. */
  begin: 0,
  end: 1,
  /** All steps of squeezing together. */
  shrinkable: 2,
  shares: 3,
  stretchedFirst: 4,
  stretchedNext: 5,
  gaps: 6,
  shrink: 7,
} as const;
export const columns = column.shrink + shrinkStepCount;

/**
 * Sums up a paragraph. In: its boxes, and a glue after each. Out: the sums, good until the next paragraph is summed up;
 * `steady`: nothing makes a line shorter or less stretchable, so that of two lines with one end the longer one has the
 * more of all.
 */
export function sumUp(
  boxes: readonly Box[],
  glues: readonly Glue[],
): { readonly sums: Sums; readonly steady: boolean } {
  const count = boxes.length;
  const sums = roomFor((count + 1) * columns);
  let steady = true;
  for (let index = 0, row = 0; index < count; index += 1, row += columns) {
    const { width: box } = boxes[index] as Box;
    const { width, shrink, stretch } = glues[index] as Glue;
    const next = row + columns;
    const end = (sums[row] as number) + box;
    sums[row + 1] = end;
    sums[next] = end + width;
    for (let at = 2; at < columns; at += 1) sums[next + at] = sums[row + at] as number;
    let narrowest = width;
    for (let at = 0; at < shrink.length; at += 1) {
      const { step, max } = shrink[at] as Shrink;
      narrowest -= max;
      add(sums, next + column.shrink + step, max);
      add(sums, next + column.shrinkable, max);
    }
    if (box < 0 || narrowest < -1e-9) steady = false;
    if (stretch === undefined) continue;
    if (stretch.max < 0 || stretch.share < 0) steady = false;
    add(sums, next + column.stretchedFirst + stretch.step, stretch.max);
    add(sums, next + column.shares, stretch.share);
  }
  return { sums, steady };
}

/** One block serves all paragraphs, one after another: a block for each would be most of what their setting takes. */
let block: Sums = new Float64Array(0);

function roomFor(length: number): Sums {
  if (block.length < length) block = new Float64Array(2 * length);
  block.fill(0, 0, columns);
  return block;
}

function add(sums: Sums, at: number, amount: number) {
  sums[at] = (sums[at] as number) + amount;
}
