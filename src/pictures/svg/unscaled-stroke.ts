import { isIdentity, type Matrix, writeMatrix } from './matrix.ts';
import { transformPath } from './outlines.ts';
import { node, type PlainNode } from './plain-svg.ts';

/**
 * A shape whose stroke keeps its width whatever the transforms: `vector-effect: non-scaling-stroke`, SVG 2, 8.13. The fill is
 * drawn in place; the stroke along the path as it lies in the drawing, under the inverse of the transforms around it.
 */
export function unscaledStroke(
  d: string,
  painted: Readonly<Record<string, string>>,
  matrix: Matrix,
  refuse: () => void,
): readonly PlainNode[] {
  if (isIdentity(matrix)) return [node('path', { d, ...painted })];
  const inverse = invert(matrix);
  const hasServer =
    painted['stroke']!.startsWith('url(') || Object.keys(painted).some((name) => name.startsWith('marker'));
  if (inverse === undefined || hasServer) {
    refuse();
    return [];
  }
  const stroke = Object.fromEntries(Object.entries(painted).filter(([name]) => name.startsWith('stroke')));
  const fill = Object.fromEntries(Object.entries(painted).filter(([name]) => !name.startsWith('stroke')));
  const placed = transformPath(d, writeMatrix(matrix));
  return [
    ...(painted['fill'] === 'none' ? [] : [node('path', { d, ...fill })]),
    node('path', { transform: writeMatrix(inverse), d: placed, ...stroke, fill: 'none' }),
  ];
}

function invert([a, b, c, d, e, f]: Matrix): Matrix | undefined {
  const determinant = a * d - b * c;
  if (Math.abs(determinant) < 1e-12) return undefined;
  return [
    d / determinant,
    -b / determinant,
    -c / determinant,
    a / determinant,
    (c * f - d * e) / determinant,
    (b * e - a * f) / determinant,
  ];
}
