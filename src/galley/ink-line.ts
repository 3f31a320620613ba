import type { Pt } from '../core/units.ts';
import { startsOf } from '../paint/glyph-row.ts';
import type { GlyphRow, GlyphsOp, PaintOp } from '../paint/paint.ts';
import { circle } from '../paint/shapes.ts';
import { thousandth } from '../paint/translate.ts';
import type { GlyphRun, Line } from '../text/text-style.ts';

/** Height of the frame of a Han character above its baseline, in em: the fonts' typographic ascent. */
export const ascent = 0.88;

/** Width of the type of a line itself, without the white that indent or centring puts before it. */
export const typeWidth = ({ runs, width }: Line): Pt => width - (runs[0]?.xs[0] ?? 0);

/** The paint of a set line whose measure begins at x and whose baseline lies at y: its glyphs, then its dots. */
export function inkLine(line: Line, x: Pt, y: Pt): readonly PaintOp[] {
  const dots = line.dots.map(
    (dot): PaintOp => ({
      op: 'fill',
      path: circle({ x: x + dot.x, y: y - dot.y }, dot.radius),
      ink: dot.ink,
    }),
  );
  return [...inkGlyphs(line, x, y), ...dots];
}

/** The glyphs of a set line alone: a line's emphasis is no part of lettering. */
export function inkGlyphs(line: Line, x: Pt, y: Pt): readonly GlyphsOp[] {
  return line.runs.map((run) => ({
    op: 'glyphs',
    face: run.face,
    size: run.size,
    ink: run.ink,
    at: { x, y },
    row: rowOf(run),
    source: run.added ? 'furniture' : 'copy',
  }));
}

/** A run as paint. A line counts y upwards from its baseline, the page downwards. */
function rowOf({ ids, xs: natural, ys, advances, texts, bonds }: GlyphRun): GlyphRow {
  // Copies hold no more room than they need; what a line grew in is let go.
  const xs = natural.slice();
  let single = true;
  let left = xs.length === 0 ? 0 : Number.POSITIVE_INFINITY;
  let right = xs.length === 0 ? 0 : Number.NEGATIVE_INFINITY;
  for (let index = 0; index < xs.length; index += 1) {
    const x = thousandth(xs[index] as Pt);
    xs[index] = x;
    if (x < left) left = x;
    if (x + (advances[index] as Pt) > right) right = x + (advances[index] as Pt);
    if ((texts[index] as string).length !== 1) single = false;
  }
  const row = { ids: ids.slice(), xs, advances: advances.slice(), left, right, text: texts.join('') };
  if (single && ys === undefined && bonds === undefined) return row;
  return {
    ...row,
    ...(ys && { ys: ys.map((y) => thousandth(-y)) }),
    ...(!single && { starts: startsOf(texts) }),
    ...(bonds && { bonds }),
  };
}
