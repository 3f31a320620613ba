import { type PdfDict, PdfFault, type PdfString, type PdfValue } from './objects.ts';

/** Reads the objects of a file or of a content stream one after the other. */
export interface Lexer {
  /** The next object or word; undefined at the end. Throws a fault where the bytes are none. */
  readonly read: () => PdfValue | undefined;
  readonly at: () => number;
  readonly seek: (at: number) => void;
}

/** Marks that begin or end something, as bytes. */
export const [slash, comment] = [0x2f, 0x25];
export const openString = 0x28;
const closeString = 0x29;
/** Two of them begin and end a dictionary. */
export const [openHex, closeHex] = [0x3c, 0x3e];
const [openList, closeList] = [0x5b, 0x5d];

const whiteSpace = new Set([0, 9, 10, 12, 13, 32]);
const delimiters = new Set([...'()<>[]{}/%'].map((mark) => mark.charCodeAt(0)));
const [blank, regularByte, delimiter] = [0, 1, 2];
/** What each byte is: white space, a mark that begins or ends something, or what a name, number or word is made of. */
const kinds = Uint8Array.from({ length: 256 }, (_, byte) =>
  whiteSpace.has(byte) ? blank : delimiters.has(byte) ? delimiter : regularByte,
);

const [noDigit, blankDigit] = [255, 254];
/** What each byte is worth as a hexadecimal digit; 254 and 255 are worth none. */
export const hexDigits = Uint8Array.from({ length: 256 }, (_, byte) => {
  if (whiteSpace.has(byte)) return blankDigit;
  const digit = Number.parseInt(String.fromCharCode(byte), 16);
  return Number.isNaN(digit) ? noDigit : digit;
});

/**
 * The bytes of a hexadecimal string, whose digits stand from `from` to before `to`; an odd last one has a 0 behind it. Digit
 * by digit, for most of a file's text is such strings. Throws a fault for what is no digit. ISO 32000-1, 7.3.4.3.
 */
export function hexBytes(bytes: Uint8Array, from: number, to: number): Uint8Array {
  const out = new Uint8Array((to - from + 1) >> 1);
  let count = 0;
  for (let at = from; at < to; at += 1) {
    const digit = hexDigits[bytes[at]!]!;
    if (digit === blankDigit) continue;
    if (digit === noDigit) throw new PdfFault(`第 ${at} 字节处的十六进制字符串有误`);
    out[count >> 1] = out[count >> 1]! | (count % 2 === 0 ? digit << 4 : digit);
    count += 1;
  }
  const length = (count + 1) >> 1;
  return length === out.length ? out : out.subarray(0, length);
}

/** Deeper than any honest file goes; a made one could otherwise use up the stack. */
const deepest = 100;

/** Where digits no longer count: no length, place or size is larger or finer. */
const largest = 1e14;

const [listEnd, dictEnd] = [
  { kind: 'word', word: ']' },
  { kind: 'word', word: '>>' },
] as const;

/**
 * Opens a lexer. In: the bytes, where to begin, and whether `1 0 R` is a reference, which it is in a file and not in a
 * content stream. ISO 32000-1, 7.2 and 7.3.
 */
export function openLexer(bytes: Uint8Array, from = 0, references = false): Lexer {
  const buffer = Buffer.isBuffer(bytes) ? bytes : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  let at = from;

  function skipBlank(): void {
    for (; at < bytes.length; at += 1) {
      if (bytes[at] === comment) while (at < bytes.length && bytes[at] !== 10 && bytes[at] !== 13) at += 1;
      else if (kinds[bytes[at]!] !== blank) return;
    }
  }

  function token(depth: number): PdfValue | undefined {
    skipBlank();
    if (at >= bytes.length) return undefined;
    const byte = bytes[at]!;
    if (kinds[byte] === regularByte) return numberOrWord();
    switch (byte) {
      case slash:
        at += 1;
        return { kind: 'name', name: readName() };
      case openString:
        return literal();
      case openHex:
        if (bytes[at + 1] !== openHex) return hexadecimal();
        at += 2;
        return dictionary(depth + 1);
      case closeHex:
        if (bytes[at + 1] !== closeHex) throw new PdfFault(`第 ${at} 字节处多出一个 >`);
        at += 2;
        return dictEnd;
      case openList:
        at += 1;
        return list(depth + 1);
      case closeList:
        at += 1;
        return listEnd;
      case closeString:
        throw new PdfFault(`第 ${at} 字节处多出一个 )`);
      default:
        at += 1;
        return { kind: 'word', word: String.fromCharCode(byte) };
    }
  }

  function regular(): string {
    const start = at;
    while (at < bytes.length && kinds[bytes[at]!] === regularByte) at += 1;
    return buffer.toString('latin1', start, Math.min(at, start + 500));
  }

  function readName(): string {
    const name = regular();
    if (!name.includes('#')) return name;
    return name.replace(/#([0-9A-Fa-f]{2})/g, (_, hex: string) =>
      String.fromCharCode(Number.parseInt(hex, 16)),
    );
  }

  function numberOrWord(): PdfValue {
    const value = readNumber();
    if (value === undefined) {
      const text = regular();
      if (text === 'true' || text === 'false') return text === 'true';
      return text === 'null' ? null : { kind: 'word', word: text };
    }
    return references && Number.isInteger(value) && value >= 0 ? referenceOr(value) : value;
  }

  /** A number, with the pen moved past it; undefined where none stands. Most of a page is numbers. */
  function readNumber(): number | undefined {
    let next = at;
    let sign = 1;
    let value = 0;
    let scale = 0;
    let digits = 0;
    for (; bytes[next] === 0x2b || bytes[next] === 0x2d; next += 1) sign = bytes[next] === 0x2d ? -1 : 1;
    for (; next < bytes.length && kinds[bytes[next]!] === regularByte; next += 1) {
      const byte = bytes[next]!;
      if (byte === 0x2e && scale === 0) scale = 1;
      else if (byte >= 0x30 && byte <= 0x39) {
        digits += 1;
        if (value > largest || scale > largest) continue;
        value = value * 10 + byte - 0x30;
        if (scale > 0) scale *= 10;
      } else return undefined;
    }
    if (digits === 0) return undefined;
    at = next;
    return (sign * value) / (scale || 1);
  }

  function referenceOr(id: number): PdfValue {
    const generation = pastBlank(at);
    let next = generation;
    while (bytes[next]! >= 0x30 && bytes[next]! <= 0x39) next += 1;
    const sign = pastBlank(next);
    const apart = generation > at && next > generation && next - generation <= 5 && sign > next;
    if (!apart || bytes[sign] !== 0x52 || kinds[bytes[sign + 1] ?? 0] === regularByte) return id;
    at = sign + 1;
    return { kind: 'ref', id };
  }

  function pastBlank(from: number): number {
    let next = from;
    while (next < bytes.length && kinds[bytes[next]!] === blank) next += 1;
    return next;
  }

  function literal(): PdfString {
    const out: number[] = [];
    let open = 1;
    for (at += 1; at < bytes.length; at += 1) {
      const byte = bytes[at]!;
      if (byte === 0x5c) escaped(out);
      else {
        if (byte === openString) open += 1;
        if (byte === closeString) open -= 1;
        if (open === 0) {
          at += 1;
          return { kind: 'string', bytes: Uint8Array.from(out) };
        }
        out.push(byte);
      }
    }
    throw new PdfFault('字符串没有结尾');
  }

  function escaped(out: number[]): void {
    at += 1;
    const octal = /^[0-7]{1,3}/.exec(String.fromCharCode(...bytes.subarray(at, at + 3)))?.[0];
    if (octal !== undefined) {
      out.push(Number.parseInt(octal, 8) & 255);
      at += octal.length - 1;
      return;
    }
    const byte = bytes[at] ?? 0;
    if (byte === 13 || byte === 10) {
      if (byte === 13 && bytes[at + 1] === 10) at += 1;
      return;
    }
    const plain = { n: 10, r: 13, t: 9, b: 8, f: 12 }[String.fromCharCode(byte)];
    out.push(plain ?? byte);
  }

  function hexadecimal(): PdfString {
    const end = bytes.indexOf(closeHex, at);
    if (end < 0) throw new PdfFault('十六进制字符串没有结尾');
    const string: PdfString = { kind: 'string', bytes: hexBytes(bytes, at + 1, end) };
    at = end + 1;
    return string;
  }

  function list(depth: number): readonly PdfValue[] {
    if (depth > deepest) throw new PdfFault('对象套得太深');
    const out: PdfValue[] = [];
    for (;;) {
      const value = token(depth);
      if (value === undefined) throw new PdfFault('数组没有结尾');
      if (value === listEnd) return out;
      out.push(value);
    }
  }

  function dictionary(depth: number): PdfDict {
    if (depth > deepest) throw new PdfFault('对象套得太深');
    const map = new Map<string, PdfValue>();
    for (;;) {
      const key = token(depth);
      if (key === dictEnd) return { kind: 'dict', map };
      if (typeof key !== 'object' || key === null || !('kind' in key) || key.kind !== 'name') {
        throw new PdfFault(`第 ${at} 字节前的字典有误`);
      }
      const value = token(depth);
      if (value === undefined || value === dictEnd) throw new PdfFault(`第 ${at} 字节前的字典有误`);
      map.set(key.name, value);
    }
  }

  return { read: () => token(0), at: () => at, seek: (to) => (at = to) };
}
