import type { Bounds, Matrix, Point } from './matrix.ts';
import type { PdfStream } from './objects.ts';

/** Shares of C, M, Y and K, 0 to 1. */
export type Inks = readonly [c: number, m: number, y: number, k: number];

/** A colour space as far as a press cares. ISO 32000-1, 8.6. */
export interface ColourSpace {
  readonly family: 'cmyk' | 'gray' | 'rgb' | 'lab' | 'plates' | 'indexed' | 'pattern';
  /** As the file names it, for the report. */
  readonly name: string;
  readonly components: number;
  /** DeviceCMYK itself: what overprint mode 1 holds for. ISO 32000-1, 8.6.7. */
  readonly device: boolean;
  /** The plates of Separation and DeviceN, by name. */
  readonly colorants: readonly string[];
  /** The space that an indexed one chooses from, and its table. */
  readonly base?: ColourSpace;
  readonly table?: Uint8Array;
}

export interface Colour {
  readonly space: ColourSpace;
  readonly values: readonly number[];
  /** What lands on the four plates; for colours that are not of ink, what they would roughly become. */
  readonly inks: Inks;
  /** Of a tiling pattern: what a tile paints. The colour is then the heaviest of it. */
  readonly tileObjects?: readonly PaintedObject[];
  /** Why the inks are not known. */
  readonly unmeasured?: string;
}

/** A shape that paint is cut by. */
export interface ClipPath {
  readonly outline: readonly (readonly Point[])[];
  readonly evenOdd: boolean;
}

export interface Overprint {
  readonly on: boolean;
  readonly mode: number;
}

interface PaintedBase {
  /** Where it can be seen, after clipping: the page's own space, points, y up. */
  readonly bounds: Bounds;
  /** The shapes it is cut by that are no upright rectangles. */
  readonly clipPaths: readonly ClipPath[];
  /** Held to the rules but not drawn, being part of something drawn as a whole: a tile, a glyph. */
  readonly isPart?: true;
}

/** A string shown. Sizes are on the page. */
export interface PaintedText extends PaintedBase {
  readonly kind: 'text';
  readonly text: string;
  readonly font: string;
  readonly bold: boolean;
  readonly size: number;
  readonly colour: Colour;
  readonly overprint: Overprint;
  readonly hidden: boolean;
  /** The ink of each glyph. */
  readonly boxes: readonly Bounds[];
  /** Codes that have no glyph in the font. */
  readonly missing: readonly string[];
}

/** A path filled or stroked; the outline is flattened. */
export interface PaintedPath extends PaintedBase {
  readonly kind: 'fill' | 'stroke';
  readonly outline: readonly (readonly Point[])[];
  readonly evenOdd: boolean;
  /** Of a stroke, on the page. */
  readonly width: number;
  readonly colour: Colour;
  readonly overprint: Overprint;
}

export interface PaintedImage extends PaintedBase {
  readonly kind: 'picture';
  readonly stream: PdfStream;
  readonly width: number;
  readonly height: number;
  readonly bits: number;
  /** Undefined for a stencil, which is inked in `colour`. */
  readonly space: ColourSpace | undefined;
  readonly colour: Colour;
  /** From the unit square to the page. */
  readonly matrix: Matrix;
  readonly overprint: Overprint;
}

export type PaintedObject = PaintedText | PaintedPath | PaintedImage;
