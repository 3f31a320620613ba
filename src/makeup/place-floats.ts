import { costs, thresholds } from './costs.ts';
import { type ColumnFrame, costOfFlex, type FillFloat, type FillPiece, noLines } from './fit-column.ts';

/**
 * Places floats at the heads and feet of a rectangle of columns.
 *
 * Algorithm: beam search. Floats are placed one after the other in the given order; every layout found so far is extended
 * by every option of the next float (width, column, edge, height), and only the cheapest `maxLayouts` survive.
 *
 * In: the floats and their order, the rectangle. Out: for each n the layouts that place the first n floats, the
 * cheapest first; a layout says where each float is and what is left of each column.
 * Costs: `costs.float`, and `costs.column.flexedLine` for a float over several columns that does not have its natural height. A
 * float of one column changes its height later, together with the text (`fitColumn`).
 *
 * Invariants: a float is at the edge it asks for. Floats over several columns are outside those of one column, and have
 * the same edge in all their columns, so that no gap opens above or below. The minimum heights of a column's floats fit
 * its room. All heights are whole grid lines.
 *
 * Complexity: O(floats × maxLayouts × options), and a sort of that many. The search is exact if no more layouts are
 * possible than survive, as for three pictures of one column in two columns.
 */
export function placeFloats(
  floats: readonly FillFloat[],
  order: readonly number[],
  field: FloatField,
): readonly (readonly FloatLayout[])[] {
  const layouts: (readonly FloatLayout[])[] = [[emptyLayout(field)]];
  for (const float of order) {
    layouts.push(addFloat(layouts.at(-1)!, optionsOf(float, floats[float]!, field), field));
  }
  return layouts.map((list) =>
    list.map((layout) => withThinTextCost(layout, field)).toSorted((a, b) => a.cost - b.cost),
  );
}

/** Width of the beam: layouts that survive each float. */
const maxLayouts = 120;
/** Heights tried for a float over several columns, the nearest to its natural height first. */
const maxHeights = 12;

/** The rectangle for the floats. */
export interface FloatField {
  readonly columns: number;
  readonly lines: number;
  /** How many lines short the last column may be at little cost. */
  readonly allowance: number;
  /** Estimates the column of the text at which a float was written. */
  readonly columnOf: (float: FillFloat) => number;
}

/** Where a float is. The height of a float of one column is its natural one, until it is fitted with the text. */
export interface FloatSpot {
  readonly float: number;
  readonly anchor: number;
  readonly piece: FillPiece;
  readonly edge: 'top' | 'bottom';
  readonly span: number;
  readonly column: number;
  readonly lines: number;
}

/** Spots of some floats, and what is left of each column. */
export interface FloatLayout {
  readonly spots: readonly FloatSpot[];
  readonly frames: readonly ColumnFrame[];
  readonly cost: number;
}

/** A spot that a float can have, and its cost whatever the other floats do. */
interface Option {
  readonly spot: FloatSpot;
  readonly cost: number;
}

function emptyLayout(field: FloatField): FloatLayout {
  const frames = Array.from({ length: field.columns }, (_, column) => ({
    head: 0,
    room: field.lines,
    floats: noLines,
    allowance: column === field.columns - 1 ? field.allowance : 0,
  }));
  return { spots: [], frames, cost: 0 };
}

/** The cheapest layouts with one float more. */
function addFloat(
  layouts: readonly FloatLayout[],
  options: readonly Option[],
  field: FloatField,
): readonly FloatLayout[] {
  const candidates = layouts.flatMap((layout) =>
    options.map(({ spot, cost }) => ({
      layout,
      spot,
      cost: layout.cost + cost + costOfNeighbours(spot, layout.spots),
    })),
  );
  const extended: FloatLayout[] = [];
  for (const { layout, spot, cost } of candidates.sort((a, b) => a.cost - b.cost)) {
    const frames = framesWith(layout.frames, spot, field);
    if (frames) {
      extended.push({ spots: [...layout.spots, spot], frames, cost });
    }
    if (extended.length === maxLayouts) {
      break;
    }
  }
  return extended;
}

/** The smallest number of columns a float can be wide. */
export function minSpan(float: FillFloat): number {
  return Math.min(...float.bySpan.keys());
}

/** Every spot of a float; the head comes before the foot and so wins if both cost the same. */
function optionsOf(index: number, float: FillFloat, field: FloatField): readonly Option[] {
  const options: Option[] = [];
  for (const [span, piece] of float.bySpan) {
    for (let column = 0; column + span <= field.columns; column += 1) {
      for (const edge of float.edge === 'auto' ? (['top', 'bottom'] as const) : [float.edge]) {
        const spotCost =
          costOfColumn(float, column, span, field) + (span - minSpan(float)) * costs.float.widerSpan;
        for (const lines of span === 1 ? [piece.lines] : heightsOf(piece)) {
          const spot = { float: index, anchor: float.anchor, piece, edge, span, column, lines };
          options.push({ spot, cost: spotCost + costOfFlex(lines - piece.lines) });
        }
      }
    }
  }
  return options;
}

function heightsOf(piece: FillPiece): readonly number[] {
  return Array.from({ length: piece.maxLines - piece.minLines + 1 }, (_, index) => piece.minLines + index)
    .toSorted((a, b) => Math.abs(a - piece.lines) - Math.abs(b - piece.lines))
    .slice(0, maxHeights);
}

function costOfColumn(float: FillFloat, column: number, span: number, field: FloatField): number {
  const textColumn = field.columnOf(float);
  const distance = Math.max(column - textColumn, textColumn - (column + span - 1), 0);
  if (field.columns > 2) {
    return distance * costs.float.distance;
  }
  return distance * costs.float.nearDistance + (field.columns - span - column) * costs.float.leftColumn;
}

function costOfNeighbours(spot: FloatSpot, others: readonly FloatSpot[]): number {
  return others.reduce((cost, other) => cost + costOfPair(spot, other), 0);
}

function costOfPair(one: FloatSpot, other: FloatSpot): number {
  const { stack, sharedColumn, sideBySide, inversion } = costs.float;
  const inverted = (one.column - other.column) * (one.anchor - other.anchor) < 0;
  // Columns between the two: below 0 if they share one.
  const gap = Math.max(one.column - (other.column + other.span), other.column - (one.column + one.span));
  const atSameEdge = gap < 0 ? stack : gap === 0 ? sideBySide : 0;
  const atOtherEdge = gap < 0 ? sharedColumn : 0;
  return (inverted ? inversion : 0) + (one.edge === other.edge ? atSameEdge : atOtherEdge);
}

/** The frames with one float more; undefined if it does not fit or would leave a gap above or below itself. */
function framesWith(
  frames: readonly ColumnFrame[],
  spot: FloatSpot,
  field: FloatField,
): readonly ColumnFrame[] | undefined {
  const covered = frames.slice(spot.column, spot.column + spot.span);
  const edges = covered.map(({ head, room }) => (spot.edge === 'top' ? head : field.lines - head - room));
  if (edges.some((edge) => edge !== edges[0])) {
    return undefined;
  }
  const narrowed = covered.map((frame) =>
    spot.span === 1 ? withOwnFloat(frame, spot.piece) : withoutEdge(frame, spot),
  );
  return narrowed.some((frame) => frame.floats.min > frame.room)
    ? undefined
    : frames.toSpliced(spot.column, spot.span, ...narrowed);
}

/** A column's frame with a float of one column added, which shares its room with the text. */
function withOwnFloat(frame: ColumnFrame, piece: FillPiece): ColumnFrame {
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

/** A column's frame less the lines of a float over several columns at its edge. */
function withoutEdge(frame: ColumnFrame, { edge, lines }: FloatSpot): ColumnFrame {
  return { ...frame, head: frame.head + (edge === 'top' ? lines : 0), room: frame.room - lines };
}

function withThinTextCost(layout: FloatLayout, field: FloatField): FloatLayout {
  const thin = layout.frames.filter(({ room, floats }) => {
    const left = room - floats.natural;
    return left > 0 && left < Math.min(thresholds.thinTextLines, field.lines);
  });
  return { ...layout, cost: layout.cost + thin.length * costs.float.thinText };
}
