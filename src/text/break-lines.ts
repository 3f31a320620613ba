import { minStretchCost, type ShrinkStep, shrinkCost, stretchCost } from './line-cost.ts';
import { type Box, column, columns, type Glue, type Sums, sumUp } from './line-sums.ts';
import { addWay, beginWays, closeWay, type Ways } from './ways.ts';

export type { Box, Glue } from './line-sums.ts';

/** A length; this file knows no unit. */
type Length = number;

export interface BreakLimits {
  /** Of the first line, and of all lines after it. */
  readonly first: Length;
  readonly others: Length;
  /** True where lines are filled to their measure; otherwise they keep their natural width. */
  readonly justify: boolean;
  /** The size of the type, in which costs are counted. */
  readonly em: Length;
}

/** A place where a line may end. */
export interface LineEnd {
  /** The last box of the line. */
  readonly box: number;
  /** How far it hangs outside the measure. */
  readonly hang: Length;
}

interface Breaks {
  readonly ends: readonly LineEnd[];
  readonly cost: number;
  /** How many lines were looked at: the measure of the work. */
  readonly evaluated: number;
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
 * In: its boxes in reading order and the glue after each, the last of which forces a break; what ending a line after
 * some of the boxes costs besides. Out: where lines end. Knows widths and costs only; what may not start a line has been
 * said as a cost. A box that may hang is an end in two ways, and the cheaper is taken: hanging shortens the line, which
 * helps where it would be too full and is dear where it would be too loose. Where no way keeps every line inside its
 * measure, the line that cannot be set is let over it, as little as may be. Work is linear in the length of the text:
 * the ways kept open at a place are those whose line still has room for it.
 *
 * D. E. Knuth and M. F. Plass, Breaking Paragraphs into Lines (1981).
 */
export function breakLines(
  boxes: readonly Box[],
  glues: readonly Glue[],
  besides: ReadonlyMap<number, number>,
  limits: BreakLimits,
): Breaks {
  const { sums, steady } = sumUp(boxes, glues);
  const ways = beginWays(2 * boxes.length + 1);
  const place: Place = { sums, steady, limits, box: 0, wanted: 0, forced: false };
  for (let box = 0; box < boxes.length; box += 1) {
    const { cost: usual, hyphen, hang } = glues[box] as Glue;
    if (usual === Number.POSITIVE_INFINITY) continue;
    const forced = usual === Number.NEGATIVE_INFINITY;
    place.box = box;
    place.forced = forced;
    place.wanted = forced ? 0 : usual + (besides.get(box) ?? 0);
    if (hang > 0) endAt(ways, place, -hang, hang);
    // The end of a paragraph is not filled: there a mark hangs as far as it has to.
    if (hang === 0 || !forced) endAt(ways, place, hyphen?.width ?? 0, 0);
  }
  return follow(ways);
}

/** A place where a line may end, and what it is weighed by. */
interface Place {
  readonly sums: Sums;
  readonly steady: boolean;
  readonly limits: BreakLimits;
  box: number;
  /** What a line end here costs whatever the line. */
  wanted: number;
  forced: boolean;
}

/**
 * Finds the cheapest way to end a line at a place, where `extra` is set besides, and adds it to the ways. Gone through for
 * each character of a text, with a handful of lines each time: numbers in arrays, and sums read where they lie.
 */
function endAt(ways: Ways, place: Place, extra: Length, hang: Length) {
  const { sums, steady, box, wanted, forced } = place;
  const { first: firstMeasure, others, justify, em } = place.limits;
  const { start, cost, least, closed } = ways;
  const row = box * columns;
  const right = sums[row + column.end] as number;
  const shrinkable = sums[row + column.shrinkable] as number;
  const shares = sums[row + column.shares] as number;
  let cheapest = aboveGuess(ways, place, extra);
  let best = -1;
  let rescue = -1;
  let rescueCost = Number.POSITIVE_INFINITY;
  let open = false;
  let ordered = false;
  for (let at = ways.first; at < ways.count; at += 1) {
    ways.weighed += 1;
    const from = (start[at] as number) * columns;
    // What hangs here is no line for the mark that does not.
    if (from > row) {
      open = true;
      break;
    }
    if (closed[at] === 1) continue;
    const before = (cost[at] as number) + lineCost;
    const measure = at === 0 ? firstMeasure : others;
    if (!ordered) {
      const natural = right - (sums[from + column.begin] as number) + extra;
      const narrowest = justify
        ? natural - (shrinkable - (sums[from + column.shrinkable] as number))
        : natural;
      const fits = narrowest <= measure + tolerance;
      // The ending's own width is gone if the line does not end here.
      const grows = !forced && narrowest - extra <= measure + tolerance;
      if (grows) open = true;
      else closeWay(ways, at);
      if (!fits) {
        const over = before + (wanted + overfull * (1 + narrowest - measure));
        if (over < rescueCost) {
          rescueCost = over;
          rescue = at;
        }
        continue;
      }
      // Lines from here on are shorter, so they fit as well and are as open.
      ordered = steady && at > 0 && (grows || forced);
    }
    // No line costs less than nothing: what is dearer before it is weighed need not be.
    if (before + wanted >= cheapest) {
      if (ordered && (least[at] as number) + lineCost + wanted >= cheapest) break;
      continue;
    }
    const short = measure - (right - (sums[from + column.begin] as number) + extra);
    if (justify && !forced && short >= 0) {
      const gaps = shares - (sums[from + column.shares] as number);
      const bound = minStretchCost(stretchedFirst(sums, from, row), gaps, short, measure, em);
      // Shorter lines cost more.
      if (ordered && (least[at] as number) + lineCost + wanted + bound >= cheapest) break;
      if (before + wanted + bound >= cheapest) continue;
    }
    const whole = before + (wanted + costOfLine(place, from, short, measure));
    if (whole >= cheapest) continue;
    cheapest = whole;
    best = at;
  }
  if (forced) ways.first = ways.count;
  else if (ordered) open = true;
  if (best >= 0) addWay(ways, box, cheapest, best, hang);
  else if (!open && rescue >= 0) addWay(ways, box, rescueCost, rescue, hang);
}

/**
 * A little more than what it costs to go on as to the place before: most others cost more already before their line. Where
 * that way is none here, no bound.
 */
function aboveGuess({ guess, first, start, cost, closed }: Ways, place: Place, extra: Length): number {
  const { sums, box, wanted, limits } = place;
  if (guess < first || closed[guess] === 1 || (start[guess] as number) > box) return Number.POSITIVE_INFINITY;
  const from = (start[guess] as number) * columns;
  const row = box * columns;
  const natural = (sums[row + column.end] as number) - (sums[from + column.begin] as number) + extra;
  const measure = guess === 0 ? limits.first : limits.others;
  const squeezable = limits.justify
    ? (sums[row + column.shrinkable] as number) - (sums[from + column.shrinkable] as number)
    : 0;
  if (natural - squeezable > measure + tolerance) return Number.POSITIVE_INFINITY;
  const whole =
    (cost[guess] as number) + lineCost + wanted + costOfLine(place, from, measure - natural, measure);
  return whole * (1 + 1e-9) + 1e-9;
}

/** What a line from a row to the place costs that is `short` of its measure and fits it. */
function costOfLine(
  { sums, box, forced, limits }: Place,
  from: number,
  short: Length,
  measure: Length,
): number {
  const row = box * columns;
  if (forced && short >= -tolerance) return 0;
  if (!limits.justify) return 100 * (short / measure) ** 2;
  if (short < 0) return squeezed(sums, from, row, -short, limits.em);
  const first = stretchedFirst(sums, from, row);
  const gaps = (sums[row + column.gaps] as number) - (sums[from + column.gaps] as number);
  const shares = (sums[row + column.shares] as number) - (sums[from + column.shares] as number);
  return stretchCost({ first, gaps, shares }, short, measure, limits.em);
}

const stretchedFirst = (sums: Sums, from: number, to: number): Length =>
  (sums[to + column.stretchedFirst] as number) -
  (sums[from + column.stretchedFirst] as number) +
  ((sums[to + column.stretchedNext] as number) - (sums[from + column.stretchedNext] as number));

function squeezed(sums: Sums, from: number, to: number, wanted: Length, em: Length): number {
  const mostIn = (step: ShrinkStep) =>
    (sums[to + column.shrink + step] as number) - (sums[from + column.shrink + step] as number);
  return shrinkCost(mostIn, wanted, em);
}

/** From the last way back: the paragraph's end is forced, so that one way alone leads to it. */
function follow({ start, before, hang, cost, count, weighed }: Ways): Breaks {
  const ends: LineEnd[] = [];
  for (let way = count - 1; way > 0; way = before[way] as number)
    ends.push({ box: (start[way] as number) - 1, hang: hang[way] as number });
  return { ends: ends.reverse(), cost: count > 1 ? (cost[count - 1] as number) : 0, evaluated: weighed };
}
