import fc from 'fast-check';
import { expect } from 'vitest';
import { costs } from '../../src/makeup/costs.ts';
import type { Filling } from '../../src/makeup/filling.ts';
import type { FillFloat, FillPiece } from '../../src/makeup/fit-column.ts';
import { fitColumn, noLines, stretchBetween, sumPieces } from '../../src/makeup/fit-column.ts';
import { anyFloat, anyPiece, drawFilling } from './fill-pieces.ts';

const never = Number.POSITIVE_INFINITY;

function pieceIndexes(filling: Filling): readonly number[] {
  return filling.pieces.map((placed) => placed.piece);
}

export function range(from: number, to: number): readonly number[] {
  return Array.from({ length: to - from }, (_, index) => from + index);
}

/** Checks the rules that every filling obeys. */
export function checkFilling(
  filling: Filling,
  pieces: readonly FillPiece[],
  from: number,
  floats: readonly FillFloat[],
  columns: number,
): void {
  const drawing = drawFilling(filling, pieces, floats, columns);
  expect(pieceIndexes(filling)).toEqual(range(from, filling.next));
  expect(filling.short).toHaveLength(columns);
  for (const [index, placed] of filling.pieces.entries()) {
    const before = filling.pieces[index - 1];
    if (before?.column !== placed.column) {
      // At the top of the column, or directly below the floats there.
      expect(drawing[placed.column]!.slice(0, placed.line).every((name) => name.startsWith('float'))).toBe(
        true,
      );
      expect(before === undefined || before.column < placed.column).toBe(true);
      continue;
    }
    const gap = placed.line - (before.line + before.lines);
    const space = pieces[placed.piece]!.spaceBefore;
    expect(gap === space || (space > 0 && gap === space + 1)).toBe(true);
  }
  for (const [column, names] of drawing.entries()) {
    const lastPiece = names.findLastIndex((name) => name.startsWith('piece'));
    const foot = names.slice(lastPiece + 1).filter((name) => name === '');
    expect(foot).toHaveLength(filling.short[column]!);
  }
  for (const { float, line, lines, column } of filling.floats) {
    const above = drawing[column]!.slice(0, line);
    const below = drawing[column]!.slice(line + lines);
    const outside = { top: above, bottom: below };
    const edges =
      floats[float]!.edge === 'auto' ? (['top', 'bottom'] as const) : [floats[float]!.edge as 'top'];
    expect(edges.some((edge) => outside[edge].every((name) => name.startsWith('float')))).toBe(true);
  }
}

/** The minimum cost of breaking the pieces into columns of `lines`, found by trying every combination. */
export function minCost(
  pieces: readonly FillPiece[],
  columns: number,
  lines: number,
  whole: boolean,
): number | undefined {
  const sums = sumPieces(pieces, 0, never);
  const fill = (start: number, column: number): number => {
    if (column === columns) {
      return (whole && start < pieces.length) || start === 0 ? never : 0;
    }
    const allowance = whole && column === columns - 1 ? columns - 1 : 0;
    const frame = { head: 0, room: lines, floats: noLines, allowance };
    const costOf = (end: number) => fitColumn(stretchBetween(sums, start, end), frame)?.cost;
    let min = never;
    for (let end = start + 1; end <= pieces.length && costOf(end) !== undefined; end += 1) {
      const breakCost =
        end === pieces.length ? 0 : Math.min(pieces[end]!.breakBefore, costs.column.forbiddenBreak);
      min = Math.min(min, costOf(end)! + breakCost + fill(end, column + 1));
    }
    const isEmptyColumn = start === pieces.length || costOf(start + 1) === undefined;
    return isEmptyColumn ? costOf(start)! + fill(start, column + 1) : min;
  };
  const min = fill(0, 0);
  return min === never ? undefined : min;
}

/** A task small enough to try every combination. */
export const smallTask = fc.record({
  pieces: fc.array(anyPiece, { minLength: 1, maxLength: 10 }),
  columns: fc.integer({ min: 2, max: 3 }),
  lines: fc.integer({ min: 1, max: 12 }),
});

export const anyTask = fc.integer({ min: 1, max: 4 }).chain((columns) =>
  fc.record({
    columns: fc.constant(columns),
    lines: fc.integer({ min: 1, max: 40 }),
    pieces: fc.array(anyPiece, { maxLength: 80 }),
    floats: fc.array(anyFloat(columns, 80), { maxLength: 3 }),
  }),
);
