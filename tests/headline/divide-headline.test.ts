import { describe, expect, test } from 'vitest';
import { divideHeadline, type MeasuredText } from '../../src/headline/divide-headline.ts';

/** A text of ideographs one em wide, with break candidates and their costs. */
function textOf(
  length: number,
  costs: Readonly<Record<number, number>>,
  ends: readonly number[] = [],
): MeasuredText {
  const free = Object.entries(costs).map(([index, cost]) => ({ index: Number(index), cost, forced: false }));
  const forced = [0, ...ends, length].map((index) => ({ index, cost: 0, forced: true }));
  return {
    candidates: [...free, ...forced].sort((a, b) => a.index - b.index),
    width: (from, to) => to - from,
    characters: (from, to) => to - from,
  };
}

describe('divideHeadline', () => {
  test('makes lines of similar length if the breaks cost the same', () => {
    expect(divideHeadline(textOf(12, { 2: 8, 6: 9, 10: 8 }), 10, 2)?.breaks).toEqual([6]);
    expect(divideHeadline(textOf(18, { 4: 8, 6: 8, 10: 8, 12: 8, 15: 8 }), 9, 3)?.breaks).toEqual([6, 12]);
  });

  test('prefers long over short to short over long', () => {
    expect(divideHeadline(textOf(12, { 4: 8, 8: 8 }), 8, 2)?.breaks).toEqual([8]);
  });

  test('prefers a better break to a better shape', () => {
    expect(divideHeadline(textOf(12, { 6: 45, 8: 8 }), 10, 2)?.breaks).toEqual([8]);
  });

  test('leaves no character alone on a line, even if no division is left', () => {
    expect(divideHeadline(textOf(11, { 10: 0 }), 10, 2)).toBeUndefined();
  });

  test('keeps the lines of the author and divides those that are too long', () => {
    expect(divideHeadline(textOf(13, { 5: 8, 7: 8 }, [1]), 8, 3)?.breaks).toEqual([1, 7]);
    expect(divideHeadline(textOf(13, { 5: 8, 7: 8 }, [1]), 8, 2)).toBeUndefined();
  });

  test('makes no more lines than needed', () => {
    expect(divideHeadline(textOf(12, { 4: 0, 6: 0, 8: 0 }), 12, 3)?.breaks).toEqual([]);
  });
});
