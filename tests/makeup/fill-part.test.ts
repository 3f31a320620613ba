import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fillPart } from '../../src/makeup/fill-columns.ts';
import { anyTask, checkFilling, minCost, smallTask } from '../support/check-filling.ts';
import { crosshead, float, piece, textLines } from '../support/fill-pieces.ts';

const never = Number.POSITIVE_INFINITY;

describe('fillPart', () => {
  test('fills all columns and says where the rest begins', () => {
    expect(fillPart(textLines(100), 10, [], 2, 20)).toMatchObject({
      next: 50,
      short: [0, 0],
      lines: 20,
      cost: 0,
    });
  });

  test('finds the breaks of minimum cost', () => {
    fc.assert(
      fc.property(smallTask, ({ pieces, columns, lines }) => {
        expect(fillPart(pieces, 0, [], columns, lines)?.cost).toBe(minCost(pieces, columns, lines, false));
      }),
      { numRuns: 400 },
    );
  });

  test('places the pictures written within the part; the others wait', () => {
    const floats = [float(80, { lines: 5 }), float(12, { lines: 6 })];
    const filling = fillPart(textLines(200), 10, floats, 2, 20)!;
    expect(filling).toMatchObject({ next: 44, short: [0, 0] });
    expect(filling.floats.map((placed) => placed.float)).toEqual([1]);
  });

  test('places a picture left over from an earlier part', () => {
    const filling = fillPart(textLines(200), 100, [float(12, { lines: 6 })], 2, 20)!;
    expect(filling.floats).toHaveLength(1);
  });

  test('places other pictures where one fits no page', () => {
    const floats = [float(2, { lines: 30 }), float(3, { lines: 6 })];
    expect(fillPart(textLines(200), 0, floats, 2, 20)?.floats.map((placed) => placed.float)).toEqual([1]);
  });

  test('is undefined where the first piece is too high, and ends before a later one that is', () => {
    const pieces = [...textLines(5), piece({ lines: 30 }), ...textLines(50)];
    expect(fillPart(pieces, 5, [], 2, 20)).toBeUndefined();
    expect(fillPart(pieces, 0, [], 2, 20)).toMatchObject({ next: 5 });
  });

  test('counts a break before a piece that no column holds only once', () => {
    const costWith = (breakBefore: number) =>
      fillPart([...textLines(5), piece({ lines: 30, breakBefore })], 0, [], 3, 20)!.cost;
    expect(costWith(60) - costWith(0)).toBe(60);
  });

  test('leaves a crosshead for the rest rather than at the foot', () => {
    const kept = piece({ breakBefore: never });
    const pieces = [...textLines(19), crosshead, kept, kept, ...textLines(40)];
    const filling = fillPart(pieces, 0, [], 1, 21)!;
    expect(filling.next).toBe(19);
  });

  test('places everything once and in order, part after part', () => {
    fc.assert(
      fc.property(anyTask, ({ pieces, floats, columns }) => {
        const lines = 12;
        let from = 0;
        let waiting = floats;
        while (from < pieces.length) {
          const filling = fillPart(pieces, from, waiting, columns, lines);
          if (filling === undefined) {
            throw new Error('a page of 12 lines holds any piece of these');
          }
          checkFilling(filling, pieces, from, waiting, columns);
          expect(filling.next).toBeGreaterThan(from);
          for (const { float } of filling.floats) {
            expect(waiting[float]!.anchor).toBeLessThan(filling.next);
          }
          const placed = new Set(filling.floats.map(({ float }) => float));
          waiting = waiting.filter((_, index) => !placed.has(index));
          from = filling.next;
        }
      }),
    );
  });

  test('reads no more pieces than the columns can hold', () => {
    let reads = 0;
    const pieces = new Proxy(textLines(5000), {
      get(target, key, receiver) {
        reads += typeof key === 'string' && /^\d+$/.test(key) ? 1 : 0;
        return Reflect.get(target, key, receiver);
      },
    });
    expect(fillPart(pieces, 1000, [], 2, 60)?.next).toBe(1120);
    expect(reads).toBeLessThan(500);
  });
});
