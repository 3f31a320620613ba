import { readToUnicode } from './cmap.ts';
import { closeHex, comment, decodeHex, hexDigits, Lexer, openHex, openString, slash } from './lexer.ts';
import { isName, isStream, isString, type PdfDict, PdfFault } from './objects.ts';
import { contentOf } from './page-tree.ts';
import type { PdfFile } from './pdf-file.ts';

/** A font, reduced to what extracting text needs. */
export interface TextFont {
  readonly name: string;
  readonly embedded: boolean;
  readonly textByCode: ReadonlyMap<number, string>;
  /** The texts of one UTF-16 unit, by their two-byte code; 0 for any other code. */
  readonly unitByCode: Uint16Array;
  /** Bytes per code. */
  readonly codeLength: 1 | 2;
}

/** A page's text in the order it is shown, and the fonts in its resources. */
export interface PageText {
  readonly text: string;
  readonly fonts: readonly TextFont[];
}

/** Fonts are shared by pages and read once per file. */
export type TextFontCache = Map<PdfDict, TextFont>;

/**
 * Extracts the text of a page fast, without interpreting its content: positions, clipping and forms are ignored. For
 * files of our own, whose text is all in the page's stream; `readPages` reads any page. Scans for the four characters
 * that begin a hexadecimal string, a name, a literal string or a comment, and skips the numbers and operators between
 * them, which are most of a page. Each of the four searches passes over a byte once, so the time is linear. Throws a fault
 * if the content is malformed.
 */
export function readText(file: PdfFile, page: PdfDict, fontCache: TextFontCache): PageText {
  const fonts = fontsOf(file, page, fontCache);
  const { bytes, fault } = contentOf(file, page);
  if (fault !== undefined) throw new PdfFault(fault);
  const lexer = new Lexer(bytes);
  const collected = collectText(bytes);
  let font: TextFont | undefined;
  let at = 0;
  const next = (byte: number): number => {
    const found = bytes.indexOf(byte, at);
    return found < 0 ? bytes.length : found;
  };
  let [hex, name, string, remark] = [next(openHex), next(slash), next(openString), next(comment)];
  for (;;) {
    at = Math.min(hex, name, string, remark);
    if (at === bytes.length) break;
    if (at === hex && bytes[at + 1] !== openHex) {
      at = collected.addSimpleHex(at + 1, font) ?? collected.addHex(at + 1, font);
    } else if (at === remark) {
      const end = bytes.indexOf(10, at);
      at = end < 0 ? bytes.length : end;
    } else {
      lexer.position = at;
      const value = lexer.read();
      at = lexer.position;
      // Names that are no fonts belong to marked content and graphics states. A property dictionary is read as one value,
      // so the strings in it, such as ActualText, are not taken for shown text.
      if (isName(value)) font = fonts.get(value.name) ?? font;
      else if (isString(value)) collected.add(textOf(value.bytes, font));
    }
    if (hex < at) hex = next(openHex);
    if (name < at) name = next(slash);
    if (string < at) string = next(openString);
    if (remark < at) remark = next(comment);
  }
  return { text: collected.text(), fonts: [...fonts.values()] };
}

/** Collects the text of strings. Hexadecimal strings, nearly all of a page's text, are decoded into one buffer. */
function collectText(bytes: Uint8Array) {
  // UTF-16LE. Each unit comes from the four digits of a code, so the content's length suffices.
  const units = Buffer.allocUnsafe(bytes.length);
  const texts: string[] = [];
  let length = 0;
  const add = (text: string): void => {
    texts.push(units.toString('utf16le', 0, length), text);
    length = 0;
  };
  return {
    add,
    /**
     * The fast path for strings as our writer makes them: two-byte codes of one UTF-16 unit each, without white space.
     * In: the offset of the first digit. Returns the offset after the string, or undefined, with nothing added, for any
     * other string.
     */
    addSimpleHex: (from: number, font: TextFont | undefined): number | undefined => {
      if (font === undefined) return undefined;
      const { unitByCode } = font;
      let count = length;
      let at = from;
      for (; at + 4 < bytes.length && bytes[at] !== closeHex; at += 4) {
        const a = hexDigits[bytes[at]!]!;
        const b = hexDigits[bytes[at + 1]!]!;
        const c = hexDigits[bytes[at + 2]!]!;
        const d = hexDigits[bytes[at + 3]!]!;
        // Bytes that are no digits have values above 15.
        const unit = (a | b | c | d) > 15 ? 0 : (unitByCode[(a << 12) | (b << 8) | (c << 4) | d] ?? 0);
        if (unit === 0) return undefined;
        units[count] = unit & 255;
        units[count + 1] = unit >> 8;
        count += 2;
      }
      if (bytes[at] !== closeHex) return undefined;
      length = count;
      return at + 1;
    },
    /** Adds any hexadecimal string. Returns the offset after it; throws a fault if it does not end. */
    addHex: (from: number, font: TextFont | undefined): number => {
      const end = bytes.indexOf(closeHex, from);
      if (end < 0) throw new PdfFault('十六进制字符串没有结尾');
      add(textOf(decodeHex(bytes, from, end), font));
      return end + 1;
    },
    text: (): string => {
      add('');
      return texts.join('');
    },
  };
}

function fontsOf(file: PdfFile, page: PdfDict, fontCache: TextFontCache): ReadonlyMap<string, TextFont> {
  const resources = file.dict(page.map.get('Resources'));
  const named = file.dict(resources?.map.get('Font'))?.map ?? new Map();
  return new Map(
    [...named.keys()].flatMap((name) => {
      const dict = file.dict(named.get(name));
      if (dict === undefined) return [];
      const font = fontCache.get(dict) ?? readTextFont(file, dict);
      fontCache.set(dict, font);
      return [[name, font] as const];
    }),
  );
}

function readTextFont(file: PdfFile, dict: PdfDict): TextFont {
  const isComposite = file.name(dict.map.get('Subtype')) === 'Type0';
  const descendant = isComposite ? file.dict(file.list(dict.map.get('DescendantFonts'))[0]) : dict;
  const descriptor = file.dict(descendant?.map.get('FontDescriptor'));
  const toUnicode = file.get(dict, 'ToUnicode');
  const textByCode = isStream(toUnicode) ? readToUnicode(file.decode(toUnicode).bytes) : new Map();
  return {
    name: file.name(dict.map.get('BaseFont')) ?? '',
    embedded: ['FontFile', 'FontFile2', 'FontFile3'].some((key) => isStream(file.get(descriptor, key))),
    textByCode,
    unitByCode: isComposite ? unitsOf(textByCode) : new Uint16Array(),
    codeLength: isComposite ? 2 : 1,
  };
}

/** The texts of one UTF-16 unit, by code. */
function unitsOf(textByCode: ReadonlyMap<number, string>): Uint16Array {
  let last = 0;
  for (const code of textByCode.keys()) if (code > last && code <= 0xffff) last = code;
  const units = new Uint16Array(last + 1);
  for (const [code, text] of textByCode)
    if (text.length === 1 && code <= last) units[code] = text.charCodeAt(0);
  return units;
}

function textOf(bytes: Uint8Array, font: TextFont | undefined): string {
  if (font === undefined) throw new PdfFault('文字没有选定字体');
  let text = '';
  for (let at = 0; at + font.codeLength <= bytes.length; at += font.codeLength) {
    const code = font.codeLength === 2 ? (bytes[at]! << 8) | bytes[at + 1]! : bytes[at]!;
    text += font.textByCode.get(code) ?? (font.codeLength === 1 ? String.fromCharCode(code) : '\ufffd');
  }
  return text;
}
