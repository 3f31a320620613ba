import type { Pt } from '../core/units.ts';
import { makeGlyphRow } from '../paint/glyph-row.ts';
import type { GlyphsOp, PaintOp } from '../paint/paint.ts';
import { circle, rectangle } from '../paint/paths.ts';
import type { Template } from '../template/template.ts';
import type { GlyphRun, Line } from '../text/text-style.ts';

/** Height of the frame of a Han character above its baseline, in em: the fonts' typographic ascent. */
export const ascent = 0.88;

/** Baseline of a grid line, from the line's top; the same for every size, so that columns stay aligned. */
export function gridBaseline(template: Template): Pt {
  return ascent * template.grid.size;
}

/** Width of a line's type, without the space that an indent or centring puts before it. */
export const typeWidth = ({ runs, width }: Line): Pt => width - (runs[0]?.xs[0] ?? 0);

/** Paints a set line whose measure begins at x and whose baseline is at y: its glyphs, then its dots and rules. */
export function paintLine(line: Line, x: Pt, y: Pt): readonly PaintOp[] {
  const dots = line.dots.map(
    (dot): PaintOp => ({
      op: 'fill',
      path: circle({ x: x + dot.x, y: y - dot.y }, dot.radius),
      ink: dot.ink,
    }),
  );
  const underlines = line.underlines.map(
    (rule): PaintOp => ({
      op: 'fill',
      path: rectangle({ x: x + rule.x, y: y - rule.y, width: rule.width, height: rule.thickness }),
      ink: rule.ink,
    }),
  );
  return [...paintGlyphs(line, x, y), ...dots, ...underlines];
}

/** Paints the glyphs of a set line without its emphasis dots. */
export function paintGlyphs(line: Line, x: Pt, y: Pt): readonly GlyphsOp[] {
  return line.runs.map((run) => ({
    op: 'glyphs',
    face: run.face,
    size: run.size,
    ink: run.ink,
    at: { x, y },
    row: makeGlyphRow(withPageAxis(run)),
    source: run.added ? 'furniture' : 'copy',
  }));
}

/** Turns a line's y axis, which points up, into the page's, which points down. Most runs have no offsets at all. */
const withPageAxis = (run: GlyphRun): GlyphRun =>
  run.ys === undefined ? run : { ...run, ys: run.ys.map((y) => -y) };
