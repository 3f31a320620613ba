import { eastAsianWidth } from 'get-east-asian-width';
import type { Place, Spot } from '../core/place.ts';

/** Columns of a terminal given to the source: a usual window of 80 less the line number. */
const room = 68;
/** Columns kept free before the fault, so that a reader sees what it follows. */
const lead = 24;

/** Columns of the source shown on each side of a note. */
const aside = 12;

/** The lines of a file as places count them. */
export function linesOf(source: string): readonly string[] {
  return source.replace(/^\uFEFF/, '').split(/\r\n|\n|\r/);
}

/** A place in its line: the words before it, those at fault, and those after, none longer than a line of a terminal. */
interface Cut {
  readonly before: string;
  readonly fault: string;
  readonly after: string;
}

function cut(lines: readonly string[], { start, end }: Place): Cut | undefined {
  const line = start && lines[start.line - 1];
  if (start === undefined || line === undefined) return undefined;
  const from = Math.min(start.column - 1, line.length);
  const to = faultEnd(line, from, start, end);
  // A paragraph may be one line of many thousand characters: what cannot be shown is not measured.
  const most = 4 * room;
  return {
    before: visible(line.slice(Math.max(0, from - most), from)),
    fault: visible(line.slice(from, Math.min(to, from + most))),
    after: visible(line.slice(to, to + most)),
  };
}

/**
 * The source line of a place with a caret under the fault, as two lines for a terminal.
 * In: the file's lines and the place. Out: undefined where the place names none of them.
 */
export function sourceExcerpt(lines: readonly string[], place: Place): readonly [string, string] | undefined {
  const parts = cut(lines, place);
  if (parts === undefined) return undefined;
  const before = lastColumns(parts.before, lead);
  const fault = firstColumns(parts.fault, room - lead);
  const after = firstColumns(parts.after, room - columns(before) - columns(fault));
  const number = String(place.start!.line).padStart(4);
  const carets = '^'.repeat(Math.max(1, columns(fault)));
  return [
    `${number} | ${before}${fault}${after}`,
    `${' '.repeat(number.length)} | ${' '.repeat(columns(before))}${carets}`,
  ];
}

/** The words around a place, on one line. In: the file's lines and the place. Out: undefined as above. */
export function glimpse(lines: readonly string[], place: Place): string | undefined {
  const parts = cut(lines, place);
  return parts && lastColumns(parts.before, aside) + parts.fault + firstColumns(parts.after, aside);
}

/** Where the marked text ends on the first line: at the place's end, at the line's, or after one character. */
function faultEnd(line: string, from: number, start: Spot, end: Spot | undefined): number {
  const one = from + (String.fromCodePoint(line.codePointAt(from) ?? 0).length || 1);
  if (end === undefined) return Math.min(one, line.length);
  if (end.line > start.line) return line.length;
  return Math.min(line.length, Math.max(one, end.column - 1));
}

/**
 * Text that a terminal shows as it is: tabs as one space, control and direction marks as a sign, because copy is not
 * to steer the terminal.
 */
export function visible(text: string): string {
  return text
    .replaceAll('\t', ' ')
    .replace(/[\p{Cc}\u061C\u200E\u200F\u2028\u2029\u202A-\u202E\u2066-\u2069]/gu, '\uFFFD');
}

/** Columns of a terminal that a text fills: two for a Han character (UAX 11), none for a combining mark. */
export function columns(text: string): number {
  return [...text].reduce((sum, character) => sum + columnsOf(character), 0);
}

function columnsOf(character: string): number {
  if (/^[\p{Mn}\p{Me}\p{Cf}]$/u.test(character)) return 0;
  return eastAsianWidth(character.codePointAt(0)!);
}

const ellipsis = '…';

function firstColumns(text: string, limit: number): string {
  if (columns(text) <= limit) return text;
  const kept = take([...text], limit - columns(ellipsis));
  return kept.join('') + ellipsis;
}

function lastColumns(text: string, limit: number): string {
  if (columns(text) <= limit) return text;
  const kept = take([...text].reverse(), limit - columns(ellipsis));
  return ellipsis + kept.reverse().join('');
}

function take(characters: readonly string[], limit: number): string[] {
  let used = 0;
  const kept: string[] = [];
  for (const character of characters) {
    used += columnsOf(character);
    if (used > limit) break;
    kept.push(character);
  }
  return kept;
}
