import { inflateSync } from 'node:zlib';
import { isList, type PdfDict, PdfFault, type PdfObjects, type PdfStream, type PdfValue } from './objects.ts';

/** Stream filters, ISO 32000-1, 7.4. Each decoder takes linear time and throws a fault on malformed data. */

/** Limit of decoded data, far above any page's. A hostile file could otherwise exhaust the memory. */
const maxBytes = 1 << 29;

/** Decoded data; `imageFilter` is the first filter that is an image format, which is left in place. */
export interface DecodedStream {
  readonly bytes: Uint8Array;
  readonly imageFilter?: string;
}

/** Undoes a stream's filters in order, up to the first image format. */
export function decodeStream(objects: PdfObjects, stream: PdfStream): DecodedStream {
  const { map } = stream.dict;
  const parameters = listOf(objects, map.get('DecodeParms') ?? map.get('DP')).map(objects.dict);
  let data = stream.raw;
  for (const [index, filter] of filterNames(objects, stream.dict).entries()) {
    const decoder = decoders.get(filter);
    if (decoder === undefined) return { bytes: data, imageFilter: filter };
    const values = parameters[index]?.map;
    const parameter = (key: string, preset: number) => objects.number(values?.get(key)) ?? preset;
    data = unpredict(decoder(data, parameter('EarlyChange', 1)), {
      predictor: parameter('Predictor', 1),
      colours: parameter('Colors', 1),
      bits: parameter('BitsPerComponent', 8),
      columns: parameter('Columns', 1),
    });
  }
  return { bytes: data };
}

/** The names of a stream's filters, with abbreviations expanded. */
export const filterNames = (objects: PdfObjects, { map }: PdfDict): readonly string[] =>
  listOf(objects, map.get('Filter') ?? map.get('F')).flatMap((each) => {
    const name = objects.name(each);
    return name === undefined ? [] : [fullNames.get(name) ?? name];
  });

/** A single value counts as a list of one. */
function listOf(objects: PdfObjects, value: PdfValue | undefined): readonly PdfValue[] {
  const found = objects.resolve(value);
  return found === null ? [] : isList(found) ? found : [found];
}

/** Inline images may abbreviate the names: ISO 32000-1, 8.9.7. */
const fullNames: ReadonlyMap<string, string> = new Map([
  ['Fl', 'FlateDecode'],
  ['A85', 'ASCII85Decode'],
  ['AHx', 'ASCIIHexDecode'],
  ['RL', 'RunLengthDecode'],
  ['LZW', 'LZWDecode'],
  ['CCF', 'CCITTFaxDecode'],
  ['DCT', 'DCTDecode'],
]);

/** Truncated data is an error, even if a part of it can be inflated. 7.4.4. */
export function flate(bytes: Uint8Array): Uint8Array {
  try {
    return inflateSync(bytes, { maxOutputLength: maxBytes });
  } catch (error) {
    const why = (error as NodeJS.ErrnoException).code;
    if (why === 'Z_BUF_ERROR') throw new PdfFault('压缩数据不完整');
    throw new PdfFault(why === 'ERR_BUFFER_TOO_LARGE' ? '压缩数据解压后太大' : '压缩数据无法解压');
  }
}

/** 7.4.2. */
export function asciiHex(bytes: Uint8Array): Uint8Array {
  const text = Buffer.from(bytes)
    .toString('latin1')
    .replace(/>[\s\S]*$/, '')
    .replace(/\s/g, '');
  if (/[^0-9A-Fa-f]/.test(text)) throw new PdfFault('十六进制数据有误');
  return Buffer.from(text.length % 2 === 0 ? text : `${text}0`, 'hex');
}

/** 7.4.3. */
export function ascii85(bytes: Uint8Array): Uint8Array {
  const text = Buffer.from(bytes)
    .toString('latin1')
    .replace(/\s/g, '')
    .replace(/^<~/, '')
    .replace(/~[\s\S]*$/, '');
  const out = openOutput();
  let [value, digits] = [0, 0];
  const flush = (given: number) => {
    for (let index = 0; index < given; index += 1) out.add(Math.floor(value / 256 ** (3 - index)) & 255);
    [value, digits] = [0, 0];
  };
  for (let at = 0; at < text.length; at += 1) {
    const digit = text.charCodeAt(at) - 33;
    if (text[at] === 'z' && digits === 0) flush(4);
    else if (digit < 0 || digit > 84) throw new PdfFault('ASCII85 数据有误');
    else {
      value = value * 85 + digit;
      digits += 1;
    }
    if (digits === 5) flush(4);
  }
  if (digits > 1) {
    const given = digits - 1;
    for (; digits < 5; digits += 1) value = value * 85 + 84;
    flush(given);
  }
  return out.bytes();
}

/** 7.4.5. */
export function runLength(bytes: Uint8Array): Uint8Array {
  const out = openOutput();
  for (let at = 0; at < bytes.length && bytes[at] !== 128; ) {
    const length = bytes[at]!;
    const count = length < 128 ? length + 1 : 257 - length;
    for (let index = 1; index <= count; index += 1) out.add(bytes[at + (length < 128 ? index : 1)] ?? 0);
    at += length < 128 ? length + 2 : 2;
  }
  return out.bytes();
}

/**
 * LZW with codes of 9 to 12 bits, most significant bit first. 7.4.4.2. A table entry is stored as a range of the output,
 * because each is the string of the code before it and one more byte. In: EarlyChange, 1 if codes grow one entry early.
 */
export function lzw(bytes: Uint8Array, early = 1): Uint8Array {
  const [clear, end] = [256, 257];
  const out = openOutput();
  // Of each code from 258: where its string begins in the output, and its length.
  const starts = new Uint32Array(4096);
  const lengths = new Uint16Array(4096);
  let [next, width, last] = [258, 9, -1];
  for (let bit = 0; bit + width <= bytes.length * 8; ) {
    const at = bit >> 3;
    const three = (bytes[at]! << 16) | ((bytes[at + 1] ?? 0) << 8) | (bytes[at + 2] ?? 0);
    const code = (three >> (24 - (bit & 7) - width)) & ((1 << width) - 1);
    bit += width;
    if (code === end) return out.bytes();
    if (code === clear) {
      [next, width, last] = [258, 9, -1];
      continue;
    }
    if (code > next || (code === next && last < 0) || (code > 255 && last < 0)) break;
    const start = out.length();
    if (last >= 0 && next < 4096) {
      starts[next] = last;
      lengths[next] = start - last + 1;
      next += 1;
    }
    if (code < 256) out.add(code);
    else for (let index = 0; index < lengths[code]!; index += 1) out.add(out.at(starts[code]! + index));
    last = start;
    width = Math.min(12, Math.max(9, 32 - Math.clz32(next + early)));
  }
  throw new PdfFault('LZW 压缩数据有误');
}

/** A growing byte buffer. */
function openOutput() {
  let [buffer, length] = [new Uint8Array(4096), 0];
  return {
    add: (byte: number) => {
      if (length === buffer.length) {
        if (length >= maxBytes) throw new PdfFault('压缩数据解压后太大');
        const larger = new Uint8Array(length * 2);
        larger.set(buffer);
        buffer = larger;
      }
      buffer[length] = byte;
      length += 1;
    },
    at: (index: number) => buffer[index]!,
    length: () => length,
    bytes: () => buffer.slice(0, length),
  };
}

interface PredictorParameters {
  readonly predictor: number;
  readonly colours: number;
  readonly bits: number;
  readonly columns: number;
}

/** Undoes the PNG and TIFF predictors. 7.4.4.4. */
export function unpredict(bytes: Uint8Array, parameters: PredictorParameters): Uint8Array {
  const { predictor, colours, bits, columns } = parameters;
  if (predictor < 2) return bytes;
  const step = Math.max(1, (colours * bits) >> 3);
  const row = Math.ceil((colours * bits * columns) / 8);
  // Other readers reject fractional parameters, so a file that has them is malformed.
  const areWhole = [colours, bits, columns].every(Number.isInteger);
  if (!areWhole || row < 1 || row > maxBytes) throw new PdfFault('数据的行宽有误');
  return predictor === 2 ? unpredictTiff(bytes, row, step, bits) : unpredictPng(bytes, row, step);
}

function unpredictTiff(bytes: Uint8Array, row: number, step: number, bits: number): Uint8Array {
  if (bits !== 8) throw new PdfFault('未知的 TIFF 预测方式');
  const out = Uint8Array.from(bytes);
  for (let at = 0; at < out.length; at += 1)
    if (at % row >= step) out[at] = (out[at]! + out[at - step]!) & 255;
  return out;
}

function unpredictPng(bytes: Uint8Array, row: number, step: number): Uint8Array {
  const rows = Math.ceil(bytes.length / (row + 1));
  const out = new Uint8Array(rows * row);
  for (let line = 0; line < rows; line += 1) {
    const type = bytes[line * (row + 1)]!;
    for (let index = 0; index < row; index += 1) {
      const to = line * row + index;
      const left = index >= step ? out[to - step]! : 0;
      const up = line > 0 ? out[to - row]! : 0;
      const upLeft = index >= step && line > 0 ? out[to - row - step]! : 0;
      const raw = bytes[line * (row + 1) + 1 + index] ?? 0;
      out[to] = (raw + predict(type, left, up, upLeft)) & 255;
    }
  }
  return out;
}

/** The predictor's value for a byte: none, sub, up, average or Paeth. ISO/IEC 15948, 9.2. */
function predict(type: number, left: number, up: number, upLeft: number): number {
  switch (type) {
    case 0:
      return 0;
    case 1:
      return left;
    case 2:
      return up;
    case 3:
      return (left + up) >> 1;
    default: {
      const guess = left + up - upLeft;
      const [a, b, c] = [Math.abs(guess - left), Math.abs(guess - up), Math.abs(guess - upLeft)];
      return a <= b && a <= c ? left : b <= c ? up : upLeft;
    }
  }
}

const decoders: ReadonlyMap<string, (bytes: Uint8Array, earlyChange: number) => Uint8Array> = new Map([
  ['FlateDecode', flate],
  ['ASCII85Decode', ascii85],
  ['ASCIIHexDecode', asciiHex],
  ['RunLengthDecode', runLength],
  ['LZWDecode', lzw],
]);
