import { eachSegment, isShape, pathDataOf } from './outlines.ts';
import type { PlainDrawing, PlainNode } from './plain-svg.ts';

/*
 * Whether a drawing takes minutes to render. The renderer finds all places where a path crosses itself, whose number grows
 * with the square of the path's length; pieces that are short, however many, hardly cross. So lengths are bounded, in sizes of the
 * drawing: that of each path, and that of all together.
 */

/** A page hatched all over in one path has some hundred. */
const maxOfPath = 2_000;
const maxOfAll = 40_000;

export function isTooIntricate({ width, height, children, definitions }: PlainDrawing): boolean {
  const size = Math.max(width, height);
  let total = 0;
  const visit = ({ name, attributes, children: inner }: PlainNode, above: number): boolean => {
    const scale = above * scaleOf(attributes['transform']);
    if (isShape(name)) {
      const length = (lengthOf(pathDataOf(name, attributes)) * scale) / size;
      total += length;
      if (length > maxOfPath || total > maxOfAll) return true;
    }
    return inner.some((child) => visit(child, scale));
  };
  return [...children, ...definitions.values()].some((node) => visit(node, 1));
}

/** Of the transforms as they are written in plain SVG. */
function scaleOf(transform: string | undefined): number {
  if (transform === undefined) return 1;
  const [a, b, c, d] = transform.slice('matrix('.length).split(' ').map(Number.parseFloat);
  return Math.sqrt(Math.abs(a! * d! - b! * c!));
}

/** The length of a path, by its ends and control points. */
function lengthOf(d: string): number {
  let length = 0;
  eachSegment(d, ([command, ...n], x, y) => {
    if (command === 'M' || command === 'Z') return;
    if (command === 'H') length += Math.abs(n[0]! - x);
    else if (command === 'V') length += Math.abs(n[0]! - y);
    else {
      const points = command === 'A' ? n.slice(-2) : n;
      let [fromX, fromY] = [x, y];
      for (let at = 0; at + 1 < points.length; at += 2) {
        length += Math.hypot(points[at]! - fromX, points[at + 1]! - fromY);
        [fromX, fromY] = [points[at]!, points[at + 1]!];
      }
    }
  });
  return length;
}
