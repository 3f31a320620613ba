import type { Bounds, Point } from '../../pdf-reader/matrix.ts';

/** A stretch of one row of dots, the end not included. */
export type FillSpan = (row: number, from: number, to: number) => void;

/**
 * Fills closed polygons: a dot is inked where its centre lies inside. In: the polygons in dots, y down; the rule; whole
 * limits with `bottom` the least row. ISO 32000-1, 8.5.3.3.
 */
export function fillPolygon(
  parts: readonly (readonly Point[])[],
  evenOdd: boolean,
  limits: Bounds,
  span: FillSpan,
): void {
  const edges = parts.flatMap(edgesOf).sort((a, b) => a.from - b.from);
  const first = Math.max(limits.bottom, Math.ceil((edges[0]?.from ?? Infinity) - 0.5));
  let waiting = 0;
  let active: Edge[] = [];
  for (let row = first; row < limits.top; row += 1) {
    const y = row + 0.5;
    while (waiting < edges.length && edges[waiting]!.from <= y) active.push(edges[waiting++]!);
    active = active.filter((edge) => edge.to > y);
    if (active.length === 0) {
      if (waiting >= edges.length) return;
      continue;
    }
    const crossings = active.map(({ x, slope, from, turn }) => ({ x: x + (y - from) * slope, turn }));
    crossings.sort((a, b) => a.x - b.x);
    let winding = 0;
    for (let index = 0; index + 1 < crossings.length; index += 1) {
      winding += crossings[index]!.turn;
      if (evenOdd ? index % 2 === 1 : winding === 0) continue;
      const left = Math.max(limits.left, Math.ceil(crossings[index]!.x - 0.5));
      const right = Math.min(limits.right, Math.ceil(crossings[index + 1]!.x - 0.5));
      if (left < right) span(row, left, right);
    }
  }
}

/** A side of a polygon, downwards; `turn` is the way it was drawn. */
interface Edge {
  readonly from: number;
  readonly to: number;
  readonly x: number;
  readonly slope: number;
  readonly turn: 1 | -1;
}

function edgesOf(part: readonly Point[]): readonly Edge[] {
  return part.flatMap(([x1, y1], index): readonly Edge[] => {
    const [x2, y2] = part[(index + 1) % part.length]!;
    if (y1 === y2) return [];
    const slope = (x2 - x1) / (y2 - y1);
    return y1 < y2
      ? [{ from: y1, to: y2, x: x1, slope, turn: 1 }]
      : [{ from: y2, to: y1, x: x2, slope, turn: -1 }];
  });
}
