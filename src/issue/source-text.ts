import { isUtf8, transcode } from 'node:buffer';
import type { Place, Position } from '../core/place.ts';

/** The text of a source file, with its line starts, from which places are computed. */
export interface SourceText {
  readonly file: string;
  /** As written, without a byte order mark. */
  readonly text: string;
  /** The offset at which each line begins. */
  readonly lineStarts: readonly number[];
}

const byteOrderMark = '\ufeff';

/**
 * Decodes the bytes of a file. Undefined if they are not UTF-8: guessing another encoding could print wrong characters
 * without a message.
 */
export function decodeText(bytes: Uint8Array): string | undefined {
  if (!isUtf8(bytes)) return undefined;
  // Four times as fast as TextDecoder.
  const text = transcode(bytes, 'utf8', 'utf16le').toString('utf16le');
  return text.startsWith(byteOrderMark) ? text.slice(byteOrderMark.length) : text;
}

/** Creates the source text of a file. A byte order mark is dropped, because editors do not count it as a column. */
export function sourceText(file: string, written: string): SourceText {
  const text = written.startsWith(byteOrderMark) ? written.slice(1) : written;
  return { file, text, lineStarts: lineStartsOf(text) };
}

function lineStartsOf(text: string): readonly number[] {
  const starts = [0];
  if (text.includes('\r')) {
    for (const end of text.matchAll(/\r\n|\n|\r/g)) starts.push(end.index + end[0].length);
  } else {
    for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', end + 1)) starts.push(end + 1);
  }
  return starts;
}

/** The line and column of an offset, both counted from 1. */
export function positionOf(source: SourceText, offset: number): Position {
  let low = 0;
  let high = source.lineStarts.length - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (source.lineStarts[middle]! <= offset) low = middle;
    else high = middle - 1;
  }
  return { line: low + 1, column: offset - source.lineStarts[low]! + 1 };
}

/** The place of a stretch of the source. `end` is the offset after its last character. */
export function placeOf(source: SourceText, start: number, end: number): Place {
  const first = positionOf(source, start);
  const nextLine = source.lineStarts[first.line] ?? Number.POSITIVE_INFINITY;
  const sameLine = end >= start && end < nextLine;
  const last = sameLine ? { line: first.line, column: first.column + end - start } : positionOf(source, end);
  return { file: source.file, start: first, end: last };
}
