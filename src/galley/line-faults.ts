import type { Pt } from '../core/units.ts';
import { hardStretch } from '../text/line-adjustment.ts';
import type { Line } from '../text/text-style.ts';
import type { LineFault } from './galley.ts';
import { ascent } from './paint-line.ts';

/** A line that lacks less than a hundredth of an em to its measure is full. */
const seenShort = 1 / 100;
/** So many characters of a line are enough to find it by. */
const wordsTold = 8;

/**
 * What is wrong with a set line that stands so many grid lines below its piece's top. In: the line above it in its
 * paragraph, if any; the body size, one 字.
 */
export function findLineFaults(
  line: Line,
  above: Line | undefined,
  below: number,
  size: Pt,
): readonly LineFault[] {
  const kinds = troublesOf(line, above, size);
  if (kinds.length === 0) return [];
  const at = { line: below, words: wordsOf(line), place: line.place };
  return kinds.map((trouble) => ({ ...at, ...trouble }));
}

function troublesOf(
  line: Line,
  above: Line | undefined,
  size: Pt,
): readonly Pick<LineFault, 'kind' | 'amount'>[] {
  const lack = line.shortfall / size;
  return [
    ...(line.stretch > hardStretch ? [{ kind: 'loose' as const, amount: line.stretch }] : []),
    ...(lack > seenShort ? [{ kind: 'short' as const, amount: lack }] : []),
    ...(lack < -seenShort ? [{ kind: 'over' as const, amount: -lack }] : []),
    ...(line.runt ? [{ kind: 'runt' as const, amount: 0 }] : []),
    ...(above !== undefined && dotsMeet(above, line, size) ? [{ kind: 'dotted' as const, amount: 0 }] : []),
  ];
}

function wordsOf({ runs }: Line): string {
  const text = runs.filter(({ added }) => !added).flatMap(({ texts }) => texts);
  return Array.from(text.join('').trim()).slice(0, wordsTold).join('');
}

/** Whether a dot of the line above stands over a reading, whose tone marks take up the white between the lines. */
function dotsMeet({ dots }: Line, { runs }: Line, size: Pt): boolean {
  if (dots.length === 0) return false;
  return runs.some(({ xs, ys = [], advances }) =>
    ys.some((y, index) => {
      const [from, to] = [xs[index] as Pt, (xs[index] as Pt) + (advances[index] as Pt)];
      return y > ascent * size && dots.some(({ x, radius }) => x + radius > from && x - radius < to);
    }),
  );
}
