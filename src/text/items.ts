import type { Pt } from '../core/units.ts';
import type { Item } from './break-lines.ts';
import { breakCost } from './kinsoku.ts';
import type { Piece } from './pieces.ts';
import { type Space, spaceAfter } from './spacing.ts';
import type { PunctuationStyle } from './text-style.ts';

/** What stands between a piece and the next: the space if they share a line, the cost if they do not. */
export interface Joint extends Space {
  /** Of ending a line here: 0 free, Infinity never, -Infinity always. */
  readonly cost: number;
}

/** A last line with one ideograph (孤字): CLREQ wants two, marks not counted. */
const runtCost = 300;
const leastLastLine = 2;

/** The joints of a paragraph: one after each piece, the last of them its end. `spaceWidth` is that of a piece's face. */
export function toJoints(
  pieces: readonly Piece[],
  style: PunctuationStyle,
  tracking: Pt,
  spaceWidth: (index: number) => Pt,
): readonly Joint[] {
  const end: Joint = { width: 0, em: 0, cost: Number.NEGATIVE_INFINITY };
  return pieces.map((_, index): Joint => {
    const next = pieces[index + 1];
    if (next === undefined || /[\n\r\u2028\u2029]/.test(next.before)) return end;
    const space = spaceAfter(pieces, index, style, spaceWidth(index));
    return { ...space, width: space.width + tracking, cost: breakCost(pieces, index) };
  });
}

/**
 * The items of a paragraph: for each piece a box, the cost of ending the line after it, and the glue that falls
 * away if it does. So the box of piece i is item 3i and its line end item 3i + 1.
 */
export function toItems(
  pieces: readonly Piece[],
  joints: readonly Joint[],
  widths: readonly Pt[],
): readonly Item[] {
  const runts = runtEnds(pieces, joints, widths);
  return joints.flatMap(({ cost, em: _, ...space }, index): Item[] => [
    { kind: 'box', width: widths[index] as Pt },
    { kind: 'penalty', width: 0, cost: runts.has(index) ? cost + runtCost : cost },
    { kind: 'glue', ...space },
  ]);
}

/** The piece whose line end is item `end`. */
export const pieceEnding = (end: number) => Math.floor(end / 3);

/** After which pieces a line end leaves too little text for a last line. */
function runtEnds(
  pieces: readonly Piece[],
  joints: readonly Joint[],
  widths: readonly Pt[],
): ReadonlySet<number> {
  const runts = new Set<number>();
  let left = 0;
  for (let index = pieces.length - 1; index >= 0; index -= 1) {
    const piece = pieces[index] as Piece;
    if (joints[index]?.cost === Number.NEGATIVE_INFINITY) left = 0;
    else if (left < leastLastLine) runts.add(index);
    if (isText(piece)) left += (widths[index] as Pt) / piece.em;
  }
  return runts;
}

const isText = (piece: Piece) => piece.kind === 'han' || piece.kind === 'wide' || piece.kind === 'western';
