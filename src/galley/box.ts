import type { Block } from '../issue/issue.ts';
import { translate } from '../paint/ops.ts';
import type { PaintOp } from '../paint/paint.ts';
import { rectangle } from '../paint/paths.ts';
import type { Piece } from './galley.ts';
import { setRuns } from './paragraph.ts';
import {
  type Column,
  inset,
  joinPieces,
  paragraphPieces,
  partOf,
  piece,
  type SetBlocks,
  type SettingContext,
} from './pieces.ts';
import { styleRuns } from './style-runs.ts';

type BoxBlock = Extract<Block, { kind: 'box' }>;

/** The frame keeps this far from the neighbouring lines' frames, so that it never touches type. */
const clearance = 3;

/** A darker tint swallows the black text on it: newsprint's dots spread, and 30 % prints like half. */
const mostTint = 30;

/** Black on a tint darker than this cannot be read at all. */
const drowningTint = 50;

/** Dots of less than this do not come out on newsprint. */
const leastTint = 5;

/**
 * 加框: a framed item that stays whole. Its text keeps to the page grid, with a line for the frame and its white
 * above and below, and a character's white at the sides.
 */
export function boxPieces(
  block: BoxBlock,
  column: Column,
  desk: SettingContext,
  compose: SetBlocks,
): readonly Piece[] {
  const { template } = desk;
  const { size, leading } = template.grid;
  const inner = inset(column, size, size);
  const content = [...titlePieces(block, inner, desk), ...compose(block.blocks, inner, desk, 'body')];
  const whole = joinPieces(content, template);
  const lines = whole.lines + 2;
  const frame = {
    x: column.x,
    y: clearance,
    width: column.width,
    height: (lines - 1) * leading + size - 2 * clearance,
  };
  const ops: PaintOp[] = [];
  if (block.tint !== undefined) {
    const { value: tint, place } = block.tint;
    if (tint > drowningTint) desk.report('tint-drowns-type', place, { tint, most: mostTint });
    else if (tint > mostTint) desk.report('tint-too-dark', place, { tint, most: mostTint });
    else if (tint > 0 && tint < leastTint) desk.report('tint-too-faint', place, { tint, least: leastTint });
    ops.push({ op: 'fill', path: rectangle(frame), ink: { c: 0, m: 0, y: 0, k: tint } });
  }
  const { width, ink } = template.rules.box;
  ops.push({ op: 'stroke', path: rectangle(frame), ink, width });
  return [
    piece({
      ...whole,
      lines,
      minLines: lines,
      maxLines: lines,
      ops: [...ops, ...translate(whole.ops, 0, leading)],
      faults: whole.faults.map((trouble) => ({ ...trouble, line: trouble.line + 1 })),
      frames: whole.frames.map((held) => ({ ...held, rect: { ...held.rect, y: held.rect.y + leading } })),
      place: block.place,
    }),
  ];
}

function titlePieces(block: BoxBlock, column: Column, desk: SettingContext): readonly Piece[] {
  if (block.title.length === 0) return [];
  const style = desk.template.styles['box-title'];
  const lines = setRuns(styleRuns(block.title, style, desk.template), style, column, desk, style.align, 0);
  return partOf({ role: 'H2', key: 'title' }, paragraphPieces(lines, column, desk.template));
}
