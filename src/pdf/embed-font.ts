import type { FontProgram } from '../fonts/font-program.ts';
import type { Objects } from './assemble-file.ts';
import { compressFont } from './flate.ts';
import type { PdfObject } from './pdfkit-seam.ts';

/** A subset of a font as embedded: its program, and the advance of each code in thousandths of the em. */
export interface EmbeddedSubset {
  readonly isCff: boolean;
  readonly bytes: Uint8Array;
  readonly widths: readonly (number | undefined)[];
}

/**
 * Embeds a font subset as a composite font (Type 0, Identity-H) and starts to compress its program. In: the objects of the
 * file, the font, its resource name, the subset, and the ToUnicode CMap. Out: the Type 0 dictionary. ISO 32000-1, 9.6 to 9.9.
 */
export function embedSubset(
  objects: Objects,
  font: FontProgram,
  resourceName: string,
  { isCff, bytes, widths }: EmbeddedSubset,
  toUnicode: PdfObject,
): Record<string, unknown> {
  const BaseFont = `${subsetTag(resourceName)}+${baseName(font)}`;
  const program = compressFont(bytes);
  const stream = objects.newStream(
    { ...(isCff && { Subtype: 'CIDFontType0C' }), ...program.data },
    program.bytes,
  );
  const descriptor = objects.newObject({
    ...fontDescriptor(font, BaseFont),
    ...(isCff ? { FontFile3: stream } : { FontFile2: stream }),
  });
  const descendant = objects.newObject({
    Type: 'Font',
    Subtype: isCff ? 'CIDFontType0' : 'CIDFontType2',
    BaseFont,
    CIDSystemInfo: { Registry: new String('Adobe'), Ordering: new String('Identity'), Supplement: 0 },
    FontDescriptor: descriptor,
    W: widthRuns(widths),
    ...(!isCff && { CIDToGIDMap: 'Identity' }),
  });
  return {
    Type: 'Font',
    Subtype: 'Type0',
    BaseFont,
    Encoding: 'Identity-H',
    DescendantFonts: [descendant],
    ToUnicode: toUnicode,
  };
}

/** OpenType, `name`, ID 6. Readers warn of names over 127 bytes: ISO 32000-1, annex C. */
const maxNameLength = 63;

/** The PostScript name, escaped. A font need not have one. */
const baseName = ({ postscriptName }: FontProgram): string =>
  escapeName([...(postscriptName ?? 'Font').replaceAll(' ', '_')].slice(0, maxNameLength).join(''));

/** Escapes a name object, since pdfkit writes names verbatim. ISO 32000-1, 7.3.5. */
export const escapeName = (name: string): string =>
  name.replace(/[^!-~]|[#%()/<>[\]{}]/gu, (character) =>
    [...Buffer.from(character)].map((byte) => `#${byte.toString(16).padStart(2, '0')}`).join(''),
  );

/** The six letters that distinguish subsets of one font: ISO 32000-1, 9.6.4. In: a resource name, F and a number. */
const subsetTag = (resourceName: string): string =>
  resourceName
    .slice(1)
    .padStart(6, '0')
    .replace(/\d/g, (digit) => 'ABCDEFGHIJ'[Number(digit)]!);

function fontDescriptor(font: FontProgram, FontName: string): Record<string, unknown> {
  const thousandths = (units: number): number => (units * 1000) / font.unitsPerEm;
  const { minX, minY, maxX, maxY } = font.bbox;
  return {
    Type: 'FontDescriptor',
    FontName,
    Flags: fontFlags(font),
    FontBBox: [minX, minY, maxX, maxY].map(thousandths),
    ItalicAngle: font.italicAngle,
    Ascent: thousandths(font.ascent),
    Descent: thousandths(font.descent),
    CapHeight: thousandths(font.capHeight || font.ascent),
    StemV: 0,
  };
}

/** ISO 32000-1, 9.8.2, table 123. A CJK font is symbolic: it has characters beyond the standard Latin set. */
const [fixedPitch, serif, symbolic, script, italic] = [1, 2, 4, 8, 64];

/** OpenType, OS/2, sFamilyClass: classes 1 to 7 have serifs, 10 is scripts. */
function fontFlags(font: FontProgram): number {
  const family = (font['OS/2']?.sFamilyClass ?? 0) >> 8;
  return (
    symbolic |
    (font.post.isFixedPitch ? fixedPitch : 0) |
    (family >= 1 && family <= 7 ? serif : 0) |
    (family === 10 ? script : 0) |
    (font.head.macStyle.italic ? italic : 0)
  );
}

/** The width of a code that W does not list: that of a Han character. ISO 32000-1, 9.7.4.3. */
const defaultWidth = 1000;

/** The W array: runs of consecutive codes whose width is not the default. */
function widthRuns(widths: EmbeddedSubset['widths']): readonly (number | readonly number[])[] {
  const runs: (number | number[])[] = [];
  let [run, next]: [number[], number] = [[], -1];
  for (const [code, width] of widths.entries()) {
    if (width === undefined || width === defaultWidth) continue;
    if (code === next) run.push(width);
    else {
      run = [width];
      runs.push(code, run);
    }
    next = code + 1;
  }
  return runs;
}

/** A bfrange must not cross a change of the code's first byte. */
const maxRangeLength = 256;
/** Ranges in one beginbfrange block: Adobe Technical Note 5014, 8. */
const maxRanges = 100;

/** The ToUnicode CMap. In: the text of each code from 0 on, '' for code 0. ISO 32000-1, 9.10.3. */
export function toUnicodeCMap(texts: readonly string[]): string {
  const ranges: string[] = [];
  for (let start = 0; start < texts.length; start += maxRangeLength) {
    const first = start === 0 ? 1 : start;
    const range = texts.slice(first, start + maxRangeLength);
    if (range.length === 0) continue;
    const last = first + range.length - 1;
    ranges.push(`<${hex(first)}> <${hex(last)}> [${range.map((text) => `<${utf16(text)}>`).join('')}]`);
  }
  return `/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<0000> <ffff>
endcodespacerange
${rangeBlocks(ranges)}
endcmap
CMapName currentdict /CMap defineresource pop
end
end
`;
}

function rangeBlocks(ranges: readonly string[]): string {
  const lines: string[] = [];
  for (let start = 0; start < ranges.length; start += maxRanges) {
    const block = ranges.slice(start, start + maxRanges);
    lines.push(`${block.length} beginbfrange`, ...block, 'endbfrange');
  }
  return lines.join('\n');
}

const hex = (number: number): string => number.toString(16).padStart(4, '0');

function utf16(text: string): string {
  let digits = '';
  for (let index = 0; index < text.length; index += 1) digits += hex(text.charCodeAt(index));
  return digits;
}
