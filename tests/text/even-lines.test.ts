import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { adjustLine } from '../../src/text/line-adjustment.ts';
import { setLines } from '../../src/text/set-lines.ts';
import { breakItems, type Item, type ItemLimits } from '../support/break-items.ts';
import {
  blank,
  box,
  costOf,
  end,
  gap,
  justified,
  minCostByTrial,
  never,
  penalty,
} from '../support/item-costs.ts';
import { prepared, textOf } from '../support/set-text.ts';

interface Look {
  /** By how much of half an em the space after a comma is less than its natural width; undefined without a comma. */
  readonly comma: number | undefined;
  readonly gap: number;
}

/** What a reader sees of lines: the spaces after their commas and between their characters, as they are set. */
function looksOf(items: readonly Item[], ends: readonly number[], { measures }: ItemLimits): readonly Look[] {
  let start = 0;
  return ends.map((at, number) => {
    const line = items.slice(start, at);
    const glues = line.flatMap((item) =>
      item.kind === 'glue' ? [{ width: item.width, shrink: item.shrink ?? [], stretch: item.stretch }] : [],
    );
    const natural = line.reduce((sum, item) => sum + (item.kind === 'penalty' ? 0 : item.width), 0);
    const spare = (measures[Math.min(number, measures.length - 1)] as number) - natural;
    const { widths, stretch } = adjustLine(glues, at === items.length - 1 ? Math.min(0, spare) : spare);
    const comma = glues.findIndex(({ shrink }) => shrink.length > 0);
    start = items.findIndex((item, index) => index >= at && item.kind === 'box');
    return {
      comma: comma < 0 ? undefined : ((glues[comma]?.width ?? 0) - (widths[comma] ?? 0)) / 0.5,
      gap: -stretch / 0.5,
    };
  });
}

const contrasts = (looks: readonly Look[]): readonly number[] =>
  looks.slice(1).map(({ comma, gap: own }, index) => {
    const above = looks[index] as Look;
    const both = comma !== undefined && above.comma !== undefined;
    return Math.abs(both ? comma - above.comma : own - above.gap);
  });

const costWithContrast = (items: readonly Item[], ends: readonly number[], limits: ItemLimits): number =>
  costOf(items, ends, limits) +
  contrasts(looksOf(items, ends, limits)).reduce((sum, by) => sum + 20 * by ** 2, 0);

const may = penalty(0);
const row = (count: number): readonly Item[] =>
  Array.from({ length: count }, () => [box(1), may, gap]).flat();
const clause = (count: number): readonly Item[] => [
  ...row(count - 1),
  ...[box(1), never, gap],
  ...[box(0.5), may, blank(0.5)],
];
const ended = (items: readonly Item[]): readonly Item[] => [...items.slice(0, -2), end];

describe('neighbouring lines', () => {
  // Without the contrast, two thirds of the blanks in the second line are squeezed out, and none in the others.
  const items = ended([6, 6, 2, 6, 2, 4, 3, 6].flatMap(clause));

  test('with full commas and with squeezed ones are broken again', () => {
    const limits = justified(12);
    const { ends, even } = breakItems(items, limits);
    const largest = (at: readonly number[]) => Math.max(...contrasts(looksOf(items, at, limits)));
    expect(largest(ends)).toBeGreaterThan(0.6);
    expect(largest(even)).toBeLessThan(0.1);
  });

  test('that differ less stay as they are', () => {
    const solid = ended(row(30));
    const { ends, even } = breakItems(solid, justified(10));
    expect(even).toEqual(ends);
  });
});

describe('any paragraph with commas', () => {
  const paragraph = fc
    .array(fc.integer({ min: 2, max: 3 }), { minLength: 3, maxLength: 4 })
    .map((clauses) => ended(clauses.flatMap(clause)));
  const measures = fc.array(fc.integer({ min: 4, max: 7 }), { minLength: 1, maxLength: 2 });

  test('has the least cost and contrast together if its neighbours differ visibly', () => {
    let searched = 0;
    fc.assert(
      fc.property(paragraph, measures, (items, widths) => {
        const limits = { measures: widths, justify: true, em: 1 };
        const { ends, even } = breakItems(items, limits);
        fc.pre(costOf(items, ends, limits) < Number.POSITIVE_INFINITY);
        if (Math.max(...contrasts(looksOf(items, ends, limits)), 0) < 0.45) expect(even).toEqual(ends);
        else {
          searched += 1;
          const least = minCostByTrial(items, limits, costWithContrast);
          expect(costWithContrast(items, even, limits)).toBeCloseTo(least, 5);
        }
      }),
      { numRuns: 200 },
    );
    expect(searched).toBeGreaterThan(10);
  });
});

describe('a text whose neighbouring lines are made alike', () => {
  const parts = [
    '社区',
    '食堂开门了，',
    '小明说：“',
    '来”，',
    'community ',
    'Charlotte',
    '、',
    '（一楼）',
    '。',
    '3 km',
    '——',
  ];
  const copy = fc
    .array(fc.constantFrom(...parts), { minLength: 20, maxLength: 60 })
    .map((all) => all.join(''));

  test('has all of its text, in lines that are filled or reported', () => {
    fc.assert(
      fc.property(copy, fc.integer({ min: 8, max: 24 }), fc.boolean(), (text, measure, hanging) => {
        const style = { align: 'justify', hanging } as const;
        const lines = setLines(prepared(text, style), measure * 10);
        const whole = lines.map(textOf).join('').replaceAll('\u00ad', '');
        expect(whole.replaceAll(' ', '')).toBe(text.replaceAll(' ', ''));
        for (const { width, shortfall } of lines.slice(0, -1)) {
          const missing = measure * 10 - width - shortfall;
          expect([0, -5].some((hung) => Math.abs(missing - hung) < 1e-6)).toBe(true);
        }
      }),
      { numRuns: 80 },
    );
  });
});
