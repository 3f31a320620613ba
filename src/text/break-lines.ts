import {
  type AdjustableSpace,
  type Length,
  minStretchCost,
  type Shrink,
  type ShrinkStep,
  shrinkCost,
  shrinkStepCount,
  stretchCost,
} from './line-adjustment.ts';

/**
 * Total-fit line breaking after D. E. Knuth and M. F. Plass, Breaking Paragraphs into Lines (1981).
 *
 * Model. A paragraph is a sequence of boxes with glue after each. Glue stretches, shrinks, and is discarded at a line end;
 * it carries the penalty of a line end there: Infinity forbids the break, -Infinity forces it.
 *
 * Search. A node is a feasible breakpoint, with the minimum cost of breaking the text up to it and its predecessor, the
 * node of the line above; node 0 is the start of the paragraph. A candidate is the legal breakpoint being tried: for each
 * in turn, a line from every active node is tried, and the cheapest path that ends with one of these lines adds a node.
 * The last break is forced, so the predecessors of the last node are the optimum. Nodes are a struct of arrays in reading
 * order. Running sums (`Sums`) make the width, stretch and shrink of any line a difference of two rows.
 *
 * Cost. Instead of badness |r|³ and squared demerits, a line costs a constant, the penalty of its end, and the cost of
 * adjusting it in CLREQ's order of steps (line-adjustment.ts) or, in ragged setting, a multiple of its squared relative
 * shortfall. Costs add up and are never negative. There are no fitness classes; consecutive hyphens and runts get their
 * penalties in choose-breaks.ts.
 *
 * Bounds. (1) As costs are not negative, a node is skipped if its cost, the line cost and the penalty reach the cost of
 * the best path to the candidate found so far. (2) `minStretchCost` bounds the cost of a stretched line from below.
 * (3) A paragraph is monotone if no box, shrunk glue or stretch is negative: then a line from a later node is shorter and
 * has less to stretch. So once a line fits, lines from all later nodes fit too, and bound (2) no longer falls (`ordered`):
 * the minimum cost of all later nodes (`minCost`) and bound (2) can end the loop. A line from node 0, whose measure may
 * differ, does not set `ordered`, nor does a line that fits only by hanging, unless the break is forced. (4) The loop
 * starts with an upper bound: the cost of the path through the predecessor of the newest node.
 *
 * Active nodes. A node becomes inactive when a line from it exceeds the measure even when fully shrunk, and at a forced
 * break. If no node stays active and no line fits, the least overfull line adds the new node: its cost exceeds that of any
 * other way to break the text, but the search always reaches the end of the paragraph.
 *
 * Hanging. A break after a box that may hang is tried twice, with the box outside and inside the measure, and may add two
 * nodes; a forced break only outside.
 *
 * Complexity. O(n·a) time for n boxes, where a, the number of active nodes, is bounded by the breaks in one line and
 * does not grow with n; O(n) memory.
 */
export function breakLines(
  boxes: readonly Box[],
  glues: readonly Glue[],
  penalties: ReadonlyMap<number, number>,
  limits: BreakLimits,
  buffers: BreakBuffers = createBreakBuffers(),
): Breaks {
  const { sums, monotone } = sumUp(boxes, glues, buffers);
  const nodes = startNodes(2 * boxes.length + 1, buffers);
  const candidate: Candidate = { sums, monotone, limits, box: 0, penalty: 0, forced: false };
  for (let box = 0; box < boxes.length; box += 1) {
    const { cost, hyphen, hang } = glues[box] as Glue;
    if (cost === Number.POSITIVE_INFINITY) continue;
    const forced = cost === Number.NEGATIVE_INFINITY;
    candidate.box = box;
    candidate.forced = forced;
    candidate.penalty = forced ? 0 : cost + (penalties.get(box) ?? 0);
    if (hang > 0) tryBreak(nodes, candidate, -hang, hang);
    // A last line is not filled, so hanging only raises its limit; a trial without it would add nothing.
    if (hang === 0 || !forced) tryBreak(nodes, candidate, hyphen?.width ?? 0, 0);
  }
  return traceBack(nodes);
}

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

export interface LineEnd {
  /** The last box of the line. */
  readonly box: number;
  /** How far that box may hang outside the measure. */
  readonly hang: Length;
}

interface Breaks {
  readonly ends: readonly LineEnd[];
  readonly cost: number;
  /** The number of nodes visited, including those skipped as inactive or too costly: the measure of the work. */
  readonly evaluated: number;
}

/** Arrays that are reused for one paragraph after another: allocating them anew would take most of the time. */
export interface BreakBuffers {
  nodes: Nodes;
  sums: Sums;
}

export const createBreakBuffers = (): BreakBuffers => ({
  nodes: allocateNodes(0),
  sums: new Float64Array(0),
});

/** Cost of every line, so that a paragraph does not take another line for a tiny gain. */
const lineCost = 10;
/** Cost of an overfull line, multiplied by (1 + excess). */
const overfullCost = 1e12;
/** Rounding error of sums of floating-point numbers, far below what can be seen. */
const tolerance = 1e-6;

/** The legal breakpoint being tried. */
interface Candidate {
  readonly sums: Sums;
  readonly monotone: boolean;
  readonly limits: BreakLimits;
  box: number;
  /** The cost of a line end here, whatever the line. */
  penalty: number;
  forced: boolean;
}

/**
 * Finds the cheapest path to a candidate and adds a node for it. In: `extra`, the width added at the line's end, of a
 * hyphen or, negative, of what hangs. Runs once or twice for each character, over a handful of nodes: hence numbers in
 * arrays, and sums read in place.
 */
function tryBreak(nodes: Nodes, candidate: Candidate, extra: Length, hang: Length) {
  const { sums, monotone, box, penalty, forced } = candidate;
  const { first: firstMeasure, others, justify, em } = candidate.limits;
  const { start, cost, minCost, inactive } = nodes;
  const row = box * columnCount;
  const right = sums[row + column.end] as number;
  const shrinkable = sums[row + column.shrinkable] as number;
  const shares = sums[row + column.shares] as number;
  let bestCost = initialBound(nodes, candidate, extra);
  let best = -1;
  let rescue = -1;
  let rescueCost = Number.POSITIVE_INFINITY;
  let anyActive = false;
  let ordered = false;
  for (let node = nodes.firstActive; node < nodes.count; node += 1) {
    nodes.evaluated += 1;
    const from = (start[node] as number) * columnCount;
    // This node was added by the hanging variant of the same break: no line leads from it to this box.
    if (from > row) {
      anyActive = true;
      break;
    }
    if (inactive[node] === 1) continue;
    const before = (cost[node] as number) + lineCost;
    const measure = node === 0 ? firstMeasure : others;
    if (!ordered) {
      const natural = right - (sums[from + column.begin] as number) + extra;
      const narrowest = justify
        ? natural - (shrinkable - (sums[from + column.shrinkable] as number))
        : natural;
      const fits = narrowest <= measure + tolerance;
      // A line to a later box has neither this hyphen nor this hang, so `extra` does not count.
      const staysActive = !forced && narrowest - extra <= measure + tolerance;
      if (staysActive) anyActive = true;
      else deactivate(nodes, node);
      if (!fits) {
        const overfull = before + (penalty + overfullCost * (1 + narrowest - measure));
        if (overfull < rescueCost) {
          rescueCost = overfull;
          rescue = node;
        }
        continue;
      }
      ordered = monotone && node > 0 && (staysActive || forced);
    }
    if (before + penalty >= bestCost) {
      if (ordered && (minCost[node] as number) + lineCost + penalty >= bestCost) break;
      continue;
    }
    const shortfall = measure - (right - (sums[from + column.begin] as number) + extra);
    if (justify && !forced && shortfall >= 0) {
      const gaps = shares - (sums[from + column.shares] as number);
      const bound = minStretchCost(firstStretch(sums, from, row), gaps, shortfall, measure, em);
      if (ordered && (minCost[node] as number) + lineCost + penalty + bound >= bestCost) break;
      if (before + penalty + bound >= bestCost) continue;
    }
    const total = before + (penalty + costOfLine(candidate, from, shortfall, measure));
    if (total >= bestCost) continue;
    bestCost = total;
    best = node;
  }
  if (forced) nodes.firstActive = nodes.count;
  else if (ordered) anyActive = true;
  if (best >= 0) addNode(nodes, box, bestCost, best, hang);
  else if (!anyActive && rescue >= 0) addNode(nodes, box, rescueCost, rescue, hang);
}

/**
 * Returns slightly more than the cost of the path through the predecessor of the newest node; Infinity if the line from
 * there does not fit.
 */
function initialBound(
  { hint, firstActive, start, cost, inactive }: Nodes,
  candidate: Candidate,
  extra: Length,
): number {
  const { sums, box, penalty, limits } = candidate;
  if (hint < firstActive || inactive[hint] === 1 || (start[hint] as number) > box)
    return Number.POSITIVE_INFINITY;
  const from = (start[hint] as number) * columnCount;
  const row = box * columnCount;
  const natural = (sums[row + column.end] as number) - (sums[from + column.begin] as number) + extra;
  const measure = hint === 0 ? limits.first : limits.others;
  const shrinkable = limits.justify
    ? (sums[row + column.shrinkable] as number) - (sums[from + column.shrinkable] as number)
    : 0;
  if (natural - shrinkable > measure + tolerance) return Number.POSITIVE_INFINITY;
  const total =
    (cost[hint] as number) + lineCost + penalty + costOfLine(candidate, from, measure - natural, measure);
  return total * (1 + 1e-9) + 1e-9;
}

/** The cost of adjusting a line that fits, from a row of the sums to the candidate. */
function costOfLine(
  { sums, box, forced, limits }: Candidate,
  from: number,
  shortfall: Length,
  measure: Length,
): number {
  const row = box * columnCount;
  if (forced && shortfall >= -tolerance) return 0;
  // Ragged: an empty line would cost as much as ten lines.
  if (!limits.justify) return 100 * (shortfall / measure) ** 2;
  if (shortfall < 0) return costOfShrinking(sums, from, row, -shortfall, limits.em);
  const first = firstStretch(sums, from, row);
  const gaps = (sums[row + column.stretch + 2] as number) - (sums[from + column.stretch + 2] as number);
  const shares = (sums[row + column.shares] as number) - (sums[from + column.shares] as number);
  return stretchCost({ first, gaps, shares }, shortfall, measure, limits.em);
}

/** The maximum stretch of word spaces and Latin gaps. */
const firstStretch = (sums: Sums, from: number, to: number): Length =>
  (sums[to + column.stretch] as number) -
  (sums[from + column.stretch] as number) +
  ((sums[to + column.stretch + 1] as number) - (sums[from + column.stretch + 1] as number));

function costOfShrinking(sums: Sums, from: number, to: number, amount: Length, em: Length): number {
  const maxIn = (step: ShrinkStep) =>
    (sums[to + column.shrink + step] as number) - (sums[from + column.shrink + step] as number);
  return shrinkCost(maxIn, amount, em);
}

function traceBack({ start, previous, hang, cost, count, evaluated }: Nodes): Breaks {
  const ends: LineEnd[] = [];
  for (let node = count - 1; node > 0; node = previous[node] as number)
    ends.push({ box: (start[node] as number) - 1, hang: hang[node] as number });
  return { ends: ends.reverse(), cost: count > 1 ? (cost[count - 1] as number) : 0, evaluated };
}

/** The nodes of the search, by number. Those before `firstActive` are inactive. */
interface Nodes {
  /** The first box of the next line. */
  readonly start: Int32Array;
  readonly cost: Float64Array;
  /** The minimum cost of this node and all after it. */
  readonly minCost: Float64Array;
  readonly previous: Int32Array;
  readonly hang: Float64Array;
  /** 1 for an inactive node. */
  readonly inactive: Uint8Array;
  firstActive: number;
  count: number;
  evaluated: number;
  /** The predecessor of the newest node. */
  hint: number;
}

/** Returns the start of the paragraph as the only node, with room for `max`. */
function startNodes(max: number, buffers: BreakBuffers): Nodes {
  if (buffers.nodes.start.length < max) buffers.nodes = allocateNodes(2 * max);
  const { nodes } = buffers;
  nodes.start[0] = 0;
  nodes.cost[0] = 0;
  nodes.minCost[0] = 0;
  nodes.inactive[0] = 0;
  nodes.firstActive = 0;
  nodes.count = 1;
  nodes.evaluated = 0;
  nodes.hint = 0;
  return nodes;
}

const allocateNodes = (max: number): Nodes => ({
  start: new Int32Array(max),
  cost: new Float64Array(max),
  minCost: new Float64Array(max),
  previous: new Int32Array(max),
  hang: new Float64Array(max),
  inactive: new Uint8Array(max),
  firstActive: 0,
  count: 0,
  evaluated: 0,
  hint: 0,
});

/** In nearly all texts the inactive nodes are the first ones, so that `firstActive` skips them. */
function deactivate(nodes: Nodes, node: number) {
  nodes.inactive[node] = 1;
  while (nodes.firstActive < nodes.count && nodes.inactive[nodes.firstActive] === 1) nodes.firstActive += 1;
}

function addNode(nodes: Nodes, box: number, cost: number, previous: number, hang: Length) {
  const { minCost, firstActive, count } = nodes;
  nodes.start[count] = box + 1;
  nodes.cost[count] = cost;
  nodes.previous[count] = previous;
  nodes.hang[count] = hang;
  nodes.inactive[count] = 0;
  minCost[count] = cost;
  for (let node = count - 1; node >= firstActive && (minCost[node] as number) > cost; node -= 1)
    minCost[node] = cost;
  nodes.count = count + 1;
  nodes.hint = previous;
}

/**
 * Running sums, a row of columns for each box and one after the last: what precedes the box, except in the column `end`.
 * One array, because every line that is tried reads several columns of two rows.
 */
type Sums = Float64Array;

/** The columns of a row. */
const column = {
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
const columnCount = column.shrink + shrinkStepCount;

/** Sums up a paragraph. The result is valid until the buffers are used for the next one. */
function sumUp(
  boxes: readonly Box[],
  glues: readonly Glue[],
  buffers: BreakBuffers,
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
