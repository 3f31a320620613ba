import { readToUnicode } from './cmap.ts';
import { isStream, type PdfDict, type PdfStream } from './objects.ts';
import type { PdfFile } from './pdf-file.ts';
import { type GlyphBox, readTrueType, type TrueType } from './true-type.ts';
import { readType3Glyphs, type Type3Glyph } from './type3.ts';

/** A code of a string shown: what it stands for, how far the pen moves, where its ink is. In thousandths of the em. */
export interface ShownCode {
  readonly code: number;
  /** Undefined where the file does not say. */
  readonly text: string | undefined;
  readonly width: number;
  readonly box: GlyphBox | undefined;
  readonly missing: boolean;
  /** Of a Type 3 font. */
  readonly drawing?: Type3Glyph;
  /** Word space is added to it: a single byte 32. ISO 32000-1, 9.3.3. */
  readonly space: boolean;
}

export interface Font {
  readonly name: string;
  readonly bold: boolean;
  readonly embedded: boolean;
  /** Whether what its codes stand for can be told. */
  readonly hasText: boolean;
  readonly decode: (bytes: Uint8Array) => readonly ShownCode[];
}

/** Where a font does not say: the frame of an ideograph above and below the baseline. */
const usualInk = { bottom: -120, top: 880 };

/** Reads a font dictionary. Throws a fault where its program is broken. ISO 32000-1, 9.6 to 9.10. */
export function readFont(file: PdfFile, dict: PdfDict): Font {
  const type = file.name(dict.map.get('Subtype'));
  const below = type === 'Type0' ? file.dict(file.list(dict.map.get('DescendantFonts'))[0]) : dict;
  const descriptor = file.dict(below?.map.get('FontDescriptor'));
  const program = ['FontFile', 'FontFile2', 'FontFile3']
    .map((key) => file.get(descriptor, key))
    .find((found): found is PdfStream => isStream(found));
  const name = file.name(dict.map.get('BaseFont')) ?? type ?? '';
  const unicode = file.get(dict, 'ToUnicode');
  const texts = isStream(unicode) ? readToUnicode(file.decode(unicode).bytes) : undefined;
  const outlines = program === undefined ? undefined : readTrueType(file.decode(program).bytes);
  const weight = file.number(file.get(descriptor, 'FontWeight')) ?? 400;
  const common = {
    name,
    bold: /bold|black|heavy|medium|sans|hei/i.test(name) || weight >= 600,
    embedded: program !== undefined || type === 'Type3',
    hasText: texts !== undefined || (type !== 'Type0' && isLatin(file, dict)),
  };
  const glyph =
    type === 'Type0'
      ? compositeGlyph(file, below, outlines, texts)
      : simpleGlyph(file, dict, descriptor, texts);
  const step = type === 'Type0' ? 2 : 1;
  const known = new Map<number, ShownCode>();
  const remembered = (code: number): ShownCode => {
    const found = known.get(code) ?? glyph(code);
    known.set(code, found);
    return found;
  };
  return {
    ...common,
    decode: (bytes) =>
      Array.from({ length: Math.floor(bytes.length / step) }, (_, index) =>
        remembered(step === 2 ? (bytes[index * 2]! << 8) | bytes[index * 2 + 1]! : bytes[index]!),
      ),
  };
}

/** A plain Latin encoding tells what its codes stand for. */
function isLatin(file: PdfFile, dict: PdfDict): boolean {
  const encoding = file.get(dict, 'Encoding');
  const base = file.name(encoding) ?? file.name(file.dict(encoding)?.map.get('BaseEncoding'));
  return base !== undefined && ['WinAnsiEncoding', 'MacRomanEncoding', 'StandardEncoding'].includes(base);
}

type GlyphOf = (code: number) => ShownCode;

function compositeGlyph(
  file: PdfFile,
  below: PdfDict | undefined,
  outlines: TrueType | undefined,
  texts: ReadonlyMap<number, string> | undefined,
): GlyphOf {
  const usual = file.number(file.get(below, 'DW')) ?? 1000;
  const widths = compositeWidths(file, below);
  const map = file.get(below, 'CIDToGIDMap');
  const table = isStream(map) ? file.decode(map).bytes : undefined;
  return (code) => {
    const glyph = table === undefined ? code : ((table[code * 2] ?? 0) << 8) | (table[code * 2 + 1] ?? 0);
    const text = texts?.get(code);
    const width = widths.get(code) ?? usual;
    const there = glyph !== 0 && (outlines === undefined || glyph < outlines.glyphs);
    const box = there && outlines !== undefined ? outlines.box(glyph) : undefined;
    const blank = there && outlines !== undefined && box === undefined;
    const wanted = text !== undefined && /[^\p{Z}\p{C}]/u.test(text);
    const guess = outlines === undefined ? { left: 0, right: width, ...usualInk } : undefined;
    return { code, text, width, box: box ?? guess, missing: !there || (blank && wanted), space: false };
  };
}

function compositeWidths(file: PdfFile, below: PdfDict | undefined): ReadonlyMap<number, number> {
  const widths = new Map<number, number>();
  const list = file.list(below?.map.get('W')).map(file.resolve);
  for (let at = 0; at + 1 < list.length; ) {
    const [first, second] = [Number(list[at]), list[at + 1]!];
    if (typeof second === 'number') {
      const end = Math.min(second, first + 0xffff);
      for (let code = first; code <= end; code += 1) widths.set(code, Number(list[at + 2] ?? 0));
      at += 3;
    } else {
      for (const [index, width] of file.list(second).entries())
        widths.set(first + index, file.number(width) ?? 0);
      at += 2;
    }
  }
  return widths;
}

function simpleGlyph(
  file: PdfFile,
  dict: PdfDict,
  descriptor: PdfDict | undefined,
  texts: ReadonlyMap<number, string> | undefined,
): GlyphOf {
  const first = file.number(file.get(dict, 'FirstChar')) ?? 0;
  const widths = file.list(dict.map.get('Widths')).map(file.number);
  const usual = file.number(file.get(descriptor, 'MissingWidth')) ?? (widths.length === 0 ? 500 : 0);
  const scale = simpleScale(file, dict);
  const windows = new TextDecoder('windows-1252');
  const drawings = file.name(dict.map.get('Subtype')) === 'Type3' ? readType3Glyphs(file, dict) : undefined;
  return (code) => {
    const width = (widths[code - first] ?? usual) * scale;
    const blank = code === 32;
    return {
      code,
      text: texts === undefined ? windows.decode(Uint8Array.of(code)) : texts.get(code),
      width,
      ...(drawings === undefined
        ? { box: blank ? undefined : { left: 0, right: width, bottom: -200, top: 750 }, missing: false }
        : drawn(drawings(code))),
      space: blank,
    };
  };
}

const drawn = (drawing: Type3Glyph | undefined) =>
  drawing === undefined ? { box: undefined, missing: true } : { box: drawing.box, missing: false, drawing };

/** A Type 3 font has a space of its own: ISO 32000-1, 9.6.5. */
function simpleScale(file: PdfFile, dict: PdfDict): number {
  if (file.name(dict.map.get('Subtype')) !== 'Type3') return 1;
  return (file.number(file.list(dict.map.get('FontMatrix'))[0]) ?? 0.001) * 1000;
}
