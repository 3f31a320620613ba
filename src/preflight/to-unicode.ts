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

const unitsOf = ({ bytes }: PdfString): readonly number[] =>
  Array.from({ length: bytes.length >> 1 }, (_, index) => (bytes[index * 2]! << 8) | bytes[index * 2 + 1]!);

/** A ligature has a few letters; a made file could give it millions. */
const textFrom = (units: readonly number[]): string => String.fromCharCode(...units.slice(0, 64));

function addCharacters(map: Map<number, string>, operands: readonly PdfValue[]): void {
  for (let at = 0; at + 1 < operands.length; at += 2) {
    const [from, to] = [operands[at], operands[at + 1]];
    if (isString(from) && isString(to)) map.set(codeOf(from), textFrom(unitsOf(to)));
  }
}

function addRanges(map: Map<number, string>, operands: readonly PdfValue[]): void {
  for (let at = 0; at + 2 < operands.length; at += 3) {
    const [first, last, to] = [operands[at], operands[at + 1], operands[at + 2]];
    if (!isString(first) || !isString(last)) continue;
    const end = Math.min(codeOf(last), codeOf(first) + 0xffff);
    for (let code = codeOf(first); code <= end; code += 1) {
      const step = code - codeOf(first);
      const each = isList(to) ? to[step] : to;
      if (!isString(each)) continue;
      const units = unitsOf(each);
      const raised = isList(to) ? units : [...units.slice(0, -1), (units.at(-1) ?? 0) + step];
      map.set(code, textFrom(raised));
    }
  }
}
