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
  return filling.short.map((_, column) => filling.pieces.find((placed) => placed.column === column)?.piece);
}

describe('balance', () => {
  test('makes columns of the same height, the last one short', () => {
    expect(balance(textLines(10), [], 2, 60)).toMatchObject({ lines: 5, short: [0, 0], next: 10, cost: 0 });
    expect(balance(textLines(11), [], 2, 60)).toMatchObject({ lines: 6, short: [0, 1] });
    expect(balance(textLines(7), [], 3, 60)).toMatchObject({ lines: 3, short: [0, 0, 2] });
  });

  test('leaves the last column empty rather than make those before it uneven', () => {
    expect(balance(textLines(4), [], 3, 60)).toMatchObject({ lines: 2, short: [0, 0, 2] });
  });

  test('lets a picture fill the empty line at the last foot', () => {
    const picture = piece({ lines: 6, minLines: 5, maxLines: 7 });
    const filling = balance([...textLines(2), picture, ...textLines(9)], [], 2, 60);
    expect(filling?.short).toEqual([0, 0]);
  });

  test('takes a line more where fewer lines allow only a forbidden break', () => {
    const kept = piece({ breakBefore: never });
    const filling = balance([...textLines(3), kept, kept, piece()], [], 2, 60)!;
    expect(filling.lines).toBe(4);
    expect(filling.cost).toBeLessThan(costs.column.forbiddenBreak);
    expect(columnStarts(filling)).toEqual([0, 2]);
  });

  test('takes a line more where fewer lines leave a fault that costs more', () => {
    const costly = Array.from({ length: 9 }, (_, index) => piece({ breakBefore: index === 6 ? 0 : 300 }));
    const picture = piece({ lines: 1, minLines: 1, maxLines: 4, breakBefore: 300 });
    expect(balance([...costly, picture], [], 2, 60)).toMatchObject({ lines: 6, short: [0, 0] });
  });

  test('crops pictures to save a line', () => {
    const picture = piece({ lines: 6, minLines: 5, maxLines: 7 });
    expect(balance([picture, ...textLines(8), picture], [], 2, 60)).toMatchObject({
      lines: 9,
      short: [0, 0],
    });
  });

  test('leaves the last column a line short rather than widen the white above a crosshead', () => {
    const filling = balance([...textLines(9), crosshead, ...textLines(2)], [], 2, 60)!;
    expect(filling).toMatchObject({ lines: 7, short: [0, 1] });
  });

  test('is undefined where the maximum height is too small', () => {
    expect(balance(textLines(11), [], 2, 5)).toBeUndefined();
    expect(balance([piece({ lines: 9 })], [], 2, 8)).toBeUndefined();
  });

  test('fills no lines with no pieces', () => {
    expect(balance([], [], 2, 60)).toMatchObject({ lines: 0, pieces: [], floats: [], next: 0, cost: 0 });
  });

  test('keeps every rule of a filling and places everything', () => {
    fc.assert(
      fc.property(anyTask, ({ pieces, floats, columns, lines }) => {
        const filling = balance(pieces, floats, columns, lines);
        if (filling) {
          checkFilling(filling, pieces, 0, floats, columns);
          expect(filling.lines).toBeLessThanOrEqual(lines);
          expect(filling.next).toBe(pieces.length);
          expect(filling.floats.map((placed) => placed.float)).toEqual(range(0, floats.length));
        }
      }),
    );
  });

  test('has the minimum height: every lower filling has faults that cost more', () => {
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

  test('fills plain text level, in the minimum number of lines', () => {
    fc.assert(
      fc.property(fc.nat(300), fc.integer({ min: 1, max: 6 }), (count, columns) => {
        const filling = balance(textLines(count), [], columns, 300)!;
        expect(filling.lines).toBe(Math.ceil(count / columns));
        // With few lines, columns before the last can stay empty too.
        if (count >= columns * columns) {
          expect(filling.short.slice(0, -1).every((short) => short === 0)).toBe(true);
        }
      }),
    );
  });
});

describe('fillExactly', () => {
  test('finds the breaks of minimum cost', () => {
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

  test('spreads empty lines evenly, so that feet stay level', () => {
    expect(fillExactly(textLines(10), [], 2, 8)?.short).toEqual([3, 3]);
  });

  test('widens the white above a crosshead where a column is a line short', () => {
    const filling = fillExactly([...textLines(3), crosshead, ...textLines(10)], [], 2, 8)!;
    expect(filling.pieces.find((placed) => placed.piece === 3)?.line).toBe(4);
    const stuck = [...textLines(3), crosshead, piece(), piece(), piece({ lines: 2 }), ...textLines(6)];
    const wider = fillExactly(stuck, [], 2, 8)!;
    expect(wider.pieces.find((placed) => placed.piece === 3)?.line).toBe(5);
    expect(wider.short).toEqual([0, 0]);
  });

  test('gives slack to pictures before the white above a crosshead', () => {
    const picture = piece({ lines: 3, minLines: 3, maxLines: 4 });
    const filling = fillExactly([picture, crosshead, ...textLines(2), ...textLines(8)], [], 2, 8)!;
    expect(filling.short).toEqual([0, 0]);
    expect(filling.pieces[0]?.lines).toBe(4);
    expect(filling.pieces[1]?.line).toBe(5);
  });

  test('divides slack among pictures in proportion to their height', () => {
    const low = piece({ lines: 4, minLines: 2, maxLines: 6 });
    const high = piece({ lines: 12, minLines: 8, maxLines: 16 });
    const filling = fillExactly([low, high], [], 1, 20)!;
    expect(filling.pieces.map((placed) => placed.lines)).toEqual([5, 15]);
  });

  test('takes a forbidden break, shown by its cost, only where nothing else fits', () => {
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
