import type { Cost } from './speed-cost.ts';

/** Odd, so that the median is the value of one run. */
export const pairs = 7;

/** Median costs of this program and of the peer. */
export interface Pair {
  readonly ours: Cost;
  readonly peer: Cost;
}

/** Runs both alternately, so that other load on the machine affects both equally. The first run of each is discarded. */
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

/** The middle value, or the mean of the two middle values. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length / 2;
  return (sorted[Math.ceil(middle) - 1]! + sorted[Math.floor(middle)]!) / 2;
}

/** Cost of a text, and of the text repeated 10 and 100 times. */
export interface Growing {
  readonly once: number;
  readonly ten: number;
  readonly hundred: number;
}

/**
 * Ratio of the marginal cost of a copy of the text between 10 and 100 copies to that between 1 and 10: 1 for linear growth.
 * The constant cost of a run cancels out. Infinity if 10 copies cost no more than 1: the measurement is noise.
 */
export const growth = ({ once, ten, hundred }: Growing): number =>
  (hundred - ten) / 90 / (Math.max(0, ten - once) / 9);
