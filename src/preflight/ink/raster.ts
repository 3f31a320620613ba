import { type Bounds, boundsOf, type Point } from '../../pdf-reader/matrix.ts';

/** The four plates of a page inside the bleed, 0 to 255, four bytes for each dot, from the top left. */
export interface Raster {
  readonly width: number;
  readonly height: number;
  readonly inks: Uint8Array;
  /** Dots for each point. */
  readonly scale: number;
  readonly area: Bounds;
}

/** The corners of a rectangle. */
export const rectangle = ({ left, bottom, right, top }: Bounds): readonly Point[] => [
  [left, bottom],
  [right, bottom],
  [right, top],
  [left, top],
];

/** Where a point of the page lies on the canvas, in dots. */
export const toRaster = ([x, y]: Point, { area, scale }: Raster): Point => [
  (x - area.left) * scale,
  (area.top - y) * scale,
];

/** The dots of a rectangle, `bottom` the least row; nothing outside the canvas. */
export function rasterBounds(bounds: Bounds, canvas: Raster): Bounds {
  const { left, bottom, right, top } = boundsOf(rectangle(bounds).map((dot) => toRaster(dot, canvas)))!;
  const whole = (value: number, most: number) => Math.min(most, Math.max(0, Math.round(value)));
  return {
    left: whole(left, canvas.width),
    right: whole(right, canvas.width),
    bottom: whole(bottom, canvas.height),
    top: whole(top, canvas.height),
  };
}
