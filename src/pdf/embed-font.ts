import type { FontProgram } from '../fonts/font-program.ts';
import type { Objects } from './assemble-file.ts';
import { packFont } from './pack-font.ts';
import type { PdfObject } from './pdfkit-seam.ts';

/** A part of a font: the font that it makes, and how far each code moves the pen, in thousandths of the em. */
export interface FontPart {
  readonly isCff: boolean;
  readonly bytes: Uint8Array;
  readonly widths: readonly (number | undefined)[];
}

/**
 * Embeds a font in part, and begins to pack it. In: the file's objects, the font, its name in the file, the part, and the
 * object that tells what the codes stand for. Out: the font's dictionary. ISO 32000-1, 9.6 to 9.9.
 */
export function fontFacts(
  objects: Objects,
  font: FontProgram,
  name: string,
  { isCff, bytes, widths }: FontPart,
  toUnicode: PdfObject,
): Record<string, unknown> {
  const BaseFont = `${tagOf(name)}+${ownName(font)}`;
  const { data, packed } = packFont(bytes);
  const program = objects.newStream({ ...(isCff && { Subtype: 'CIDFontType0C' }), ...data }, packed);
  const descriptor = objects.newObject({
    ...descriptorFacts(font, BaseFont),
    ...(isCff ? { FontFile3: program } : { FontFile2: program }),
  });
  const below = objects.newObject({
    Type: 'Font',
    Subtype: isCff ? 'CIDFontType0' : 'CIDFontType2',
    BaseFont,
    CIDSystemInfo: { Registry: new String('Adobe'), Ordering: new String('Identity'), Supplement: 0 },
    FontDescriptor: descriptor,
    W: runsOfWidths(widths),
    ...(!isCff && { CIDToGIDMap: 'Identity' }),
  });
  return {
    Type: 'Font',
    Subtype: 'Type0',
    BaseFont,
    Encoding: 'Identity-H',
    DescendantFonts: [below],
    ToUnicode: toUnicode,
  };
}

/** OpenType, name, 6: no more characters. Readers warn of names over 127 bytes: ISO 32000-1, annex C. */
const mostInName = 63;

/** A font may come without a name of its own. */
const ownName = ({ postscriptName }: FontProgram): string =>
  nameText([...(postscriptName ?? 'Font').replaceAll(' ', '_')].slice(0, mostInName).join(''));

/** A name as a file has it, for the kit writes it as it comes. ISO 32000-1, 7.3.5. */
export const nameText = (name: string): string =>
  name.replace(/[^!-~]|[#%()/<>[\]{}]/gu, (character) =>
    [...Buffer.from(character)].map((byte) => `#${byte.toString(16).padStart(2, '0')}`).join(''),
  );

/** Six letters by which parts of one font can be told apart: ISO 32000-1, 9.6.4. In: F and a number. */
const tagOf = (name: string): string =>
  name
    .slice(1)
    .padStart(6, '0')
    .replace(/\d/g, (digit) => 'ABCDEFGHIJ'[Number(digit)]!);

function descriptorFacts(font: FontProgram, FontName: string): Record<string, unknown> {
  const thousandths = (units: number): number => (units * 1000) / font.unitsPerEm;
  const { minX, minY, maxX, maxY } = font.bbox;
  return {
    Type: 'FontDescriptor',
    FontName,
    Flags: flagsOf(font),
    FontBBox: [minX, minY, maxX, maxY].map(thousandths),
    ItalicAngle: font.italicAngle,
    Ascent: thousandths(font.ascent),
    Descent: thousandths(font.descent),
    CapHeight: thousandths(font.capHeight || font.ascent),
    StemV: 0,
  };
}

/** ISO 32000-1, 9.8.2, table 123. A font of CJK is symbolic: it has more than the letters of Latin. */
const [fixedPitch, serif, symbolic, script, italic] = [1, 2, 4, 8, 64];

/** OpenType, OS/2: classes 1 to 7 have serifs, 10 is of scripts. */
function flagsOf(font: FontProgram): number {
  const family = (font['OS/2']?.sFamilyClass ?? 0) >> 8;
  return (
    symbolic |
    (font.post.isFixedPitch ? fixedPitch : 0) |
    (family >= 1 && family <= 7 ? serif : 0) |
    (family === 10 ? script : 0) |
    (font.head.macStyle.italic ? italic : 0)
  );
}

/** What a code's width is where the dictionary names none. ISO 32000-1, 9.7.4.3: a Han character's. */
const usualWidth = 1000;

/** The widths that are not the usual one, those of codes in a row together. */
function runsOfWidths(widths: FontPart['widths']): readonly (number | readonly number[])[] {
  const runs: (number | number[])[] = [];
  let [run, next]: [number[], number] = [[], -1];
  for (const [code, width] of widths.entries()) {
    if (width === undefined || width === usualWidth) continue;
    if (code === next) run.push(width);
    else {
      run = [width];
      runs.push(code, run);
    }
    next = code + 1;
  }
  return runs;
}
