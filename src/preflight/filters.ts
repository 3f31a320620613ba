import { constants, inflateSync } from 'node:zlib';
import { PdfFault } from './objects.ts';

/** More than any page needs; a made file could otherwise use up the memory. */
const mostBytes = 1 << 29;

export interface PredictorParameters {
  readonly predictor: number;
  readonly colours: number;
  readonly bits: number;
  readonly columns: number;
}

/** Inflates, and keeps what came out before an error. ISO 32000-1, 7.4.4. */
export function flate(bytes: Uint8Array): Uint8Array {
  try {
    return inflateSync(bytes, { finishFlush: constants.Z_SYNC_FLUSH, maxOutputLength: mostBytes });
  } catch {
    throw new PdfFault('压缩的数据解不开');
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
  const out: number[] = [];
  const text = Buffer.from(bytes)
    .toString('latin1')
    .replace(/\s/g, '')
    .replace(/^<~/, '')
    .replace(/~[\s\S]*$/, '');
  let group: number[] = [];
  const flush = (given: number) => {
    const value = group.reduce((sum, digit) => sum * 85 + digit, 0);
    for (let index = 0; index < given; index += 1) out.push(Math.floor(value / 256 ** (3 - index)) & 255);
    group = [];
  };
  for (const letter of text) {
    const digit = letter.charCodeAt(0) - 33;
    if (letter === 'z' && group.length === 0) out.push(0, 0, 0, 0);
    else if (digit < 0 || digit > 84) throw new PdfFault('ASCII85 的数据有误');
    else group.push(digit);
    if (group.length === 5) flush(4);
  }
  if (group.length > 1) {
    const given = group.length - 1;
    while (group.length < 5) group.push(84);
    flush(given);
  }
  return Uint8Array.from(out);
}

/** ISO 32000-1, 7.4.5. */
export function runLength(bytes: Uint8Array): Uint8Array {
  const out: number[] = [];
  for (let at = 0; at < bytes.length && bytes[at] !== 128 && out.length < mostBytes; ) {
    const length = bytes[at]!;
    if (length < 128) out.push(...bytes.subarray(at + 1, at + 2 + length));
    else out.push(...Array<number>(257 - length).fill(bytes[at + 1] ?? 0));
    at += length < 128 ? length + 2 : 2;
  }
  return Uint8Array.from(out);
}

/** Undoes PNG's and TIFF's predictors. ISO 32000-1, 7.4.4.4. */
export function unpredict(bytes: Uint8Array, parameters: PredictorParameters): Uint8Array {
  const { predictor, colours, bits, columns } = parameters;
  if (predictor < 2) return bytes;
  const step = Math.max(1, (colours * bits) >> 3);
  const row = Math.ceil((colours * bits * columns) / 8);
  if (row < 1 || row > mostBytes) throw new PdfFault('数据的行宽有误');
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
