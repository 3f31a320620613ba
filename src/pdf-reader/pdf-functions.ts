import { isList, isStream, type PdfDict, type PdfValue } from './objects.ts';
import type { PdfFile } from './pdf-file.ts';

/** A PDF function of one input, such as the colour along a gradient. */
export type PdfFunction = (x: number) => readonly number[];

/** Nesting of stitching functions; a function that contains itself would recurse forever. */
const maxDepth = 8;

/**
 * Reads a function of one input, or a list of functions that give one component each. Returns undefined for what is not
 * supported: PostScript calculators (type 4) and more than one input. ISO 32000-1, 7.10.
 */
export function readFunction(file: PdfFile, value: PdfValue | undefined, depth = 0): PdfFunction | undefined {
  const found = file.resolve(value);
  if (depth > maxDepth) return undefined;
  if (isList(found)) {
    const parts = found.map((each) => readFunction(file, each, depth + 1));
    return parts.every((part) => part !== undefined) ? (x) => parts.flatMap((part) => part(x)) : undefined;
  }
  const dict = file.dict(found);
  if (dict === undefined) return undefined;
  const numbers: NumbersOf = (key) => file.list(dict.map.get(key)).map((each) => file.number(each) ?? 0);
  const [low = 0, high = 1] = numbers('Domain');
  const unclamped = readByType(file, found, dict, numbers, depth);
  return unclamped && ((x) => unclamped(Math.min(high, Math.max(low, x))));
}

/** The numbers in the array at a key. */
type NumbersOf = (key: string) => readonly number[];

function readByType(
  file: PdfFile,
  value: PdfValue,
  dict: PdfDict,
  numbers: NumbersOf,
  depth: number,
): PdfFunction | undefined {
  const [low = 0, high = 1] = numbers('Domain');
  switch (file.number(dict.map.get('FunctionType'))) {
    case 0: {
      const samples = isStream(value) ? sampled(file.decode(value).bytes, dict, numbers, file) : undefined;
      return samples && ((x) => samples((x - low) / (high - low || 1)));
    }
    case 2:
      return exponential(numbers('C0'), numbers('C1'), file.number(dict.map.get('N')) ?? 1);
    case 3: {
      const parts = file.list(dict.map.get('Functions')).map((each) => readFunction(file, each, depth + 1));
      if (parts.length === 0 || !parts.every((part) => part !== undefined)) return undefined;
      return stitched(parts, [low, ...numbers('Bounds'), high], numbers('Encode'));
    }
    default:
      return undefined;
  }
}

/** Exponential interpolation. 7.10.3. */
function exponential(from: readonly number[], to: readonly number[], power: number): PdfFunction {
  const ends = to.length === 0 ? [1] : to;
  return (x) => ends.map((end, index) => (from[index] ?? 0) + x ** power * (end - (from[index] ?? 0)));
}

/** Functions joined at `edges`, each on its own subdomain. 7.10.4. */
function stitched(
  parts: readonly PdfFunction[],
  edges: readonly number[],
  encode: readonly number[],
): PdfFunction {
  return (x) => {
    const found = edges.findLastIndex((edge) => edge <= x);
    const at = Math.min(parts.length - 1, Math.max(0, found));
    const [left = 0, right = 1] = edges.slice(at);
    const [first = 0, last = 1] = encode.slice(at * 2);
    return parts[at]!(first + ((x - left) / (right - left || 1)) * (last - first));
  };
}

/**
 * A table of samples, as a function from 0 to 1. 7.10.2. Takes the nearest sample instead of interpolating: no value
 * between two samples exceeds both.
 */
function sampled(
  bytes: Uint8Array,
  dict: PdfDict,
  numbers: NumbersOf,
  file: PdfFile,
): PdfFunction | undefined {
  const [size = 0, ...others] = numbers('Size');
  const bits = file.number(dict.map.get('BitsPerSample'));
  const range = numbers('Range');
  const outputs = range.length >> 1;
  if (others.length > 0 || size < 1 || outputs < 1 || (bits !== 8 && bits !== 16)) return undefined;
  const step = bits / 8;
  if (bytes.length < size * outputs * step) return undefined;
  const decode = numbers('Decode').length === range.length ? numbers('Decode') : range;
  return (share) => {
    const row = Math.round(Math.min(1, Math.max(0, share)) * (size - 1)) * outputs;
    return Array.from({ length: outputs }, (_, index) => {
      const at = (row + index) * step;
      const sample = step === 1 ? bytes[at]! / 255 : (bytes[at]! * 256 + bytes[at + 1]!) / 65_535;
      const [low = 0, high = 1] = decode.slice(index * 2);
      return low + sample * (high - low);
    });
  };
}
