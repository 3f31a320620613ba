import { isList, isStream, type PdfDict, type PdfValue } from './objects.ts';
import type { PdfFile } from './pdf-file.ts';

/** A function of one number: what a gradient's colour is at each place. */
export type PdfFunction = (x: number) => readonly number[];

/** Functions in functions: deeper than any honest file goes. */
const deepest = 8;

/**
 * Reads a function of one number, or a list of them that give one component each. Out: undefined for one that is not
 * read here: a PostScript program, or a table of more than one input. ISO 32000-1, 7.10.
 */
export function readFunction(file: PdfFile, value: PdfValue | undefined, depth = 0): PdfFunction | undefined {
  const found = file.resolve(value);
  if (depth > deepest) return undefined;
  if (isList(found)) {
    const parts = found.map((each) => readFunction(file, each, depth + 1));
    return parts.every((part) => part !== undefined) ? (x) => parts.flatMap((part) => part(x)) : undefined;
  }
  const dict = file.dict(found);
  if (dict === undefined) return undefined;
  const numbers = (key: string) => file.list(dict.map.get(key)).map((each) => file.number(each) ?? 0);
  const [low = 0, high = 1] = numbers('Domain');
  const inside = (curve: PdfFunction): PdfFunction => {
    return (x) => curve(Math.min(high, Math.max(low, x)));
  };
  switch (file.number(dict.map.get('FunctionType'))) {
    case 0: {
      const table = isStream(found) ? sampled(file.decode(found).bytes, dict, numbers, file) : undefined;
      return table && inside((x) => table((x - low) / (high - low || 1)));
    }
    case 2: {
      const [from, to] = [numbers('C0'), numbers('C1')];
      const power = file.number(dict.map.get('N')) ?? 1;
      const ends = to.length === 0 ? [1] : to;
      return inside((x) =>
        ends.map((end, index) => (from[index] ?? 0) + x ** power * (end - (from[index] ?? 0))),
      );
    }
    case 3: {
      const parts = file.list(dict.map.get('Functions')).map((each) => readFunction(file, each, depth + 1));
      const edges = [low, ...numbers('Bounds'), high];
      const encode = numbers('Encode');
      if (parts.length === 0 || !parts.every((part) => part !== undefined)) return undefined;
      return inside((x) => {
        const at = Math.min(
          parts.length - 1,
          Math.max(
            0,
            edges.findLastIndex((edge) => edge <= x),
          ),
        );
        const [left = 0, right = 1] = edges.slice(at);
        const [first = 0, last = 1] = encode.slice(at * 2);
        return parts[at]!(first + ((x - left) / (right - left || 1)) * (last - first));
      });
    }
    default:
      return undefined;
  }
}

/** A table of samples. Out: its curve from 0 to 1, without what lies between two of them: no colour there is heavier. */
function sampled(
  bytes: Uint8Array,
  dict: PdfDict,
  numbers: (key: string) => readonly number[],
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
