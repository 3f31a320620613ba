import { describe, expect, it } from 'vitest';
import { type Corner, traceOutline } from '../../src/galley/trace-outline.ts';

const cells = (...rows: readonly string[]) => rows.map((row) => [...row].map((cell) => cell === '#'));

/** Twice the enclosed area, positive where the corners are clockwise (y points down). */
const windingOf = (corners: readonly Corner[]): number =>
  corners.reduce((sum, [x, y], index) => {
    const [nextX, nextY] = corners[(index + 1) % corners.length]!;
    return sum + x * nextY - nextX * y;
  }, 0);

describe('traceOutline', () => {
  it('joins cells to one outline without corners on straight sides', () => {
    expect(traceOutline(cells('###', '###'))).toEqual([
      [
        [0, 0],
        [3, 0],
        [3, 2],
        [0, 2],
      ],
    ]);
  });

  it('is clockwise round an area and counter-clockwise round its hole, so that both winding rules fill it', () => {
    expect(traceOutline(cells('###', '#.#', '###')).map(windingOf)).toEqual([18, -2]);
  });

  it('gives cells that touch only diagonally outlines of their own', () => {
    expect(traceOutline(cells('#.', '.#')).map(windingOf)).toEqual([2, 2]);
    expect(traceOutline(cells('.#', '#.')).map(windingOf)).toEqual([2, 2]);
  });

  it('finds no outlines where no cell is true', () => {
    expect(traceOutline(cells('..', '..'))).toEqual([]);
    expect(traceOutline([])).toEqual([]);
  });
});
