import type { Pt } from '../core/units.ts';
import type { Line } from '../text/text-style.ts';
import type { LineTrouble } from './galley.ts';

/** More than a quarter em added to a gap tears a line (JLREQ's limit); less than a hundredth of an em is not seen. */
const limits = { loose: 1 / 4, short: 1 / 100 };

/** What is wrong with a set line that stands so many grid lines below its piece's top. In: the body size, one 字. */
export function lineTroubles(line: Line, below: number, size: Pt): readonly LineTrouble[] {
  const at = { line: below, place: line.place };
  const lack = line.short / size;
  return [
    ...(line.stretch > limits.loose ? [{ ...at, kind: 'loose' as const, amount: line.stretch }] : []),
    ...(lack > limits.short ? [{ ...at, kind: 'short' as const, amount: lack }] : []),
    ...(lack < -limits.short ? [{ ...at, kind: 'over' as const, amount: -lack }] : []),
    ...(line.runt ? [{ ...at, kind: 'runt' as const, amount: 0 }] : []),
  ];
}
