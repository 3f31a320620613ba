import type { Mark, Run } from './issue.ts';
import { decodeReference } from './markdown.ts';
import { placeOf, type SourceText } from './source-text.ts';

/** A line end of the source inside running text: a space or nothing, as join-lines.ts decides. */
export interface LineEnd {
  readonly kind: 'line-end';
  readonly marks: readonly Mark[];
  readonly place: Run['place'];
}

export type Atom = Run | LineEnd;

/** What stands at an offset: its text, and where the source goes on. */
type Step =
  | { readonly kind: 'text'; readonly text: string; readonly at: number; readonly next: number }
  | { readonly kind: 'line-end' | 'break'; readonly at: number; readonly next: number };

/** Quotation prefixes and indents belong to no text, so a line end takes them with it. */
const breakAtLineEnd = /(?:\\| {2,})(?:\r\n|\n|\r)[ \t>]*/y;
const lineEnd = /[ \t]*(?:\r\n|\n|\r)[ \t>]*/y;
const escaped = /\\[!-/:-@[-`{-~]/y;
const reference = /&(?:#\d{1,7}|#[xX][\da-fA-F]{1,6}|[A-Za-z][A-Za-z\d]{1,31});/y;

/**
 * The runs of a stretch of Markdown text without markup: escapes and character references are resolved, and a run
 * ends where its characters no longer stand side by side in the source.
 */
export function textAtoms(
  source: SourceText,
  start: number,
  end: number,
  marks: readonly Mark[] = [],
): readonly Atom[] {
  return collect(source, start, end, marks, stepAt);
}

/** The same for text in which a backslash is a backslash and `&` no more than itself. */
export function literalAtoms(
  source: SourceText,
  start: number,
  end: number,
  marks: readonly Mark[] = [],
): readonly Atom[] {
  return collect(source, start, end, marks, literalStepAt);
}

/** A forced line break. */
export function lineBreak(source: SourceText, start: number, end: number, marks: readonly Mark[]): Run {
  return { text: '\n', marks, place: placeOf(source, start, end) };
}

function collect(
  source: SourceText,
  start: number,
  end: number,
  marks: readonly Mark[],
  step: (text: string, at: number) => Step,
): readonly Atom[] {
  const stretch = source.text.slice(start, end);
  if (stretch !== '' && wordsEnd(stretch, 0) === stretch.length)
    return [{ text: stretch, marks, place: placeOf(source, start, end) }];
  const atoms: Atom[] = [];
  let text = '';
  let from = start;
  const close = () => {
    if (text !== '') atoms.push({ text, marks, place: placeOf(source, from, from + text.length) });
    text = '';
  };
  for (let at = 0; at < stretch.length; ) {
    const read = wordsAt(stretch, at) ?? step(stretch, at);
    const stand = start + read.at;
    if (read.kind === 'text') {
      if (stand !== from + text.length) close();
      if (text === '') from = stand;
      text += read.text;
      if (read.next !== read.at + read.text.length) close();
    } else {
      close();
      const place = placeOf(source, stand, start + read.next);
      atoms.push(read.kind === 'break' ? { text: '\n', marks, place } : { kind: 'line-end', marks, place });
    }
    at = read.next;
  }
  close();
  return atoms;
}

/** What may begin anything but itself. */
const special = /[\\& \t\r\n]/g;

function wordsEnd(text: string, at: number): number {
  special.lastIndex = at;
  return special.exec(text)?.index ?? text.length;
}

/** All up to the next special character in one step: nearly all of a text is itself. */
function wordsAt(text: string, at: number): Step | undefined {
  const next = wordsEnd(text, at);
  return next === at ? undefined : { kind: 'text', text: text.slice(at, next), at, next };
}

function stepAt(text: string, at: number): Step {
  const broken = matchAt(breakAtLineEnd, text, at);
  if (broken !== undefined) return { kind: 'break', at, next: at + broken.length };
  if (matchAt(escaped, text, at) !== undefined) {
    return { kind: 'text', text: text[at + 1]!, at: at + 1, next: at + 2 };
  }
  const written = matchAt(reference, text, at);
  if (written !== undefined)
    return { kind: 'text', text: decodeReference(written), at, next: at + written.length };
  return literalStepAt(text, at);
}

function literalStepAt(text: string, at: number): Step {
  const ended = matchAt(lineEnd, text, at);
  if (ended !== undefined) return { kind: 'line-end', at, next: at + ended.length };
  return { kind: 'text', text: text[at]!, at, next: at + 1 };
}

function matchAt(pattern: RegExp, text: string, at: number): string | undefined {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0];
}
