import type { Pt } from '../core/units.ts';
import type { PaintOp } from '../paint/paint.ts';
import type { Style } from '../template/template.ts';
import type { Line } from '../text/text-style.ts';
import { type Fittings, inkAt, setText, tellTooSmall, type Words } from './set-text.ts';

/** What stands at the left, in the middle and at the right of a line of furniture. */
export interface ThreeParts {
  readonly left: readonly Words[];
  readonly middle: readonly Words[];
  readonly right: readonly Words[];
}

/** White that keeps two parts apart, in em. */
const apart = 2;

/**
 * Sets three parts on one line. The middle part stands in the middle of the line where its neighbours let it, else
 * in the middle of the room between them; where all three are too long together, the line is set smaller.
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
  const gaps = apart * style.size * 2;
  const wanted = natural.left.width + natural.middle.width + natural.right.width + gaps;
  const scale = Math.min(1, width / wanted);
  tellTooSmall([...parts.left, ...parts.middle, ...parts.right], style.size * scale, fittings);
  const set =
    scale === 1 ? natural : setParts(scaled(parts, scale), { ...style, size: style.size * scale }, fittings);
  const baseline = baselineOf(style.size * scale);
  const gap = apart * style.size * scale;
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

/** Words with a style of their own shrink with the line. */
function scaled({ left, middle, right }: ThreeParts, scale: number): ThreeParts {
  const shrink = (words: readonly Words[]) =>
    words.map((word) =>
      typeof word !== 'string' && 'style' in word
        ? { ...word, style: { ...word.style, size: word.style.size * scale } }
        : word,
    );
  return { left: shrink(left), middle: shrink(middle), right: shrink(right) };
}
