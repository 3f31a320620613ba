import type { Point, Rect } from '../core/geometry.ts';
import type { Pt } from '../core/units.ts';
import type { Path, PathStep } from './paint.ts';

/** The path of a rectangle. */
export function rectangle({ x, y, width, height }: Rect): Path {
  return [
    { to: 'move', x, y },
    { to: 'line', x: x + width, y },
    { to: 'line', x: x + width, y: y + height },
    { to: 'line', x, y: y + height },
    { to: 'close' },
  ];
}

/** How far the control points of a quarter of a circle lie from its ends, in radii: off the circle by 0.03 %. */
const quarter = (4 / 3) * (Math.SQRT2 - 1);

/** The path of a circle. */
export function circle({ x, y }: Point, radius: Pt): Path {
  const at = (across: number, down: number): Point => ({ x: x + across * radius, y: y + down * radius });
  const arc = (first: Point, second: Point, end: Point): PathStep => ({
    to: 'curve',
    x1: first.x,
    y1: first.y,
    x2: second.x,
    y2: second.y,
    ...end,
  });
  return [
    { to: 'move', ...at(1, 0) },
    arc(at(1, quarter), at(quarter, 1), at(0, 1)),
    arc(at(-quarter, 1), at(-1, quarter), at(-1, 0)),
    arc(at(-1, -quarter), at(-quarter, -1), at(0, -1)),
    arc(at(quarter, -1), at(1, -quarter), at(1, 0)),
    { to: 'close' },
  ];
}
