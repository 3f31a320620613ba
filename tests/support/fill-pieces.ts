import fc from 'fast-check';
import type { Filling } from '../../src/makeup/filling.ts';
import type { FillFloat, FillPiece } from '../../src/makeup/fit-column.ts';

/** A piece of one line of text, with changes. */
export function piece(changes: Partial<FillPiece> = {}): FillPiece {
  const lines = changes.lines ?? 1;
  return { lines, minLines: lines, maxLines: lines, spaceBefore: 0, breakBefore: 0, ...changes };
}

export function textLines(count: number): FillPiece[] {
  return Array.from({ length: count }, () => piece());
}

export const crosshead = piece({ spaceBefore: 1 });

/** A float of one column, unless `changes` gives other widths. */
export function float(
  anchor: number,
  height: Partial<FillPiece>,
  changes: Partial<FillFloat> = {},
): FillFloat {
  return { edge: 'auto', anchor, bySpan: new Map([[1, piece(height)]]), ...changes };
}

const anyFlexible = (min: number, max: number) =>
  fc
    .tuple(fc.integer({ min, max }), fc.nat(2), fc.nat(2))
    .map(([lines, less, more]) => ({ lines, minLines: Math.max(1, lines - less), maxLines: lines + more }));

export const anyPiece: fc.Arbitrary<FillPiece> = fc
  .record({
    height: fc.oneof(
      { weight: 6, arbitrary: fc.constant({ lines: 1 }) },
      { weight: 1, arbitrary: anyFlexible(2, 6) },
    ),
    spaceBefore: fc.constantFrom(0, 0, 0, 0, 1, 2),
    breakBefore: fc.constantFrom(0, 0, 0, 60, Number.POSITIVE_INFINITY),
  })
  .map(({ height, ...rest }) => piece({ ...height, ...rest }));

export function anyFloat(columns: number, anchors: number): fc.Arbitrary<FillFloat> {
  return fc
    .record({
      edge: fc.constantFrom<FillFloat['edge']>('auto', 'top', 'bottom'),
      anchor: fc.nat(anchors),
      heights: fc.dictionary(
        fc.constantFrom(...Array.from({ length: columns }, (_, i) => `${i + 1}`)),
        anyFlexible(2, 8),
        {
          minKeys: 1,
        },
      ),
    })
    .map(({ edge, anchor, heights }) => ({
      edge,
      anchor,
      bySpan: new Map(Object.entries(heights).map(([span, height]) => [Number(span), piece(height)])),
    }));
}

/**
 * Draws a filling: `drawing[column][line]` is the name of the piece or float there, or ''. Throws if two of them
 * overlap, or if one is outside the rectangle or has a height that it may not have.
 */
export function drawFilling(
  filling: Filling,
  pieces: readonly FillPiece[],
  floats: readonly FillFloat[],
  columns: number,
): readonly (readonly string[])[] {
  const drawing = Array.from({ length: columns }, () => new Array<string>(filling.lines).fill(''));
  const draw = (name: string, column: number, line: number, lines: number, piece: FillPiece) => {
    if (lines < piece.minLines || lines > piece.maxLines) {
      throw new Error(`${name} has ${lines} lines`);
    }
    for (let at = line; at < line + lines; at += 1) {
      if (drawing[column]?.[at] !== '') {
        throw new Error(`${name} at column ${column} line ${at} is outside or on ${drawing[column]?.[at]}`);
      }
      drawing[column]![at] = name;
    }
  };
  for (const placed of filling.pieces) {
    draw(`piece ${placed.piece}`, placed.column, placed.line, placed.lines, pieces[placed.piece]!);
  }
  for (const placed of filling.floats) {
    for (let column = placed.column; column < placed.column + placed.span; column += 1) {
      draw(
        `float ${placed.float}`,
        column,
        placed.line,
        placed.lines,
        floats[placed.float]!.bySpan.get(placed.span)!,
      );
    }
  }
  return drawing;
}
