import type { Point, Rect } from '../core/geometry.ts';
import type { Pt } from '../core/units.ts';
import type { Face } from '../fonts/face.ts';
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

/** Distance, in radii, of a Bézier control point from the end of a quarter circle; the radius is off by up to 0.03 %. */
const quarterArc = (4 / 3) * (Math.SQRT2 - 1);

/** The path of a circle, as four cubic Bézier curves. */
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
    arc(at(1, quarterArc), at(quarterArc, 1), at(0, 1)),
    arc(at(-quarterArc, 1), at(-1, quarterArc), at(-1, 0)),
    arc(at(-1, -quarterArc), at(-quarterArc, -1), at(0, -1)),
    arc(at(quarterArc, -1), at(1, -quarterArc), at(1, 0)),
    { to: 'close' },
  ];
}

/** The path of a glyph's outline. In: the start of its baseline and its size. */
export function glyphOutline(face: Face, glyph: number, x: Pt, y: Pt, size: Pt): Path {
  return mapPath(face.outline(glyph), (across, down) => ({ x: x + across * size, y: y + down * size }));
}

/** Rotates a path around a point; degrees run clockwise, because y runs down. */
export function rotatePath(path: Path, center: Point, degrees: number): Path {
  const [sine, cosine] = [Math.sin((degrees / 180) * Math.PI), Math.cos((degrees / 180) * Math.PI)];
  return mapPath(path, (x, y) => ({
    x: center.x + (x - center.x) * cosine - (y - center.y) * sine,
    y: center.y + (x - center.x) * sine + (y - center.y) * cosine,
  }));
}

/** Maps every point of a path, control points included. */
export const mapPath = (path: Path, map: (x: number, y: number) => Point): Path =>
  path.map((step): PathStep => {
    if (step.to === 'close') return step;
    const end = map(step.x, step.y);
    if (step.to !== 'curve') return { to: step.to, ...end };
    const [first, second] = [map(step.x1, step.y1), map(step.x2, step.y2)];
    return { to: 'curve', x1: first.x, y1: first.y, x2: second.x, y2: second.y, ...end };
  });
