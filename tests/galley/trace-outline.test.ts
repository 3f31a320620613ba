import { describe, expect, it } from 'vitest';
import { type Corner, traceOutline } from '../../src/galley/trace-outline.ts';

const cells = (...rows: readonly string[]) => rows.map((row) => [...row].map((cell) => cell === '#'));

/** Twice the area inside, positive where the corners run clockwise on a page whose y runs down. */
const windingOf = (corners: readonly Corner[]): number =>
  corners.reduce((sum, [x, y], index) => {
    const [nextX, nextY] = corners[(index + 1) % corners.length]!;
    return sum + x * nextY - nextX * y;
  }, 0);

describe('traceOutline', () => {
  it('joins cells to one outline with no corner on a straight side', () => {
    expect(traceOutline(cells('###', '###'))).toEqual([
      [
        [0, 0],
        [3, 0],
        [3, 2],
        [0, 2],
      ],
    ]);
  });

  it('runs clockwise round an area and the other way round its hole, so that either rule fills it', () => {
    expect(traceOutline(cells('###', '#.#', '###')).map(windingOf)).toEqual([18, -2]);
  });

  it('keeps cells apart that touch at a corner only', () => {
    expect(traceOutline(cells('#.', '.#')).map(windingOf)).toEqual([2, 2]);
    expect(traceOutline(cells('.#', '#.')).map(windingOf)).toEqual([2, 2]);
  });

  it('has nothing to trace in nothing', () => {
    expect(traceOutline(cells('..', '..'))).toEqual([]);
    expect(traceOutline([])).toEqual([]);
  });
});
