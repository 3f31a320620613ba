import type { Point, Rect, Size } from '../core/geometry.ts';
import type { Ink } from '../core/ink.ts';
import type { Pt } from '../core/units.ts';
import type { FaceId } from '../fonts/face.ts';
import type { ImageId } from '../pictures/image-file.ts';
import type { Bookmark, LinkTarget, PartPath } from './structure.ts';

/** The finished pages as plain data: absolute positions, JSON-safe, no functions. Writers read this and nothing else. */
export interface Publication {
  readonly info: DocumentInfo;
  readonly sheets: readonly Sheet[];
  /** The articles, in the order of their pages. */
  readonly bookmarks?: readonly Bookmark[];
}

export interface DocumentInfo {
  readonly title: string;
  readonly creator: string;
  /** ISO 8601, UTC. Given by the caller, never taken from a clock. */
  readonly date: string;
}

/** Origin: top left of the trim; y runs down. Bleed and slug lie outside, at negative or larger values. */
export interface Sheet {
  readonly trim: Size;
  readonly bleed: Pt;
  /** In reading order: text extraction follows it. All of it lies inside the bleed. */
  readonly ops: readonly PaintOp[];
  /** Without it the paper ends with the bleed. */
  readonly slug?: Slug;
  /** Its number in the newspaper; a proof's own notes have none. */
  readonly page?: number;
}

/** The paper round the bleed, and the printer's marks on it: the only paint that may be in all four inks in full. */
export interface Slug {
  /** From the trim to the paper's edge, the bleed included. */
  readonly width: Pt;
  readonly marks: readonly PaintOp[];
}

export type PaintOp = (GlyphsOp | FillOp | StrokeOp | ImageOp) & {
  /** The element of the text it belongs to; what belongs to none is decoration, or repeats. */
  readonly part?: PartPath;
};

/** Glyphs of one face and size on one baseline; `at` is the baseline's start. */
export interface GlyphsOp {
  readonly op: 'glyphs';
  readonly face: FaceId;
  readonly size: Pt;
  readonly ink: Ink;
  readonly at: Point;
  readonly row: GlyphRow;
  /** `copy` is the author's text and counted; `furniture` is what the paper adds: folios, list numbers, repeats. */
  readonly source: TextSource;
  /** Laid over outlined lettering so that the text can be found and copied; prints nothing. */
  readonly hidden?: true;
}

export type TextSource = 'copy' | 'furniture';

export interface FillOp {
  readonly op: 'fill';
  readonly path: Path;
  readonly ink: Ink;
  /** Where a click on it leads. */
  readonly link?: LinkTarget;
}

export interface StrokeOp {
  readonly op: 'stroke';
  readonly path: Path;
  readonly ink: Ink;
  readonly width: Pt;
}

/** The part `crop` of a picture (fractions of its turned width and height) laid into `rect`. */
export interface ImageOp {
  readonly op: 'image';
  readonly image: ImageId;
  readonly rect: Rect;
  readonly crop: Rect;
}

/**
 * Glyphs side by side, by `rowOf`: a list for each of their facts and not an object for each glyph, of which a newspaper has
 * hundreds of thousands. The lists are of one length.
 */
export interface GlyphRow {
  readonly ids: readonly number[];
  /** From the op's `at`, in thousandths of a point. */
  readonly xs: readonly Pt[];
  /** The same downwards; left out where all stand on the baseline. */
  readonly ys?: readonly Pt[];
  /** The face's own advances at this size. */
  readonly advances: readonly Pt[];
  /** Where the first of their frames begins and the last ends, from `at`; 0 for none. */
  readonly left: Pt;
  readonly right: Pt;
  /** What they stand for in the text layer, one after the other. */
  readonly text: string;
  /** Where in `text` the share of each begins; left out where each stands for one unit of it. */
  readonly starts?: readonly number[];
  /** What each is bound to; left out where none is. */
  readonly bonds?: readonly (GlyphBond | null)[];
}

export interface GlyphBond {
  /** Where a click on it leads. */
  readonly link?: LinkTarget;
  /** 注音: the base (RB) or its reading (RT) of one key belong together. */
  readonly ruby?: { readonly part: 'RB' | 'RT'; readonly key: string };
}

/** One glyph of a row: x and y from the op's `at`; `text` is what it stands for. */
export interface PlacedGlyph extends GlyphBond {
  readonly id: number;
  readonly x: Pt;
  readonly y: Pt;
  readonly advance: Pt;
  readonly text: string;
}

export type Path = readonly PathStep[];

export type PathStep =
  | { readonly to: 'move'; readonly x: Pt; readonly y: Pt }
  | { readonly to: 'line'; readonly x: Pt; readonly y: Pt }
  | {
      readonly to: 'curve';
      readonly x1: Pt;
      readonly y1: Pt;
      readonly x2: Pt;
      readonly y2: Pt;
      readonly x: Pt;
      readonly y: Pt;
    }
  | { readonly to: 'close' };
