import type { Pt } from '../core/units.ts';
import type { PaintOp } from '../paint/paint.ts';
import type { Style } from '../template/template.ts';
import type { Line } from '../text/text-style.ts';
import { type Fittings, inkAt, setText, tellTooSmall, type Words } from './set-text.ts';

/** The words at the left, in the middle and at the right of a line. */
export interface ThreeParts {
  readonly left: readonly Words[];
  readonly middle: readonly Words[];
  readonly right: readonly Words[];
}

/** Minimum space between two parts, in em. */
const partGap = 2;

/**
 * Sets three parts on one line. The middle part is centred on the line or, if its neighbours are in the way, between them.
 * A line that is too long is set smaller.
 */
export function threePartLine(
  parts: ThreeParts,
  style: Style,
  x: Pt,
  width: Pt,
  baselineOf: (size: Pt) => Pt,
  fittings: Fittings,
): readonly PaintOp[] {
  const natural = setParts(parts, style, fittings);
  const gaps = partGap * style.size * 2;
  const required = natural.left.width + natural.middle.width + natural.right.width + gaps;
  const scale = Math.min(1, width / required);
  tellTooSmall([...parts.left, ...parts.middle, ...parts.right], style.size * scale, fittings);
  const set =
    scale === 1 ? natural : setParts(scaled(parts, scale), { ...style, size: style.size * scale }, fittings);
  const baseline = baselineOf(style.size * scale);
  const gap = partGap * style.size * scale;
  const from = set.left.width > 0 ? set.left.width + gap : 0;
  const to = width - (set.right.width > 0 ? set.right.width + gap : 0);
  const centred = (width - set.middle.width) / 2;
  const free = centred >= from && centred + set.middle.width <= to;
  const middle = free ? centred : (from + to - set.middle.width) / 2;
  return [
    ...inkAt(set.left, x, baseline),
    ...inkAt(set.middle, x + middle, baseline),
    ...inkAt(set.right, x + width, baseline, 'right'),
  ];
}

interface SetParts {
  readonly left: Line;
  readonly middle: Line;
  readonly right: Line;
}

const setParts = ({ left, middle, right }: ThreeParts, style: Style, fittings: Fittings): SetParts => ({
  left: setText(left, style, fittings),
  middle: setText(middle, style, fittings),
  right: setText(right, style, fittings),
});

/** Scales the words that have their own style; the others take the style of the line. */
function scaled({ left, middle, right }: ThreeParts, scale: number): ThreeParts {
  const shrink = (words: readonly Words[]) =>
    words.map((word) =>
      typeof word !== 'string' && 'style' in word
        ? { ...word, style: { ...word.style, size: word.style.size * scale } }
        : word,
    );
  return { left: shrink(left), middle: shrink(middle), right: shrink(right) };
}
