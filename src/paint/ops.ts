import { copyCharacters } from '../core/copy-characters.ts';
import type { Point, Rect } from '../core/geometry.ts';
import type { Pt } from '../core/units.ts';
import type { GlyphsOp, PaintOp, PartPath, PartStep, Path, Publication } from './paint.ts';
import { mapPath } from './paths.ts';

/** Rounds to a thousandth of a point, the precision of a finished page: finer than any plate, equal on every machine. */
export function roundToThousandth(value: Pt): Pt {
  // Adding 0 turns -0 into 0, so that the value survives JSON.
  return Math.round(value * 1000) / 1000 + 0;
}

/** Closes a switch over all ops, so that a new kind of op does not compile until every writer handles it. */
export function assertNever(op: never): never {
  throw new Error(`no such paint op: ${JSON.stringify(op)}`);
}

/** Moves ops by dx to the right and dy down. The resulting coordinates are rounded to a thousandth of a point. */
export function translate(ops: readonly PaintOp[], dx: Pt, dy: Pt): readonly PaintOp[] {
  return ops.map((op) => translateOp(op, dx, dy));
}

function translateOp(op: PaintOp, dx: Pt, dy: Pt): PaintOp {
  switch (op.op) {
    case 'glyphs':
      return moveGlyphs(op, roundToThousandth(op.at.x + dx), roundToThousandth(op.at.y + dy));
    case 'fill':
    case 'stroke':
      return { ...op, path: translatePath(op.path, dx, dy) };
    case 'image':
      return { ...op, rect: translateRect(op.rect, dx, dy) };
    default:
      return assertNever(op);
  }
}

/** Returns the op itself if it does not move, as most do not when a whole page is rounded again. */
const moveGlyphs = (op: PaintOp & GlyphsOp, x: Pt, y: Pt): PaintOp =>
  x === op.at.x && y === op.at.y ? op : copyGlyphs(op, { x, y }, op.part);

/** Rounds the right and lower edges, not the width and height, so that adjacent rectangles stay adjacent. */
function translateRect({ x, y, width, height }: Rect, dx: Pt, dy: Pt): Rect {
  const [left, top] = [roundToThousandth(x + dx), roundToThousandth(y + dy)];
  return {
    x: left,
    y: top,
    width: roundToThousandth(roundToThousandth(x + dx + width) - left),
    height: roundToThousandth(roundToThousandth(y + dy + height) - top),
  };
}

const translatePath = (path: Path, dx: Pt, dy: Pt): Path =>
  mapPath(path, (x, y) => ({ x: roundToThousandth(x + dx), y: roundToThousandth(y + dy) }));

/**
 * Puts ops inside a structure element. Glyphs and images are content, and so is any op that already has an element;
 * other paths (rules, frames, grounds) are decoration and get none.
 */
export function tagOps(step: PartStep, ops: readonly PaintOp[]): readonly PaintOp[] {
  return ops.map((op) => {
    const part = op.part === undefined ? [step] : [step, ...op.part];
    if (op.op === 'glyphs') return copyGlyphs(op, op.at, part);
    return op.op === 'image' || op.part !== undefined ? { ...op, part } : op;
  });
}

/**
 * Copies a glyphs op with another origin or structure element. Nearly all paint of a newspaper is text and is copied
 * here several times, so the object is written out key by key: spreading it and then adding a key takes ten times as
 * long.
 */
function copyGlyphs(op: GlyphsOp, at: Point, part: PartPath | undefined): PaintOp {
  const { face, size, ink, row, source, hidden } = op;
  if (hidden === true) return { ...op, at, ...(part && { part }) };
  return part === undefined
    ? { op: 'glyphs', face, size, ink, at, row, source }
    : { op: 'glyphs', face, size, ink, at, row, source, part };
}

/** Counts the printing characters of the author's copy on all sheets; furniture is not counted. */
export function countSetCharacters({ sheets }: Publication): number {
  let sum = 0;
  for (const { ops } of sheets) {
    for (const op of ops) if (op.op === 'glyphs' && op.source === 'copy') sum += copyCharacters(op.row.text);
  }
  return sum;
}

/** The copy on sheets or pieces as one text. */
export function setCopyText(parts: readonly { readonly ops: readonly PaintOp[] }[]): string {
  const texts = parts.flatMap(({ ops }) =>
    ops.flatMap((op) => (op.op === 'glyphs' && op.source === 'copy' ? [op.row.text] : [])),
  );
  return texts.join('');
}
