import type { Size } from '../core/geometry.ts';
import type { OutlineStep } from '../fonts/face.ts';

/** A vector drawing of flat shapes, in painting order: what of SVG is printed as paths. */
export interface Drawing {
  /** In the units of the shapes' coordinates; y points down. */
  readonly size: Size;
  readonly shapes: readonly Shape[];
}

/** A shape, filled and then stroked in opaque colours, within the intersection of `clips`. */
export interface Shape {
  readonly steps: readonly OutlineStep[];
  readonly fill?: { readonly colour: Colour; readonly rule: Outline['rule'] };
  readonly stroke?: Stroke;
  readonly clips?: readonly Outline[];
}

/** A path and the rule for its interior. */
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

/** Thrown if an SVG file needs more than flat shapes. The message names the feature, in Chinese. */
export class UnsupportedFeature extends Error {}
