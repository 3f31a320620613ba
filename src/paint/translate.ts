import type { Rect } from '../core/geometry.ts';
import type { Pt } from '../core/units.ts';
import { layGlyphsOp } from './lay-glyphs-op.ts';
import type { GlyphsOp, PaintOp, Path, PathStep } from './paint.ts';

/** Moves ops to their place: dx to the right, dy down. What comes out is rounded to a thousandth of a point. */
export function translate(ops: readonly PaintOp[], dx: Pt, dy: Pt): readonly PaintOp[] {
  return ops.map((op) => moved(op, dx, dy));
}

function moved(op: PaintOp, dx: Pt, dy: Pt): PaintOp {
  switch (op.op) {
    case 'glyphs':
      return movedGlyphs(op, thousandth(op.at.x + dx), thousandth(op.at.y + dy));
    case 'fill':
    case 'stroke':
      return { ...op, path: movedPath(op.path, dx, dy) };
    case 'image':
      return { ...op, rect: movedRect(op.rect, dx, dy) };
    default:
      return assertNever(op);
  }
}

/** Most of a page's type is at its place already when the page is rounded as a whole. */
const movedGlyphs = (op: PaintOp & GlyphsOp, x: Pt, y: Pt): PaintOp =>
  x === op.at.x && y === op.at.y ? op : layGlyphsOp(op, { x, y }, op.part);

/** Its right and lower edge are rounded, not its size: what touched still touches. */
function movedRect({ x, y, width, height }: Rect, dx: Pt, dy: Pt): Rect {
  const [left, top] = [thousandth(x + dx), thousandth(y + dy)];
  return {
    x: left,
    y: top,
    width: thousandth(thousandth(x + dx + width) - left),
    height: thousandth(thousandth(y + dy + height) - top),
  };
}

const movedPath = (path: Path, dx: Pt, dy: Pt): Path =>
  path.map((step): PathStep => {
    if (step.to === 'close') return step;
    const end = { x: thousandth(step.x + dx), y: thousandth(step.y + dy) };
    if (step.to !== 'curve') return { ...step, ...end };
    const [x1, y1] = [thousandth(step.x1 + dx), thousandth(step.y1 + dy)];
    return { ...step, x1, y1, x2: thousandth(step.x2 + dx), y2: thousandth(step.y2 + dy), ...end };
  });

/** What a sheet's numbers are rounded to, once: fine enough for any plate, and equal on every machine. */
export function thousandth(value: Pt): Pt {
  return Math.round(value * 1000) / 1000 + 0;
}

/** Ends a switch over all ops: a new op does not compile until every writer says what it does with it. */
export function assertNever(op: never): never {
  throw new Error(`no such paint op: ${JSON.stringify(op)}`);
}
