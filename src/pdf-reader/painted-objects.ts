import type { Bounds, Matrix, Point } from './matrix.ts';
import type { PdfStream } from './objects.ts';

/**
 * Painted objects: what the painting operators of a content stream put on the page, in painting order. Each represents a
 * graphics object of ISO 32000-1, 8.2 (a shown string, a path or a shading, an image), with everything of the graphics
 * state that decides how it prints. The standard also speaks of marks; here "mark" is used for printer's marks only.
 */
export type PaintedObject = PaintedText | PaintedPath | PaintedImage;

/** Amounts of C, M, Y and K, 0 to 1. */
export type Inks = readonly [c: number, m: number, y: number, k: number];

/** A colour space, reduced to what matters in print. ISO 32000-1, 8.6. */
export interface ColourSpace {
  /** `colorants` is Separation and DeviceN. ICCBased and calibrated spaces count by their components. */
  readonly family: 'cmyk' | 'gray' | 'rgb' | 'lab' | 'colorants' | 'indexed' | 'pattern';
  /** The name in the file, for the report. */
  readonly name: string;
  readonly components: number;
  /** DeviceGray, DeviceRGB or DeviceCMYK itself. Overprint mode 1 applies to DeviceCMYK only. 8.6.7. */
  readonly device: boolean;
  /** The colorant names of Separation and DeviceN. */
  readonly colorants: readonly string[];
  /** The base space of an Indexed space or of an uncoloured pattern. */
  readonly base?: ColourSpace;
  /** The lookup table of an Indexed space. */
  readonly table?: Uint8Array;
}

export interface Colour {
  readonly space: ColourSpace;
  readonly values: readonly number[];
  /** The amounts on the four plates; a rough estimate for colours that do not name inks, such as RGB. */
  readonly inks: Inks;
  /** The objects painted by a tile, for a tiling pattern. The colour itself is then the heaviest of them. */
  readonly tileObjects?: readonly PaintedObject[];
  /** Why the inks could not be computed, in Chinese. */
  readonly unmeasured?: string;
}

/** A path that clips what is painted. */
export interface ClipPath {
  readonly outline: readonly (readonly Point[])[];
  readonly evenOdd: boolean;
}

export interface Overprint {
  readonly on: boolean;
  readonly mode: number;
}

interface PaintedBase {
  /** The visible extent, after clipping. */
  readonly bounds: Bounds;
  /** The clip paths in force, except upright rectangles, which `bounds` accounts for. */
  readonly clipPaths: readonly ClipPath[];
  /** Set on objects inside a tile or a Type 3 glyph. They are checked but not rendered: the whole is rendered instead. */
  readonly isPart?: true;
}

/** A string shown by one operator. Sizes are in page space. */
export interface PaintedText extends PaintedBase {
  readonly kind: 'text';
  readonly text: string;
  readonly font: string;
  readonly bold: boolean;
  readonly size: number;
  readonly colour: Colour;
  readonly overprint: Overprint;
  /** Text rendering mode 3 or 7: present for searching, not painted. */
  readonly hidden: boolean;
  /** The visible bounding box of each glyph. */
  readonly boxes: readonly Bounds[];
  /** The text, or code, of those that have no glyph in the font. */
  readonly missing: readonly string[];
}

/** A path filled or stroked, with its curves flattened. */
export interface PaintedPath extends PaintedBase {
  readonly kind: 'fill' | 'stroke';
  readonly outline: readonly (readonly Point[])[];
  readonly evenOdd: boolean;
  /** The line width of a stroke, in page space. */
  readonly width: number;
  readonly colour: Colour;
  readonly overprint: Overprint;
}

export interface PaintedImage extends PaintedBase {
  readonly kind: 'image';
  readonly stream: PdfStream;
  readonly width: number;
  readonly height: number;
  readonly bits: number;
  /** Undefined for a stencil mask, which is painted in `colour`. */
  readonly space: ColourSpace | undefined;
  readonly colour: Colour;
  /** From the unit square to the page. */
  readonly matrix: Matrix;
  readonly overprint: Overprint;
}
