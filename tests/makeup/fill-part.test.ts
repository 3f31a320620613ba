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

  test('breaks as well as any way there is', () => {
    fc.assert(
      fc.property(smallTask, ({ pieces, columns, lines }) => {
        expect(fillPart(pieces, 0, [], columns, lines)?.cost).toBe(minCost(pieces, columns, lines, false));
      }),
      { numRuns: 400 },
    );
  });

  test('lays the pictures written within the part; the others wait', () => {
    const floats = [float(80, { lines: 5 }), float(12, { lines: 6 })];
    const filling = fillPart(textLines(200), 10, floats, 2, 20)!;
    expect(filling).toMatchObject({ next: 44, short: [0, 0] });
    expect(filling.floats.map((laid) => laid.float)).toEqual([1]);
  });

  test('a picture that was left over from an earlier part is laid', () => {
    const filling = fillPart(textLines(200), 100, [float(12, { lines: 6 })], 2, 20)!;
    expect(filling.floats).toHaveLength(1);
  });

  test('a picture that fits no page does not stop the rest', () => {
    const floats = [float(2, { lines: 30 }), float(3, { lines: 6 })];
    expect(fillPart(textLines(200), 0, floats, 2, 20)?.floats.map((laid) => laid.float)).toEqual([1]);
  });

  test('is undefined where the first piece is too high, and ends before it where it comes later', () => {
    const pieces = [...textLines(5), piece({ lines: 30 }), ...textLines(50)];
    expect(fillPart(pieces, 5, [], 2, 20)).toBeUndefined();
    expect(fillPart(pieces, 0, [], 2, 20)).toMatchObject({ next: 5 });
  });

  test('pays once for a break before a piece that no column holds', () => {
    const costWith = (breakBefore: number) =>
      fillPart([...textLines(5), piece({ lines: 30, breakBefore })], 0, [], 3, 20)!.cost;
    expect(costWith(60) - costWith(0)).toBe(60);
  });

  test('leaves a crosshead to the rest rather than at the foot', () => {
    const kept = piece({ breakBefore: never });
    const pieces = [...textLines(19), crosshead, kept, kept, ...textLines(40)];
    const filling = fillPart(pieces, 0, [], 1, 21)!;
    expect(filling.next).toBe(19);
  });

  test('part after part lays everything once, in order', () => {
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
          for (const laid of filling.floats) {
            expect(waiting[laid.float]!.anchor).toBeLessThan(filling.next);
          }
          const laid = new Set(filling.floats.map((one) => one.float));
          waiting = waiting.filter((_, index) => !laid.has(index));
          from = filling.next;
        }
      }),
    );
  });

  test('looks no further than the columns reach', () => {
    let looks = 0;
    const pieces = new Proxy(textLines(5000), {
      get(target, key, receiver) {
        looks += typeof key === 'string' && /^\d+$/.test(key) ? 1 : 0;
        return Reflect.get(target, key, receiver);
      },
    });
    expect(fillPart(pieces, 1000, [], 2, 60)?.next).toBe(1120);
    expect(looks).toBeLessThan(500);
  });
});
