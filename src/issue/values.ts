import type { Desk } from '../core/desk.ts';
import { type Length, parseLength } from '../core/units.ts';
import type { Told } from './issue.ts';

/** Readers of single values. Each tells what is wrong and then answers undefined, so that reading goes on. */

type Written = Told<string> | undefined;

/** A whole number from 1. */
export function wholeNumber(written: Written, key: string, desk: Desk): number | undefined {
  if (written === undefined) return undefined;
  if (/^\d{1,9}$/.test(written.value) && Number(written.value) > 0) return Number(written.value);
  desk.report('bad-value', written.place, { key, expected: '正整数' });
  return undefined;
}

/** Most columns a page may have: at seven a line of tabloid body would hold eight characters. */
const mostColumns = 6;

/** The number of columns of a page. */
export function columnCount(written: Written, desk: Desk): number | undefined {
  const columns = wholeNumber(written, 'columns', desk);
  if (written === undefined || columns === undefined || columns <= mostColumns) return columns;
  desk.report('bad-value', written.place, { key: 'columns', expected: ` 1 到 ${mostColumns}` });
  return undefined;
}

/** A length as core/units.ts reads it, and more than nothing. */
export function lengthOf(written: Written, key: string, desk: Desk): Told<Length> | undefined {
  if (written === undefined) return undefined;
  const length = parseLength(written.value);
  if (length !== undefined && length.value > 0) return { value: length, place: written.place };
  desk.report('bad-length', written.place, { key, value: written.value });
  return undefined;
}

/** One word of a list. */
export function oneOf<W extends string>(
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
export function trueOrFalse(written: Written, key: string, desk: Desk): boolean | undefined {
  if (written === undefined) return undefined;
  if (['', 'true', 'false'].includes(written.value)) return written.value !== 'false';
  desk.report('bad-value', written.place, { key, expected: ' true 或 false' });
  return undefined;
}

/** A share written as `10%` or `10`, in percent from 0 to 100. */
export function percentOf(written: Written, key: string, desk: Desk): Told<number> | undefined {
  if (written === undefined) return undefined;
  const match = /^(\d{1,3}(?:\.\d+)?)%?$/.exec(written.value);
  const percent = Number(match?.[1]);
  if (percent <= 100) return { value: percent, place: written.place };
  desk.report('bad-value', written.place, { key, expected: '0% 到 100% 的百分数' });
  return undefined;
}

/** `16:9` or `16/9` as width over height. */
export function ratioOf(written: Written, key: string, desk: Desk): number | undefined {
  if (written === undefined) return undefined;
  const match = /^(\d+(?:\.\d+)?)[:/](\d+(?:\.\d+)?)$/.exec(written.value);
  const ratio = Number(match?.[1]) / Number(match?.[2]);
  if (Number.isFinite(ratio) && ratio > 0) return ratio;
  desk.report('bad-value', written.place, { key, expected: '宽:高，如 16:9' });
  return undefined;
}

/** `0.5,0.3`: a point as fractions of width and height. */
export function pointOf(
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
