/** A corner of the grid, x to the right, y down, in cells. */
export type Corner = readonly [x: number, y: number];

interface Side {
  readonly from: Corner;
  readonly to: Corner;
}

/**
 * Traces the areas of true cells. Out: closed outlines as their corners, clockwise round an area and counter-clockwise
 * round a hole in one, so that either winding rule fills them. Cells that touch at a corner only stay apart.
 */
export function traceOutline(cells: readonly (readonly boolean[])[]): readonly (readonly Corner[])[] {
  const open = sidesByStart(cells);
  const outlines: Corner[][] = [];
  for (const waiting of open.values()) {
    while (waiting.length > 0) outlines.push(cornersOf(walk(waiting.shift()!, open)));
  }
  return outlines;
}

const key = ([x, y]: Corner): string => `${x},${y}`;

/** The sides between a true cell and what is not, each with the true cell on its right hand. */
function sidesByStart(cells: readonly (readonly boolean[])[]): Map<string, Side[]> {
  const sides = new Map<string, Side[]>();
  const filled = (x: number, y: number): boolean => cells[y]?.[x] === true;
  const add = (from: Corner, to: Corner): void => {
    sides.set(key(from), [...(sides.get(key(from)) ?? []), { from, to }]);
  };
  for (const [y, row] of cells.entries()) {
    for (const x of row.keys()) {
      if (!filled(x, y)) continue;
      if (!filled(x, y - 1)) add([x, y], [x + 1, y]);
      if (!filled(x + 1, y)) add([x + 1, y], [x + 1, y + 1]);
      if (!filled(x, y + 1)) add([x + 1, y + 1], [x, y + 1]);
      if (!filled(x - 1, y)) add([x, y + 1], [x, y]);
    }
  }
  return sides;
}

/** Follows sides from one until it is back, taking each out of those still open. */
function walk(first: Side, open: ReadonlyMap<string, Side[]>): readonly Side[] {
  const sides = [first];
  while (key(sides.at(-1)!.to) !== key(first.from)) {
    const last = sides.at(-1)!;
    const choices = open.get(key(last.to))!;
    // Two sides leave a corner where two cells touch: the right turn keeps to the same cell.
    const index = Math.max(
      choices.findIndex((side) => turnsRight(last, side)),
      0,
    );
    sides.push(...choices.splice(index, 1));
  }
  return sides;
}

function turnsRight(before: Side, after: Side): boolean {
  const [dx, dy] = direction(before);
  const [ex, ey] = direction(after);
  return ex === -dy && ey === dx;
}

const direction = ({ from, to }: Side): Corner => [to[0] - from[0], to[1] - from[1]];

/** Where the outline turns. */
function cornersOf(sides: readonly Side[]): Corner[] {
  return sides
    .filter((side, index) => key(direction(side)) !== key(direction(sides.at(index - 1)!)))
    .map(({ from }) => from);
}
