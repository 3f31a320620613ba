import { hexBytes, openLexer } from './lexer.ts';
import { isName, isStream, isString, type PdfDict, PdfFault } from './objects.ts';
import { contentOf } from './page-tree.ts';
import type { PdfFile } from './pdf-file.ts';
import { readToUnicode } from './to-unicode.ts';

/** A font as far as its text goes. */
export interface TextFont {
  readonly name: string;
  readonly embedded: boolean;
  readonly texts: ReadonlyMap<number, string>;
  /** Bytes to a code. */
  readonly step: 1 | 2;
}

/** A page's text in the order it is set, and the fonts of its resources. */
export interface PageText {
  readonly text: string;
  readonly fonts: readonly TextFont[];
}

const [openString, openHex, closeHex, slash, comment] = [0x28, 0x3c, 0x3e, 0x2f, 0x25];

/**
 * Reads what a page sets and nothing else of it: no place, no ink, no form. For files of our own making, where that is
 * all of the text; `readContent` reads any page. Throws a fault for content that is broken.
 */
export function readText(file: PdfFile, page: PdfDict, shelf: Map<PdfDict, TextFont>): PageText {
  const fonts = fontsOf(file, page, shelf);
  const { bytes, fault } = contentOf(file, page);
  if (fault !== undefined) throw new PdfFault(fault);
  const lexer = openLexer(bytes);
  const set: string[] = [];
  let font: TextFont | undefined;
  let at = 0;
  while (at < bytes.length) {
    const byte = bytes[at]!;
    if (byte === openHex && bytes[at + 1] !== openHex) {
      const end = bytes.indexOf(closeHex, at);
      if (end < 0) throw new PdfFault('十六进制字符串没有结尾');
      set.push(textOf(hexBytes(bytes, at + 1, end), font));
      at = end + 1;
    } else if (byte === openString) {
      lexer.seek(at);
      const string = lexer.read();
      at = lexer.at();
      if (isString(string)) set.push(textOf(string.bytes, font));
    } else if (byte === openHex) {
      // The strings of a marked stretch's properties are not set.
      lexer.seek(at);
      lexer.read();
      at = lexer.at();
    } else if (byte === slash) {
      lexer.seek(at);
      const name = lexer.read();
      at = lexer.at();
      // Other names than of fonts are those of marks and states.
      if (isName(name)) font = fonts.get(name.name) ?? font;
    } else if (byte === comment) {
      const end = bytes.indexOf(10, at);
      at = end < 0 ? bytes.length : end;
    } else at += 1;
  }
  return { text: set.join(''), fonts: [...fonts.values()] };
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
  return {
    name: file.name(dict.map.get('BaseFont')) ?? '',
    embedded: ['FontFile', 'FontFile2', 'FontFile3'].some((key) => isStream(file.get(descriptor, key))),
    texts: isStream(unicode) ? readToUnicode(file.decode(unicode).bytes) : new Map(),
    step: composite ? 2 : 1,
  };
}

function textOf(bytes: Uint8Array, font: TextFont | undefined): string {
  if (font === undefined) throw new PdfFault('文字没有选定字体');
  let text = '';
  for (let at = 0; at + font.step <= bytes.length; at += font.step) {
    const code = font.step === 2 ? (bytes[at]! << 8) | bytes[at + 1]! : bytes[at]!;
    text += font.texts.get(code) ?? (font.step === 1 ? String.fromCharCode(code) : '\ufffd');
  }
  return text;
}
