import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { costs } from '../../src/makeup/costs.ts';
import { balance, fillExactly } from '../../src/makeup/fill-columns.ts';
import type { Filling } from '../../src/makeup/filling.ts';
import { anyTask, checkFilling, minCost, range, smallTask } from '../support/check-filling.ts';
import { crosshead, float, piece, textLines } from '../support/fill-pieces.ts';

const never = Number.POSITIVE_INFINITY;

/** The first piece of each column. */
function columnStarts(filling: Filling): readonly (number | undefined)[] {
  return filling.short.map((_, column) => filling.pieces.find((laid) => laid.column === column)?.piece);
}

describe('balance', () => {
  test('makes columns of the same height, the last one short', () => {
    expect(balance(textLines(10), [], 2, 60)).toMatchObject({ lines: 5, short: [0, 0], next: 10, cost: 0 });
    expect(balance(textLines(11), [], 2, 60)).toMatchObject({ lines: 6, short: [0, 1] });
    expect(balance(textLines(7), [], 3, 60)).toMatchObject({ lines: 3, short: [0, 0, 2] });
  });

  test('leaves an empty last column rather than uneven ones before it', () => {
    expect(balance(textLines(4), [], 3, 60)).toMatchObject({ lines: 2, short: [0, 0, 2] });
  });

  test('lets a picture close the hole at the last foot', () => {
    const picture = piece({ lines: 6, minLines: 5, maxLines: 7 });
    const filling = balance([...textLines(2), picture, ...textLines(9)], [], 2, 60);
    expect(filling?.short).toEqual([0, 0]);
  });

  test('takes a line more where fewer lines allow only a break that is never allowed', () => {
    const kept = piece({ breakBefore: never });
    const filling = balance([...textLines(3), kept, kept, piece()], [], 2, 60)!;
    expect(filling.lines).toBe(4);
    expect(filling.cost).toBeLessThan(costs.column.forbiddenBreak);
    expect(columnStarts(filling)).toEqual([0, 2]);
  });

  test('takes a line more where fewer leave a fault that a line outweighs', () => {
    const dear = Array.from({ length: 9 }, (_, index) => piece({ breakBefore: index === 6 ? 0 : 300 }));
    const picture = piece({ lines: 1, minLines: 1, maxLines: 4, breakBefore: 300 });
    expect(balance([...dear, picture], [], 2, 60)).toMatchObject({ lines: 6, short: [0, 0] });
  });

  test('crops pictures to save a line', () => {
    const picture = piece({ lines: 6, minLines: 5, maxLines: 7 });
    expect(balance([picture, ...textLines(8), picture], [], 2, 60)).toMatchObject({
      lines: 9,
      short: [0, 0],
    });
  });

  test('leaves the last column a line short rather than open the white above a crosshead', () => {
    const filling = balance([...textLines(9), crosshead, ...textLines(2)], [], 2, 60)!;
    expect(filling).toMatchObject({ lines: 7, short: [0, 1] });
  });

  test('is undefined where the lines allowed are too few', () => {
    expect(balance(textLines(11), [], 2, 5)).toBeUndefined();
    expect(balance([piece({ lines: 9 })], [], 2, 8)).toBeUndefined();
  });

  test('has nothing to do with nothing', () => {
    expect(balance([], [], 2, 60)).toMatchObject({ lines: 0, pieces: [], floats: [], next: 0, cost: 0 });
  });

  test('keeps every rule of a filling and lays all there is', () => {
    fc.assert(
      fc.property(anyTask, ({ pieces, floats, columns, lines }) => {
        const filling = balance(pieces, floats, columns, lines);
        if (filling) {
          checkFilling(filling, pieces, 0, floats, columns);
          expect(filling.lines).toBeLessThanOrEqual(lines);
          expect(filling.next).toBe(pieces.length);
          expect(filling.floats.map((laid) => laid.float)).toEqual(range(0, floats.length));
        }
      }),
    );
  });

  test('is as low as can be: whatever is lower has a fault that costs more', () => {
    fc.assert(
      fc.property(smallTask, ({ pieces, columns }) => {
        const filling = balance(pieces, [], columns, 60)!;
        for (const lines of range(0, filling.lines)) {
          expect(minCost(pieces, columns, lines, true) ?? never).toBeGreaterThan(filling.cost);
        }
        expect(filling.cost).toBe(minCost(pieces, columns, filling.lines, true));
      }),
    );
  });

  test('plain text that may break anywhere ends level, in the least lines there are', () => {
    fc.assert(
      fc.property(fc.nat(300), fc.integer({ min: 1, max: 6 }), (count, columns) => {
        const filling = balance(textLines(count), [], columns, 300)!;
        expect(filling.lines).toBe(Math.ceil(count / columns));
        // Fewer lines than columns cannot fill them: then columns before the last stay empty too.
        if (count >= columns * columns) {
          expect(filling.short.slice(0, -1).every((short) => short === 0)).toBe(true);
        }
      }),
    );
  });
});

describe('fillExactly', () => {
  test('breaks as well as any way there is', () => {
    fc.assert(
      fc.property(smallTask, ({ pieces, columns, lines }) => {
        expect(fillExactly(pieces, [], columns, lines)?.cost).toBe(minCost(pieces, columns, lines, true));
      }),
      { numRuns: 400 },
    );
  });

  test('keeps every rule of a filling', () => {
    fc.assert(
      fc.property(anyTask, ({ pieces, floats, columns, lines }) => {
        const filling = fillExactly(pieces, floats, columns, lines);
        if (filling) {
          checkFilling(filling, pieces, 0, floats, columns);
          expect(filling).toMatchObject({ lines, next: pieces.length });
          expect(filling.floats).toHaveLength(floats.length);
        }
      }),
    );
  });

  test('spreads what is left over evenly, so that feet stay level', () => {
    expect(fillExactly(textLines(10), [], 2, 8)?.short).toEqual([3, 3]);
  });

  test('gives a column that is a line short to the white above a crosshead', () => {
    const filling = fillExactly([...textLines(3), crosshead, ...textLines(10)], [], 2, 8)!;
    expect(filling.pieces.find((laid) => laid.piece === 3)?.line).toBe(4);
    const stuck = [...textLines(3), crosshead, piece(), piece(), piece({ lines: 2 }), ...textLines(6)];
    const wider = fillExactly(stuck, [], 2, 8)!;
    expect(wider.pieces.find((laid) => laid.piece === 3)?.line).toBe(5);
    expect(wider.short).toEqual([0, 0]);
  });

  test('lets pictures take the slack before the white above a crosshead', () => {
    const picture = piece({ lines: 3, minLines: 3, maxLines: 4 });
    const filling = fillExactly([picture, crosshead, ...textLines(2), ...textLines(8)], [], 2, 8)!;
    expect(filling.short).toEqual([0, 0]);
    expect(filling.pieces[0]?.lines).toBe(4);
    expect(filling.pieces[1]?.line).toBe(5);
  });

  test('shares the slack among pictures by their size', () => {
    const low = piece({ lines: 4, minLines: 2, maxLines: 6 });
    const high = piece({ lines: 12, minLines: 8, maxLines: 16 });
    const filling = fillExactly([low, high], [], 1, 20)!;
    expect(filling.pieces.map((laid) => laid.lines)).toEqual([5, 15]);
  });

  test('breaks where it never may, where nothing else fits, and says so by its cost', () => {
    const table = [piece(), ...Array.from({ length: 11 }, () => piece({ breakBefore: never }))];
    const filling = fillExactly(table, [], 2, 6)!;
    expect(filling.next).toBe(12);
    expect(filling.cost).toBeGreaterThanOrEqual(costs.column.forbiddenBreak);
  });

  test('is undefined where not everything fits', () => {
    expect(fillExactly(textLines(17), [], 2, 8)).toBeUndefined();
    expect(fillExactly(textLines(4), [float(0, { lines: 9 })], 2, 8)).toBeUndefined();
  });
});
