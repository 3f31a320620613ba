import type { Cost } from './speed-cost.ts';

/** Odd, so that a median is one of the runs. */
export const pairs = 7;

/** Costs of ours and of the peer's, the medians. */
export interface Pair {
  readonly ours: Cost;
  readonly peer: Cost;
}

/** Runs both in turns, A B A B, so that what else the machine does meets both; a first run of each does not count. */
export function inTurns(ours: () => Cost, peer: () => Cost): Pair {
  ours();
  peer();
  const costs = Array.from({ length: pairs }, () => ({ ours: ours(), peer: peer() }));
  return { ours: medians(costs.map((each) => each.ours)), peer: medians(costs.map((each) => each.peer)) };
}

const medians = (costs: readonly Cost[]): Cost => ({
  wall: median(costs.map(({ wall }) => wall)),
  cpu: median(costs.map(({ cpu }) => cpu)),
  memory: median(costs.map(({ memory }) => memory)),
});

/** The value in the middle, or the mean of the two there. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length / 2;
  return (sorted[Math.ceil(middle) - 1]! + sorted[Math.floor(middle)]!) / 2;
}

/** What a text takes once, ten times and a hundred times over. */
export interface Growing {
  readonly once: number;
  readonly ten: number;
  readonly hundred: number;
}

/**
 * How a further copy of the text between ten and a hundred compares with one between one and ten: 1 where time grows
 * in line with the text. What every run takes, whatever it sets, falls out of both. Ten that take no more than one are
 * noise, and nothing is proved by it: infinite.
 */
export const growth = ({ once, ten, hundred }: Growing): number =>
  (hundred - ten) / 90 / (Math.max(0, ten - once) / 9);
