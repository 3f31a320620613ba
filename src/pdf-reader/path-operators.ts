import {
  clipTo,
  fillOverprint,
  type OperatorContext,
  type Operators,
  strokeOverprint,
} from './graphics-state.ts';
import { apply, boundsOf, grow, intersect, type Matrix, type Point, scaleOf } from './matrix.ts';
import type { PaintedPath } from './painted-objects.ts';

/** The current path in page space, with curves flattened. ISO 32000-1, 8.5.2. */
export interface PathBuilder {
  /** Runs a path construction operator. Returns false, and does nothing, for any other operator. */
  readonly construct: (operator: string, numbers: () => readonly number[], ctm: Matrix) => boolean;
  /** Ends the path and returns its subpaths of at least two points. */
  readonly finish: () => readonly (readonly Point[])[];
}

const constructionOperators = new Set(['m', 'l', 'c', 'v', 'y', 're', 'h']);

/** Line segments per curve: enough for letters at 200 dots per inch. */
const chords = 8;

export function openPathBuilder(): PathBuilder {
  let subpaths: Point[][] = [];
  let current: Point = [0, 0];
  const line = (point: Point) => {
    (subpaths.at(-1) ?? start(current)).push(point);
    current = point;
  };
  const start = (point: Point) => {
    const subpath = [point];
    subpaths.push(subpath);
    current = point;
    return subpath;
  };
  const curve = (one: Point, two: Point, end: Point) => {
    const from = current;
    for (let step = 1; step <= chords; step += 1) line(bezier(from, one, two, end, step / chords));
  };
  const rectangle = (m: Matrix, x: number, y: number, width: number, height: number) => {
    const first = apply(m, x, y);
    start(first);
    for (const point of [
      apply(m, x + width, y),
      apply(m, x + width, y + height),
      apply(m, x, y + height),
      first,
    ]) {
      line(point);
    }
  };
  return {
    construct: (operator, numbers, ctm) => {
      if (!constructionOperators.has(operator)) return false;
      const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0] = numbers();
      const at = (x: number, y: number) => apply(ctm, x, y);
      switch (operator) {
        case 'm':
          start(at(a, b));
          return true;
        case 'l':
          line(at(a, b));
          return true;
        case 'c':
          curve(at(a, b), at(c, d), at(e, f));
          return true;
        case 'v':
          curve(current, at(a, b), at(c, d));
          return true;
        case 'y':
          curve(at(a, b), at(c, d), at(c, d));
          return true;
        case 're':
          rectangle(ctm, a, b, c, d);
          return true;
        case 'h': {
          const first = subpaths.at(-1)?.[0];
          if (first !== undefined) line(first);
          return true;
        }
        default:
          return false;
      }
    },
    finish: () => {
      const finished = subpaths.filter((subpath) => subpath.length > 1);
      subpaths = [];
      return finished;
    },
  };
}

/** The point of a cubic Bézier curve at parameter `t`. */
function bezier(from: Point, one: Point, two: Point, end: Point, t: number): Point {
  const [a, b, c, d] = [(1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t ** 3];
  return [
    a * from[0] + b * one[0] + c * two[0] + d * end[0],
    a * from[1] + b * one[1] + c * two[1] + d * end[1],
  ];
}

/** The operators that fill, stroke and clip with the current path. ISO 32000-1, 8.5.3 and 8.5.4. */
export function pathOperators(context: OperatorContext, path: PathBuilder): Operators {
  let clipping: 'winding' | 'even-odd' | undefined;

  function paint(kinds: readonly PaintedPath['kind'][], evenOdd: boolean): void {
    const { state } = context;
    const outline = path.finish();
    const extent = boundsOf(outline.flat());
    const scale = scaleOf(state.ctm);
    for (const kind of kinds) {
      const width = state.lineWidth * Math.sqrt(scale.x * scale.y);
      const inked = extent && (kind === 'stroke' ? grow(extent, width / 2) : extent);
      const bounds = inked && intersect(inked, state.clipBounds);
      if (bounds === undefined) continue;
      const colour = kind === 'fill' ? state.fill : state.stroke;
      const overprint = kind === 'fill' ? fillOverprint(state) : strokeOverprint(state);
      const { clipPaths } = state;
      context.paint({ kind, outline, evenOdd, width, colour, overprint, bounds, clipPaths });
    }
    if (clipping) context.update(clipTo(state, { outline, evenOdd: clipping === 'even-odd' }));
    clipping = undefined;
  }

  const painting =
    (kinds: readonly PaintedPath['kind'][], evenOdd = false) =>
    () =>
      paint(kinds, evenOdd);
  return {
    W: () => {
      clipping = 'winding';
    },
    'W*': () => {
      clipping = 'even-odd';
    },
    n: painting([]),
    f: painting(['fill']),
    F: painting(['fill']),
    'f*': painting(['fill'], true),
    S: painting(['stroke']),
    s: painting(['stroke']),
    B: painting(['fill', 'stroke']),
    'B*': painting(['fill', 'stroke'], true),
    b: painting(['fill', 'stroke']),
    'b*': painting(['fill', 'stroke'], true),
  };
}
