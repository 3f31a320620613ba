import type { Pt } from '../core/units.ts';
import type { GlyphsOp, PlacedGlyph } from '../paint/paint.ts';
import { number } from './operators.ts';

/** A glyph as the embedded font knows it; `width` is what a reader moves on by, in thousandths of the em. */
export interface GlyphCode {
  readonly code: number;
  readonly width: number;
}

/** How far a reader's pen may be off before it is moved: half of what numbers are rounded to. */
const tolerance: Pt = 0.0005;

/**
 * One run of glyphs as a text object, each glyph at its place. In: the run, the font's resource name, and the code of
 * a glyph and its text. The page's y runs down and a font's up, so the text matrix turns it back. ISO 32000-1, 9.4.
 */
export function setGlyphs(op: GlyphsOp, font: string, encode: (glyph: PlacedGlyph) => GlyphCode): string {
  const { at, size, glyphs, hidden } = op;
  const first = glyphs[0];
  if (first === undefined) return '';
  const start = Number(number(at.x + first.x));
  return [
    'BT',
    `/${font} ${number(size)} Tf`,
    ...(hidden === true ? ['3 Tr'] : []),
    `1 0 0 -1 ${number(start)} ${number(at.y)} Tm`,
    ...showGlyphs(glyphs, size, start - at.x, encode),
    ...(hidden === true ? ['0 Tr'] : []),
    'ET',
  ].join('\n');
}

/** One TJ for each stretch of glyphs on one height; x counts from the run's start. */
function showGlyphs(
  glyphs: readonly PlacedGlyph[],
  size: Pt,
  start: Pt,
  encode: (glyph: PlacedGlyph) => GlyphCode,
): readonly string[] {
  const operators: string[] = [];
  let [pen, rise, shown] = [start, 0, ''];
  const add = (...then: readonly string[]): void => {
    if (shown !== '') operators.push(`[${shown}] TJ`.replaceAll('> <', ''));
    shown = '';
    operators.push(...then);
  };
  for (const glyph of glyphs) {
    if (glyph.y !== rise) add(`${number(-glyph.y)} Ts`);
    rise = glyph.y;
    const { code, width } = encode(glyph);
    if (Math.abs(glyph.x - pen) > tolerance) {
      const back = Number(number(((pen - glyph.x) / size) * 1000));
      pen -= (back / 1000) * size;
      shown += ` ${number(back)}`;
    }
    shown += ` <${code.toString(16).padStart(4, '0')}>`;
    pen += (width / 1000) * size;
  }
  add();
  return rise === 0 ? operators : [...operators, '0 Ts'];
}
