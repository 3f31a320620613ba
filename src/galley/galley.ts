import type { Rect } from '../core/geometry.ts';
import type { Place } from '../core/place.ts';
import type { Pt } from '../core/units.ts';
import type { Picture } from '../issue/issue.ts';
import type { PaintOp, PartPath } from '../paint/paint.ts';
import type { ImageId } from '../pictures/image-file.ts';

/**
 * The smallest thing make-up may move; it is never opened or split. Heights are whole lines of the page grid,
 * so that every baseline of every column stays on it.
 */
export interface Piece {
  /** Natural height in grid lines. */
  readonly lines: number;
  /** What it may shrink and grow to; equal to `lines` but for a picture, whose crop gives way. */
  readonly minLines: number;
  readonly maxLines: number;
  /** Empty lines above it, dropped at the head of a column. */
  readonly spaceBefore: number;
  /** Cost of starting a column with this piece: 0 free, Infinity never. */
  readonly breakBefore: number;
  /** Origin: the piece's own top left. */
  readonly ops: readonly PaintOp[];
  /** Pictures whose height follows the piece's; `ops` below them move down by as much as they grow. */
  readonly frames: readonly PictureFrame[];
  /** It may sink to the foot of a last column that is short: 供稿 stands on the last line. */
  readonly sinks?: true;
  /** Copy characters, so that what does not fit can be told in characters. */
  readonly characters: number;
  readonly faults: readonly LineFault[];
  readonly place: Place;
}

/** A line of a piece that a compositor would send back; it is told when its page is known. */
export interface LineFault {
  /** Spaced too wide, not filled, wider than the measure, one ideograph left over, dots above its readings. */
  readonly kind: 'loose' | 'short' | 'over' | 'runt' | 'dotted';
  /** Grid lines below the piece's top. */
  readonly line: number;
  /** In 字: added to each gap, lacking, or too much; 0 for the others. */
  readonly amount: number;
  /** The line's first characters, to find it by. */
  readonly words: string;
  readonly place: Place;
}

/** A picture on a piece; its crop follows the height that make-up gives it. */
export interface PictureFrame {
  readonly image: ImageId;
  readonly picture: Picture;
  /** At the piece's natural height, from its top left. */
  readonly rect: Rect;
  /** Width over height of the picture itself. */
  readonly ratio: number;
  readonly focus: { readonly x: number; readonly y: number };
  /** The part of its height or width that it may lose to keep the columns full; 0 where its shape is fixed. */
  readonly mayCrop: number;
  /** The element it belongs to. */
  readonly part: PartPath;
}

/** A picture that make-up may lay at a column's head or foot instead of where it was written. */
export interface Float {
  readonly edge: 'auto' | 'top' | 'bottom';
  /** The body piece before which it was written. */
  readonly anchor: number;
  /** How many columns wide it may be laid; each width is a piece of its own. */
  readonly bySpan: ReadonlyMap<number, Piece>;
}

/** 小样: an article set to a measure. */
export interface Galley {
  /** Width of a text column, and the gutter between two. */
  readonly measure: Pt;
  readonly gutter: Pt;
  /** From one column's left edge to the next of the page's own columns; a boxed article's own are narrower. */
  readonly pitch: Pt;
  /** How many columns the page is divided into. */
  readonly columns: number;
  /** White and frame on each side of a boxed article, outside its columns; 0 where it has no frame. */
  readonly inset: Pt;
  /** How many columns wide the article may be laid. */
  readonly spans: readonly number[];
  /** The headline block for each such width, and for the full width at which an article jumps. */
  readonly heads: ReadonlyMap<number, Piece>;
  readonly body: readonly Piece[];
  readonly floats: readonly Float[];
}
