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

/*
 * Spaces that the typesetter makes itself: between Han and Latin, and as the blank half of a full-width mark. Each
 * function finds those of one rule of normalise.ts. They scan the text by code unit: as patterns they would take most
 * of the time of normalising.
 */

type FindSpaces = (text: string) => readonly TextRange[];

/** Finds the spaces at the start of a text, including tabs and ideographic spaces. */
export const findLeadingSpaces: FindSpaces = (text) => {
  let to = 0;
  while (isAnySpace(text.charCodeAt(to))) to += 1;
  return to === 0 ? [] : [{ from: 0, to }];
};

/** Finds the spaces at the end of a text. */
export const findTrailingSpaces: FindSpaces = (text) => {
  let from = text.length;
  while (isAnySpace(text.charCodeAt(from - 1))) from -= 1;
  return from === text.length ? [] : [{ from, to: text.length }];
};

/** Next to a mark. Not outside a curly quote: it may belong to an English sentence, which keeps its spaces. */
export const findSpacesAtMarks: FindSpaces = (text) =>
  findSpaces(text, (from, to) => {
    const before = text[from - 1] ?? '';
    const after = text[to] ?? '';
    return (
      (before !== '”' && before !== '’' && isMark(before, text.slice(Math.max(0, from - 2), from))) ||
      (after !== '“' && after !== '‘' && isMark(after, text.slice(to, to + 2)))
    );
  });

/** Outside curly quotes, except next to Latin. */
export const findSpacesAtQuotes: FindSpaces = (text) =>
  findSpaces(text, (from, to) => {
    const before = text[from - 1];
    const after = text[to];
    return (
      ((before === '”' || before === '’') && !isLatin(pointAt(text, to))) ||
      ((after === '“' || after === '‘') && !isLatin(pointBefore(text, from)))
    );
  });

/** Between Chinese and a Latin word or number, which may have a sign before it. */
export const findSpacesBeforeLatin: FindSpaces = (text) =>
  findSpaces(text, (from, to) => {
    const sign = '¥$€£±≥≤−+-'.includes(text[to] ?? ' ') ? 1 : 0;
    return isHan(pointBefore(text, from)) && isWordOrNumber(pointAt(text, to + sign));
  });

/** Between a Latin word or number, which may have signs after it, and Chinese. */
export const findSpacesAfterLatin: FindSpaces = (text) =>
  findSpaces(text, (from, to) => {
    if (!isHan(pointAt(text, to))) return false;
    let end = from;
    while ('%‰°+#'.includes(text[end - 1] ?? ' ')) end -= 1;
    return isWordOrNumber(pointBefore(text, end));
  });

/** Between two phrases of a headline one of which is quoted or in brackets. */
export const findPauses: FindSpaces = (text) =>
  findSpaces(text, (from, to) => {
    const after = text[to] ?? ' ';
    const beforeHan = isHan(pointAt(text, to));
    return (
      (closingMarks.includes(text[from - 1] ?? ' ') && (beforeHan || openingMarks.includes(after))) ||
      (isHan(pointBefore(text, from)) && '“‘《〈「『'.includes(after))
    );
  });

/** Returns the maximal runs of spaces for which `matches` holds. */
function findSpaces(text: string, matches: (from: number, to: number) => boolean): readonly TextRange[] {
  const found: TextRange[] = [];
  for (let from = 0; from < text.length; from += 1) {
    if (!isSpace(text.charCodeAt(from))) continue;
    let to = from + 1;
    while (isSpace(text.charCodeAt(to))) to += 1;
    if (matches(from, to)) found.push({ from, to });
    from = to;
  }
  return found;
}

const isSpace = (unit: number): boolean => unit === 0x20 || unit === 0xa0;
const isAnySpace = (unit: number): boolean => isSpace(unit) || unit === 0x09 || unit === 0x3000;

/** In: the character next to the space, and the two characters next to it, for marks of two. */
const isMark = (mark: string, two: string): boolean =>
  (mark !== '' && singleMarks.includes(mark)) || two === '——' || two === '……';

const isWordOrNumber = (point: number): boolean => isLatin(point) || (point >= 0x30 && point <= 0x39);
