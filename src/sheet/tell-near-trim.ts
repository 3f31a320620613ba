import { millimetre, type Pt } from '../core/units.ts';
import { ascent } from '../galley/paint-line.ts';
import type { GlyphsOp, Sheet } from '../paint/paint.ts';
import type { Fittings } from './set-text.ts';

/** Text nearer to the trim than this may be cut off. */
const safety: Pt = 3 * millimetre;

/** Maximum characters of a line that a message quotes. */
const maxQuoted = 12;

/** Reports the line of a page that is nearest to the trim, if it is nearer than is safe. */
export function tellNearTrim({ trim, ops }: Sheet, page: number, { report, file }: Fittings): void {
  let nearest: { readonly text: string; readonly distance: Pt } | undefined;
  let lines = 0;
  for (const op of ops) {
    if (op.op !== 'glyphs' || op.row.ids.length === 0) continue;
    const distance = distanceToTrim(op, trim);
    if (distance >= safety) continue;
    lines += 1;
    if (nearest === undefined || distance < nearest.distance) nearest = { text: op.row.text, distance };
  }
  if (nearest === undefined) return;
  const { text, distance } = nearest;
  const words = text.length > maxQuoted ? `${text.slice(0, maxQuoted)}……` : text;
  report('near-trim', { file }, { page, words, room: distance / millimetre, lines });
}

/** Minimum distance between the em boxes of a line and the trim; negative if they cross it. */
function distanceToTrim({ at, size, row }: GlyphsOp, trim: Sheet['trim']): Pt {
  const { left, right, ys = [0] } = row;
  const above = at.y + Math.min(...ys) - ascent * size;
  const below = trim.height - (at.y + Math.max(...ys)) - (1 - ascent) * size;
  return Math.min(at.x + left, trim.width - at.x - right, above, below);
}
