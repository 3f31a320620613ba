import { type PdfDict, PdfFault, type PdfString, type PdfValue } from './objects.ts';

/** Delimiter bytes, ISO 32000-1, 7.2.2. A dictionary begins with two `openHex` and ends with two `closeHex`. */
export const [slash, comment] = [0x2f, 0x25];
export const openString = 0x28;
const closeString = 0x29;
export const [openHex, closeHex] = [0x3c, 0x3e];
const [openList, closeList] = [0x5b, 0x5d];

const whiteSpace = new Set([0, 9, 10, 12, 13, 32]);
const delimiters = new Set([...'()<>[]{}/%'].map((character) => character.charCodeAt(0)));
const [blank, regularByte, delimiter] = [0, 1, 2];
/** The character class of each byte: white space, delimiter or regular. */
const classes = Uint8Array.from({ length: 256 }, (_, byte) =>
  whiteSpace.has(byte) ? blank : delimiters.has(byte) ? delimiter : regularByte,
);

const [noDigit, blankDigit] = [255, 254];
/** The value of each byte as a hexadecimal digit; 254 for white space, 255 for any other byte. */
export const hexDigits = Uint8Array.from({ length: 256 }, (_, byte) => {
  if (whiteSpace.has(byte)) return blankDigit;
  const digit = Number.parseInt(String.fromCharCode(byte), 16);
  return Number.isNaN(digit) ? noDigit : digit;
});

/**
 * Decodes a hexadecimal string. In: the range of its digits, `to` excluded; an odd last digit is followed by an implied
 * 0. Written as a plain loop because most of our files' text is such strings. Throws a fault on any other character.
 * ISO 32000-1, 7.3.4.3.
 */
export function decodeHex(bytes: Uint8Array, from: number, to: number): Uint8Array {
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

/** Nesting of arrays and dictionaries. A hostile file could otherwise overflow the stack. */
const maxDepth = 100;

/** Digits are ignored beyond this: no length, coordinate or size is larger or finer. */
const maxNumber = 1e14;

/** Names and words are cut off here. */
const maxWordLength = 500;

const [listEnd, dictEnd] = [
  { kind: 'word', word: ']' },
  { kind: 'word', word: '>>' },
] as const;

const escapes: Readonly<Record<string, number>> = { n: 10, r: 13, t: 9, b: 8, f: 12 };

/**
 * A recursive-descent parser of PDF objects, for a whole file or for one content stream. ISO 32000-1, 7.2 and 7.3.
 * Every token consumes at least one byte or throws, and lookahead is bounded by the next two tokens, so reading a whole
 * file takes linear time.
 */
export class Lexer {
  /** Where the next token is looked for. */
  position: number;
  private readonly bytes: Uint8Array;
  private readonly buffer: Buffer;
  private readonly references: boolean;

  /** In: whether `1 0 R` is a reference, as it is in a file, or three operands, as in a content stream. */
  constructor(bytes: Uint8Array, position = 0, references = false) {
    this.bytes = bytes;
    this.buffer = Buffer.isBuffer(bytes) ? bytes : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
    this.position = position;
    this.references = references;
  }

  /** The next object or word; undefined at the end. Throws a fault on malformed bytes. */
  read(): PdfValue | undefined {
    return this.token(0);
  }

  private token(depth: number): PdfValue | undefined {
    this.skipBlank();
    const { bytes, position } = this;
    if (position >= bytes.length) return undefined;
    const byte = bytes[position]!;
    if (classes[byte] === regularByte) return this.numberOrWord();
    switch (byte) {
      case slash:
        this.position += 1;
        return { kind: 'name', name: this.name() };
      case openString:
        return this.literalString();
      case openHex:
        if (bytes[position + 1] !== openHex) return this.hexString();
        this.position += 2;
        return this.dictionary(depth + 1);
      case closeHex:
        if (bytes[position + 1] !== closeHex) throw new PdfFault(`第 ${position} 字节处多出一个 >`);
        this.position += 2;
        return dictEnd;
      case openList:
        this.position += 1;
        return this.list(depth + 1);
      case closeList:
        this.position += 1;
        return listEnd;
      case closeString:
        throw new PdfFault(`第 ${position} 字节处多出一个 )`);
      default:
        this.position += 1;
        return { kind: 'word', word: String.fromCharCode(byte) };
    }
  }

  /** Skips white space and comments. */
  private skipBlank(): void {
    const { bytes } = this;
    let at = this.position;
    for (; at < bytes.length; at += 1) {
      if (bytes[at] === comment) while (at < bytes.length && bytes[at] !== 10 && bytes[at] !== 13) at += 1;
      else if (classes[bytes[at]!] !== blank) break;
    }
    this.position = at;
  }

  private regular(): string {
    const { bytes, position: start } = this;
    let at = start;
    while (at < bytes.length && classes[bytes[at]!] === regularByte) at += 1;
    this.position = at;
    return this.buffer.toString('latin1', start, Math.min(at, start + maxWordLength));
  }

  private name(): string {
    const name = this.regular();
    if (!name.includes('#')) return name;
    return name.replace(/#([0-9A-Fa-f]{2})/g, (_, hex: string) =>
      String.fromCharCode(Number.parseInt(hex, 16)),
    );
  }

  private numberOrWord(): PdfValue {
    const value = this.number();
    if (value === undefined) {
      const text = this.regular();
      if (text === 'true' || text === 'false') return text === 'true';
      return text === 'null' ? null : { kind: 'word', word: text };
    }
    return this.references && Number.isInteger(value) && value >= 0 ? this.referenceOr(value) : value;
  }

  /** Consumes a number; undefined, with nothing consumed, for any other word. Most tokens of a page are numbers. */
  private number(): number | undefined {
    const { bytes } = this;
    let next = this.position;
    let sign = 1;
    let value = 0;
    let scale = 0;
    let digits = 0;
    for (; bytes[next] === 0x2b || bytes[next] === 0x2d; next += 1) sign = bytes[next] === 0x2d ? -1 : 1;
    for (; next < bytes.length && classes[bytes[next]!] === regularByte; next += 1) {
      const byte = bytes[next]!;
      if (byte === 0x2e && scale === 0) scale = 1;
      else if (byte >= 0x30 && byte <= 0x39) {
        digits += 1;
        if (value > maxNumber || scale > maxNumber) continue;
        value = value * 10 + byte - 0x30;
        if (scale > 0) scale *= 10;
      } else return undefined;
    }
    if (digits === 0) return undefined;
    this.position = next;
    return (sign * value) / (scale || 1);
  }

  /** A reference if a generation and `R` follow the number just read, else the number. */
  private referenceOr(id: number): PdfValue {
    const { bytes, position } = this;
    const generation = this.afterBlank(position);
    let next = generation;
    while (bytes[next]! >= 0x30 && bytes[next]! <= 0x39) next += 1;
    const sign = this.afterBlank(next);
    const isSeparated = generation > position && next > generation && next - generation <= 5 && sign > next;
    if (!isSeparated || bytes[sign] !== 0x52 || classes[bytes[sign + 1] ?? 0] === regularByte) return id;
    this.position = sign + 1;
    return { kind: 'ref', id };
  }

  private afterBlank(from: number): number {
    const { bytes } = this;
    let next = from;
    while (next < bytes.length && classes[bytes[next]!] === blank) next += 1;
    return next;
  }

  /** A string in balanced parentheses. 7.3.4.2. */
  private literalString(): PdfString {
    const { bytes } = this;
    const out: number[] = [];
    let open = 1;
    for (this.position += 1; this.position < bytes.length; this.position += 1) {
      const byte = bytes[this.position]!;
      if (byte === 0x5c) this.escape(out);
      else {
        if (byte === openString) open += 1;
        if (byte === closeString) open -= 1;
        if (open === 0) {
          this.position += 1;
          return { kind: 'string', bytes: Uint8Array.from(out) };
        }
        out.push(byte);
      }
    }
    throw new PdfFault('字符串没有结尾');
  }

  /** Decodes the escape sequence at a backslash; leaves the position on its last byte. */
  private escape(out: number[]): void {
    const { bytes } = this;
    this.position += 1;
    const at = this.position;
    const octal = /^[0-7]{1,3}/.exec(String.fromCharCode(...bytes.subarray(at, at + 3)))?.[0];
    if (octal !== undefined) {
      out.push(Number.parseInt(octal, 8) & 255);
      this.position += octal.length - 1;
      return;
    }
    const byte = bytes[at] ?? 0;
    if (byte === 13 || byte === 10) {
      if (byte === 13 && bytes[at + 1] === 10) this.position += 1;
      return;
    }
    out.push(escapes[String.fromCharCode(byte)] ?? byte);
  }

  private hexString(): PdfString {
    const end = this.bytes.indexOf(closeHex, this.position);
    if (end < 0) throw new PdfFault('十六进制字符串没有结尾');
    const string: PdfString = { kind: 'string', bytes: decodeHex(this.bytes, this.position + 1, end) };
    this.position = end + 1;
    return string;
  }

  private list(depth: number): readonly PdfValue[] {
    if (depth > maxDepth) throw new PdfFault('对象嵌套太深');
    const out: PdfValue[] = [];
    for (;;) {
      const value = this.token(depth);
      if (value === undefined) throw new PdfFault('数组没有结尾');
      if (value === listEnd) return out;
      out.push(value);
    }
  }

  private dictionary(depth: number): PdfDict {
    if (depth > maxDepth) throw new PdfFault('对象嵌套太深');
    const map = new Map<string, PdfValue>();
    for (;;) {
      const key = this.token(depth);
      if (key === dictEnd) return { kind: 'dict', map };
      if (typeof key !== 'object' || key === null || !('kind' in key) || key.kind !== 'name') {
        throw new PdfFault(`第 ${this.position} 字节前的字典有误`);
      }
      const value = this.token(depth);
      if (value === undefined || value === dictEnd)
        throw new PdfFault(`第 ${this.position} 字节前的字典有误`);
      map.set(key.name, value);
    }
  }
}
