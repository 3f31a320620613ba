import { type FillPiece, forbiddenBreak } from './filling.ts';

// The faults of a column, dearest last. Each step outweighs what the one before can sum up to in practice, so
// that slack goes to pictures first, then to the white above crossheads, and last to the foot (齐底).
const costOfFlexedLine = 1;
const costOfLastColumnLine = 10;
const costOfWhiteLine = 20;
const costOfHoleLine = 100;

/** The heights a stretch of pieces, or a set of floats, can take; `whites` is how many crossheads could give a line more. */
export interface Stretch {
  readonly min: number;
  readonly natural: number;
  readonly max: number;
  readonly whites: number;
}

export const noLines: Stretch = { min: 0, natural: 0, max: 0, whites: 0 };

/** Running sums over pieces, so that every stretch between two breaks is measured in one step. */
export interface PieceSums {
  readonly count: number;
  /** True where the last piece summed is the last there is. */
  readonly complete: boolean;
  readonly min: readonly number[];
  readonly natural: readonly number[];
  readonly max: readonly number[];
  readonly whites: readonly number[];
  readonly space: readonly number[];
  /** The most that can be dropped at a column's head. */
  readonly widestSpace: number;
  /** What it costs to start a column with each piece. */
  readonly breakBefore: readonly number[];
}

/** A column once the wide floats have their place: the lines left to it, and the narrow floats that share them. */
export interface ColumnFrame {
  /** First line of the room, from the rectangle's top. */
  readonly head: number;
  readonly room: number;
  readonly floats: Stretch;
  /** Lines that may stay empty at little cost; only the last column of an article has any (CLREQ: the last one is short). */
  readonly allowance: number;
}

/** How a column's slack is taken up, in lines; `flex` is negative where pictures shrink. */
export interface ColumnFit {
  readonly flex: number;
  readonly whites: number;
  readonly short: number;
  /** The part of `cost` that only grows as the column holds less. */
  readonly shortCost: number;
  readonly cost: number;
}

/** Sums the pieces from `from` on, no further than just past what `capacity` lines can hold. */
export function sumPieces(pieces: readonly FillPiece[], from: number, capacity: number): PieceSums {
  const min = [0];
  const natural = [0];
  const max = [0];
  const whites = [0];
  const space: number[] = [];
  const breakBefore: number[] = [];
  let widestSpace = 0;
  let least = 0;
  let count = 0;
  while (from + count < pieces.length && least <= capacity) {
    const piece = pieces[from + count]!;
    min.push(min[count]! + piece.minLines + piece.spaceBefore);
    natural.push(natural[count]! + piece.lines + piece.spaceBefore);
    max.push(max[count]! + piece.maxLines + piece.spaceBefore);
    whites.push(whites[count]! + (piece.spaceBefore > 0 ? 1 : 0));
    space.push(piece.spaceBefore);
    breakBefore.push(Math.min(piece.breakBefore, forbiddenBreak));
    widestSpace = Math.max(widestSpace, piece.spaceBefore);
    least += piece.minLines;
    count += 1;
  }
  const complete = from + count >= pieces.length;
  return { count, complete, min, natural, max, whites, space, widestSpace, breakBefore };
}

/** The stretch of the pieces `start` up to `end` when `start` heads a column: its own space above is dropped. */
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

/** How `text` fits the frame beside its floats; undefined where it is too high at its lowest. */
export function fitColumn(text: Stretch, frame: ColumnFrame): ColumnFit | undefined {
  if (text.min + frame.floats.min > frame.room) {
    return undefined;
  }
  const slack = frame.room - text.natural - frame.floats.natural;
  const flexible = text.max - text.natural + frame.floats.max - frame.floats.natural;
  const flex = Math.min(slack, flexible);
  const left = slack - flex;
  const whites = Math.min(text.whites, Math.max(0, left - frame.allowance));
  const short = left - whites;
  const shortCost = costOfShort(short, frame.allowance);
  const cost = Math.abs(flex) * costOfFlexedLine + whites * costOfWhiteLine + shortCost;
  return { flex, whites, short, shortCost, cost };
}

/** The square makes two small holes better than one large, so that feet stay level even where all are short. */
function costOfShort(short: number, allowance: number): number {
  return short <= allowance ? short * costOfLastColumnLine : short * short * costOfHoleLine;
}

/** Cost of a picture laid `lines` away from its natural height. */
export function costOfFlex(lines: number): number {
  return Math.abs(lines) * costOfFlexedLine;
}
