import type { Float, Piece } from '../galley/galley.ts';

/** What filling needs to know of a piece: whole grid lines and what a break before it costs. */
export type FillPiece = Pick<Piece, 'lines' | 'minLines' | 'maxLines' | 'spaceBefore' | 'breakBefore'>;

/** A picture to be laid at a column's head or foot; `bySpan` holds the piece for each width in columns. */
export interface FillFloat extends Pick<Float, 'edge' | 'anchor'> {
  readonly bySpan: ReadonlyMap<number, FillPiece>;
}

/** A piece at its place: `line` counts from the rectangle's top, `lines` is the height it was given. */
export interface PlacedPiece {
  readonly piece: number;
  readonly column: number;
  readonly line: number;
  readonly lines: number;
}

/** A float at its place, `span` columns wide from `column` on. */
export interface PlacedFloat {
  readonly float: number;
  readonly span: number;
  readonly column: number;
  readonly line: number;
  readonly lines: number;
}

/** A rectangle of columns, filled. */
export interface Filling {
  /** Height of the rectangle. */
  readonly lines: number;
  readonly pieces: readonly PlacedPiece[];
  readonly floats: readonly PlacedFloat[];
  /** The first piece that was not laid. */
  readonly next: number;
  /** Sum of all that is amiss; `forbiddenBreak` or more where a column starts where none may. */
  readonly cost: number;
  /** Lines left empty at the foot of each column, above a float that stands there. */
  readonly short: readonly number[];
}

/** What a break costs where none is allowed: more than every other fault together, so it is the last resort. */
export const forbiddenBreak = 1e9;
