import type { SetReadings } from './annotate.ts';
import type { BreakOpportunity } from './items.ts';
import type { TextUnit } from './pieces.ts';
import type { ShapedUnit } from './shape-piece.ts';
import type { ParagraphStyle, StyledRun } from './text-style.ts';

/** A paragraph shaped and ready to be broken to any measure. Opaque outside this folder. */
export interface Paragraph {
  readonly runs: readonly StyledRun[];
  readonly style: ParagraphStyle;
  /** One shape and one joint to the next piece for each piece. */
  readonly units: readonly TextUnit[];
  readonly shapes: readonly ShapedUnit[];
  readonly opportunities: readonly BreakOpportunity[];
  /** The glyphs of typed spaces, by the piece that they are set after. */
  readonly spaces: ReadonlyMap<number, ShapedUnit>;
  /** The readings over its characters, set. */
  readonly ruby: SetReadings;
}
