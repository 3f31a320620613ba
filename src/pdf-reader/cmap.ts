import { openLexer } from './lexer.ts';
import { isList, isString, isWord, type PdfString, type PdfValue } from './objects.ts';

/** What each code of a font stands for. In: a ToUnicode CMap, decoded. ISO 32000-1, 9.10.3. */
export function readToUnicode(bytes: Uint8Array): ReadonlyMap<number, string> {
  const map = new Map<number, string>();
  const lexer = openLexer(bytes);
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

/** A ligature has a few letters; a made file could give it millions. */
const mostUnits = 64;

/** UTF-16, the high byte first. In: what is added to the last unit. */
function textFrom({ bytes }: PdfString, step = 0): string {
  const last = (bytes.length >> 1) - 1;
  let text = '';
  for (let index = 0; index <= last && index < mostUnits; index += 1) {
    const unit = (bytes[index * 2]! << 8) | bytes[index * 2 + 1]!;
    text += String.fromCharCode(index === last ? unit + step : unit);
  }
  return text;
}

function addCharacters(map: Map<number, string>, operands: readonly PdfValue[]): void {
  for (let at = 0; at + 1 < operands.length; at += 2) {
    const [from, to] = [operands[at], operands[at + 1]];
    if (isString(from) && isString(to)) map.set(codeOf(from), textFrom(to));
  }
}

function addRanges(map: Map<number, string>, operands: readonly PdfValue[]): void {
  for (let at = 0; at + 2 < operands.length; at += 3) {
    const [first, last, to] = [operands[at], operands[at + 1], operands[at + 2]];
    if (!isString(first) || !isString(last)) continue;
    const start = codeOf(first);
    const end = Math.min(codeOf(last), start + 0xffff);
    for (let code = start; code <= end; code += 1) {
      const each = isList(to) ? to[code - start] : to;
      if (isString(each)) map.set(code, textFrom(each, isList(to) ? 0 : code - start));
    }
  }
}
