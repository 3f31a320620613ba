import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { breakItems, type Item, type ItemLimits } from '../support/break-items.ts';

const box = (width: number): Item => ({ kind: 'box', width });
const openEnded = { step: 2, max: 1, share: 1 } as const;
const gap: Item = { kind: 'glue', width: 0, stretch: openEnded };
/** The blank of a comma: half of it shrinks before Latin gaps, the rest after them. */
const blank = (max: number): Item => ({
  kind: 'glue',
  width: max,
  shrink: [
    { step: 2, max: max / 2 },
    { step: 4, max: max / 2 },
  ],
  stretch: openEnded,
});
const penalty = (cost: number, width = 0): Item => ({ kind: 'penalty', width, cost });
const end = penalty(Number.NEGATIVE_INFINITY);
const never = penalty(Number.POSITIVE_INFINITY);
const justified = (measure: number): ItemLimits => ({ measures: [measure], justify: true, em: 1 });

describe('a given paragraph', () => {
  test('has lines of solid boxes that fill the measure', () => {
    const items = [box(1), gap, box(1), gap, box(1), gap, box(1), end];
    expect(breakItems(items, justified(2)).ends).toEqual([3, 7]);
  });

  test('moves the box before a forbidden break to the next line', () => {
    const items = [box(1), gap, box(1), gap, box(1), gap, box(1), never, gap, box(1), gap, box(1), end];
    expect(breakItems(items, justified(4)).ends).toEqual([5, 12]);
  });

  test.each([10, 30])('shrinks a line of %i em by half an em rather than stretch it by more', (count) => {
    // Two blanks among boxes of one em; a break before the mark of half an em is forbidden.
    const row = Array.from({ length: count - 2 }, () => [box(1), gap]).flat();
    const marks = [box(1), blank(0.5), box(1), blank(0.5), box(1), never, gap, box(0.5)];
    const items = [...row, ...marks, gap, box(1), end];
    expect(breakItems(items, justified(count + 2)).ends).toEqual([items.length - 3, items.length - 1]);
  });

  test.each([
    [10, 'gives up a whole blank'],
    [40, 'is stretched a little everywhere instead'],
  ])('with a line of %i em %s', (count) => {
    const row = Array.from({ length: count - 1 }, () => [box(1), gap]).flat();
    const items = [...row, box(1), blank(0.5), box(1), never, gap, box(0.5), gap, box(1), end];
    const shrunk = breakItems(items, justified(count + 1.5)).ends[0] === items.length - 3;
    expect(shrunk).toBe(count < 20);
  });

  test('discards glue at a line end', () => {
    const items = [box(1), blank(5), box(1), end];
    expect(breakItems(items, justified(1)).ends).toEqual([1, 3]);
  });

  test('may have a shorter first line', () => {
    const items = [
      ...Array.from({ length: 5 }, () => [box(1), gap])
        .flat()
        .slice(0, -1),
      end,
    ];
    expect(breakItems(items, { measures: [1, 2], justify: true, em: 1 }).ends).toEqual([1, 5, 9]);
  });

  test('ends a line at a forced break even if it has room', () => {
    expect(breakItems([box(1), end, box(1), end], justified(9)).ends).toEqual([1, 3]);
  });

  test('sets a box wider than the measure on an overfull line of its own', () => {
    const items = [box(1), gap, box(9), gap, box(1), end];
    expect(breakItems(items, justified(3)).ends).toEqual([1, 3, 5]);
  });

  test('does not shrink ragged lines', () => {
    const items = [box(1), blank(1), box(1), gap, box(1), end];
    expect(breakItems(items, { measures: [2], justify: false, em: 1 }).ends).toEqual([1, 5]);
  });
});

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

const paragraph = fc
  .array(boxWithGlue, { minLength: 1, maxLength: 10 })
  .map((boxes): readonly Item[] => [
    ...boxes.flatMap(({ width, cost, glue }) => [box(width), penalty(cost), glue]).slice(0, -2),
    end,
  ]);

const isEnd = (item: Item | undefined) => item?.kind === 'penalty' && item.cost < Number.POSITIVE_INFINITY;

/** The least cost among all choices of breaks, each evaluated with `costOf`. */
function minCostByTrial(items: readonly Item[], limits: ItemLimits): number {
  const free = items.flatMap((item, index) => (isEnd(item) && index < items.length - 1 ? [index] : []));
  let minCost = Number.POSITIVE_INFINITY;
  for (let choice = 0; choice < 2 ** free.length; choice += 1) {
    const ends = free.filter((_, bit) => choice & (1 << bit));
    minCost = Math.min(minCost, costOf(items, [...ends, items.length - 1], limits));
  }
  return minCost;
}

const sumOfAmounts = (amounts: readonly number[] = []) => amounts.reduce((sum, amount) => sum + amount, 0);
const sumOf = (items: readonly Item[], read: (item: Item) => number) =>
  items.reduce((sum, item) => sum + read(item), 0);
const widthOf = (item: Item) => (item.kind === 'penalty' ? 0 : item.width);

/** The cost of given line ends: the distance moved, 100·(r/⅛)³ for stretching, 10·s² for shrinking, 10 for each line. */
function costOf(items: readonly Item[], ends: readonly number[], { measures, justify }: ItemLimits): number {
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
      const easy = Math.min(rest, gaps / 4);
      const perGap = (gaps > 0 ? easy / gaps : 0) + (rest > easy ? (rest - easy) / shares : 0);
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

describe('a line without stretchable gaps', () => {
  const latinGap: Item = { kind: 'glue', width: 0.25, stretch: { step: 1, max: 0.1, share: 1 } };

  test('is the one with the smaller shortfall', () => {
    const items = [box(1), latinGap, box(4.5), latinGap, box(1), gap, box(1), end];
    expect(breakItems(items, { measures: [6, 8], justify: true, em: 1 }).ends).toEqual([3, 7]);
  });
});

describe('any paragraph', () => {
  const measures = fc.array(fc.integer({ min: 3, max: 8 }), { minLength: 1, maxLength: 2 });

  test('is broken at the least cost', () => {
    fc.assert(
      fc.property(paragraph, measures, fc.boolean(), (items, widths, justify) => {
        const limits = { measures: widths, justify, em: 1 };
        const minCost = minCostByTrial(items, limits);
        fc.pre(minCost < Number.POSITIVE_INFINITY);
        const found = breakItems(items, limits);
        expect(costOf(items, found.ends, limits)).toBeCloseTo(minCost, 6);
        expect(found.cost).toBeCloseTo(minCost, 6);
      }),
      { numRuns: 400 },
    );
  });

  test('has line ends at legal breaks, in order, the last at its end', () => {
    fc.assert(
      fc.property(paragraph, measures, (items, widths) => {
        const { ends } = breakItems(items, { measures: widths, justify: true, em: 1 });
        expect(ends.at(-1)).toBe(items.length - 1);
        expect(ends.every((at) => isEnd(items[at]))).toBe(true);
        expect([...ends].sort((a, b) => a - b)).toEqual([...new Set(ends)]);
      }),
    );
  });

  test('is broken in time that grows linearly with its length', () => {
    const long = (count: number): readonly Item[] => [
      ...Array.from({ length: count }, () => [box(1), gap]).flat(),
      box(1),
      end,
    ];
    // The least processor time of several runs hardly depends on what else the machine does.
    const time = (items: readonly Item[]) => {
      const times = Array.from({ length: 5 }, () => {
        const start = process.cpuUsage();
        breakItems(items, justified(30));
        return process.cpuUsage(start).user / 1000;
      });
      return Math.min(...times);
    };
    expect(time(long(16000))).toBeLessThan(40 * Math.max(1, time(long(2000))));
  });
});
