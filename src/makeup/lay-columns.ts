import type { FillPiece, PlacedFloat, PlacedPiece } from './filling.ts';
import { type ColumnFit, type ColumnFrame, fitColumn, type PieceSums, stretchBetween } from './fit-column.ts';
import type { FloatLayout, FloatSpot } from './place-floats.ts';

/** Pieces and floats at their places, and what each column is short. */
export interface PlacedColumns {
  readonly pieces: readonly PlacedPiece[];
  readonly floats: readonly PlacedFloat[];
  readonly short: readonly number[];
}

/** Lays the pieces from `from` on, broken at `starts` (counted from `from`), into a placement's columns. */
export function placeColumns(
  pieces: readonly FillPiece[],
  from: number,
  sums: PieceSums,
  placement: FloatLayout,
  starts: readonly number[],
  lines: number,
): PlacedColumns {
  const columns = placement.frames.map((frame, column) => {
    const [start, end] = [starts[column]!, starts[column + 1]!];
    const fit = fitColumn(stretchBetween(sums, start, end), frame);
    if (fit === undefined) {
      throw new Error(`column ${column + 1} was broken where its text does not fit`);
    }
    const text = pieces.slice(from + start, from + end);
    const narrow = placement.spots.filter((spot) => spot.span === 1 && spot.column === column);
    return { ...layColumn(column, frame, fit, text, from + start, narrow), short: fit.short };
  });
  const laid = columns.flatMap(({ floats }) => floats);
  const floats = [...layWideFloats(placement.spots, placement.frames.length, lines), ...laid];
  return {
    pieces: columns.flatMap((column) => column.pieces),
    floats: floats.toSorted((a, b) => a.float - b.float),
    short: columns.map(({ short }) => short),
  };
}

/** One column from head to foot: floats at the head, text with its whites, floats at the foot. */
function layColumn(
  column: number,
  frame: ColumnFrame,
  fit: ColumnFit,
  text: readonly FillPiece[],
  first: number,
  narrow: readonly FloatSpot[],
): { readonly pieces: readonly PlacedPiece[]; readonly floats: readonly PlacedFloat[] } {
  const heights = flexHeights([...narrow.map(({ piece }) => piece), ...text], fit.flex);
  const floatHeights = heights.slice(0, narrow.length);
  const floats: PlacedFloat[] = [];
  const layFloat = (index: number, line: number) =>
    floats.push({ float: narrow[index]!.float, span: 1, column, line, lines: floatHeights[index]! });

  let line = frame.head;
  let foot = frame.head + frame.room;
  for (const [index, spot] of narrow.entries()) {
    if (spot.edge === 'top') {
      layFloat(index, line);
      line += floatHeights[index]!;
    } else {
      foot -= floatHeights[index]!;
      layFloat(index, foot);
    }
  }
  const pieces: PlacedPiece[] = [];
  let whites = fit.whites;
  for (const [index, piece] of text.entries()) {
    if (index > 0 && piece.spaceBefore > 0) {
      line += piece.spaceBefore + (whites > 0 ? 1 : 0);
      whites -= 1;
    }
    const height = heights[narrow.length + index]!;
    pieces.push({ piece: first + index, column, line, lines: height });
    line += height;
  }
  return { pieces, floats };
}

/** Heights with `flex` lines spread over those that can give way, so that each changes by about the same part of itself. */
function flexHeights(pieces: readonly FillPiece[], flex: number): readonly number[] {
  const heights = pieces.map(({ lines }) => lines);
  const step = Math.sign(flex);
  for (let left = Math.abs(flex); left > 0; left -= 1) {
    const able = pieces.flatMap((piece, index) => {
      const height = heights[index]! + step;
      const allowed = height >= piece.minLines && height <= piece.maxLines;
      return allowed ? [{ index, change: Math.abs(height - piece.lines) / piece.lines }] : [];
    });
    const least = able.reduce((best, other) => (other.change < best.change ? other : best));
    heights[least.index]! += step;
  }
  return heights;
}

function layWideFloats(spots: readonly FloatSpot[], columns: number, lines: number): readonly PlacedFloat[] {
  const heads = new Array<number>(columns).fill(0);
  const feet = new Array<number>(columns).fill(lines);
  return spots
    .filter(({ span }) => span > 1)
    .map((spot) => {
      const { column, span, edge } = spot;
      const line = edge === 'top' ? heads[column]! : feet[column]! - spot.lines;
      if (edge === 'top') {
        heads.fill(line + spot.lines, column, column + span);
      } else {
        feet.fill(line, column, column + span);
      }
      return { float: spot.float, span, column, line, lines: spot.lines };
    });
}
