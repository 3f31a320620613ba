import type { ColumnBreaks } from './break-columns.ts';
import {
  type ColumnFit,
  type ColumnFrame,
  type FillPiece,
  fitColumn,
  type PieceSums,
  stretchBetween,
} from './fit-column.ts';
import type { FloatLayout, FloatSpot } from './place-floats.ts';

/** A filled rectangle of columns. */
export interface Filling {
  /** Height of the rectangle. */
  readonly lines: number;
  readonly pieces: readonly PlacedPiece[];
  readonly floats: readonly PlacedFloat[];
  /** The first piece that was not placed. */
  readonly next: number;
  /** Sum of all faults; `costs.column.forbiddenBreak` or more if a column starts where none may. */
  readonly cost: number;
  /** Lines left empty at the foot of each column, above the floats there. */
  readonly short: readonly number[];
}

/** A piece in its column: `line` counts from the rectangle's top, `lines` is the height it was given. */
export interface PlacedPiece {
  readonly piece: number;
  readonly column: number;
  readonly line: number;
  readonly lines: number;
}

/** A float in its columns, `span` of them from `column` on. */
export interface PlacedFloat {
  readonly float: number;
  readonly span: number;
  readonly column: number;
  readonly line: number;
  readonly lines: number;
}

/** What the search decided for a rectangle: its height, where the floats are and where the columns break. */
export interface FillPlan {
  readonly lines: number;
  readonly layout: FloatLayout;
  readonly breaks: ColumnBreaks;
  readonly cost: number;
}

/**
 * Turns a plan into lines: where each piece and float begins, and how tall it is. In: the pieces and the index `from`
 * of the first that the plan counts, their sums.
 *
 * Throws an error if a column was broken such that its text does not fit, which no search does.
 */
export function buildFilling(
  pieces: readonly FillPiece[],
  from: number,
  sums: PieceSums,
  { lines, layout, breaks, cost }: FillPlan,
): Filling {
  const columns = layout.frames.map((frame, column) => {
    const [start, end] = [breaks.starts[column]!, breaks.starts[column + 1]!];
    const fit = fitColumn(stretchBetween(sums, start, end), frame);
    if (fit === undefined) {
      throw new Error(`column ${column + 1} was broken where its text does not fit`);
    }
    const text = pieces.slice(from + start, from + end);
    const narrow = layout.spots.filter((spot) => spot.span === 1 && spot.column === column);
    return { ...placeColumn(column, frame, fit, text, from + start, narrow), short: fit.short };
  });
  const floats = [
    ...placeWideFloats(layout.spots, layout.frames.length, lines),
    ...columns.flatMap((column) => column.floats),
  ];
  return {
    lines,
    pieces: columns.flatMap((column) => column.pieces),
    floats: floats.toSorted((a, b) => a.float - b.float),
    short: columns.map(({ short }) => short),
    next: from + breaks.starts.at(-1)!,
    cost,
  };
}

/** Places one column from head to foot: floats at the head, text with its spaces, floats at the foot. */
function placeColumn(
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
  const placeFloat = (index: number, line: number) =>
    floats.push({ float: narrow[index]!.float, span: 1, column, line, lines: floatHeights[index]! });

  let line = frame.head;
  let foot = frame.head + frame.room;
  for (const [index, spot] of narrow.entries()) {
    if (spot.edge === 'top') {
      placeFloat(index, line);
      line += floatHeights[index]!;
    } else {
      foot -= floatHeights[index]!;
      placeFloat(index, foot);
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

/** Spreads `flex` lines over the pieces that can change, so that all change by about the same part of their height. */
function flexHeights(pieces: readonly FillPiece[], flex: number): readonly number[] {
  const heights = pieces.map(({ lines }) => lines);
  const step = Math.sign(flex);
  for (let left = Math.abs(flex); left > 0; left -= 1) {
    const able = pieces.flatMap((piece, index) => {
      const height = heights[index]! + step;
      const allowed = height >= piece.minLines && height <= piece.maxLines;
      return allowed ? [{ index, change: Math.abs(height - piece.lines) / piece.lines }] : [];
    });
    const smallest = able.reduce((best, other) => (other.change < best.change ? other : best));
    heights[smallest.index]! += step;
  }
  return heights;
}

/** Places the floats over several columns, in order from the rectangle's edges inwards. */
function placeWideFloats(
  spots: readonly FloatSpot[],
  columns: number,
  lines: number,
): readonly PlacedFloat[] {
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
