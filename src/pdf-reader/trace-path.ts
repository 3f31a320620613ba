import { apply, type Matrix, type Point } from './matrix.ts';

/** A path in the making: on the page, curves flattened. ISO 32000-1, 8.5.2. */
export interface Tracing {
  /** Takes an operator that builds a path. Out: whether it was one. */
  readonly take: (operator: string, numbers: () => readonly number[], ctm: Matrix) => boolean;
  /** The path as far as it goes, and begins a new one. */
  readonly finish: () => readonly (readonly Point[])[];
}

/** Enough for letters at 200 dots per inch. */
const chords = 8;

const operators = new Set(['m', 'l', 'c', 'v', 'y', 're', 'h']);

export function openTracing(): Tracing {
  let parts: Point[][] = [];
  let pen: Point = [0, 0];
  const line = (dot: Point) => {
    (parts.at(-1) ?? start(pen)).push(dot);
    pen = dot;
  };
  const start = (dot: Point) => {
    const part = [dot];
    parts.push(part);
    pen = dot;
    return part;
  };
  const curve = (one: Point, two: Point, end: Point) => {
    const from = pen;
    for (let step = 1; step <= chords; step += 1) line(bezier(from, one, two, end, step / chords));
  };
  const rectangle = (m: Matrix, x: number, y: number, width: number, height: number) => {
    const first = apply(m, x, y);
    start(first);
    for (const dot of [
      apply(m, x + width, y),
      apply(m, x + width, y + height),
      apply(m, x, y + height),
      first,
    ]) {
      line(dot);
    }
  };
  return {
    take: (operator, numbers, ctm) => {
      if (!operators.has(operator)) return false;
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
          curve(pen, at(a, b), at(c, d));
          return true;
        case 'y':
          curve(at(a, b), at(c, d), at(c, d));
          return true;
        case 're':
          rectangle(ctm, a, b, c, d);
          return true;
        case 'h': {
          const first = parts.at(-1)?.[0];
          if (first !== undefined) line(first);
          return true;
        }
        default:
          return false;
      }
    },
    finish: () => {
      const done = parts.filter((part) => part.length > 1);
      parts = [];
      return done;
    },
  };
}

function bezier(from: Point, one: Point, two: Point, end: Point, t: number): Point {
  const [a, b, c, d] = [(1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t ** 3];
  return [
    a * from[0] + b * one[0] + c * two[0] + d * end[0],
    a * from[1] + b * one[1] + c * two[1] + d * end[1],
  ];
}
