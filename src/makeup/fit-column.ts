import type { Float, Piece } from '../galley/galley.ts';
import { costs } from './costs.ts';

/**
 * Fits a run of pieces into one column: how the column's slack is taken up, and at what cost.
 *
 * In: the heights that the run and the floats beside it can take, and the column's frame. Out: the lines by which
 * pictures change, the crossheads that get a line more of space, the lines left empty at the foot, and the cost.
 *
 * Slack is the frame's room less all natural heights. If it is negative, pictures are cropped to lower heights. If
 * it is positive, it goes to pictures, then to crossheads, one line each, and what is left stays empty at the foot.
 * Costs: `costs.column`.
 *
 * Invariants: all heights are whole grid lines; flex + whites + short is the slack, so no line of a column is unaccounted for.
 * Complexity: constant time for a fit, on running sums that take one pass over the pieces.
 */

const { flexedLine, lastColumnLine, whiteLine, holeLine, forbiddenBreak } = costs.column;

/** What filling needs to know of a piece: its heights in grid lines and the cost of a break before it. */
export type FillPiece = Pick<Piece, 'lines' | 'minLines' | 'maxLines' | 'spaceBefore' | 'breakBefore'>;

/** A picture for a column's head or foot; `bySpan` holds the piece for each width in columns. */
export interface FillFloat extends Pick<Float, 'edge' | 'anchor'> {
  readonly bySpan: ReadonlyMap<number, FillPiece>;
}

/** The heights that a run of pieces or a set of floats can take. */
export interface Stretch {
  readonly min: number;
  readonly natural: number;
  readonly max: number;
  /** How many crossheads can be given a line more of space. */
  readonly whites: number;
}

export const noLines: Stretch = { min: 0, natural: 0, max: 0, whites: 0 };

/** Running sums over pieces, with which the run between two breaks is measured in constant time. */
export interface PieceSums {
  readonly count: number;
  readonly min: readonly number[];
  readonly natural: readonly number[];
  readonly max: readonly number[];
  readonly whites: readonly number[];
  readonly space: readonly number[];
  /** The largest space that can be dropped at a column's head. */
  readonly maxSpace: number;
  /** Cost of starting a column with each piece. */
  readonly breakBefore: readonly number[];
}

/** A column once the floats over several columns are placed: the lines left to it, and its own floats. */
export interface ColumnFrame {
  /** First line of the room, from the rectangle's top. */
  readonly head: number;
  readonly room: number;
  readonly floats: Stretch;
  /** Lines that may stay empty at little cost; only an article's last column has any (CLREQ: it may be short). */
  readonly allowance: number;
}

/** How a column's slack is taken up, in lines; `flex` is negative if pictures shrink. */
export interface ColumnFit {
  readonly flex: number;
  readonly whites: number;
  readonly short: number;
  /** The part of `cost` that can only grow as the column holds less. */
  readonly shortCost: number;
  readonly cost: number;
}

/** Sums the pieces from `from` on, up to the first that `capacity` lines cannot hold. */
export function sumPieces(pieces: readonly FillPiece[], from: number, capacity: number): PieceSums {
  const min = [0];
  const natural = [0];
  const max = [0];
  const whites = [0];
  const space: number[] = [];
  const breakBefore: number[] = [];
  let maxSpace = 0;
  let minLines = 0;
  let count = 0;
  while (from + count < pieces.length && minLines <= capacity) {
    const piece = pieces[from + count]!;
    min.push(min[count]! + piece.minLines + piece.spaceBefore);
    natural.push(natural[count]! + piece.lines + piece.spaceBefore);
    max.push(max[count]! + piece.maxLines + piece.spaceBefore);
    whites.push(whites[count]! + (piece.spaceBefore > 0 ? 1 : 0));
    space.push(piece.spaceBefore);
    breakBefore.push(Math.min(piece.breakBefore, forbiddenBreak));
    maxSpace = Math.max(maxSpace, piece.spaceBefore);
    minLines += piece.minLines;
    count += 1;
  }
  return { count, min, natural, max, whites, space, maxSpace, breakBefore };
}

/** The heights of pieces `start` up to `end` if `start` heads a column, so that its space above is dropped. */
export function stretchBetween(sums: PieceSums, start: number, end: number): Stretch {
  if (end <= start) {
    return noLines;
  }
  const dropped = sums.space[start]!;
  return {
    min: sums.min[end]! - sums.min[start]! - dropped,
    natural: sums.natural[end]! - sums.natural[start]! - dropped,
    max: sums.max[end]! - sums.max[start]! - dropped,
    whites: sums.whites[end]! - sums.whites[start]! - (dropped > 0 ? 1 : 0),
  };
}

/** Fits `text` into the frame beside its floats; undefined if it is too tall at its minimum height. */
export function fitColumn(text: Stretch, frame: ColumnFrame): ColumnFit | undefined {
  if (text.min + frame.floats.min > frame.room) {
    return undefined;
  }
  const slack = frame.room - text.natural - frame.floats.natural;
  const maxFlex = text.max - text.natural + frame.floats.max - frame.floats.natural;
  const flex = Math.min(slack, maxFlex);
  const left = slack - flex;
  const whites = Math.min(text.whites, Math.max(0, left - frame.allowance));
  const short = left - whites;
  const shortCost = short <= frame.allowance ? short * lastColumnLine : short * short * holeLine;
  const cost = Math.abs(flex) * flexedLine + whites * whiteLine + shortCost;
  return { flex, whites, short, shortCost, cost };
}

/** Cost of a picture that is `lines` taller or shorter than its natural height. */
export function costOfFlex(lines: number): number {
  return Math.abs(lines) * flexedLine;
}
