/** A corner of the grid, x to the right, y down, in cells. */
export type Corner = readonly [x: number, y: number];

/** The direction of an edge: right, down, left, up. The next number is a turn to the right. */
type Direction = 0 | 1 | 2 | 3;

const none = -1;

/**
 * The edges between true and false cells, by the corner they begin at, each with the true cell on its right. Two begin at
 * a corner where two cells touch diagonally. Corners are numbered row by row.
 */
interface Edges {
  readonly stride: number;
  readonly first: Int8Array;
  readonly second: Int8Array;
  /** The corners at which edges begin, in the order they were found. */
  readonly corners: readonly number[];
}

/**
 * Traces the outlines of the areas of true cells.
 *
 * Algorithm: boundary following. All edges between true and false cells are collected, each directed so that the true cell
 * is on its right; then edges are followed from corner to corner until each is used.
 *
 * In: rows of cells. Out: closed outlines as their corners, clockwise round an area and counter-clockwise round a hole, so
 * that both winding rules fill them alike. Cells that touch only diagonally have outlines of their own.
 * Invariant: as many edges begin at a corner as end there, so a walk only ends where it began. It ends because each step
 * removes an edge. Complexity: O(cells).
 */
export function traceOutline(cells: readonly (readonly boolean[])[]): readonly (readonly Corner[])[] {
  const edges = findEdges(cells);
  const outlines: (readonly Corner[])[] = [];
  for (const corner of edges.corners) {
    while (edges.first[corner] !== none) outlines.push(walk(corner, edges));
  }
  return outlines;
}

function findEdges(cells: readonly (readonly boolean[])[]): Edges {
  const stride = Math.max(0, ...cells.map(({ length }) => length)) + 1;
  const count = stride * (cells.length + 1);
  const [first, second] = [new Int8Array(count).fill(none), new Int8Array(count).fill(none)];
  const corners: number[] = [];
  const add = (x: number, y: number, direction: Direction): void => {
    const corner = y * stride + x;
    if (first[corner] !== none) second[corner] = direction;
    else {
      first[corner] = direction;
      corners.push(corner);
    }
  };
  for (const [y, row] of cells.entries()) {
    for (const [x, filled] of row.entries()) {
      if (!filled) continue;
      if (cells[y - 1]?.[x] !== true) add(x, y, 0);
      if (row[x + 1] !== true) add(x + 1, y, 1);
      if (cells[y + 1]?.[x] !== true) add(x + 1, y + 1, 2);
      if (row[x - 1] !== true) add(x, y + 1, 3);
    }
  }
  return { stride, first, second, corners };
}

/** Follows edges from a corner until it is back there, and removes them. Out: the corners where the outline turns. */
function walk(from: number, edges: Edges): readonly Corner[] {
  const { stride, first } = edges;
  const steps = [1, stride, -1, -stride] as const;
  const turns: Corner[] = [];
  const start = first[from] as Direction;
  removeEdge(from, start, edges);
  let direction = start;
  let at = from + steps[direction];
  while (at !== from) {
    // At a corner with two edges the turn to the right stays with the same cell.
    const right = ((direction + 1) & 3) as Direction;
    const next = edges.second[at] === right ? right : (first[at] as Direction);
    removeEdge(at, next, edges);
    if (next !== direction) turns.push([at % stride, Math.floor(at / stride)]);
    direction = next;
    at += steps[direction];
  }
  return direction === start ? turns : [[from % stride, Math.floor(from / stride)], ...turns];
}

function removeEdge(corner: number, direction: Direction, { first, second }: Edges): void {
  if (first[corner] === direction) first[corner] = second[corner]!;
  second[corner] = none;
}
