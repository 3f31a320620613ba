import {
  type AdjustableSpace,
  type Length,
  type Shrink,
  type ShrinkStep,
  shrinkCost,
  shrinkStepCount,
  stretchCost,
} from './line-adjustment.ts';

/**
 * Running sums over a paragraph, which make the width, stretch and shrink of any line, and hence its cost, a difference
 * of two rows. They serve the searches of break-lines.ts and even-lines.ts.
 */

/** What is never broken. */
export interface Box {
  readonly width: Length;
}

/** The space after a box, discarded if a line ends before it. */
export interface Glue extends AdjustableSpace {
  /** Penalty of a line end before it: 0 free, Infinity forbidden, -Infinity forced. */
  readonly cost: number;
  /** Added to the line if it ends before the glue. */
  readonly hyphen: Box | undefined;
  /** How far the box before it may hang outside the measure at a line end. */
  readonly hang: Length;
}

export interface BreakLimits {
  /** Measure of the first line, and of all lines after it. */
  readonly first: Length;
  readonly others: Length;
  /** True if lines are filled to their measure; otherwise they keep their natural width. */
  readonly justify: boolean;
  /** The type size: costs are per em. */
  readonly em: Length;
}

/**
 * A row of columns for each box and one after the last: what precedes the box, except in the column `end`. One array,
 * because every line that is tried reads several columns of two rows.
 */
export type Sums = Float64Array;

/** The columns of a row. */
export const column = {
  /** The position of the box's left edge, and of its right edge. */
  begin: 0,
  end: 1,
  /** The maxima of all shrink steps together. */
  shrinkable: 2,
  shares: 3,
  /** The first of three stretch steps, and of the shrink steps. */
  stretch: 4,
  shrink: 7,
} as const;
export const columnCount = column.shrink + shrinkStepCount;

/** Cost of every line, so that a paragraph does not take another line for a tiny gain. */
export const lineCost = 10;
/** Rounding error of sums of floating-point numbers, far below what can be seen. */
export const tolerance = 1e-6;

/** Sums up a paragraph. The result is valid until the buffers are used for the next one. */
export function sumUp(
  boxes: readonly Box[],
  glues: readonly Glue[],
  buffers: { sums: Sums },
): { readonly sums: Sums; readonly monotone: boolean } {
  const count = boxes.length;
  const length = (count + 1) * columnCount;
  if (buffers.sums.length < length) buffers.sums = new Float64Array(2 * length);
  const { sums } = buffers;
  sums.fill(0, 0, columnCount);
  let monotone = true;
  for (let index = 0, row = 0; index < count; index += 1, row += columnCount) {
    const { width: box } = boxes[index] as Box;
    const { width, shrink, stretch } = glues[index] as Glue;
    const next = row + columnCount;
    const end = (sums[row] as number) + box;
    sums[row + column.end] = end;
    sums[next] = end + width;
    for (let at = 2; at < columnCount; at += 1) sums[next + at] = sums[row + at] as number;
    let narrowest = width;
    for (let at = 0; at < shrink.length; at += 1) {
      const { step, max } = shrink[at] as Shrink;
      narrowest -= max;
      add(sums, next + column.shrink + step, max);
      add(sums, next + column.shrinkable, max);
    }
    if (box < 0 || narrowest < -1e-9) monotone = false;
    if (stretch === undefined) continue;
    if (stretch.max < 0 || stretch.share < 0) monotone = false;
    add(sums, next + column.stretch + stretch.step, stretch.max);
    add(sums, next + column.shares, stretch.share);
  }
  return { sums, monotone };
}

function add(sums: Sums, at: number, amount: number) {
  sums[at] = (sums[at] as number) + amount;
}

/** The cost of adjusting a line that fits, from the row of its first box to that of its last. */
export function costOfLine(
  sums: Sums,
  from: number,
  to: number,
  forced: boolean,
  shortfall: Length,
  measure: Length,
  limits: BreakLimits,
): number {
  if (forced && shortfall >= -tolerance) return 0;
  // Ragged: an empty line would cost as much as ten lines.
  if (!limits.justify) return 100 * (shortfall / measure) ** 2;
  if (shortfall < 0) {
    const maxIn = (step: ShrinkStep) => shrinkIn(sums, from, to, step);
    return shrinkCost(maxIn, -shortfall, limits.em);
  }
  return stretchCost(stretchIn(sums, from, to), shortfall, measure, limits.em);
}

/** The maximum of a line's spaces in a step of shrinking. */
export const shrinkIn = (sums: Sums, from: number, to: number, step: ShrinkStep): Length =>
  (sums[to + column.shrink + step] as number) - (sums[from + column.shrink + step] as number);

/** What a line can stretch. */
export const stretchIn = (sums: Sums, from: number, to: number) => ({
  first: firstStretch(sums, from, to),
  gaps: (sums[to + column.stretch + 2] as number) - (sums[from + column.stretch + 2] as number),
  shares: (sums[to + column.shares] as number) - (sums[from + column.shares] as number),
});

/** The maximum stretch of word spaces and Latin gaps. */
export const firstStretch = (sums: Sums, from: number, to: number): Length =>
  (sums[to + column.stretch] as number) -
  (sums[from + column.stretch] as number) +
  ((sums[to + column.stretch + 1] as number) - (sums[from + column.stretch + 1] as number));
