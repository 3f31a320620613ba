import { closest, distance } from 'fastest-levenshtein';
import type { Desk } from '../core/desk.ts';
import { type Length, parseLength } from '../core/units.ts';
import type { Located } from './issue.ts';

/**
 * Parsers for single values of the front matter and of settings in braces. An invalid value is reported and gives
 * undefined, so that reading continues.
 */

type Written = Located<string> | undefined;

/** A whole number of 1 or more. */
export function readWholeNumber(written: Written, key: string, desk: Desk): number | undefined {
  if (written === undefined) return undefined;
  if (/^\d{1,9}$/.test(written.value) && Number(written.value) > 0) return Number(written.value);
  desk.report('bad-value', written.place, { key, expected: '正整数' });
  return undefined;
}

/** With seven columns a body line of a tabloid page would hold only eight characters. */
const maxColumns = 6;

/** The number of columns of a page. */
export function readColumnCount(written: Written, desk: Desk): number | undefined {
  const columns = readWholeNumber(written, 'columns', desk);
  if (written === undefined || columns === undefined || columns <= maxColumns) return columns;
  desk.report('bad-value', written.place, { key: 'columns', expected: ` 1 到 ${maxColumns}` });
  return undefined;
}

/** A length above zero, in the units of core/units.ts. */
export function readLength(written: Written, key: string, desk: Desk): Located<Length> | undefined {
  if (written === undefined) return undefined;
  const length = parseLength(written.value);
  if (length !== undefined && length.value > 0) return { value: length, place: written.place };
  desk.report('bad-length', written.place, { key, value: written.value });
  return undefined;
}

/** One of the given words. */
export function readKeyword<W extends string>(
  written: Written,
  key: string,
  words: readonly W[],
  desk: Desk,
): W | undefined {
  if (written === undefined) return undefined;
  const word = words.find((candidate) => candidate === written.value);
  if (word === undefined)
    desk.report('bad-value', written.place, { key, expected: `${words.join('、')}之一` });
  return word;
}

/** `true` or `false`; a flag without a value is true. */
export function readBoolean(written: Written, key: string, desk: Desk): boolean | undefined {
  if (written === undefined) return undefined;
  if (['', 'true', 'false'].includes(written.value)) return written.value !== 'false';
  desk.report('bad-value', written.place, { key, expected: ' true 或 false' });
  return undefined;
}

/** `10%` or `10`: a percentage from 0 to 100. */
export function readPercent(written: Written, key: string, desk: Desk): Located<number> | undefined {
  if (written === undefined) return undefined;
  const match = /^(\d{1,3}(?:\.\d+)?)%?$/.exec(written.value);
  const percent = Number(match?.[1]);
  if (percent <= 100) return { value: percent, place: written.place };
  desk.report('bad-value', written.place, { key, expected: '0% 到 100% 的百分数' });
  return undefined;
}

/** `16:9` or `16/9`: width divided by height. */
export function readRatio(written: Written, key: string, desk: Desk): number | undefined {
  if (written === undefined) return undefined;
  const match = /^(\d+(?:\.\d+)?)[:/](\d+(?:\.\d+)?)$/.exec(written.value);
  const ratio = Number(match?.[1]) / Number(match?.[2]);
  if (Number.isFinite(ratio) && ratio > 0) return ratio;
  desk.report('bad-value', written.place, { key, expected: '宽:高，如 16:9' });
  return undefined;
}

/** `0.5,0.3`: a point as fractions of width and height. */
export function readPoint(
  written: Written,
  key: string,
  desk: Desk,
): { readonly x: number; readonly y: number } | undefined {
  if (written === undefined) return undefined;
  const match = /^(0?\.\d+|[01](?:\.0+)?),(0?\.\d+|[01](?:\.0+)?)$/.exec(written.value);
  if (match !== null) return { x: Number(match[1]), y: Number(match[2]) };
  desk.report('bad-value', written.place, { key, expected: '两个 0 到 1 之间的数，如 0.5,0.3' });
  return undefined;
}

/** How many characters may be wrong in a word for which a valid one is proposed. A farther guess would mislead. */
const nearEdits = 2;

/** The valid word nearest to `written`, in which upper and lower case are the same; undefined if none is near. */
export function findNearWord(written: string, words: readonly string[]): string | undefined {
  if (words.length === 0) return undefined;
  const word = closest(written.toLowerCase(), words);
  return distance(written.toLowerCase(), word) <= nearEdits ? word : undefined;
}

/** The valid word that `written` probably misspells: the edit distance is at most a third of its length. */
export function findMisspeltWord(written: string, words: readonly string[]): string | undefined {
  if (words.length === 0) return undefined;
  const word = closest(written.toLowerCase(), words);
  return distance(written.toLowerCase(), word) <= Math.max(1, Math.floor(word.length / 3)) ? word : undefined;
}
