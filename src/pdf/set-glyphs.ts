import type { Pt } from '../core/units.ts';
import { hasNoText } from '../paint/glyph-row.ts';
import { roundToThousandth } from '../paint/ops.ts';
import type { GlyphRow, GlyphsOp } from '../paint/paint.ts';
import type { Code, ForGlyph } from './glyph-codes.ts';
import { number } from './operators.ts';

/** A glyph as the embedded font knows it; `width` is what a reader moves on by, in thousandths of the em. */
export interface GlyphCode {
  readonly code: number;
  readonly width: number;
}

/** How far a reader's pen may be off before it is moved: half of what numbers are rounded to. */
const tolerance: Pt = 0.0005;

/**
 * One row of glyphs as a text object, each glyph at its place; those that stand for no text are left out. In: the row, the
 * font's resource name, the code of a glyph by its index, and the page's operators, which it is added to. The page's y runs
 * down and a font's up, so the text matrix turns it back. ISO 32000-1, 9.4.
 */
export function setGlyphs(
  { at, size, row, hidden }: GlyphsOp,
  font: string,
  codeOf: ForGlyph<Code>,
  operators: string[],
): void {
  let first = 0;
  while (first < row.ids.length && hasNoText(row, first)) first += 1;
  if (first === row.ids.length) return;
  const start = roundToThousandth(at.x + row.xs[first]!);
  operators.push('BT', `/${font} ${number(size)} Tf`);
  if (hidden === true) operators.push('3 Tr');
  operators.push(`1 0 0 -1 ${number(start)} ${number(at.y)} Tm`);
  showGlyphs(row, first, size, start - at.x, codeOf, operators);
  if (hidden === true) operators.push('0 Tr');
  operators.push('ET');
}

/** One TJ for each stretch of glyphs on one height; x counts from the row's start. */
function showGlyphs(
  row: GlyphRow,
  first: number,
  size: Pt,
  start: Pt,
  codeOf: ForGlyph<Code>,
  operators: string[],
): void {
  const { ids, xs, ys } = row;
  let pen = start;
  let rise = 0;
  let shown = '';
  for (let index = first; index < ids.length; index += 1) {
    const code = codeOf(row, index);
    if (code === undefined) continue;
    const y = ys === undefined ? 0 : ys[index]!;
    if (y !== rise) {
      if (shown !== '') operators.push(`[${shown}>] TJ`);
      operators.push(`${number(-y)} Ts`);
      rise = y;
      shown = '';
    }
    const x = xs[index]!;
    if (Math.abs(x - pen) > tolerance) {
      const back = roundToThousandth(((pen - x) / size) * 1000);
      pen -= (back / 1000) * size;
      shown += shown === '' ? ` ${number(back)} <` : `> ${number(back)} <`;
    } else if (shown === '') shown = ' <';
    shown += code.hex;
    pen += (code.width / 1000) * size;
  }
  operators.push(`[${shown}>] TJ`);
  if (rise !== 0) operators.push('0 Ts');
}
