import { textAt } from '../paint/glyph-row.ts';
import type { GlyphRow } from '../paint/paint.ts';
import type { GlyphCode } from './set-glyphs.ts';

/** A code as a string of text has it, four digits, and how far a reader moves on by it, in thousandths of the em. */
export interface Code {
  readonly hex: string;
  readonly width: number;
}

export const codeOf = ({ code, width }: GlyphCode): Code => ({
  hex: code.toString(16).padStart(4, '0'),
  width,
});

/** What belongs to a glyph of a row; undefined where the glyph stands for no text. */
export type ForGlyph<T> = (row: GlyphRow, index: number) => T | undefined;

/** What belongs to a glyph, the text that it then stands for, and of that the one unit; -1 where it has more. */
interface First<T> {
  readonly made: T;
  readonly text: string;
  readonly unit: number;
}

/** How many glyphs a font can have. Those of a face in slices have larger numbers: what is theirs is made each time. */
const mostGlyphs = 0x10000;

/**
 * Makes a thing for each glyph of a face that stands for a text. Looked up for every character of a newspaper, so what was
 * made first for each glyph lies in a list, whose place a table of all glyphs tells; few glyphs stand for a second text, and
 * for these it may be made more than once.
 */
export function oncePerGlyph<T>(make: (glyph: number, text: string) => T): ForGlyph<T> {
  const places = new Uint16Array(mostGlyphs);
  const first: (First<T> | undefined)[] = [undefined];
  const makeFor = (glyph: number, text: string): T => {
    const made = make(glyph, text);
    const unit = text.length === 1 ? text.charCodeAt(0) : -1;
    if (places[glyph] === 0) places[glyph] = first.push({ made, text, unit }) - 1;
    return made;
  };
  return (row, index) => {
    const glyph = row.ids[index]!;
    const known = first[places[glyph]!];
    if (row.starts === undefined) {
      return known?.unit === row.text.charCodeAt(index) ? known.made : makeFor(glyph, row.text.charAt(index));
    }
    const text = textAt(row, index);
    if (text === '') return undefined;
    return known?.text === text ? known.made : makeFor(glyph, text);
  };
}
