import type { Lexer } from './lexer.ts';
import { isName, isWord, PdfFault, type PdfStream, type PdfValue } from './objects.ts';

/**
 * Reads a picture that lies in the content itself, after BI. In: the content and its lexer, which is moved on past EI.
 * ISO 32000-1, 8.9.7.
 */
export function readInlinePicture(data: Uint8Array, lexer: Lexer): PdfStream {
  const map = new Map<string, PdfValue>();
  for (;;) {
    const key = lexer.read();
    if (isWord(key) && key.word === 'ID') break;
    const value = lexer.read();
    if (!isName(key) || value === undefined) throw new PdfFault('内嵌图片的说明有误');
    map.set(key.name, value);
  }
  const start = lexer.at() + 1;
  const end = endOf(data, start);
  lexer.seek(end + 2);
  return { kind: 'stream', dict: { kind: 'dict', map }, raw: data.subarray(start, end) };
}

/** Where `EI` stands between white space with text after it that could be operators. */
function endOf(data: Uint8Array, start: number): number {
  const isBlank = (byte: number | undefined) => byte === undefined || [0, 9, 10, 12, 13, 32].includes(byte);
  const isText = (byte: number) => (byte >= 32 ? byte < 127 : isBlank(byte));
  for (let at = start; at + 1 < data.length; at += 1) {
    if (data[at] !== 0x45 || data[at + 1] !== 0x49 || !isBlank(data[at + 2]) || !isBlank(data[at - 1]))
      continue;
    if (data.subarray(at + 2, at + 32).every(isText)) return at;
  }
  throw new PdfFault('内嵌图片没有结尾');
}
