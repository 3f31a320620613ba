import type { Pt } from '../core/units.ts';
import { hardStretch } from '../text/line-adjustment.ts';
import type { Line } from '../text/text-style.ts';
import type { LineFault } from './galley.ts';
import { ascent } from './paint-line.ts';

/** A shortfall of less than a hundredth of an em cannot be seen. */
const visibleShortfall = 1 / 100;
/** How many characters of a line a message quotes: enough to find the line. */
const quotedCharacters = 8;

/**
 * Finds what is wrong with a set line. In: the line; the one above it in its paragraph, if any; the number of grid lines
 * from its piece's top; the body size, one 字.
 */
export function findLineFaults(
  line: Line,
  above: Line | undefined,
  gridLine: number,
  size: Pt,
): readonly LineFault[] {
  const kinds = faultKinds(line, above, size);
  if (kinds.length === 0) return [];
  const at = { line: gridLine, words: wordsOf(line), place: line.place };
  return kinds.map((fault) => ({ ...at, ...fault }));
}

function faultKinds(
  line: Line,
  above: Line | undefined,
  size: Pt,
): readonly Pick<LineFault, 'kind' | 'amount'>[] {
  const shortfall = line.shortfall / size;
  return [
    ...(line.stretch > hardStretch ? [{ kind: 'loose' as const, amount: line.stretch }] : []),
    ...(shortfall > visibleShortfall ? [{ kind: 'short' as const, amount: shortfall }] : []),
    ...(shortfall < -visibleShortfall ? [{ kind: 'over' as const, amount: -shortfall }] : []),
    ...(line.runt ? [{ kind: 'runt' as const, amount: 0 }] : []),
    ...(above !== undefined && dotsTouchRuby(above, line, size)
      ? [{ kind: 'dotted' as const, amount: 0 }]
      : []),
  ];
}

function wordsOf({ runs }: Line): string {
  const text = runs.filter(({ added }) => !added).flatMap(({ texts }) => texts);
  return Array.from(text.join('').trim()).slice(0, quotedCharacters).join('');
}

/** Whether an emphasis dot of the line above is over ruby, whose tone marks take up the space between the lines. */
function dotsTouchRuby({ dots }: Line, { runs }: Line, size: Pt): boolean {
  if (dots.length === 0) return false;
  return runs.some(({ xs, ys = [], advances }) =>
    ys.some((y, index) => {
      const [from, to] = [xs[index] as Pt, (xs[index] as Pt) + (advances[index] as Pt)];
      return y > ascent * size && dots.some(({ x, radius }) => x + radius > from && x - radius < to);
    }),
  );
}
