import type { GraphicsState } from './graphics-state.ts';
import { type Bounds, boundsOf, intersect, type Point } from './matrix.ts';
import type { ClipPath } from './painted-objects.ts';

/** Where nothing is seen any more. */
export const nowhere: Bounds = { left: 0, bottom: 0, right: 0, top: 0 };
export const everywhere: Bounds = { left: -1e6, bottom: -1e6, right: 1e6, top: 1e6 };

/** A state cut by one more shape. ISO 32000-1, 8.5.4. */
export function cut(graphics: GraphicsState, shape: ClipPath): GraphicsState {
  const extent = boundsOf(shape.outline.flat());
  const clip = extent && intersect(extent, graphics.clipBounds);
  if (clip === undefined) return { ...graphics, clipBounds: nowhere };
  return {
    ...graphics,
    clipBounds: clip,
    clipPaths: isUpright(shape) ? graphics.clipPaths : [...graphics.clipPaths, shape],
  };
}

/** Whether a shape is nothing but the rectangle round it. */
function isUpright({ outline }: ClipPath): boolean {
  const [only, ...others] = outline;
  if (only === undefined || others.length > 0 || only.length < 4 || only.length > 5) return false;
  if (only.length === 5 && !same(only[0]!, only[4]!)) return false;
  return [0, 1, 2, 3].every((index) => {
    const [[x1, y1], [x2, y2]] = [only[index]!, only[(index + 1) % 4]!];
    return Math.abs(x1 - x2) < 1e-3 || Math.abs(y1 - y2) < 1e-3;
  });
}

const same = ([x1, y1]: Point, [x2, y2]: Point): boolean => Math.hypot(x1 - x2, y1 - y2) < 1e-3;
