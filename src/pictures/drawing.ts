import type { Size } from '../core/geometry.ts';
import type { OutlineStep } from '../fonts/face.ts';

/** A simple drawing as shapes, in the order they are laid over one another. */
export interface Drawing {
  /** Units of the whole drawing, in which its shapes are given; y runs down. */
  readonly size: Size;
  readonly shapes: readonly Shape[];
}

/** A shape in flat colours: filled, then stroked; of it only what lies within all of `clips` is seen. */
export interface Shape {
  readonly steps: readonly OutlineStep[];
  readonly fill?: { readonly colour: Colour; readonly rule: Outline['rule'] };
  readonly stroke?: Stroke;
  readonly clips?: readonly Outline[];
}

/** An outline, and which parts of the plane are inside it. */
export interface Outline {
  readonly steps: readonly OutlineStep[];
  readonly rule: 'nonzero' | 'evenodd';
}

export interface Stroke {
  readonly colour: Colour;
  readonly width: number;
  readonly cap: 'butt' | 'round' | 'square';
  readonly join: 'miter' | 'round' | 'bevel';
  readonly miterLimit: number;
}

/** Red, green and blue of sRGB, 0 to 255. */
export type Colour = readonly [red: number, green: number, blue: number];

/** Thrown where a drawing asks for more than flat shapes; says what, in an editor's words. */
export class NotSimple extends Error {}
