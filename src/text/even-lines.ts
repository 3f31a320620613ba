import type { LineEnd, Nodes, Search } from './break-lines.ts';
import {
  gapStretch,
  type Length,
  minStretchCost,
  type ShrinkStep,
  shrinkStepCount,
} from './line-adjustment.ts';
import {
  type BreakLimits,
  column,
  columnCount,
  costOfLine,
  firstStretch,
  lineCost,
  type Sums,
  shrinkIn,
  stretchIn,
  tolerance,
} from './line-sums.ts';

/**
 * Line ends that also count the contrast of neighbouring lines: a line of commas squeezed to half their width below one
 * of full commas. The cost of a pair of lines is not a cost of a line, so break-lines.ts cannot see it.
 *
 * Method. The search of break-lines.ts gives, for each node, the minimum cost f of the text up to it. Reduced costs: a
 * line from node i to node j has the reduced cost f(i) + cost(i, j) − f(j), which is never negative, and the cost of any
 * way to break the text is f(end) plus the reduced costs of its lines. The way that the search found has none, so its
 * contrast K bounds what a better way may add in reduced costs and contrast together: nearly all lines are ruled out by
 * their reduced cost alone. What is left is searched with the last line, not its end, as the state. The result is an
 * optimum of costs and contrast.
 *
 * Only paragraphs with neighbours that differ visibly are searched; others stay as they are.
 *
 * Complexity. O(n·a·b) time, where a is the number of nodes from which a line may still end here and b that of the
 * lines that end in one node; both are below the number of breaks in one line, and mostly one or two.
 */
export function evenLines(search: Search, limits: BreakLimits): readonly LineEnd[] {
  if (!limits.justify) return search.ends;
  const found = contrastOf(search, limits);
  if (found.largest < visibleContrast) return search.ends;
  const lines = startLines(search.nodes, found.cost, limits);
  for (let node = 1; node < search.nodes.count; node += 1) addLinesTo(node, lines, search, limits);
  return bestEnds(lines, search) ?? search.ends;
}

/** The cost of two neighbours is this times the square of their contrast. */
const contrastCost = 20;
/** The contrast from which on a paragraph is broken again: just less than that of full commas and halved ones. */
const visibleContrast = 0.45;

/** What a reader compares in neighbouring lines. */
interface Texture {
  /** How much of a comma's blank, half an em, is squeezed out; negative if the gap after it is stretched. */
  readonly pause: number;
  /** How much the gaps between characters are stretched, in the same unit and with the same sign. */
  readonly gap: number;
  /** Whether the line has a comma or another pause mark inside. */
  readonly hasPause: boolean;
}

const contrast = (a: Texture, b: Texture): number =>
  a.hasPause && b.hasPause ? a.pause - b.pause : a.gap - b.gap;

/** A comma's blank, in em. */
const blank = 1 / 2;

/** The steps of line-adjustment.ts that squeeze the first and the second half of a comma's blank. */
const firstHalf: ShrinkStep = 2;
const secondHalf: ShrinkStep = 4;

function textureOf(sums: Sums, from: number, to: number, forced: boolean, shortfall: Length): Texture {
  const hasPause = shrinkIn(sums, from, to, firstHalf) > tolerance;
  if (shortfall >= 0) {
    const stretch = forced ? 0 : (gapStretch(stretchIn(sums, from, to), shortfall) ?? 0);
    return { pause: -stretch / blank, gap: -stretch / blank, hasPause };
  }
  let rest = -shortfall;
  let pause = 0;
  for (let step = 0; step < shrinkStepCount; step += 1) {
    const max = shrinkIn(sums, from, to, step as ShrinkStep);
    const given = Math.min(rest, max);
    if ((step === firstHalf || step === secondHalf) && max > tolerance) pause += given / max / 2;
    rest -= given;
  }
  return { pause, gap: 0, hasPause };
}

/** The largest contrast of the lines that a search found, and the cost of all. */
function contrastOf({ nodes, sums }: Search, limits: BreakLimits) {
  let [largest, cost] = [0, 0];
  let below: Texture | undefined;
  for (let node = nodes.count - 1; node > 0; node = nodes.previous[node] as number) {
    const start = nodes.previous[node] as number;
    const from = (nodes.start[start] as number) * columnCount;
    const to = ((nodes.start[node] as number) - 1) * columnCount;
    const natural =
      (sums[to + column.end] as number) -
      (sums[from + column.begin] as number) +
      (nodes.extra[node] as number);
    const shortfall = (start === 0 ? limits.first : limits.others) - natural;
    const forced = nodes.penalty[node] === Number.NEGATIVE_INFINITY;
    const texture = textureOf(sums, from, to, forced, shortfall);
    if (below !== undefined) {
      const by = contrast(texture, below);
      largest = Math.max(largest, Math.abs(by));
      cost += contrastCost * by * by;
    }
    below = texture;
  }
  return { largest, cost };
}

/** The lines of the second search, by number: those that end in one node follow one another. */
interface Lines {
  /** The node in which each line ends, the line above it, and the sum of reduced costs and contrast up to its end. */
  readonly end: number[];
  readonly above: number[];
  readonly cost: number[];
  readonly texture: (Texture | undefined)[];
  /** The first of the lines that end in a node, and the one after the last. */
  readonly firstTo: Int32Array;
  readonly endTo: Int32Array;
  /** The nodes in which lines end, in reading order. No line leads from those before `firstActive` to a later box. */
  readonly active: number[];
  firstActive: number;
  /** The reduced costs and the contrast of a way must be less, and its costs than `total`. */
  readonly bound: number;
  readonly total: number;
  /** The widest line, with what hangs. */
  readonly widest: Length;
}

/** Returns the start of the paragraph, as a line without a texture that ends in node 0. */
function startLines({ count, cost, hang }: Nodes, bound: number, { first, others }: BreakLimits): Lines {
  const endTo = new Int32Array(count);
  endTo[0] = 1;
  return {
    end: [0],
    above: [-1],
    cost: [0],
    texture: [undefined],
    firstTo: new Int32Array(count),
    endTo,
    active: [0],
    firstActive: 0,
    bound,
    total: (cost[count - 1] as number) + bound,
    widest: Math.max(first, others) + hang.slice(0, count).reduce((most, each) => Math.max(most, each), 0),
  };
}

/** Adds the lines that end in a node and may be part of a way below the bound. */
function addLinesTo(node: number, lines: Lines, search: Search, limits: BreakLimits) {
  const { nodes, sums, monotone } = search;
  const { start, cost, minCost } = nodes;
  const { active, bound } = lines;
  const to = ((start[node] as number) - 1) * columnCount;
  const right = (sums[to + column.end] as number) + (nodes.extra[node] as number);
  const forced = nodes.penalty[node] === Number.NEGATIVE_INFINITY;
  const other = lineCost + (forced ? 0 : (nodes.penalty[node] as number)) - (cost[node] as number);
  lines.firstTo[node] = lines.endTo[node] = lines.end.length;
  if (monotone && (cost[node] as number) + leastCostAfter(node, lines, search) >= lines.total) return;
  for (let at = lines.firstActive; at < active.length; at += 1) {
    const above = active[at] as number;
    const from = (start[above] as number) * columnCount;
    // This node was added by the hanging variant of the same break.
    if (from > to) break;
    const measure = above === 0 ? limits.first : limits.others;
    const shortfall = measure - (right - (sums[from + column.begin] as number));
    if (shortfall >= 0 && !forced) {
      const shares = (sums[to + column.shares] as number) - (sums[from + column.shares] as number);
      const least = minStretchCost(firstStretch(sums, from, to), shares, shortfall, measure, limits.em);
      if (monotone && above > 0 && (minCost[above] as number) + other + least >= bound) break;
      if ((cost[above] as number) + other + least >= bound) continue;
    }
    const spare =
      shortfall + (sums[to + column.shrinkable] as number) - (sums[from + column.shrinkable] as number);
    // A line to a later box has neither this hyphen nor this hang.
    if (at === lines.firstActive && spare + (nodes.extra[node] as number) < -tolerance)
      lines.firstActive += 1;
    const overfull = spare < -tolerance;
    // An overfull line of the first search was the only choice.
    if (overfull && nodes.previous[node] !== above) continue;
    const reduced = overfull
      ? 0
      : (cost[above] as number) + other + costOfLine(sums, from, to, forced, shortfall, measure, limits);
    if (reduced < bound) addLine(lines, above, node, reduced, textureOf(sums, from, to, forced, shortfall));
  }
  lines.endTo[node] = lines.end.length;
  if (forced) lines.firstActive = active.length;
  if ((lines.firstTo[node] as number) < lines.end.length) active.push(node);
}

/** A lower bound of the cost of the text after a node: that of its lines if all were full and squeezed as far as they go. */
function leastCostAfter(node: number, lines: Lines, { nodes, sums }: Search): number {
  const last = ((nodes.start[nodes.count - 1] as number) - 1) * columnCount;
  const from = (nodes.start[node] as number) * columnCount;
  if (from > last) return 0;
  const width = (sums[last + column.end] as number) - (sums[from + column.begin] as number);
  const shrinkable = (sums[last + column.shrinkable] as number) - (sums[from + column.shrinkable] as number);
  return lineCost * Math.max(1, Math.ceil((width - shrinkable) / lines.widest - tolerance));
}

/** Adds a line below that line at its start which makes the cheapest path, if it is below the bound. */
function addLine(lines: Lines, start: number, end: number, reduced: number, texture: Texture) {
  let least = lines.bound;
  let best = -1;
  for (let above = lines.firstTo[start] as number; above < (lines.endTo[start] as number); above += 1) {
    const other = lines.texture[above];
    const by = other === undefined ? 0 : contrast(other, texture);
    const cost = (lines.cost[above] as number) + reduced + contrastCost * by * by;
    if (cost >= least - tolerance) continue;
    least = cost;
    best = above;
  }
  if (best < 0) return;
  lines.end.push(end);
  lines.above.push(best);
  lines.cost.push(least);
  lines.texture.push(texture);
}

/** Returns the line ends of the cheapest path to the end of the paragraph; undefined if none is below the bound. */
function bestEnds(lines: Lines, { nodes }: Search): readonly LineEnd[] | undefined {
  const last = nodes.count - 1;
  let best = -1;
  for (let line = lines.firstTo[last] as number; line < (lines.endTo[last] as number); line += 1)
    if (best < 0 || (lines.cost[line] as number) < (lines.cost[best] as number)) best = line;
  if (best < 0) return undefined;
  const ends: LineEnd[] = [];
  for (let line = best; line > 0; line = lines.above[line] as number) {
    const node = lines.end[line] as number;
    ends.push({ box: (nodes.start[node] as number) - 1, hang: nodes.hang[node] as number });
  }
  return ends.reverse();
}
