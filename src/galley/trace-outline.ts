/** A corner of the grid, x to the right, y down, in cells. */
export type Corner = readonly [x: number, y: number];

/** The way a side leads: right, down, left, up. The next is a turn to the right. */
type Way = 0 | 1 | 2 | 3;

const none = -1;

/**
 * The sides between a true cell and what is not, each with the true cell on its right hand, by the corner they leave.
 * Two leave a corner where two cells touch. Corners are numbered row by row.
 */
interface Sides {
  readonly stride: number;
  readonly first: Int8Array;
  readonly second: Int8Array;
  /** The corners in the order in which they were met. */
  readonly corners: readonly number[];
}

/**
 * Traces the areas of true cells. Out: closed outlines as their corners, clockwise round an area and counter-clockwise
 * round a hole in one, so that either winding rule fills them. Cells that touch at a corner only stay apart.
 */
export function traceOutline(cells: readonly (readonly boolean[])[]): readonly (readonly Corner[])[] {
  const sides = sidesOf(cells);
  const outlines: (readonly Corner[])[] = [];
  for (const corner of sides.corners) {
    while (sides.first[corner] !== none) outlines.push(walk(corner, sides));
  }
  return outlines;
}

function sidesOf(cells: readonly (readonly boolean[])[]): Sides {
  const stride = Math.max(0, ...cells.map(({ length }) => length)) + 1;
  const count = stride * (cells.length + 1);
  const [first, second] = [new Int8Array(count).fill(none), new Int8Array(count).fill(none)];
  const corners: number[] = [];
  const add = (x: number, y: number, way: Way): void => {
    const corner = y * stride + x;
    if (first[corner] !== none) second[corner] = way;
    else {
      first[corner] = way;
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

/** Follows sides from a corner until it is back, taking each out of those still open. Out: where the outline turns. */
function walk(from: number, sides: Sides): readonly Corner[] {
  const { stride, first } = sides;
  const steps = [1, stride, -1, -stride] as const;
  const turns: Corner[] = [];
  const start = first[from] as Way;
  take(from, start, sides);
  let way = start;
  let at = from + steps[way];
  while (at !== from) {
    // The right turn keeps to the same cell.
    const right = ((way + 1) & 3) as Way;
    const next = sides.second[at] === right ? right : (first[at] as Way);
    take(at, next, sides);
    if (next !== way) turns.push([at % stride, Math.floor(at / stride)]);
    way = next;
    at += steps[way];
  }
  return way === start ? turns : [[from % stride, Math.floor(from / stride)], ...turns];
}

function take(corner: number, way: Way, { first, second }: Sides): void {
  if (first[corner] === way) first[corner] = second[corner]!;
  second[corner] = none;
}
