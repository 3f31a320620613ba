import type { TextRange } from '../core/text-ranges.ts';
import {
  closingMarks,
  isHan,
  isLatin,
  openingMarks,
  pointAt,
  pointBefore,
  singleMarks,
} from './character-sets.ts';

/** Where spaces stand in a text that a rule of normalise.ts is about. */
type Find = (text: string) => readonly TextRange[];

/** Spaces at the beginning of a text, tabs and those of one em as well. */
export const leading: Find = (text) => {
  let to = 0;
  while (isAnySpace(text.charCodeAt(to))) to += 1;
  return to === 0 ? [] : [{ from: 0, to }];
};

/** The same at its end. */
export const trailing: Find = (text) => {
  let from = text.length;
  while (isAnySpace(text.charCodeAt(from - 1))) from -= 1;
  return from === text.length ? [] : [{ from, to: text.length }];
};

/** Beside a mark; a curly quote beside a Latin word may be one of an English sentence, which keeps its spaces. */
export const atMarks: Find = (text) =>
  gapsIn(text, (from, to) => {
    const before = text[from - 1] ?? '';
    const after = text[to] ?? '';
    return (
      (before !== '”' && before !== '’' && isMark(before, text.slice(Math.max(0, from - 2), from))) ||
      (after !== '“' && after !== '‘' && isMark(after, text.slice(to, to + 2)))
    );
  });

/** Outside curly quotes, but for those beside Latin. */
export const atQuotes: Find = (text) =>
  gapsIn(text, (from, to) => {
    const before = text[from - 1];
    const after = text[to];
    return (
      ((before === '”' || before === '’') && !isLatin(pointAt(text, to))) ||
      ((after === '“' || after === '‘') && !isLatin(pointBefore(text, from)))
    );
  });

/** Between Chinese and a Latin word or a number with the sign before it. */
export const beforeLatin: Find = (text) =>
  gapsIn(text, (from, to) => {
    const sign = '¥$€£±≥≤−+-'.includes(text[to] ?? ' ') ? 1 : 0;
    return isHan(pointBefore(text, from)) && isWordOrNumber(pointAt(text, to + sign));
  });

/** Between a Latin word or a number with the signs after it and Chinese. */
export const afterLatin: Find = (text) =>
  gapsIn(text, (from, to) => {
    if (!isHan(pointAt(text, to))) return false;
    let end = from;
    while ('%‰°+#'.includes(text[end - 1] ?? ' ')) end -= 1;
    return isWordOrNumber(pointBefore(text, end));
  });

/** Between phrases of a headline, of which one is a quotation or in brackets. */
export const pauses: Find = (text) =>
  gapsIn(text, (from, to) => {
    const after = text[to] ?? ' ';
    const beforeHan = isHan(pointAt(text, to));
    return (
      (closingMarks.includes(text[from - 1] ?? ' ') && (beforeHan || openingMarks.includes(after))) ||
      (isHan(pointBefore(text, from)) && '“‘《〈「『'.includes(after))
    );
  });

/** The stretches of spaces of a line, each as long as it is, that are wanted. */
function gapsIn(text: string, wanted: (from: number, to: number) => boolean): readonly TextRange[] {
  const found: TextRange[] = [];
  for (let from = 0; from < text.length; from += 1) {
    if (!isSpace(text.charCodeAt(from))) continue;
    let to = from + 1;
    while (isSpace(text.charCodeAt(to))) to += 1;
    if (wanted(from, to)) found.push({ from, to });
    from = to;
  }
  return found;
}

const isSpace = (unit: number): boolean => unit === 0x20 || unit === 0xa0;
const isAnySpace = (unit: number): boolean => isSpace(unit) || unit === 0x09 || unit === 0x3000;

/** In: a character, and the two to which it belongs. */
const isMark = (mark: string, two: string): boolean =>
  (mark !== '' && singleMarks.includes(mark)) || two === '——' || two === '……';

const isWordOrNumber = (point: number): boolean => isLatin(point) || (point >= 0x30 && point <= 0x39);
