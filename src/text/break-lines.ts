import { type Length, minStretchCost } from './line-adjustment.ts';
import {
  type Box,
  type BreakLimits,
  column,
  columnCount,
  costOfLine,
  firstStretch,
  type Glue,
  lineCost,
  type Sums,
  sumUp,
  tolerance,
} from './line-sums.ts';

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
): Search {
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
  return traceBack(nodes, sums, monotone);
}

export interface LineEnd {
  /** The last box of the line. */
  readonly box: number;
  /** How far that box may hang outside the measure. */
  readonly hang: Length;
}

/** The result of a search. Its nodes and sums are valid until the buffers are used for the next paragraph. */
export interface Search {
  readonly ends: readonly LineEnd[];
  readonly cost: number;
  /** The number of nodes visited, including those skipped as inactive or too costly: the measure of the work. */
  readonly evaluated: number;
  readonly nodes: Nodes;
  readonly sums: Sums;
  readonly monotone: boolean;
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

/** Cost of an overfull line, multiplied by (1 + excess). */
const overfullCost = 1e12;

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
    const total =
      before + (penalty + costOfLine(sums, from, row, forced, shortfall, measure, candidate.limits));
    if (total >= bestCost) continue;
    bestCost = total;
    best = node;
  }
  if (forced) nodes.firstActive = nodes.count;
  else if (ordered) anyActive = true;
  if (best >= 0) addNode(nodes, candidate, bestCost, best, extra, hang);
  else if (!anyActive && rescue >= 0) addNode(nodes, candidate, rescueCost, rescue, extra, hang);
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
  const { sums, box, penalty, forced, limits } = candidate;
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
    (cost[hint] as number) +
    lineCost +
    penalty +
    costOfLine(sums, from, row, forced, measure - natural, measure, limits);
  return total * (1 + 1e-9) + 1e-9;
}

function traceBack(nodes: Nodes, sums: Sums, monotone: boolean): Search {
  const { start, previous, hang, cost, count, evaluated } = nodes;
  const ends: LineEnd[] = [];
  for (let node = count - 1; node > 0; node = previous[node] as number)
    ends.push({ box: (start[node] as number) - 1, hang: hang[node] as number });
  const total = count > 1 ? (cost[count - 1] as number) : 0;
  return { ends: ends.reverse(), cost: total, evaluated, nodes, sums, monotone };
}

/** The nodes of the search, by number. Those before `firstActive` are inactive. */
export interface Nodes {
  /** The first box of the next line. */
  readonly start: Int32Array;
  readonly cost: Float64Array;
  /** The minimum cost of this node and all after it. */
  readonly minCost: Float64Array;
  readonly previous: Int32Array;
  readonly hang: Float64Array;
  /** The width added at the line's end: of a hyphen or, negative, of what hangs. */
  readonly extra: Float64Array;
  /** The cost of a line end here, whatever the line; -Infinity if it is forced. */
  readonly penalty: Float64Array;
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
  extra: new Float64Array(max),
  penalty: new Float64Array(max),
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

function addNode(
  nodes: Nodes,
  { box, penalty, forced }: Candidate,
  cost: number,
  previous: number,
  extra: Length,
  hang: Length,
) {
  const { minCost, firstActive, count } = nodes;
  nodes.start[count] = box + 1;
  nodes.cost[count] = cost;
  nodes.previous[count] = previous;
  nodes.hang[count] = hang;
  nodes.extra[count] = extra;
  nodes.penalty[count] = forced ? Number.NEGATIVE_INFINITY : penalty;
  nodes.inactive[count] = 0;
  minCost[count] = cost;
  for (let node = count - 1; node >= firstActive && (minCost[node] as number) > cost; node -= 1)
    minCost[node] = cost;
  nodes.count = count + 1;
  nodes.hint = previous;
}
