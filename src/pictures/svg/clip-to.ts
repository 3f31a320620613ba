import { node, type PlainNode } from './plain-svg.ts';
import type { ViewBox } from './viewport.ts';

/** Adds a definition that clips to a rectangle. Out: the `url(#…)` of it. */
export function clipTo({ x, y, width, height }: ViewBox, definitions: Map<string, PlainNode>): string {
  // No definition is ever taken away, so their number is new each time.
  const id = `c${definitions.size + 1}`;
  const rect = node('rect', { x: String(x), y: String(y), width: String(width), height: String(height) });
  definitions.set(id, node('clipPath', { id }, [rect]));
  return `url(#${id})`;
}
