/** An affine transformation: x' = a·x + c·y + e, y' = b·x + d·y + f. ISO 32000-1, 8.3.4. */
export type Matrix = readonly [a: number, b: number, c: number, d: number, e: number, f: number];

/** A rectangle in default user space: points, y up. */
export interface Bounds {
  readonly left: number;
  readonly bottom: number;
  readonly right: number;
  readonly top: number;
}

export type Point = readonly [x: number, y: number];

export const identity: Matrix = [1, 0, 0, 1, 0, 0];

/** The transformation that applies `m` first, then `n`. */
export const multiply = (m: Matrix, n: Matrix): Matrix => [
  m[0] * n[0] + m[1] * n[2],
  m[0] * n[1] + m[1] * n[3],
  m[2] * n[0] + m[3] * n[2],
  m[2] * n[1] + m[3] * n[3],
  m[4] * n[0] + m[5] * n[2] + n[4],
  m[4] * n[1] + m[5] * n[3] + n[5],
];

export const apply = (m: Matrix, x: number, y: number): Point => [
  m[0] * x + m[2] * y + m[4],
  m[1] * x + m[3] * y + m[5],
];

/** The inverse transformation; undefined for a singular matrix. */
export function invert([a, b, c, d, e, f]: Matrix): Matrix | undefined {
  const det = a * d - b * c;
  if (Math.abs(det) < 1e-12) return undefined;
  return [d / det, -b / det, -c / det, a / det, (c * f - d * e) / det, (b * e - a * f) / det];
}

/** The factors by which horizontal and vertical lengths grow. */
export const scaleOf = (m: Matrix): { readonly x: number; readonly y: number } => ({
  x: Math.hypot(m[0], m[1]),
  y: Math.hypot(m[2], m[3]),
});

/** The bounding rectangle of some points; undefined for none. */
export function boundsOf(points: readonly Point[]): Bounds | undefined {
  if (points.length === 0) return undefined;
  let [left, bottom, right, top] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const [x, y] of points) {
    left = Math.min(left, x);
    right = Math.max(right, x);
    bottom = Math.min(bottom, y);
    top = Math.max(top, y);
  }
  return { left, bottom, right, top };
}

/** The four corners of a rectangle after a transformation. */
export const corners = (
  m: Matrix,
  left: number,
  bottom: number,
  right: number,
  top: number,
): readonly Point[] => [
  apply(m, left, bottom),
  apply(m, right, bottom),
  apply(m, right, top),
  apply(m, left, top),
];

/** The intersection of two rectangles, which may be a line or a point; undefined if they are apart. */
export function intersect(a: Bounds, b: Bounds): Bounds | undefined {
  const both = {
    left: Math.max(a.left, b.left),
    bottom: Math.max(a.bottom, b.bottom),
    right: Math.min(a.right, b.right),
    top: Math.min(a.top, b.top),
  };
  return both.left <= both.right && both.bottom <= both.top ? both : undefined;
}

/** The bounding rectangle of two rectangles. */
export const join = (a: Bounds, b: Bounds): Bounds => ({
  left: Math.min(a.left, b.left),
  bottom: Math.min(a.bottom, b.bottom),
  right: Math.max(a.right, b.right),
  top: Math.max(a.top, b.top),
});

export const grow = ({ left, bottom, right, top }: Bounds, by: number): Bounds => ({
  left: left - by,
  bottom: bottom - by,
  right: right + by,
  top: top + by,
});

/** Whether `outer` contains `inner`, to within `slack` points. */
export const contains = (outer: Bounds, inner: Bounds, slack = 0): boolean =>
  inner.left >= outer.left - slack &&
  inner.right <= outer.right + slack &&
  inner.bottom >= outer.bottom - slack &&
  inner.top <= outer.top + slack;

/** A matrix of six numbers. Missing ones are taken from the identity. */
export function matrixOf(numbers: readonly number[]): Matrix {
  const [a = 1, b = 0, c = 0, d = 1, e = 0, f = 0] = numbers;
  return [a, b, c, d, e, f];
}
