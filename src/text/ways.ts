/** A length; this file knows no unit. */
type Length = number;

/**
 * Ways to have set the paragraph up to a line end, by number, in reading order; way 0 is its beginning. Of several ways to
 * one end only the cheapest can be part of the best. Those from `first` on may be open: their next line may have room yet.
 */
export interface Ways {
  /** The first box of the next line. */
  readonly start: Int32Array;
  readonly cost: Float64Array;
  /** The least cost of this way and all after it. */
  readonly least: Float64Array;
  readonly before: Int32Array;
  readonly hang: Float64Array;
  /** Among the open ones a way that is none. */
  readonly closed: Uint8Array;
  first: number;
  count: number;
  /** How many lines were looked at. */
  weighed: number;
  /** The way by which the line that ends at the place before began. */
  guess: number;
}

/** One set of arrays serves all paragraphs, one after another. */
let kept: Ways | undefined;

/** In: how many ways there may be at most. Out: the beginning alone, good until the next paragraph is begun. */
export function beginWays(most: number): Ways {
  if (kept === undefined || kept.start.length < most) kept = roomFor(2 * most);
  kept.start[0] = 0;
  kept.cost[0] = 0;
  kept.least[0] = 0;
  kept.closed[0] = 0;
  kept.first = 0;
  kept.count = 1;
  kept.weighed = 0;
  kept.guess = 0;
  return kept;
}

const roomFor = (most: number): Ways => ({
  start: new Int32Array(most),
  cost: new Float64Array(most),
  least: new Float64Array(most),
  before: new Int32Array(most),
  hang: new Float64Array(most),
  closed: new Uint8Array(most),
  first: 0,
  count: 0,
  weighed: 0,
  guess: 0,
});

/** A way whose next line has no room for more; what is closed lies at the beginning in nearly all texts. */
export function closeWay(ways: Ways, at: number) {
  ways.closed[at] = 1;
  while (ways.first < ways.count && ways.closed[ways.first] === 1) ways.first += 1;
}

/** Adds the way that ends a line after a box, which hangs by so much. In: its cost, and the way before it. */
export function addWay(ways: Ways, box: number, cost: number, before: number, hang: Length) {
  const { least, first, count } = ways;
  ways.start[count] = box + 1;
  ways.cost[count] = cost;
  ways.before[count] = before;
  ways.hang[count] = hang;
  ways.closed[count] = 0;
  least[count] = cost;
  for (let at = count - 1; at >= first && (least[at] as number) > cost; at -= 1) least[at] = cost;
  ways.count = count + 1;
  ways.guess = before;
}
