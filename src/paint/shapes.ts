import type { Rect } from '../core/geometry.ts';
import type { Path } from './paint.ts';

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
