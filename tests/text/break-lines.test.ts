import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { breakItems, type Item } from '../support/break-items.ts';
import {
  blank,
  box,
  costOf,
  end,
  gap,
  isEnd,
  justified,
  minCostByTrial,
  never,
  paragraph,
} from '../support/item-costs.ts';

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
