import { readToUnicode } from './cmap.ts';
import { closeHex, comment, hexBytes, hexDigits, openHex, openLexer, openString, slash } from './lexer.ts';
import { isName, isStream, isString, type PdfDict, PdfFault } from './objects.ts';
import { contentOf } from './page-tree.ts';
import type { PdfFile } from './pdf-file.ts';

/** A font as far as its text goes. */
export interface TextFont {
  readonly name: string;
  readonly embedded: boolean;
  readonly textByCode: ReadonlyMap<number, string>;
  /** Of the texts those of one unit, by their codes of two bytes; 0 where there is none. */
  readonly unitByCode: Uint16Array;
  /** Bytes to a code. */
  readonly codeLength: 1 | 2;
}

/** A page's text in the order it is set, and the fonts of its resources. */
export interface PageText {
  readonly text: string;
  readonly fonts: readonly TextFont[];
}

/**
 * Reads what a page sets and nothing else of it: no place, no ink, no form. For files of our own making, where that is
 * all of the text; `readContent` reads any page. Throws a fault for content that is broken.
 */
export function readText(file: PdfFile, page: PdfDict, shelf: Map<PdfDict, TextFont>): PageText {
  const fonts = fontsOf(file, page, shelf);
  const { bytes, fault } = contentOf(file, page);
  if (fault !== undefined) throw new PdfFault(fault);
  const lexer = openLexer(bytes);
  const set = gatherText(bytes);
  let font: TextFont | undefined;
  let at = 0;
  // Where next something begins that is neither number nor operator: those in between, most bytes of a page, are passed over.
  const next = (byte: number): number => {
    const found = bytes.indexOf(byte, at);
    return found < 0 ? bytes.length : found;
  };
  let [hex, name, string, remark] = [next(openHex), next(slash), next(openString), next(comment)];
  for (;;) {
    at = Math.min(hex, name, string, remark);
    if (at === bytes.length) break;
    if (at === hex && bytes[at + 1] !== openHex) {
      at = set.addLetters(at + 1, font) ?? set.addHex(at + 1, font);
    } else if (at === remark) {
      const end = bytes.indexOf(10, at);
      at = end < 0 ? bytes.length : end;
    } else {
      lexer.seek(at);
      const value = lexer.read();
      at = lexer.at();
      // Other names than of fonts are those of marks and states; the strings of a marked stretch's properties are not set.
      if (isName(value)) font = fonts.get(value.name) ?? font;
      else if (isString(value)) set.add(textOf(value.bytes, font));
    }
    if (hex < at) hex = next(openHex);
    if (name < at) name = next(slash);
    if (string < at) string = next(openString);
    if (remark < at) remark = next(comment);
  }
  return { text: set.text(), fonts: [...fonts.values()] };
}

/** Gathers what the hexadecimal strings of a content stand for: nearly all of its text, so code by code into one buffer. */
function gatherText(bytes: Uint8Array) {
  // UTF-16, the low byte first; the four digits of a code leave more than room for one unit.
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
     * Adds a string of whole codes of one unit each, written without white space, as we write them. In: where its digits
     * begin. Out: what follows it; undefined where it is of another kind, of which nothing is added.
     */
    addLetters: (from: number, font: TextFont | undefined): number | undefined => {
      if (font === undefined) return undefined;
      const { unitByCode } = font;
      let count = length;
      let at = from;
      for (; at + 4 < bytes.length && bytes[at] !== closeHex; at += 4) {
        const a = hexDigits[bytes[at]!]!;
        const b = hexDigits[bytes[at + 1]!]!;
        const c = hexDigits[bytes[at + 2]!]!;
        const d = hexDigits[bytes[at + 3]!]!;
        // What is no digit is worth more than any.
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
    /** Adds any string. In and out as before; throws a fault where it does not end. */
    addHex: (from: number, font: TextFont | undefined): number => {
      const end = bytes.indexOf(closeHex, from);
      if (end < 0) throw new PdfFault('十六进制字符串没有结尾');
      add(textOf(hexBytes(bytes, from, end), font));
      return end + 1;
    },
    text: (): string => {
      add('');
      return texts.join('');
    },
  };
}

function fontsOf(file: PdfFile, page: PdfDict, shelf: Map<PdfDict, TextFont>): ReadonlyMap<string, TextFont> {
  const resources = file.dict(page.map.get('Resources'));
  const named = file.dict(resources?.map.get('Font'))?.map ?? new Map();
  return new Map(
    [...named.keys()].flatMap((name) => {
      const dict = file.dict(named.get(name));
      if (dict === undefined) return [];
      const font = shelf.get(dict) ?? readTextFont(file, dict);
      shelf.set(dict, font);
      return [[name, font] as const];
    }),
  );
}

function readTextFont(file: PdfFile, dict: PdfDict): TextFont {
  const composite = file.name(dict.map.get('Subtype')) === 'Type0';
  const below = composite ? file.dict(file.list(dict.map.get('DescendantFonts'))[0]) : dict;
  const descriptor = file.dict(below?.map.get('FontDescriptor'));
  const unicode = file.get(dict, 'ToUnicode');
  const texts = isStream(unicode) ? readToUnicode(file.decode(unicode).bytes) : new Map();
  return {
    name: file.name(dict.map.get('BaseFont')) ?? '',
    embedded: ['FontFile', 'FontFile2', 'FontFile3'].some((key) => isStream(file.get(descriptor, key))),
    textByCode: texts,
    unitByCode: composite ? lettersOf(texts) : new Uint16Array(),
    codeLength: composite ? 2 : 1,
  };
}

function lettersOf(texts: ReadonlyMap<number, string>): Uint16Array {
  let last = 0;
  for (const code of texts.keys()) if (code > last && code <= 0xffff) last = code;
  const letters = new Uint16Array(last + 1);
  for (const [code, text] of texts) if (text.length === 1 && code <= last) letters[code] = text.charCodeAt(0);
  return letters;
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
