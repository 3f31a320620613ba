import { millimetre, type Pt } from '../core/units.ts';
import { ascent } from '../galley/paint-line.ts';
import type { GlyphsOp, Sheet } from '../paint/paint.ts';
import type { Fittings } from './set-text.ts';

/** Type nearer to the trim than this may be cut off with it. */
const safety: Pt = 3 * millimetre;

/** Characters of a line that its message repeats. */
const mostTold = 12;

/** Tells the text of a page that stands nearest to the trim, where that is nearer than is safe. */
export function tellNearTrim({ trim, ops }: Sheet, page: number, { report, file }: Fittings): void {
  let nearest: { readonly text: string; readonly room: Pt } | undefined;
  let lines = 0;
  for (const op of ops) {
    if (op.op !== 'glyphs' || op.row.ids.length === 0) continue;
    const room = roomAround(op, trim);
    if (room >= safety) continue;
    lines += 1;
    if (nearest === undefined || room < nearest.room) nearest = { text: op.row.text, room };
  }
  if (nearest === undefined) return;
  const { text, room } = nearest;
  const words = text.length > mostTold ? `${text.slice(0, mostTold)}……` : text;
  report('near-trim', { file }, { page, words, room: room / millimetre, lines });
}

/** Least white between the frames of a line's characters and a side of the trim; negative where they go beyond it. */
function roomAround({ at, size, row }: GlyphsOp, trim: Sheet['trim']): Pt {
  const { left, right, ys = [0] } = row;
  const above = at.y + Math.min(...ys) - ascent * size;
  const below = trim.height - (at.y + Math.max(...ys)) - (1 - ascent) * size;
  return Math.min(at.x + left, trim.width - at.x - right, above, below);
}
