import { textAt } from '../paint/glyph-row.ts';
import type { GlyphRow } from '../paint/paint.ts';
import type { GlyphCode } from './set-glyphs.ts';

/** A code as a string of text has it, four digits, and how far a reader moves on by it, in thousandths of the em. */
export interface Code {
  readonly hex: string;
  readonly width: number;
}

/** The first code of a glyph, the text that it then stands for, and of that the one unit; -1 where it has more. */
interface FirstCode extends Code {
  readonly text: string;
  readonly unit: number;
}

/** The code of a glyph of a row; undefined where it stands for no text. */
export type Coder = (row: GlyphRow, index: number) => Code | undefined;

/** How many glyphs a font can have. */
const mostGlyphs = 0x10000;

/**
 * Opens the codes of a face's glyphs. In: what gives a glyph its code for a text. Looked up for every character of a newspaper,
 * so the first code of each glyph lies in a list, whose place a table of all glyphs tells; few glyphs have a second.
 */
export function openCodes(encode: (glyph: number, text: string) => GlyphCode): Coder {
  const places = new Uint16Array(mostGlyphs);
  const first: (FirstCode | undefined)[] = [undefined];
  const find = (glyph: number, text: string): Code => {
    const { code, width } = encode(glyph, text);
    const hex = code.toString(16).padStart(4, '0');
    const found = { hex, width, text, unit: text.length === 1 ? text.charCodeAt(0) : -1 };
    if (places[glyph] === 0) places[glyph] = first.push(found) - 1;
    return found;
  };
  return (row, index) => {
    const glyph = row.ids[index]!;
    const known = first[places[glyph]!];
    if (row.starts === undefined) {
      return known?.unit === row.text.charCodeAt(index) ? known : find(glyph, row.text.charAt(index));
    }
    const text = textAt(row, index);
    if (text === '') return undefined;
    return known?.text === text ? known : find(glyph, text);
  };
}
