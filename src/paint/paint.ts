/**
 * The display list: the finished pages as plain data, with absolute positions and no functions. It is JSON-safe, and
 * the PDF writer reads nothing else. Lengths are points; y runs down.
 */
import type { Point, Rect, Size } from '../core/geometry.ts';
import type { Ink } from '../core/ink.ts';
import type { Pt } from '../core/units.ts';
import type { FaceId } from '../fonts/face.ts';
import type { ImageId } from '../pictures/image-file.ts';

export interface Publication {
  readonly info: DocumentInfo;
  readonly sheets: readonly Sheet[];
  /** The articles, in the order of their pages. */
  readonly bookmarks?: readonly Bookmark[];
}

export interface DocumentInfo {
  readonly title: string;
  readonly creator: string;
  /** ISO 8601, UTC. Passed in by the caller, never read from a clock. */
  readonly date: string;
}

/** A bookmark of an article: its headline, its page, and the y at which it begins there. */
export interface Bookmark {
  readonly title: string;
  readonly page: number;
  readonly y: number;
}

/** A finished page. The origin is the top left of the trim; bleed and slug lie outside it. */
export interface Sheet {
  readonly trim: Size;
  readonly bleed: Pt;
  /** In reading order, which text extraction follows. All of them lie inside the bleed. */
  readonly ops: readonly PaintOp[];
  /** Absent if the paper ends at the bleed. */
  readonly slug?: Slug;
  /** The page number in the newspaper; the extra pages of a proof have none. */
  readonly page?: number;
}

/** The paper around the bleed with the printer's marks, the only ops that may print all four inks at 100 %. */
export interface Slug {
  /** From the trim to the edge of the paper, including the bleed. */
  readonly width: Pt;
  readonly marks: readonly PaintOp[];
}

export type PaintOp = (GlyphsOp | FillOp | StrokeOp | ImageOp) & {
  /** Its structure element. An op without one is decoration or repeated text (an artifact in PDF). */
  readonly part?: PartPath;
};

/** Glyphs of one face and size on one baseline, which starts at `at`. */
export interface GlyphsOp {
  readonly op: 'glyphs';
  readonly face: FaceId;
  readonly size: Pt;
  readonly ink: Ink;
  readonly at: Point;
  readonly row: GlyphRow;
  readonly source: TextSource;
  /** Not printed: invisible text over outlined lettering, so that it can be searched and copied. */
  readonly hidden?: true;
}

/** `copy` is the author's text and is counted; `furniture` is added by the program: folios, list numbers, repeats. */
export type TextSource = 'copy' | 'furniture';

export interface FillOp {
  readonly op: 'fill';
  readonly path: Path;
  readonly ink: Ink;
  /** The target of a click on it. */
  readonly link?: LinkTarget;
}

export interface StrokeOp {
  readonly op: 'stroke';
  readonly path: Path;
  readonly ink: Ink;
  readonly width: Pt;
}

/** The part `crop` of a picture, scaled to fill `rect`. `crop` is in fractions of the upright width and height. */
export interface ImageOp {
  readonly op: 'image';
  readonly image: ImageId;
  readonly rect: Rect;
  readonly crop: Rect;
  /** The tint that shows where it is transparent, in percent of black; without it that is paper. */
  readonly ground?: number;
}

/**
 * Glyphs side by side, as a structure of arrays: a newspaper has hundreds of thousands of glyphs, too many for an
 * object each. All arrays have the same length. Built by `toGlyphRow` or `makeGlyphRow`.
 */
export interface GlyphRow {
  readonly ids: readonly number[];
  /** Offsets to the right from the op's `at`, rounded to a thousandth of a point. */
  readonly xs: readonly Pt[];
  /** Offsets downwards; absent if all glyphs are on the baseline. */
  readonly ys?: readonly Pt[];
  /** The advance widths of the face at this size. */
  readonly advances: readonly Pt[];
  /** The smallest x, and the largest x + advance, of all glyphs; 0 in an empty row. */
  readonly left: Pt;
  readonly right: Pt;
  /** The text of all glyphs, joined, for the text layer. */
  readonly text: string;
  /** Where in `text` the text of each glyph begins; absent if every glyph has one UTF-16 unit. */
  readonly starts?: readonly number[];
  /** The link and the ruby group of each glyph; absent if no glyph has either. */
  readonly markup?: readonly (GlyphMarkup | null)[];
}

export interface GlyphMarkup {
  /** The target of a click on the glyph. */
  readonly link?: LinkTarget;
  /** Ruby base (RB) and ruby text (RT) with the same key belong together. */
  readonly ruby?: { readonly part: 'RB' | 'RT'; readonly key: string };
}

/** One glyph of a row as an object. x and y are relative to the op's `at`. */
export interface PlacedGlyph extends GlyphMarkup {
  readonly id: number;
  readonly x: Pt;
  readonly y: Pt;
  readonly advance: Pt;
  /** The characters it represents. */
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

/** The target of a link: a web address, or a page of this newspaper. */
export type LinkTarget = { readonly url: string } | { readonly page: number };

/**
 * The structure elements that contain an op, outermost first. Ops with equal paths belong to one element, wherever they
 * are: a paragraph may continue in the next column, an article on the next page.
 */
export type PartPath = readonly PartStep[];

/** A structure element: its type, and a key that is unique for the type within the parent element. */
export interface PartStep {
  readonly role: Role;
  readonly key: string;
  /** Alternate description of a picture or a QR code. */
  readonly alt?: string;
}

/** The standard structure types of PDF that a newspaper needs: ISO 32000-1, 14.8.4. */
export type Role =
  | 'Art'
  | 'Sect'
  | 'H1'
  | 'H2'
  | 'P'
  | 'BlockQuote'
  | 'L'
  | 'LI'
  | 'Lbl'
  | 'LBody'
  | 'Table'
  | 'TR'
  | 'TH'
  | 'TD'
  | 'Note'
  | 'Link'
  | 'Ruby'
  | 'RB'
  | 'RT'
  | 'Figure'
  | 'Caption';
