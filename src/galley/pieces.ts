import type { Report } from '../core/diagnostics.ts';
import type { Place } from '../core/place.ts';
import type { Pt } from '../core/units.ts';
import type { FontBook } from '../fonts/font-book.ts';
import type { FindBreaks } from '../headline/headline-break-cache.ts';
import type { Picture } from '../issue/issue.ts';
import { tagOps, translate } from '../paint/ops.ts';
import type { PaintOp, PartStep, Role } from '../paint/paint.ts';
import type { ImageFile } from '../pictures/image-file.ts';
import type { Template } from '../template/template.ts';
import type { LineFault, ParagraphLengths, Piece } from './galley.ts';

/** What setting needs apart from the copy: the template, the fonts, the opened pictures, and where messages go. */
export interface SettingContext {
  readonly template: Template;
  readonly fonts: FontBook;
  readonly image: (picture: Picture) => ImageFile | undefined;
  readonly findBreaks: FindBreaks;
  readonly lengths?: ParagraphLengths;
  readonly report: Report;
  /** The tint that blocks are set on, in percent of black; without it they are on paper. */
  readonly ground?: number;
}

/** The left edge and the measure a block is set to, within its piece. */
export interface Column {
  readonly x: Pt;
  readonly width: Pt;
  /** Whether paragraphs begin without an indent, as behind the number of a list item. */
  readonly flush?: true;
  /** The left edge of the column in which this one is nested. */
  readonly edge?: Pt;
}

/** Narrows a column from the left and the right. */
export function insetColumn(column: Column, left: Pt, right: Pt = 0): Column {
  return { x: column.x + left, width: column.width - left - right };
}

/** The least measure of what is inside quotations and lists, in characters: deeper ones have no further indent. */
const leastMeasure = 5;

const edgeOf = ({ edge, x }: Column): Pt => edge ?? x;

/** Narrows a column for a block inside another, by no more than leaves the least measure. In: the size of a character. */
export function nestColumn(column: Column, left: Pt, right: Pt, size: Pt): Column {
  const room = Math.max(0, column.width - leastMeasure * size);
  const share = Math.min(1, room / (left + right));
  return { ...insetColumn(column, left * share, right * share), edge: edgeOf(column) };
}

/**
 * The column of the text that hangs behind a label, and where the label begins: at the edge of its column or, where the text would
 * not have the least measure, further left, but not outside the column in which that one is nested.
 */
export function hangColumn(
  column: Column,
  hang: Pt,
  size: Pt,
): { readonly label: Pt; readonly text: Column } {
  const missing = Math.max(0, hang + leastMeasure * size - column.width);
  const label = Math.max(edgeOf(column), column.x - missing);
  const x = label + hang;
  return { label, text: { x, width: column.x + column.width - x, edge: edgeOf(column), flush: true } };
}

/** Makes a piece: of fixed height and free to begin a column, unless `parts` say otherwise. */
export function makePiece(parts: Pick<Piece, 'lines' | 'ops' | 'place'> & Partial<Piece>): Piece {
  return {
    minLines: parts.lines,
    maxLines: parts.lines,
    spaceBefore: 0,
    breakBefore: 0,
    frames: [],
    characters: 0,
    faults: [],
    ...parts,
  };
}

/** Returns the pieces with the first of them changed. */
export function changeFirst(pieces: readonly Piece[], change: (first: Piece) => Piece): readonly Piece[] {
  const [first, ...rest] = pieces;
  return first === undefined ? [] : [change(first), ...rest];
}

/** Makes pieces part of a structure element: their paint and their pictures. */
export function tagPieces(step: PartStep, pieces: readonly Piece[]): readonly Piece[] {
  return pieces.map((piece) => ({
    ...piece,
    ops: tagOps(step, piece.ops),
    frames: piece.frames.map((frame) => ({ ...frame, part: [step, ...frame.part] })),
  }));
}

/** The structure element of a block, which its place identifies. */
export const partAt = (role: Role, { file, start }: Place): PartStep => ({
  role,
  key: `${file}:${start?.line ?? 0}:${start?.column ?? 0}`,
});

/** Joins pieces to one that cannot be broken. */
export function joinPieces(pieces: readonly Piece[], template: Template): Omit<Piece, 'place'> {
  const ops: PaintOp[] = [];
  const frames: Piece['frames'][number][] = [];
  const faults: LineFault[] = [];
  let line = 0;
  let characters = 0;
  for (const [index, part] of pieces.entries()) {
    if (index > 0) line += part.spaceBefore;
    const dy = line * template.grid.leading;
    ops.push(...translate(part.ops, 0, dy));
    frames.push(...part.frames.map((frame) => ({ ...frame, rect: { ...frame.rect, y: frame.rect.y + dy } })));
    for (const fault of part.faults) faults.push({ ...fault, line: fault.line + line });
    line += part.lines;
    characters += part.characters;
  }
  return {
    lines: line,
    minLines: line,
    maxLines: line,
    spaceBefore: 0,
    breakBefore: 0,
    ops,
    frames,
    characters,
    faults,
  };
}
