import { readToUnicode } from './cmap.ts';
import { Lexer } from './lexer.ts';
import { type Bounds, boundsOf, corners, type Matrix, matrixOf } from './matrix.ts';
import { isStream, isWord, type PdfDict, PdfFault, type PdfStream } from './objects.ts';
import type { PdfFile } from './pdf-file.ts';

/** A character code of a shown string. Lengths are in thousandths of the em. */
export interface ShownCode {
  readonly code: number;
  /** Undefined if the file does not map the code to Unicode. */
  readonly text: string | undefined;
  readonly width: number;
  /** The glyph's bounding box; undefined for a blank glyph or an unknown box. */
  readonly box: Bounds | undefined;
  readonly missing: boolean;
  /** The glyph description of a Type 3 font. */
  readonly glyph?: Type3Glyph;
  /** Whether word spacing applies: the single byte 32. ISO 32000-1, 9.3.3. */
  readonly isSpace: boolean;
}

export interface Font {
  readonly name: string;
  readonly bold: boolean;
  readonly embedded: boolean;
  /** Whether codes can be mapped to Unicode. */
  readonly hasText: boolean;
  readonly decode: (bytes: Uint8Array) => readonly ShownCode[];
}

/** A Type 3 glyph, which is a content stream. ISO 32000-1, 9.6.5. */
export interface Type3Glyph {
  readonly stream: PdfStream;
  readonly resources: PdfDict | undefined;
  /** From glyph space to the em. */
  readonly matrix: Matrix;
  /** Whether it sets its own colours (`d0`); else it is painted in the colour of the text (`d1`). */
  readonly coloured: boolean;
  /** In thousandths of the em; undefined for a coloured glyph, which does not declare one. */
  readonly box: Bounds | undefined;
}

/** The assumed extent of a glyph whose outlines cannot be read: the ideographic em box, or one of Latin letters. */
const ideographicExtent = { bottom: -120, top: 880 };
const latinExtent = { bottom: -200, top: 750 };

/** Reads a font dictionary. Throws a fault if its font program is malformed. ISO 32000-1, 9.6 to 9.10. */
export function readFont(file: PdfFile, dict: PdfDict): Font {
  const type = file.name(dict.map.get('Subtype'));
  const isComposite = type === 'Type0';
  const descendant = isComposite ? file.dict(file.list(dict.map.get('DescendantFonts'))[0]) : dict;
  const descriptor = file.dict(descendant?.map.get('FontDescriptor'));
  const program = ['FontFile', 'FontFile2', 'FontFile3']
    .map((key) => file.get(descriptor, key))
    .find((found): found is PdfStream => isStream(found));
  const name = file.name(dict.map.get('BaseFont')) ?? type ?? '';
  const toUnicode = file.get(dict, 'ToUnicode');
  const texts = isStream(toUnicode) ? readToUnicode(file.decode(toUnicode).bytes) : undefined;
  const outlines = program === undefined ? undefined : readTrueType(file.decode(program).bytes);
  const weight = file.number(file.get(descriptor, 'FontWeight')) ?? 400;
  const read = isComposite
    ? compositeReader(file, descendant, outlines, texts)
    : simpleReader(file, dict, descriptor, texts);
  return {
    name,
    bold: /bold|black|heavy|medium|sans|hei/i.test(name) || weight >= 600,
    embedded: program !== undefined || type === 'Type3',
    hasText: texts !== undefined || (!isComposite && hasLatinEncoding(file, dict)),
    decode: decoderOf(read, isComposite ? 2 : 1),
  };
}

type CodeReader = (code: number) => ShownCode;

/** Splits strings into codes of one or two bytes, and reads each code once. */
function decoderOf(read: CodeReader, codeLength: 1 | 2): Font['decode'] {
  const cache = new Map<number, ShownCode>();
  const cachedRead = (code: number): ShownCode => {
    const found = cache.get(code) ?? read(code);
    cache.set(code, found);
    return found;
  };
  return (bytes) =>
    Array.from({ length: Math.floor(bytes.length / codeLength) }, (_, index) =>
      cachedRead(codeLength === 2 ? (bytes[index * 2]! << 8) | bytes[index * 2 + 1]! : bytes[index]!),
    );
}

/** Whether a simple font has a standard encoding, which gives its codes a meaning without ToUnicode. */
function hasLatinEncoding(file: PdfFile, dict: PdfDict): boolean {
  const encoding = file.get(dict, 'Encoding');
  const base = file.name(encoding) ?? file.name(file.dict(encoding)?.map.get('BaseEncoding'));
  return base !== undefined && ['WinAnsiEncoding', 'MacRomanEncoding', 'StandardEncoding'].includes(base);
}

/** Codes of a composite font with the encoding Identity-H: the code is the CID. ISO 32000-1, 9.7. */
function compositeReader(
  file: PdfFile,
  descendant: PdfDict | undefined,
  outlines: TrueTypeOutlines | undefined,
  texts: ReadonlyMap<number, string> | undefined,
): CodeReader {
  const defaultWidth = file.number(file.get(descendant, 'DW')) ?? 1000;
  const widths = compositeWidths(file, descendant);
  const map = file.get(descendant, 'CIDToGIDMap');
  const table = isStream(map) ? file.decode(map).bytes : undefined;
  return (code) => {
    const glyph = table === undefined ? code : ((table[code * 2] ?? 0) << 8) | (table[code * 2 + 1] ?? 0);
    const text = texts?.get(code);
    const width = widths.get(code) ?? defaultWidth;
    const exists = glyph !== 0 && (outlines === undefined || glyph < outlines.glyphCount);
    const box = exists && outlines !== undefined ? outlines.boxOf(glyph) : undefined;
    const isBlank = exists && outlines !== undefined && box === undefined;
    // A text that begins with a joiner is the rest of an emoji, whose first glyph has all its ink.
    const needsInk = text !== undefined && /^(?!\u200d).*[^\p{Z}\p{C}]/su.test(text);
    const assumed = outlines === undefined ? { left: 0, right: width, ...ideographicExtent } : undefined;
    const missing = !exists || (isBlank && needsInk);
    return { code, text, width, box: box ?? assumed, missing, isSpace: false };
  };
}

/** The W array: runs of widths, and ranges of equal width. ISO 32000-1, 9.7.4.3. */
function compositeWidths(file: PdfFile, descendant: PdfDict | undefined): ReadonlyMap<number, number> {
  const widths = new Map<number, number>();
  const list = file.list(descendant?.map.get('W')).map(file.resolve);
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

/** Codes of a simple font, Type 1, TrueType or Type 3. Without ToUnicode, codes are read as WinAnsiEncoding. */
function simpleReader(
  file: PdfFile,
  dict: PdfDict,
  descriptor: PdfDict | undefined,
  texts: ReadonlyMap<number, string> | undefined,
): CodeReader {
  const isType3 = file.name(dict.map.get('Subtype')) === 'Type3';
  const first = file.number(file.get(dict, 'FirstChar')) ?? 0;
  const widths = file.list(dict.map.get('Widths')).map(file.number);
  const defaultWidth = file.number(file.get(descriptor, 'MissingWidth')) ?? (widths.length === 0 ? 500 : 0);
  // The widths of a Type 3 font are in its own glyph space.
  const scale = isType3 ? (file.number(file.list(dict.map.get('FontMatrix'))[0]) ?? 0.001) * 1000 : 1;
  const windows = new TextDecoder('windows-1252');
  const type3Glyph = isType3 ? readType3Glyphs(file, dict) : undefined;
  return (code) => {
    const width = (widths[code - first] ?? defaultWidth) * scale;
    const isSpace = code === 32;
    const text = texts === undefined ? windows.decode(Uint8Array.of(code)) : texts.get(code);
    if (type3Glyph === undefined) {
      const box = isSpace ? undefined : { left: 0, right: width, ...latinExtent };
      return { code, text, width, box, missing: false, isSpace };
    }
    const glyph = type3Glyph(code);
    return glyph === undefined
      ? { code, text, width, box: undefined, missing: true, isSpace }
      : { code, text, width, box: glyph.box, missing: false, glyph, isSpace };
  };
}

/** Returns a lookup of glyphs by code, which throws a fault if a glyph is malformed. */
function readType3Glyphs(file: PdfFile, dict: PdfDict): (code: number) => Type3Glyph | undefined {
  const names = encodingDifferences(file, dict);
  const procedures = file.dict(dict.map.get('CharProcs'));
  const matrix = matrixOf(file.list(dict.map.get('FontMatrix')).map((each) => file.number(each) ?? 0));
  const resources = file.dict(dict.map.get('Resources'));
  return (code) => {
    const stream = file.get(procedures, names.get(code) ?? '');
    if (!isStream(stream)) return undefined;
    return { stream, resources, matrix, ...readGlyphHeader(file, stream, matrix) };
  };
}

/** The glyph names of codes. ISO 32000-1, 9.6.6.1. */
function encodingDifferences(file: PdfFile, dict: PdfDict): ReadonlyMap<number, string> {
  const names = new Map<number, string>();
  let code = 0;
  for (const each of file.list(file.dict(dict.map.get('Encoding'))?.map.get('Differences'))) {
    const name = file.name(each);
    if (name === undefined) code = file.number(each) ?? code;
    else {
      names.set(code, name);
      code += 1;
    }
  }
  return names;
}

/** Reads the operator that begins a glyph: `d0` if it sets colours, else `d1`, which has the bounding box. */
function readGlyphHeader(
  file: PdfFile,
  stream: PdfStream,
  matrix: Matrix,
): Pick<Type3Glyph, 'coloured' | 'box'> {
  const lexer = new Lexer(file.decode(stream).bytes);
  const numbers: number[] = [];
  for (let value = lexer.read(); typeof value === 'number' || isWord(value); value = lexer.read()) {
    if (typeof value === 'number') numbers.push(value);
    else if (value.word === 'd0') return { coloured: true, box: undefined };
    else if (value.word === 'd1') {
      const [, , a = 0, b = 0, c = 0, d = 0] = numbers;
      const { left, bottom, right, top } = boundsOf(corners(matrix, a, b, c, d))!;
      return {
        coloured: false,
        box: { left: left * 1000, bottom: bottom * 1000, right: right * 1000, top: top * 1000 },
      };
    } else break;
  }
  throw new PdfFault('Type 3 字体的字形有误');
}

/** The outlines of a TrueType font program, reduced to their bounding boxes in thousandths of the em. */
interface TrueTypeOutlines {
  readonly glyphCount: number;
  /** Undefined for a blank glyph. */
  readonly boxOf: (glyph: number) => Bounds | undefined;
}

/**
 * Reads the tables head, maxp, loca and glyf. ISO/IEC 14496-22, 5.3. Returns undefined for a program without TrueType
 * outlines, such as Type 1 and CFF. Throws a fault if a table is truncated.
 */
function readTrueType(bytes: Uint8Array): TrueTypeOutlines | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < 12 || ![0x00010000, 0x74727565].includes(view.getUint32(0))) return undefined;
  return checkingRange(() => {
    const tables = tableOffsets(view);
    const [head, maxp, loca, glyf] = ['head', 'maxp', 'loca', 'glyf'].map((tag) => tables.get(tag));
    if (head === undefined || maxp === undefined || loca === undefined || glyf === undefined)
      return undefined;
    const scale = 1000 / Math.max(1, view.getUint16(head + 18));
    const isLong = view.getInt16(head + 50) === 1;
    const offset = (glyph: number) =>
      isLong ? view.getUint32(loca + glyph * 4) : view.getUint16(loca + glyph * 2) * 2;
    const readBox = (glyph: number) => {
      const at = offset(glyph);
      if (offset(glyph + 1) <= at) return undefined;
      const side = (index: number) => view.getInt16(glyf + at + index) * scale;
      return { left: side(2), bottom: side(4), right: side(6), top: side(8) };
    };
    return {
      glyphCount: view.getUint16(maxp + 4),
      boxOf: (glyph) => checkingRange(() => readBox(glyph)),
    };
  });
}

function tableOffsets(view: DataView): ReadonlyMap<string, number> {
  const count = view.getUint16(4);
  const tag = (at: number) => String.fromCharCode(...[0, 1, 2, 3].map((index) => view.getUint8(at + index)));
  return new Map(
    Array.from({ length: count }, (_, index) => [tag(12 + index * 16), view.getUint32(20 + index * 16)]),
  );
}

/** Turns a read beyond the end of the font into a fault. */
function checkingRange<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    throw error instanceof RangeError ? new PdfFault('嵌入的 TrueType 字体不完整') : error;
  }
}
