import { isTorn, leastFilled, leastRagged, type ShrinkStep, shrinkCost, stretchCost } from './line-cost.ts';
import { between, column, type Item, type Sums, sumUp } from './line-sums.ts';

export type { Item } from './line-sums.ts';

/** A length; this file knows no unit. */
type Length = number;

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

/** A way to have set the paragraph up to a line end. */
interface Node {
  /** The first box of the next line. */
  readonly start: number;
  readonly end: number;
  readonly line: number;
  readonly cost: number;
  readonly before: Node | undefined;
}

/** The cheapest way found to end a line at a place: of several with the same line number only it can be part of the best. */
interface Way {
  readonly line: number;
  readonly cost: number;
  readonly before: Node;
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
  const { sums, steady } = sumUp(items);
  const firstBoxFrom = nextBoxes(items);
  const { measures, justify } = limits;
  const last = measures.length - 1;
  // With more measures than two a way with fewer lines may come after one with more.
  const ordered = steady && measures.length <= 2;
  // The open ways are those from `first` to the one before `count`, in one array: they change at every character.
  const active: Node[] = [{ start: firstBoxFrom[0] as number, end: -1, line: 0, cost: 0, before: undefined }];
  let first = 0;
  let count = 1;
  for (let index = 0; index < items.length; index += 1) {
    const penalty = penaltyAt(items, index);
    if (penalty === Number.POSITIVE_INFINITY) continue;
    const forced = penalty === Number.NEGATIVE_INFINITY;
    const item = items[index] as Item;
    const extra = item.kind === 'penalty' ? item.width : 0;
    const place: Place = { sums, index, extra, forced, wanted: forced ? 0 : penalty, limits };
    const reached: Way[] = [];
    let rescue: Way | undefined;
    let open = first;
    for (let at = first; at < count; at += 1) {
      const node = active[at] as Node;
      const start = Math.min(node.start, index);
      const measure = measures[node.line] as Length;
      const natural = between(sums, column.width, start, index) + extra;
      const narrowest = justify ? natural - between(sums, column.shrinkable, start, index) : natural;
      // The penalty's own width is gone if the line does not end here.
      const grows = !forced && narrowest - extra <= measure + tolerance;
      if (narrowest > measure + tolerance) {
        const cost = node.cost + lineCost + (place.wanted + overfull * (1 + narrowest - measure));
        if (rescue === undefined || cost < rescue.cost)
          rescue = { line: nextLine(node, last), cost, before: node };
      } else if (node.line === last && ordered && (grows || forced)) {
        // Lines from here on are shorter, so they fit as well and are as open.
        weigh(reached, active, at, count, place);
        if (!grows) break;
        if (open === first) {
          first = at;
          open = count;
        } else for (let rest = at; rest < count; rest += 1) active[open++] = active[rest] as Node;
        break;
      } else weigh(reached, active, at, at + 1, place);
      if (grows) active[open++] = node;
    }
    if (reached.length === 0 && open === first && rescue !== undefined) reached.push(rescue);
    for (const { line, cost, before } of reached)
      active[open++] = { start: firstBoxFrom[index] as number, end: index, line, cost, before };
    count = open;
  }
  return follow(active.slice(first, count));
}

/** A place where a line may end, and what it is weighed by. */
interface Place {
  readonly sums: Sums;
  readonly index: number;
  /** The width that is set if a line ends here. */
  readonly extra: Length;
  readonly forced: boolean;
  /** What a line end here costs whatever the line. */
  readonly wanted: number;
  readonly limits: BreakLimits;
}

/** Which measure a line after a way's end has, as far as they are told apart. */
const nextLine = ({ line }: Node, last: number): number => (line < last ? line + 1 : last);

/**
 * Weighs the lines from the open ways `from` to the one before `to`, which all fit and have one measure, and takes the
 * cheapest among those that reach the place. This is gone through some ten times for each character of a text.
 */
function weigh(reached: Way[], active: readonly Node[], from: number, to: number, place: Place) {
  const { sums, index, extra, forced, wanted, limits } = place;
  const { measures, justify, em } = limits;
  const { line: number } = active[from] as Node;
  const measure = measures[number] as Length;
  const line = nextLine(active[from] as Node, measures.length - 1);
  const rival = reached.findIndex((way) => way.line === line);
  let cheapest = reached[rival]?.cost ?? Number.POSITIVE_INFINITY;
  let best: Node | undefined;
  for (let at = from; at < to; at += 1) {
    const node = active[at] as Node;
    const before = node.cost + lineCost;
    // No line costs less than nothing: what is dearer before it is weighed need not be.
    if (before + wanted >= cheapest) continue;
    const start = Math.min(node.start, index);
    const short = measure - (between(sums, column.width, start, index) + extra);
    let own = 0;
    if (forced && short >= -tolerance) own = 0;
    else if (!justify) own = 100 * (short / measure) ** 2;
    else if (short < 0) own = squeezed(sums, start, index, -short, em);
    else {
      const first = stretchedFirst(sums, start, index);
      const gaps = between(sums, column.gaps, start, index);
      const shares = between(sums, column.shares, start, index);
      const torn = isTorn(first, gaps, shares, short);
      const least = torn ? leastRagged(short, measure) : leastFilled(first, gaps, short);
      // The lines after this one are shorter.
      if (torn && Math.min(lineCost, before) + wanted + least >= cheapest) break;
      if (before + wanted + least >= cheapest) continue;
      own = stretchCost({ first, gaps, shares }, short, measure, em);
    }
    const cost = before + (wanted + own);
    if (cost >= cheapest) continue;
    cheapest = cost;
    best = node;
  }
  if (best === undefined) return;
  const way = { line, cost: cheapest, before: best };
  if (rival === -1) reached.push(way);
  else reached[rival] = way;
}

const stretchedFirst = (sums: Sums, start: number, end: number): Length =>
  between(sums, column.stretchedFirst, start, end) + between(sums, column.stretchedNext, start, end);

function squeezed(sums: Sums, start: number, end: number, wanted: Length, em: Length): number {
  const mostIn = (step: ShrinkStep) => between(sums, column.shrink + step, start, end);
  return shrinkCost(mostIn, wanted, em);
}

/** The cost of ending a line at an item: a glue after a box is a free break, other items are none. */
function penaltyAt(items: readonly Item[], index: number): number {
  const item = items[index] as Item;
  if (item.kind === 'penalty') return item.cost;
  return item.kind === 'glue' && items[index - 1]?.kind === 'box' ? 0 : Number.POSITIVE_INFINITY;
}

/** For each item the first box at or after it: a line begins with a box, glue before it is dropped. */
function nextBoxes(items: readonly Item[]): readonly number[] {
  const next = new Array<number>(items.length).fill(items.length);
  for (let index = items.length - 1; index >= 0; index -= 1) {
    next[index] = items[index]?.kind === 'box' ? index : (next[index + 1] ?? items.length);
  }
  return next;
}

function follow(active: readonly Node[]): Breaks {
  let best: Node | undefined;
  for (const node of active) if (best === undefined || node.cost < best.cost) best = node;
  const ends: number[] = [];
  for (let node = best; node !== undefined && node.end >= 0; node = node.before) ends.unshift(node.end);
  return { ends, cost: best?.cost ?? 0 };
}
