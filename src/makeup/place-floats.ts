import type { FillFloat, FillPiece } from './filling.ts';
import { type ColumnFrame, costOfFlex, noLines } from './fit-column.ts';

// How a picture wants to stand. All lie below what a hole of one line costs, so that full columns come first.
const costOfLeftColumn = 8; // in two columns a picture belongs to the upper right
const costOfDistance = 6; // per column away from where it was written, in three columns and more
const costOfNearDistance = 2; // the same in two columns, where the other column is never far
const costOfWiderSpan = 30;
const costOfStack = 80;
const costOfSharedColumn = 20;
const costOfSideBySide = 20;
const costOfInversion = 10;
const costOfThinText = 60;
/** Fewer lines of text than this beside a picture read as a leftover. */
const thinText = 3;
/** Placements kept after each float: enough to be exact for the two or three pictures an article has. */
const keptPlacements = 120;
/** Heights tried for a float over several columns, the nearest to its natural height first. */
const triedHeights = 12;

/** Where one float stands. A float of one column has its natural height here and gives way with the text later. */
export interface FloatSpot {
  readonly float: number;
  readonly anchor: number;
  readonly piece: FillPiece;
  readonly edge: 'top' | 'bottom';
  readonly span: number;
  readonly column: number;
  readonly lines: number;
}

/** Places for some floats, and what is left of each column. */
export interface FloatLayout {
  readonly spots: readonly FloatSpot[];
  readonly frames: readonly ColumnFrame[];
  readonly cost: number;
}

/** The rectangle that floats are placed in. */
export interface FloatField {
  readonly columns: number;
  readonly lines: number;
  /** Lines the last column may stay short at little cost. */
  readonly allowance: number;
  /** The column in which the text that a float belongs to will come to stand, as far as one can tell. */
  readonly columnOf: (float: FillFloat) => number;
}

/** A float at one of its places, and what it costs to stand there whatever the others do. */
interface Option {
  readonly spot: FloatSpot;
  readonly cost: number;
}

/**
 * Ways to place the first of `order`, then the first two and so on: entry k places k floats, the cheapest way first.
 * Floats over several columns lie outermost; those of one column lie between them and the text.
 */
export function placeFloats(
  floats: readonly FillFloat[],
  order: readonly number[],
  field: FloatField,
): readonly (readonly FloatLayout[])[] {
  const ways: (readonly FloatLayout[])[] = [[emptyPlacement(field)]];
  for (const float of order) {
    ways.push(placeOneMore(ways.at(-1)!, optionsOf(float, floats[float]!, field), field));
  }
  return ways.map((list) =>
    list.map((placement) => withThinTextCost(placement, field)).toSorted((a, b) => a.cost - b.cost),
  );
}

function emptyPlacement(field: FloatField): FloatLayout {
  const frames = Array.from({ length: field.columns }, (_, column) => ({
    head: 0,
    room: field.lines,
    floats: noLines,
    allowance: column === field.columns - 1 ? field.allowance : 0,
  }));
  return { spots: [], frames, cost: 0 };
}

function placeOneMore(
  placements: readonly FloatLayout[],
  options: readonly Option[],
  field: FloatField,
): readonly FloatLayout[] {
  const ways = placements.flatMap((placement) =>
    options.map(({ spot, cost }) => ({
      placement,
      spot,
      cost: placement.cost + cost + costOfCompany(spot, placement.spots),
    })),
  );
  const kept: FloatLayout[] = [];
  for (const { placement, spot, cost } of ways.sort((a, b) => a.cost - b.cost)) {
    const frames = framesWith(placement.frames, spot, field);
    if (frames) {
      kept.push({ spots: [...placement.spots, spot], frames, cost });
    }
    if (kept.length === keptPlacements) {
      break;
    }
  }
  return kept;
}

/** The least columns a float may be wide. */
export function narrowestSpan(float: FillFloat): number {
  return Math.min(...float.bySpan.keys());
}

/** Every place a float may have by itself; the head comes before the foot and wins where both cost the same. */
function optionsOf(index: number, float: FillFloat, field: FloatField): readonly Option[] {
  const options: Option[] = [];
  for (const [span, piece] of float.bySpan) {
    for (let column = 0; column + span <= field.columns; column += 1) {
      for (const edge of float.edge === 'auto' ? (['top', 'bottom'] as const) : [float.edge]) {
        const place =
          costOfPlace(float, column, span, field) + (span - narrowestSpan(float)) * costOfWiderSpan;
        for (const lines of span === 1 ? [piece.lines] : heightsOf(piece)) {
          const spot = { float: index, anchor: float.anchor, piece, edge, span, column, lines };
          options.push({ spot, cost: place + costOfFlex(lines - piece.lines) });
        }
      }
    }
  }
  return options;
}

function heightsOf(piece: FillPiece): readonly number[] {
  return Array.from({ length: piece.maxLines - piece.minLines + 1 }, (_, index) => piece.minLines + index)
    .toSorted((a, b) => Math.abs(a - piece.lines) - Math.abs(b - piece.lines))
    .slice(0, triedHeights);
}

function costOfPlace(float: FillFloat, column: number, span: number, field: FloatField): number {
  const own = field.columnOf(float);
  const distance = Math.max(column - own, own - (column + span - 1), 0);
  if (field.columns > 2) {
    return distance * costOfDistance;
  }
  return distance * costOfNearDistance + (field.columns - span - column) * costOfLeftColumn;
}

/** What it costs to stand beside the floats placed before. */
function costOfCompany(spot: FloatSpot, others: readonly FloatSpot[]): number {
  return others.reduce((cost, other) => cost + costOfPair(spot, other), 0);
}

function costOfPair(one: FloatSpot, other: FloatSpot): number {
  const inverted = (one.column - other.column) * (one.anchor - other.anchor) < 0;
  const gap = Math.max(one.column - (other.column + other.span), other.column - (one.column + one.span));
  const near = gap < 0 ? costOfSharedColumn : 0;
  const level = gap < 0 ? costOfStack : gap === 0 ? costOfSideBySide : 0;
  return (inverted ? costOfInversion : 0) + (one.edge === other.edge ? level : near);
}

/** The frames with one float more; undefined where it does not fit or would leave a gap above or below itself. */
function framesWith(
  frames: readonly ColumnFrame[],
  spot: FloatSpot,
  field: FloatField,
): readonly ColumnFrame[] | undefined {
  const taken = frames.slice(spot.column, spot.column + spot.span);
  const edges = taken.map(({ head, room }) => (spot.edge === 'top' ? head : field.lines - head - room));
  if (edges.some((edge) => edge !== edges[0])) {
    return undefined;
  }
  const narrowed = taken.map((frame) => (spot.span === 1 ? shared(frame, spot.piece) : cut(frame, spot)));
  return narrowed.some((frame) => frame.floats.min > frame.room)
    ? undefined
    : frames.toSpliced(spot.column, spot.span, ...narrowed);
}

/** A column's frame with a float of one column in it. */
function shared(frame: ColumnFrame, piece: FillPiece): ColumnFrame {
  const { min, natural, max } = frame.floats;
  return {
    ...frame,
    floats: {
      min: min + piece.minLines,
      natural: natural + piece.lines,
      max: max + piece.maxLines,
      whites: 0,
    },
  };
}

/** A column's frame with a float over several columns cut off at its edge. */
function cut(frame: ColumnFrame, { edge, lines }: FloatSpot): ColumnFrame {
  return { ...frame, head: frame.head + (edge === 'top' ? lines : 0), room: frame.room - lines };
}

function withThinTextCost(placement: FloatLayout, field: FloatField): FloatLayout {
  const thin = placement.frames.filter(({ room, floats }) => {
    const left = room - floats.natural;
    return left > 0 && left < Math.min(thinText, field.lines);
  });
  return { ...placement, cost: placement.cost + thin.length * costOfThinText };
}
