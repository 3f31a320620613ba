import type { Point } from '../core/geometry.ts';
import type { Path, PathStep } from './paint.ts';

/** A path turned round a point; degrees run clockwise, as y runs down. */
export function turn(path: Path, middle: Point, degrees: number): Path {
  const [sine, cosine] = [Math.sin((degrees / 180) * Math.PI), Math.cos((degrees / 180) * Math.PI)];
  const at = (x: number, y: number): Point => ({
    x: middle.x + (x - middle.x) * cosine - (y - middle.y) * sine,
    y: middle.y + (x - middle.x) * sine + (y - middle.y) * cosine,
  });
  return path.map((step): PathStep => {
    if (step.to === 'close') return step;
    const end = at(step.x, step.y);
    if (step.to !== 'curve') return { to: step.to, ...end };
    const [first, second] = [at(step.x1, step.y1), at(step.x2, step.y2)];
    return { to: 'curve', x1: first.x, y1: first.y, x2: second.x, y2: second.y, ...end };
  });
}
