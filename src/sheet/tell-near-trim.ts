import { millimetre, type Pt } from '../core/units.ts';
import { ascent } from '../galley/ink-line.ts';
import type { GlyphsOp, Sheet } from '../paint/paint.ts';
import type { Fittings } from './set-text.ts';

/** Type nearer to the trim than this may be cut off with it. */
const safety: Pt = 3 * millimetre;

/** Characters of a line that its message repeats. */
const mostTold = 12;

/** Tells the text of a page that stands nearest to the trim, where that is nearer than is safe. */
export function tellNearTrim({ trim, ops }: Sheet, page: number, { report, file }: Fittings): void {
  const lines = ops
    .filter((op): op is GlyphsOp => op.op === 'glyphs' && op.glyphs.length > 0)
    .map((op) => ({ op, room: Math.min(...roomAround(op, trim)) }))
    .filter(({ room }) => room < safety)
    .toSorted((one, other) => one.room - other.room);
  const [nearest] = lines;
  if (nearest === undefined) return;
  const words = nearest.op.glyphs.map(({ text }) => text).join('');
  report(
    'near-trim',
    { file },
    {
      page,
      words: words.length > mostTold ? `${words.slice(0, mostTold)}……` : words,
      room: nearest.room / millimetre,
      lines: lines.length,
    },
  );
}

/** White between the frames of a line's characters and each side of the trim; negative where they go beyond it. */
function roomAround({ at, size, glyphs }: GlyphsOp, trim: Sheet['trim']): readonly Pt[] {
  let [left, right] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  let [highest, lowest] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const { x, y, advance } of glyphs) {
    left = Math.min(left, at.x + x);
    right = Math.max(right, at.x + x + advance);
    highest = Math.min(highest, at.y + y);
    lowest = Math.max(lowest, at.y + y);
  }
  return [left, trim.width - right, highest - ascent * size, trim.height - lowest - (1 - ascent) * size];
}
