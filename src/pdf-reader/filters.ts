import { inflateSync } from 'node:zlib';
import { PdfFault } from './objects.ts';

/** More than any page needs; a made file could otherwise use up the memory. */
const mostBytes = 1 << 29;

export interface PredictorParameters {
  readonly predictor: number;
  readonly colours: number;
  readonly bits: number;
  readonly columns: number;
}

/** Data that breaks off is broken: what came out of it is not all there was. ISO 32000-1, 7.4.4. */
export function flate(bytes: Uint8Array): Uint8Array {
  try {
    return inflateSync(bytes, { maxOutputLength: mostBytes });
  } catch (error) {
    const why = (error as NodeJS.ErrnoException).code;
    if (why === 'Z_BUF_ERROR') throw new PdfFault('压缩的数据不完整');
    throw new PdfFault(why === 'ERR_BUFFER_TOO_LARGE' ? '压缩的数据展开后太大' : '压缩的数据解不开');
  }
}

export function asciiHex(bytes: Uint8Array): Uint8Array {
  const text = Buffer.from(bytes)
    .toString('latin1')
    .replace(/>[\s\S]*$/, '')
    .replace(/\s/g, '');
  if (/[^0-9A-Fa-f]/.test(text)) throw new PdfFault('十六进制的数据有误');
  return Buffer.from(text.length % 2 === 0 ? text : `${text}0`, 'hex');
}

/** ISO 32000-1, 7.4.3. */
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
    else if (digit < 0 || digit > 84) throw new PdfFault('ASCII85 的数据有误');
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

/** ISO 32000-1, 7.4.5. */
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

/** LZW as PDF has it: codes of 9 to 12 bits, the first bit first. In: EarlyChange. ISO 32000-1, 7.4.4.2. */
export function lzw(bytes: Uint8Array, early = 1): Uint8Array {
  const [clear, end] = [256, 257];
  const out = openOutput();
  // Each code is the code before it and one byte more: where that string begins in the output, and how long it is.
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
  throw new PdfFault('LZW 压缩的数据有误');
}

/** Bytes as they come, in a buffer that grows. */
function openOutput() {
  let [room, length] = [new Uint8Array(4096), 0];
  return {
    add: (byte: number) => {
      if (length === room.length) {
        if (length >= mostBytes) throw new PdfFault('压缩的数据展开后太大');
        const larger = new Uint8Array(length * 2);
        larger.set(room);
        room = larger;
      }
      room[length] = byte;
      length += 1;
    },
    at: (index: number) => room[index]!,
    length: () => length,
    bytes: () => room.slice(0, length),
  };
}

/** Undoes PNG's and TIFF's predictors. ISO 32000-1, 7.4.4.4. */
export function unpredict(bytes: Uint8Array, parameters: PredictorParameters): Uint8Array {
  const { predictor, colours, bits, columns } = parameters;
  if (predictor < 2) return bytes;
  const step = Math.max(1, (colours * bits) >> 3);
  const row = Math.ceil((colours * bits * columns) / 8);
  // A reader that wants whole numbers takes none of the data.
  const areWhole = [colours, bits, columns].every(Number.isInteger);
  if (!areWhole || row < 1 || row > mostBytes) throw new PdfFault('数据的行宽有误');
  return predictor === 2 ? unpredictTiff(bytes, row, step, bits) : unpredictPng(bytes, row, step);
}

function unpredictTiff(bytes: Uint8Array, row: number, step: number, bits: number): Uint8Array {
  if (bits !== 8) throw new PdfFault('不认识的 TIFF 预测方式');
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
      out[to] = (raw + foretold(type, left, up, upLeft)) & 255;
    }
  }
  return out;
}

function foretold(type: number, left: number, up: number, upLeft: number): number {
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
