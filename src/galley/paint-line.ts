import type { Pt } from '../core/units.ts';
import { makeGlyphRow } from '../paint/glyph-row.ts';
import type { GlyphsOp, PaintOp } from '../paint/paint.ts';
import { circle } from '../paint/paths.ts';
import type { GlyphRun, Line } from '../text/text-style.ts';

/** Height of the frame of a Han character above its baseline, in em: the fonts' typographic ascent. */
export const ascent = 0.88;

/** Width of the type of a line itself, without the white that indent or centring puts before it. */
export const typeWidth = ({ runs, width }: Line): Pt => width - (runs[0]?.xs[0] ?? 0);

/** The paint of a set line whose measure begins at x and whose baseline lies at y: its glyphs, then its dots. */
export function paintLine(line: Line, x: Pt, y: Pt): readonly PaintOp[] {
  const dots = line.dots.map(
    (dot): PaintOp => ({
      op: 'fill',
      path: circle({ x: x + dot.x, y: y - dot.y }, dot.radius),
      ink: dot.ink,
    }),
  );
  return [...paintGlyphs(line, x, y), ...dots];
}

/** The glyphs of a set line alone: a line's emphasis is no part of lettering. */
export function paintGlyphs(line: Line, x: Pt, y: Pt): readonly GlyphsOp[] {
  return line.runs.map((run) => ({
    op: 'glyphs',
    face: run.face,
    size: run.size,
    ink: run.ink,
    at: { x, y },
    row: makeGlyphRow(turnedOver(run)),
    source: run.added ? 'furniture' : 'copy',
  }));
}

/** A line counts y upwards from its baseline, the page downwards. Nearly all glyphs stand on it. */
const turnedOver = (run: GlyphRun): GlyphRun =>
  run.ys === undefined ? run : { ...run, ys: run.ys.map((y) => -y) };
