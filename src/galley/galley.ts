import type { Rect } from '../core/geometry.ts';
import type { Place } from '../core/place.ts';
import type { Pt } from '../core/units.ts';
import type { Picture } from '../issue/issue.ts';
import type { PaintOp, PartPath } from '../paint/paint.ts';
import type { ImageId } from '../pictures/image-file.ts';

/**
 * The smallest unit that make-up places; it is never split. Heights are whole lines of the page grid, so that every
 * baseline of every column is on it.
 */
export interface Piece {
  /** Natural height in grid lines. */
  readonly lines: number;
  /** Limits of its height; equal to `lines` but for a picture, whose crop can change. */
  readonly minLines: number;
  readonly maxLines: number;
  /** Empty lines above it, dropped at the head of a column. */
  readonly spaceBefore: number;
  /** Cost of starting a column with this piece: 0 free, Infinity never. */
  readonly breakBefore: number;
  /** Origin: the piece's own top left. */
  readonly ops: readonly PaintOp[];
  /** Pictures that grow with the piece; `ops` below them move down by as much. */
  readonly frames: readonly PictureFrame[];
  /** True if it may move to the foot of a last column that is short, as 供稿 does. */
  readonly sinks?: true;
  /** Number of copy characters, for messages about what does not fit. */
  readonly characters: number;
  readonly faults: readonly LineFault[];
  /** The paragraph that it is a line of; missing if it is anything else. */
  readonly paragraph?: ParagraphKey;
  readonly place: Place;
}

/** The place of a paragraph's first character, as a key. */
export type ParagraphKey = string;

/** Paragraphs that are set a line longer or shorter than they would be. */
export type ParagraphLengths = ReadonlyMap<ParagraphKey, 1 | -1>;

/** A badly set line of a piece; it is reported once its page is known. */
export interface LineFault {
  /** Spaced too wide, not filled, wider than the measure, with a single ideograph, with dots that touch its ruby. */
  readonly kind: 'loose' | 'short' | 'over' | 'runt' | 'dotted';
  /** Grid lines below the piece's top. */
  readonly line: number;
  /** In 字: the stretch of each gap, the shortfall or the excess; 0 for the other kinds. */
  readonly amount: number;
  /** The line's first characters, by which a message quotes it. */
  readonly words: string;
  readonly place: Place;
}

/** A picture in a piece; its crop follows the height that make-up gives it. */
export interface PictureFrame {
  readonly image: ImageId;
  readonly picture: Picture;
  /** At the piece's natural height, from its top left. */
  readonly rect: Rect;
  /** Width over height of the picture itself. */
  readonly ratio: number;
  readonly focus: { readonly x: number; readonly y: number };
  /** The part of its height or width that it may lose to keep the columns full; 0 if its shape is fixed. */
  readonly mayCrop: number;
  /** The tint that it is printed on, in percent of black. */
  readonly ground?: number;
  /** Its structure element. */
  readonly part: PartPath;
}

/** A picture that make-up may place at a column's head or foot instead of where it was written. */
export interface Float {
  readonly edge: 'auto' | 'top' | 'bottom';
  /** The body piece before which it was written. */
  readonly anchor: number;
  /** The piece for each width in columns that it can have. */
  readonly bySpan: ReadonlyMap<number, Piece>;
}

/** 小样: an article set to a measure. */
export interface Galley {
  /** Width of a text column, and the gutter between two. */
  readonly measure: Pt;
  readonly gutter: Pt;
  /** From one column's left edge to the next, of the page's columns; those of a boxed article are narrower. */
  readonly pitch: Pt;
  /** The number of columns of the page. */
  readonly columns: number;
  /** Padding and frame on each side of a boxed article, outside its columns; 0 if it has no frame. */
  readonly inset: Pt;
  /** Widths in columns that the article may have. */
  readonly spans: readonly number[];
  /** The headline block for each of these widths, and for the full width, which an article that jumps has. */
  readonly heads: ReadonlyMap<number, Piece>;
  readonly body: readonly Piece[];
  readonly floats: readonly Float[];
}

/** The set articles of an issue. */
export interface SetIssue {
  readonly galleys: readonly Galley[];
  /** Sets an article again, with other lengths of its paragraphs. It reports nothing, as all was reported the first time. */
  readonly reset: (article: number, lengths: ParagraphLengths) => Galley;
}
