import { eastAsianWidth } from 'get-east-asian-width';
import type { Place, Spot } from '../core/place.ts';

/** Columns of a terminal given to the source: a usual window of 80 less the line number. */
const room = 68;
/** Columns kept free before the fault, so that a reader sees what it follows. */
const lead = 24;

/**
 * The source line of a place with a caret under the fault, as two lines for a terminal.
 * In: the file's text and the place. Out: undefined where the place names no line of the text.
 */
export function sourceExcerpt(source: string, { start, end }: Place): readonly [string, string] | undefined {
  if (start === undefined) return undefined;
  const line = source.replace(/^\uFEFF/, '').split(/\r\n|\n|\r/)[start.line - 1];
  if (line === undefined) return undefined;
  const from = Math.min(start.column - 1, line.length);
  const to = faultEnd(line, from, start, end);
  const before = lastColumns(visible(line.slice(0, from)), lead);
  const fault = firstColumns(visible(line.slice(from, to)), room - lead);
  const after = firstColumns(visible(line.slice(to)), room - columns(before) - columns(fault));
  const number = String(start.line).padStart(4);
  const carets = '^'.repeat(Math.max(1, columns(fault)));
  return [
    `${number} | ${before}${fault}${after}`,
    `${' '.repeat(number.length)} | ${' '.repeat(columns(before))}${carets}`,
  ];
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
