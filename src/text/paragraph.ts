import type { SetReadings } from './annotate.ts';
import type { Joint } from './items.ts';
import type { Piece } from './pieces.ts';
import type { ShapedPiece } from './shape-piece.ts';
import type { ParagraphStyle, StyledRun } from './text-style.ts';

/** A paragraph shaped and ready to be broken to any measure. Opaque outside this folder. */
export interface Paragraph {
  readonly runs: readonly StyledRun[];
  readonly style: ParagraphStyle;
  /** One shape and one joint to the next piece for each piece. */
  readonly pieces: readonly Piece[];
  readonly shapes: readonly ShapedPiece[];
  readonly joints: readonly Joint[];
  /** The glyphs of typed spaces, by the piece that they are set after. */
  readonly spaces: ReadonlyMap<number, ShapedPiece>;
  /** The readings over its characters, set. */
  readonly readings: SetReadings;
}
