import type { Point } from '../core/geometry.ts';
import type { GlyphsOp, PaintOp } from './paint.ts';
import type { PartPath } from './structure.ts';

/**
 * Glyphs at another place, or of another element. Key by key, for nearly all paint of a newspaper is lines of type, which come
 * through here several times: an object that is copied by spreading and then given a key more takes ten times as long.
 */
export function layGlyphsOp(op: GlyphsOp, at: Point, part: PartPath | undefined): PaintOp {
  const { face, size, ink, row, source, hidden } = op;
  if (hidden === true) return { ...op, at, ...(part && { part }) };
  return part === undefined
    ? { op: 'glyphs', face, size, ink, at, row, source }
    : { op: 'glyphs', face, size, ink, at, row, source, part };
}
