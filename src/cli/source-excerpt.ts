import { eastAsianWidth } from 'get-east-asian-width';
import type { Place, Position } from '../core/place.ts';

/** Maximum terminal columns of a source line: a window of 80 columns without the line number. */
const maxColumns = 68;
/** Maximum columns of context before the fault. */
const maxBefore = 24;

/** Columns of context on each side of a note. */
const noteContext = 12;

/** Splits a file into lines, counted as places count them. */
export function linesOf(source: string): readonly string[] {
  return source.replace(/^\uFEFF/, '').split(/\r\n|\n|\r/);
}

/** The source line of a place, split into the text before, at and after the fault. */
interface SplitLine {
  readonly before: string;
  readonly fault: string;
  readonly after: string;
}

function splitLine(lines: readonly string[], { start, end }: Place): SplitLine | undefined {
  const line = start && lines[start.line - 1];
  if (start === undefined || line === undefined) return undefined;
  const from = Math.min(start.column - 1, line.length);
  const to = faultEnd(line, from, start, end);
  // A paragraph may be one line of many thousand characters: the parts that cannot be shown are cut off first.
  const limit = 4 * maxColumns;
  return {
    before: visible(line.slice(Math.max(0, from - limit), from)),
    fault: visible(line.slice(from, Math.min(to, from + limit))),
    after: visible(line.slice(to, to + limit)),
  };
}

/**
 * Formats the source line of a place for a terminal, with carets under the fault. In: the lines of the file, and the place.
 * Out: two lines, or undefined if the place has no line in the file.
 */
export function sourceExcerpt(lines: readonly string[], place: Place): readonly [string, string] | undefined {
  const parts = splitLine(lines, place);
  if (parts === undefined) return undefined;
  const before = lastColumns(parts.before, maxBefore);
  const fault = firstColumns(parts.fault, maxColumns - maxBefore);
  const after = firstColumns(parts.after, maxColumns - columns(before) - columns(fault));
  const number = String(place.start!.line).padStart(4);
  const carets = '^'.repeat(Math.max(1, columns(fault)));
  return [
    `${number} | ${before}${fault}${after}`,
    `${' '.repeat(number.length)} | ${' '.repeat(columns(before))}${carets}`,
  ];
}

/** The words around a place, on one line. In and out: as for `sourceExcerpt`. */
export function snippet(lines: readonly string[], place: Place): string | undefined {
  const parts = splitLine(lines, place);
  return (
    parts && lastColumns(parts.before, noteContext) + parts.fault + firstColumns(parts.after, noteContext)
  );
}

/** End of the fault on its first line: the end of the place, the end of the line, or after one character. */
function faultEnd(line: string, from: number, start: Position, end: Position | undefined): number {
  const next = from + (String.fromCodePoint(line.codePointAt(from) ?? 0).length || 1);
  if (end === undefined) return Math.min(next, line.length);
  if (end.line > start.line) return line.length;
  return Math.min(line.length, Math.max(next, end.column - 1));
}

/**
 * Makes a text safe for a terminal: tabs become spaces, control and bidirectional characters U+FFFD, so that copy cannot
 * control the terminal.
 */
export function visible(text: string): string {
  return text
    .replaceAll('\t', ' ')
    .replace(/[\p{Cc}\u061C\u200E\u200F\u2028\u2029\u202A-\u202E\u2066-\u2069]/gu, '\uFFFD');
}

/** Terminal columns of a text: two for a Han character (UAX #11), none for a combining mark. */
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
  const shown = take([...text], limit - columns(ellipsis));
  return shown.join('') + ellipsis;
}

function lastColumns(text: string, limit: number): string {
  if (columns(text) <= limit) return text;
  const shown = take([...text].reverse(), limit - columns(ellipsis));
  return ellipsis + shown.reverse().join('');
}

function take(characters: readonly string[], limit: number): string[] {
  let used = 0;
  const taken: string[] = [];
  for (const character of characters) {
    used += columnsOf(character);
    if (used > limit) break;
    taken.push(character);
  }
  return taken;
}
