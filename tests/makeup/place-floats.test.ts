import { describe, expect, test } from 'vitest';
import { balance, fillExactly } from '../../src/makeup/fill-columns.ts';
import type { FillFloat } from '../../src/makeup/fit-column.ts';
import { float, piece, textLines } from '../support/fill-pieces.ts';

/** A float's heights by its width in columns. */
function over(...heights: readonly (readonly [span: number, lines: number])[]): Pick<FillFloat, 'bySpan'> {
  return { bySpan: new Map(heights.map(([span, lines]) => [span, piece({ lines })])) };
}

describe('floats', () => {
  test('in two columns a picture is at the upper right', () => {
    const filling = balance(textLines(50), [float(2, { lines: 10 })], 2, 60)!;
    expect(filling).toMatchObject({ lines: 30, short: [0, 0] });
    expect(filling.floats).toEqual([{ float: 0, span: 1, column: 1, line: 0, lines: 10 }]);
  });

  test('in two columns a picture is at the upper right where the last column is short too', () => {
    const filling = balance(textLines(49), [float(2, { lines: 10 })], 2, 60)!;
    expect(filling.short).toEqual([0, 1]);
    expect(filling.floats[0]).toMatchObject({ column: 1, line: 0 });
  });

  test('in more columns a picture is at the head of the column where it was written', () => {
    const placed = (anchor: number) =>
      fillExactly(textLines(92), [float(anchor, { lines: 8 })], 4, 25)?.floats[0];
    expect(placed(5)).toMatchObject({ column: 0, line: 0 });
    expect(placed(35)).toMatchObject({ column: 1, line: 0 });
    expect(placed(90)).toMatchObject({ column: 3, line: 0 });
  });

  test('a picture is at the edge that its author requests', () => {
    const foot = balance(textLines(50), [float(2, { lines: 10 }, { edge: 'bottom' })], 2, 60)!;
    expect(foot.floats[0]).toMatchObject({ line: 20, lines: 10 });
  });

  test('two pictures share a column only where they must', () => {
    const filling = balance(textLines(60), [float(5, { lines: 10 }), float(40, { lines: 12 })], 2, 60)!;
    expect(new Set(filling.floats.map(({ column }) => column)).size).toBe(2);
  });

  test('two pictures are side by side only where they must', () => {
    const filling = fillExactly(textLines(80), [float(5, { lines: 10 }), float(60, { lines: 10 })], 2, 50)!;
    expect(new Set(filling.floats.map(({ line }) => line))).toEqual(new Set([0, 40]));
  });

  test('pictures are in the order in which they were written', () => {
    const columnsOf = (...anchors: readonly number[]) =>
      fillExactly(
        textLines(80),
        anchors.map((anchor) => float(anchor, { lines: 10 })),
        2,
        50,
      )!.floats.map(({ column }) => column);
    expect(columnsOf(20, 5)).toEqual([1, 0]);
    expect(columnsOf(5, 20)).toEqual([0, 1]);
  });

  test('a picture does not leave a line or two of text beside it', () => {
    const either = over([1, 12], [2, 6]);
    expect(fillExactly(textLines(16), [float(0, {}, either)], 2, 14)?.floats[0]?.span).toBe(2);
  });

  test('a picture has its natural height where that makes the columns level', () => {
    const filling = fillExactly(textLines(50), [float(2, { lines: 10, minLines: 8, maxLines: 12 })], 2, 30)!;
    expect(filling.floats[0]?.lines).toBe(10);
  });

  test('a picture is cropped so that both columns end level', () => {
    const filling = fillExactly(textLines(49), [float(2, { lines: 10, minLines: 9, maxLines: 11 })], 2, 30)!;
    expect(filling.short).toEqual([0, 0]);
    expect(filling.floats[0]?.lines).toBe(11);
  });

  test('a picture is wider than necessary only where the narrow one leaves holes', () => {
    const either = (narrow: number) => float(2, {}, over([1, narrow], [2, 10]));
    expect(fillExactly(textLines(40), [either(20)], 2, 30)?.floats[0]?.span).toBe(1);
    expect(fillExactly(textLines(40), [either(12)], 2, 30)?.floats[0]?.span).toBe(2);
  });

  test('text flows round a picture over two of three columns', () => {
    const filling = balance(textLines(40), [float(0, {}, over([2, 10]))], 3, 60)!;
    expect(filling).toMatchObject({ lines: 20, short: [0, 0, 0] });
  });

  test('a wider picture is outside a narrower one at the same edge', () => {
    const floats = [
      float(0, {}, { edge: 'top', ...over([2, 5]) }),
      float(3, {}, { edge: 'top', ...over([3, 5]) }),
    ];
    const filling = balance(textLines(45), floats, 3, 60)!;
    expect(filling.floats.map(({ line }) => line)).toEqual([5, 0]);
  });

  test('two wide pictures at one edge leave no gap beside them', () => {
    const floats = [0, 9].map((anchor) => float(anchor, {}, { edge: 'top', ...over([2, 5]) }));
    const filling = fillExactly(textLines(10), floats, 3, 10)!;
    expect(filling.floats.map(({ line }) => line)).toEqual([0, 5]);
    expect(filling.floats[0]?.column).toBe(filling.floats[1]?.column);
  });
});
