import type { Pt } from '../core/units.ts';
import { hasNoText, textAt } from '../paint/glyph-row.ts';
import { roundToThousandth } from '../paint/ops.ts';
import type { GlyphRow, GlyphsOp } from '../paint/paint.ts';
import type { GlyphCode } from './font-store.ts';
import { number } from './operators.ts';

/** A code as written in a string operand: four hex digits, and its advance in thousandths of the em. */
export interface HexCode {
  readonly hex: string;
  readonly width: number;
}

export const toHexCode = ({ code, width }: GlyphCode): HexCode => ({
  hex: code.toString(16).padStart(4, '0'),
  width,
});

/** A value for the glyph at an index of a row; undefined if that glyph represents no text. */
export type GlyphLookup<T> = (row: GlyphRow, index: number) => T | undefined;

/** The value of a glyph for its first text; `unit` is that text if it is one UTF-16 unit, else -1. */
interface FirstText<T> {
  readonly value: T;
  readonly text: string;
  readonly unit: number;
}

/** The glyphs a font can have. Faces in slices have larger numbers, whose values are not memoized. */
const maxGlyphs = 0x10000;

/**
 * Memoizes a function of a glyph and its text, for one face. It is called for every character of a newspaper, so the value
 * for the first text of each glyph is found through a table indexed by glyph. Few glyphs represent a second text; for these
 * `compute` may be called repeatedly, so it must give equal values for equal arguments.
 */
export function memoizeByGlyph<T>(compute: (glyph: number, text: string) => T): GlyphLookup<T> {
  // Index in `values` of each glyph's value; 0 if it has none yet.
  const indices = new Uint16Array(maxGlyphs);
  const values: (FirstText<T> | undefined)[] = [undefined];
  const computeFor = (glyph: number, text: string): T => {
    const value = compute(glyph, text);
    const unit = text.length === 1 ? text.charCodeAt(0) : -1;
    if (indices[glyph] === 0) indices[glyph] = values.push({ value, text, unit }) - 1;
    return value;
  };
  return (row, index) => {
    const glyph = row.ids[index]!;
    const found = values[indices[glyph]!];
    if (row.starts === undefined) {
      return found?.unit === row.text.charCodeAt(index)
        ? found.value
        : computeFor(glyph, row.text.charAt(index));
    }
    const text = textAt(row, index);
    if (text === '') return undefined;
    return found?.text === text ? found.value : computeFor(glyph, text);
  };
}

/** The error of a reader's pen that is corrected: half the precision of the numbers. */
const tolerance: Pt = 0.0005;

/**
 * Appends a row of glyphs as a text object, each glyph at its position; glyphs that represent no text are left out. In: the
 * row, the font's resource name, the code of each glyph, the operators to append to. The page's y axis points down and the
 * text's up, so the text matrix flips it back. ISO 32000-1, 9.4.
 */
export function writeGlyphs(
  { at, size, row, hidden }: GlyphsOp,
  font: string,
  codeAt: GlyphLookup<HexCode>,
  operators: string[],
): void {
  let first = 0;
  while (first < row.ids.length && hasNoText(row, first)) first += 1;
  if (first === row.ids.length) return;
  const start = roundToThousandth(at.x + row.xs[first]!);
  operators.push('BT', `/${font} ${number(size)} Tf`);
  if (hidden === true) operators.push('3 Tr');
  operators.push(`1 0 0 -1 ${number(start)} ${number(at.y)} Tm`);
  showGlyphs(row, first, size, start - at.x, codeAt, operators);
  if (hidden === true) operators.push('0 Tr');
  operators.push('ET');
}

/**
 * One TJ for each run of glyphs at the same height. x is relative to the row's start.
 *
 * `pen` is where a reader's pen is: it follows the widths and the rounded adjustments as written, so that rounding errors do
 * not accumulate along the row.
 */
function showGlyphs(
  row: GlyphRow,
  first: number,
  size: Pt,
  start: Pt,
  codeAt: GlyphLookup<HexCode>,
  operators: string[],
): void {
  const { ids, xs, ys } = row;
  let pen = start;
  let rise = 0;
  let shown = '';
  for (let index = first; index < ids.length; index += 1) {
    const code = codeAt(row, index);
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
