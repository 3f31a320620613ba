import fc from 'fast-check';
import type { Item, ItemLimits } from './break-items.ts';

// Paragraphs of items, and what they cost, computed apart from the program.

export const box = (width: number): Item => ({ kind: 'box', width });
const openEnded = { step: 2, max: 1, share: 1 } as const;
export const gap: Item = { kind: 'glue', width: 0, stretch: openEnded };
/** The blank of a comma: half of it shrinks before Latin gaps, the rest after them. */
export const blank = (max: number): Item => ({
  kind: 'glue',
  width: max,
  shrink: [
    { step: 2, max: max / 2 },
    { step: 4, max: max / 2 },
  ],
  stretch: openEnded,
});
export const penalty = (cost: number, width = 0): Item => ({ kind: 'penalty', width, cost });
export const end = penalty(Number.NEGATIVE_INFINITY);
export const never = penalty(Number.POSITIVE_INFINITY);
export const justified = (measure: number): ItemLimits => ({ measures: [measure], justify: true, em: 1 });

/** A box with a penalty and a glue after it, as break-opportunities.ts makes them. */
const boxWithGlue = fc.record({
  width: fc.integer({ min: 1, max: 3 }),
  cost: fc.constantFrom(0, 0, 0, 20, Number.POSITIVE_INFINITY),
  glue: fc.constantFrom<Item>(gap, gap, blank(0.5), {
    kind: 'glue',
    width: 0.25,
    stretch: { step: 1, max: 0.1, share: 1 },
  }),
});

export const paragraph = fc
  .array(boxWithGlue, { minLength: 1, maxLength: 10 })
  .map((boxes): readonly Item[] => [
    ...boxes.flatMap(({ width, cost, glue }) => [box(width), penalty(cost), glue]).slice(0, -2),
    end,
  ]);

export const isEnd = (item: Item | undefined) =>
  item?.kind === 'penalty' && item.cost < Number.POSITIVE_INFINITY;

/** The least cost among all choices of breaks, each evaluated with `cost`. */
export function minCostByTrial(
  items: readonly Item[],
  limits: ItemLimits,
  cost: (items: readonly Item[], ends: readonly number[], limits: ItemLimits) => number = costOf,
): number {
  const free = items.flatMap((item, index) => (isEnd(item) && index < items.length - 1 ? [index] : []));
  let minCost = Number.POSITIVE_INFINITY;
  for (let choice = 0; choice < 2 ** free.length; choice += 1) {
    const ends = free.filter((_, bit) => choice & (1 << bit));
    minCost = Math.min(minCost, cost(items, [...ends, items.length - 1], limits));
  }
  return minCost;
}

const sumOfAmounts = (amounts: readonly number[] = []) => amounts.reduce((sum, amount) => sum + amount, 0);
const sumOf = (items: readonly Item[], read: (item: Item) => number) =>
  items.reduce((sum, item) => sum + read(item), 0);
const widthOf = (item: Item) => (item.kind === 'penalty' ? 0 : item.width);

/** The cost of given line ends: the distance moved, 100·(r/⅛)³ for stretching, 10·s² for shrinking, 10 for each line. */
export function costOf(
  items: readonly Item[],
  ends: readonly number[],
  { measures, justify }: ItemLimits,
): number {
  let cost = 0;
  let start = 0;
  for (const [number, at] of ends.entries()) {
    const line = items.slice(start, at);
    const measure = measures[Math.min(number, measures.length - 1)] as number;
    const spare = measure - sumOf(line, widthOf);
    const blanks = sumOf(line, (item) =>
      item.kind === 'glue' ? sumOfAmounts(item.shrink?.map(({ max }) => max)) : 0,
    );
    const first = sumOf(line, (item) =>
      item.kind === 'glue' && item.stretch?.step === 1 ? item.stretch.max : 0,
    );
    const gaps = sumOf(line, (item) =>
      item.kind === 'glue' && item.stretch?.step === 2 ? item.stretch.max : 0,
    );
    const shares = sumOf(line, (item) => (item.kind === 'glue' ? (item.stretch?.share ?? 0) : 0));
    const stretchCost = (amount: number) => {
      const rest = amount - first;
      // Gaps up to 1/8, word spaces and Latin gaps by 1/6, gaps up to 1/4, all alike.
      const easy = Math.min(rest, gaps / 8);
      const second = gaps > 0 ? Math.min(rest - easy, (shares - gaps) / 6) : 0;
      const hard = Math.min(rest - easy - second, gaps / 8);
      const all = rest - easy - second - hard;
      const perGap = (gaps > 0 ? (easy + hard) / gaps : 0) + (all > 1e-6 ? all / shares : 0);
      if (rest > 1e-6 && !(perGap <= 0.5)) return 10_000 + 200_000 * (amount / measure) ** 2;
      return 6 * amount + (rest <= 1e-6 ? 0 : 100 * (perGap * 8) ** 3 + (perGap > 0.25 ? 3000 : 0));
    };
    const last = at === items.length - 1;
    const item = items[at] as Item;
    cost += 10 + (item.kind === 'penalty' && !last ? item.cost : 0);
    if (spare < -(justify ? blanks : 0) - 1e-6) return Number.POSITIVE_INFINITY;
    if (spare >= 0 && !last) cost += justify ? stretchCost(spare) : 100 * (spare / measure) ** 2;
    // The first half of a blank has the weight 2, the rest 60.
    const easy = Math.min(-spare, blanks / 2);
    const part = (2 * easy + 60 * (-spare - easy)) / (31 * blanks);
    if (spare < -1e-6) cost += 8 * -spare + 10 * part ** 2;
    start = items.findIndex((box, index) => index >= at && box.kind === 'box');
  }
  return cost;
}
