/** Affine transforms, as SVG writes them: x' = a·x + c·y + e, y' = b·x + d·y + f. */
export type Matrix = readonly [a: number, b: number, c: number, d: number, e: number, f: number];

export const identity: Matrix = [1, 0, 0, 1, 0, 0];

export const isIdentity = (matrix: Matrix): boolean =>
  matrix.every((value, index) => value === identity[index]);

export const translation = (x: number, y: number): Matrix => [1, 0, 0, 1, x, y];

/** The transform that applies `second` first, then `first`, as in `transform="first second"`. */
export const multiply = (first: Matrix, second: Matrix): Matrix => {
  const [a, b, c, d, e, f] = first;
  const [A, B, C, D, E, F] = second;
  return [a * A + c * B, b * A + d * B, a * C + c * D, b * C + d * D, a * E + c * F + e, b * E + d * F + f];
};

export const writeMatrix = (matrix: Matrix): string => `matrix(${matrix.join(' ')})`;

const radians = (degrees: number): number => (degrees * Math.PI) / 180;

export function rotation(degrees: number): Matrix {
  // Exact where it can be, so that a quarter turn leaves no dust.
  const quarter = ((degrees % 360) + 360) % 360;
  const exact = { 0: [1, 0], 90: [0, 1], 180: [-1, 0], 270: [0, -1] }[quarter];
  const [cos, sin] = exact ?? [Math.cos(radians(degrees)), Math.sin(radians(degrees))];
  return [cos!, sin!, -sin!, cos!, 0, 0];
}

export const skew = (x: number, y: number): Matrix => [
  1,
  Math.tan(radians(y)),
  Math.tan(radians(x)),
  1,
  0,
  0,
];
