import { Lexer } from './lexer.ts';
import { isList, isString, isWord, type PdfString, type PdfValue } from './objects.ts';

/** Reads a ToUnicode CMap. In: its decoded stream. Returns the text of each character code. ISO 32000-1, 9.10.3. */
export function readToUnicode(bytes: Uint8Array): ReadonlyMap<number, string> {
  const map = new Map<number, string>();
  const lexer = new Lexer(bytes);
  let operands: PdfValue[] = [];
  for (let value = lexer.read(); value !== undefined; value = lexer.read()) {
    if (!isWord(value)) {
      operands.push(value);
      continue;
    }
    if (value.word === 'endbfchar') addCharacters(map, operands);
    if (value.word === 'endbfrange') addRanges(map, operands);
    operands = [];
  }
  return map;
}

const codeOf = ({ bytes }: PdfString): number => bytes.reduce((sum, byte) => sum * 256 + byte, 0);

/** Code units per code. A ligature has a few; a hostile file could otherwise give millions. */
const maxUnits = 64;

/** Decodes UTF-16BE. In: an increment of the last unit, for codes after the first of a range. */
function decodeUtf16(bytes: Uint8Array, increment = 0): string {
  const last = (bytes.length >> 1) - 1;
  let text = '';
  for (let index = 0; index <= last && index < maxUnits; index += 1) {
    const unit = (bytes[index * 2]! << 8) | bytes[index * 2 + 1]!;
    text += String.fromCharCode(index === last ? unit + increment : unit);
  }
  return text;
}

function addCharacters(map: Map<number, string>, operands: readonly PdfValue[]): void {
  for (let at = 0; at + 1 < operands.length; at += 2) {
    const [from, to] = [operands[at], operands[at + 1]];
    if (isString(from) && isString(to)) map.set(codeOf(from), decodeUtf16(to.bytes));
  }
}

/** Adds ranges of at most 65,536 codes each. */
function addRanges(map: Map<number, string>, operands: readonly PdfValue[]): void {
  for (let at = 0; at + 2 < operands.length; at += 3) {
    const [first, last, to] = [operands[at], operands[at + 1], operands[at + 2]];
    if (!isString(first) || !isString(last)) continue;
    const start = codeOf(first);
    const end = Math.min(codeOf(last), start + 0xffff);
    for (let code = start; code <= end; code += 1) {
      const text = isList(to) ? to[code - start] : to;
      if (isString(text)) map.set(code, decodeUtf16(text.bytes, isList(to) ? 0 : code - start));
    }
  }
}
