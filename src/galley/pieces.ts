import type { Report } from '../core/diagnostics.ts';
import type { Place } from '../core/place.ts';
import type { Pt } from '../core/units.ts';
import type { FontBook } from '../fonts/font-book.ts';
import type { Block, Picture } from '../issue/issue.ts';
import { tagOps, translate } from '../paint/ops.ts';
import type { PaintOp, PartStep, Role } from '../paint/paint.ts';
import type { ImageFile } from '../pictures/image-file.ts';
import type { StyleName, Template } from '../template/template.ts';
import type { Line } from '../text/text-style.ts';
import type { LineFault, Piece } from './galley.ts';
import { findLineFaults } from './line-faults.ts';
import { ascent, paintLine } from './paint-line.ts';

/** What a compositor has at hand: the look, the type, the pictures, and whom to tell a trouble. */
export interface SettingContext {
  readonly template: Template;
  readonly fonts: FontBook;
  readonly image: (picture: Picture) => ImageFile | undefined;
  readonly report: Report;
}

/** The left edge and the measure a block is set to, within its piece. */
export interface Column {
  readonly x: Pt;
  readonly width: Pt;
}

/** Sets blocks to a column: what a block that holds blocks is given to set them with. */
export type SetBlocks = (
  blocks: readonly Block[],
  column: Column,
  desk: SettingContext,
  voice: StyleName,
) => readonly Piece[];

/** A column narrowed from the left and the right. */
export function inset(column: Column, left: Pt, right: Pt = 0): Column {
  return { x: column.x + left, width: column.width - left - right };
}

/**
 * Cost of leaving the first line of a paragraph alone at a column's foot: less than a line left empty there, since
 * CLREQ only advises against it, where it forbids a last line alone at a column's head.
 */
const orphanCost = 60;

/** A piece of fixed height that may begin a column. */
export function piece(parts: Pick<Piece, 'lines' | 'ops' | 'place'> & Partial<Piece>): Piece {
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

/** Baseline of a grid line, from the line's top; the same for every size, so that columns stay in step. */
export function gridBaseline(template: Template): Pt {
  return ascent * template.grid.size;
}

/**
 * The lines of one paragraph as pieces of one grid line each. Its last line never begins a column (widow), its
 * first should not end one alone (orphan).
 */
export function paragraphPieces(
  lines: readonly Line[],
  column: Column,
  template: Template,
): readonly Piece[] {
  const last = lines.length - 1;
  return lines.map((line, index) =>
    piece({
      lines: 1,
      ops: paintLine(line, column.x, gridBaseline(template)),
      breakBefore: index === 0 ? 0 : index === last ? Number.POSITIVE_INFINITY : index === 1 ? orphanCost : 0,
      characters: line.characters,
      faults: findLineFaults(line, lines[index - 1], 0, template.grid.size),
      place: line.place,
    }),
  );
}

/** The same pieces with paint laid under or over the first of them. */
export function withFirst(pieces: readonly Piece[], change: (first: Piece) => Piece): readonly Piece[] {
  const [first, ...rest] = pieces;
  return first === undefined ? [] : [change(first), ...rest];
}

/** Pieces as part of an element: their paint and their pictures. */
export function partOf(step: PartStep, pieces: readonly Piece[]): readonly Piece[] {
  return pieces.map((one) => ({
    ...one,
    ops: tagOps(step, one.ops),
    frames: one.frames.map((frame) => ({ ...frame, part: [step, ...frame.part] })),
  }));
}

/** The element that was written at a place. */
export const partAt = (role: Role, { file, start }: Place): PartStep => ({
  role,
  key: `${file}:${start?.line ?? 0}:${start?.column ?? 0}`,
});

/** Pieces that stay together as one, for what must not be broken. */
export function joinPieces(pieces: readonly Piece[], template: Template): Omit<Piece, 'place'> {
  const ops: PaintOp[] = [];
  const frames: Piece['frames'][number][] = [];
  const troubles: LineFault[] = [];
  let line = 0;
  let characters = 0;
  for (const [index, part] of pieces.entries()) {
    if (index > 0) line += part.spaceBefore;
    const dy = line * template.grid.leading;
    ops.push(...translate(part.ops, 0, dy));
    frames.push(...part.frames.map((frame) => ({ ...frame, rect: { ...frame.rect, y: frame.rect.y + dy } })));
    for (const trouble of part.faults) troubles.push({ ...trouble, line: trouble.line + line });
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
    faults: troubles,
  };
}
