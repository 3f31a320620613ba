import {
  type Shrink,
  type ShrinkStep,
  type Stretch,
  shrinkCost,
  shrinkStepCount,
  stretchCost,
} from './line-cost.ts';

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

export interface BreakLimits {
  /** Of the lines in order; the last one goes for all lines after it. */
  readonly measures: readonly Length[];
  /** True where lines are filled to their measure; otherwise they keep their natural width. */
  readonly justify: boolean;
  /** The size of the type, in which costs are counted. */
  readonly em: Length;
}

interface Breaks {
  /** The index of the item at which each line ends. */
  readonly ends: readonly number[];
  readonly cost: number;
}

/** Space of a line that is not in its natural width. */
interface Sums {
  readonly width: Float64Array;
  readonly shrink: readonly Float64Array[];
  readonly stretch: readonly [Float64Array, Float64Array, Float64Array];
  /** Of all steps together. */
  readonly shrinkable: Float64Array;
  readonly shares: Float64Array;
}

/** A way to have set the paragraph up to a line end. */
interface Node {
  /** The first box of the next line. */
  readonly start: number;
  readonly end: number;
  readonly line: number;
  readonly cost: number;
  readonly before: Node | undefined;
}

/** One line more is worth a little: a paragraph does not run over for a trifle. */
const lineCost = 10;
/** A line over its measure is the last resort of all, and the less the better. */
const overfull = 1e12;
/** Rounding of sums of floating numbers, far below what can be seen. */
const tolerance = 1e-6;

/**
 * Breaks a paragraph into lines of the least total cost.
 *
 * In: items in reading order, ending in a forced break. Out: the items at which lines end. Knows widths and costs
 * only; what may not start a line has been said as a penalty. Where no way keeps every line inside its measure,
 * the line that cannot be set is let over it, as little as may be. Work is linear in the length of the text: the
 * ways kept open at a place are those whose line still has room for it.
 *
 * D. E. Knuth and M. F. Plass, Breaking Paragraphs into Lines (1981).
 */
export function breakLines(items: readonly Item[], limits: BreakLimits): Breaks {
  const sums = sumUp(items);
  const firstBoxFrom = nextBoxes(items);
  let active: Node[] = [{ start: firstBoxFrom[0] as number, end: -1, line: 0, cost: 0, before: undefined }];
  for (const [index, item] of items.entries()) {
    const penalty = penaltyAt(items, index);
    if (penalty === Number.POSITIVE_INFINITY) continue;
    const extra = item.kind === 'penalty' ? item.width : 0;
    const reached: Node[] = [];
    const stillOpen: Node[] = [];
    let rescue: Node | undefined;
    for (const node of active) {
      const line = lineOf(sums, node, index, extra, limits);
      const next = {
        start: firstBoxFrom[index] as number,
        end: index,
        line: Math.min(node.line + 1, limits.measures.length - 1),
        cost: node.cost + lineCost + costOf(line, penalty, limits.justify),
        before: node,
      };
      if (fits(line)) keepCheapest(reached, next);
      else if (rescue === undefined || next.cost < rescue.cost) rescue = next;
      if (mayGrow(line, extra)) stillOpen.push(node);
    }
    if (penalty === Number.NEGATIVE_INFINITY) stillOpen.length = 0;
    if (reached.length === 0 && stillOpen.length === 0 && rescue !== undefined) reached.push(rescue);
    active = [...stillOpen, ...reached];
  }
  return follow(active);
}

/** The cost of ending a line at an item: a glue after a box is a free break, other items are none. */
function penaltyAt(items: readonly Item[], index: number): number {
  const item = items[index] as Item;
  if (item.kind === 'penalty') return item.cost;
  return item.kind === 'glue' && items[index - 1]?.kind === 'box' ? 0 : Number.POSITIVE_INFINITY;
}

function sumUp(items: readonly Item[]): Sums {
  const row = () => new Float64Array(items.length + 1);
  const sums: Sums = {
    width: row(),
    shrink: Array.from({ length: shrinkStepCount }, row),
    stretch: [row(), row(), row()],
    shrinkable: row(),
    shares: row(),
  };
  const rows = [sums.width, sums.shrinkable, sums.shares, ...sums.shrink, ...sums.stretch];
  for (const [index, item] of items.entries()) {
    for (const sum of rows) sum[index + 1] = sum[index] as number;
    if (item.kind === 'penalty') continue;
    add(sums.width, index + 1, item.width);
    if (item.kind === 'box') continue;
    const { shrink, stretch } = item;
    for (const { step, most } of shrink ?? []) {
      add(sums.shrink[step] as Float64Array, index + 1, most);
      add(sums.shrinkable, index + 1, most);
    }
    if (stretch === undefined) continue;
    add(sums.stretch[stretch.step] as Float64Array, index + 1, stretch.most);
    add(sums.shares, index + 1, stretch.share);
  }
  return sums;
}

function add(sum: Float64Array, index: number, amount: number) {
  sum[index] = (sum[index] as number) + amount;
}

/** For each item the first box at or after it: a line begins with a box, glue before it is dropped. */
function nextBoxes(items: readonly Item[]): readonly number[] {
  const next = new Array<number>(items.length).fill(items.length);
  for (let index = items.length - 1; index >= 0; index -= 1) {
    next[index] = items[index]?.kind === 'box' ? index : (next[index + 1] ?? items.length);
  }
  return next;
}

/** A line that is tried: items `start` to `end` and the penalty's own width. */
interface Trial {
  readonly sums: Sums;
  readonly start: number;
  readonly end: number;
  readonly measure: Length;
  readonly em: Length;
  readonly natural: Length;
  /** What its width can be squeezed to. */
  readonly narrowest: Length;
}

function lineOf(sums: Sums, node: Node, end: number, extra: Length, limits: BreakLimits): Trial {
  const start = Math.min(node.start, end);
  const measure = limits.measures[Math.min(node.line, limits.measures.length - 1)] as Length;
  const natural = between(sums.width, start, end) + extra;
  const squeezed = limits.justify ? between(sums.shrinkable, start, end) : 0;
  return { sums, start, end, measure, em: limits.em, natural, narrowest: natural - squeezed };
}

const between = (sum: Float64Array, start: number, end: number) =>
  (sum[end] as number) - (sum[start] as number);

const fits = (line: Trial) => line.narrowest <= line.measure + tolerance;

/** Whether more may still be set on the line: the penalty's own width is gone if it does not end here. */
const mayGrow = (line: Trial, extra: Length) => line.narrowest - extra <= line.measure + tolerance;

function costOf(line: Trial, penalty: number, justify: boolean): number {
  const wanted = penalty === Number.NEGATIVE_INFINITY ? 0 : penalty;
  const short = line.measure - line.natural;
  if (!fits(line)) return wanted + overfull * (1 + line.narrowest - line.measure);
  if (penalty === Number.NEGATIVE_INFINITY && short >= -tolerance) return 0;
  if (!justify) return wanted + 100 * (short / line.measure) ** 2;
  return wanted + (short >= 0 ? stretched(line, short) : squeezed(line, -short));
}

function stretched({ sums, start, end, measure, em }: Trial, wanted: Length): number {
  const spaces = {
    first: between(sums.stretch[0], start, end) + between(sums.stretch[1], start, end),
    gaps: between(sums.stretch[2], start, end),
    shares: between(sums.shares, start, end),
  };
  return stretchCost(spaces, wanted, measure, em);
}

function squeezed({ sums, start, end, em }: Trial, wanted: Length): number {
  const mostIn = (step: ShrinkStep) => between(sums.shrink[step] as Float64Array, start, end);
  return shrinkCost(mostIn, wanted, em);
}

/** Of several ways to the same place and line number only the cheapest can be part of the best. */
function keepCheapest(reached: Node[], node: Node) {
  const rival = reached.findIndex((other) => other.line === node.line);
  if (rival === -1) reached.push(node);
  else if (node.cost < (reached[rival] as Node).cost) reached[rival] = node;
}

function follow(active: readonly Node[]): Breaks {
  let best: Node | undefined;
  for (const node of active) if (best === undefined || node.cost < best.cost) best = node;
  const ends: number[] = [];
  for (let node = best; node !== undefined && node.end >= 0; node = node.before) ends.unshift(node.end);
  return { ends, cost: best?.cost ?? 0 };
}
