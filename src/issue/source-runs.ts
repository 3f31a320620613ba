import type { Mark, Run } from './issue.ts';
import { decodeReference } from './markdown.ts';
import { placeOf, type SourceText } from './source-text.ts';

/**
 * Makes runs from stretches of the source: of Markdown text (textAtoms), of literal text (literalAtoms), and of a value
 * whose own syntax another parser has resolved (alignToSource). A run covers consecutive characters of one line, so
 * each of its characters has a place; if characters are not consecutive in the source, a new run begins.
 */

/** A line end within running text. join-lines.ts decides whether it becomes a space or nothing. */
export interface LineEnd {
  readonly kind: 'line-end';
  readonly marks: readonly Mark[];
  readonly place: Run['place'];
  /** Whether a paragraph ends here, at a tag such as `<p>`. */
  readonly endsParagraph?: true;
}

export type Atom = Run | LineEnd;

/** What one step reads: a text or a line end, where it begins, and where the source continues. */
type Step =
  | { readonly kind: 'text'; readonly text: string; readonly at: number; readonly next: number }
  | { readonly kind: 'line-end' | 'break'; readonly at: number; readonly next: number };

/** A line end includes the quotation prefix and the indent of the next line: neither is text. */
const breakAtLineEnd = /(?:\\| {2,})(?:\r\n|\n|\r)[ \t>]*/y;
const lineEnd = /[ \t]*(?:\r\n|\n|\r)[ \t>]*/y;
const escaped = /\\[!-/:-@[-`{-~]/y;
const reference = /&(?:#\d{1,7}|#[xX][\da-fA-F]{1,6}|[A-Za-z][A-Za-z\d]{1,31});/y;

/** The atoms of a stretch of Markdown text without markup. Escapes and character references are resolved. */
export function textAtoms(
  source: SourceText,
  start: number,
  end: number,
  marks: readonly Mark[] = [],
): readonly Atom[] {
  return collect(source, start, end, marks, readMarkdown);
}

/** The atoms of a stretch of literal text, in which `\` and `&` have no special meaning. */
export function literalAtoms(
  source: SourceText,
  start: number,
  end: number,
  marks: readonly Mark[] = [],
): readonly Atom[] {
  return collect(source, start, end, marks, readLiteral);
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
  read: (text: string, at: number) => Step,
): readonly Atom[] {
  const stretch = source.text.slice(start, end);
  if (stretch !== '' && findSpecial(stretch, 0) === stretch.length)
    return [{ text: stretch, marks, place: placeOf(source, start, end) }];
  const atoms: Atom[] = [];
  let text = '';
  let from = start;
  const close = () => {
    if (text !== '') atoms.push({ text, marks, place: placeOf(source, from, from + text.length) });
    text = '';
  };
  for (let at = 0; at < stretch.length; ) {
    const step = readPlain(stretch, at) ?? read(stretch, at);
    const offset = start + step.at;
    if (step.kind === 'text') {
      if (offset !== from + text.length) close();
      if (text === '') from = offset;
      text += step.text;
      if (step.next !== step.at + step.text.length) close();
    } else {
      close();
      const place = placeOf(source, offset, start + step.next);
      atoms.push(step.kind === 'break' ? { text: '\n', marks, place } : { kind: 'line-end', marks, place });
    }
    at = step.next;
  }
  close();
  return atoms;
}

/** The characters that may begin an escape, a reference or a line end. */
const special = /[\\& \t\r\n]/g;

/** The offset of the first special character from `at` on, or the length of the text. */
function findSpecial(text: string, at: number): number {
  special.lastIndex = at;
  return special.exec(text)?.index ?? text.length;
}

/** Everything up to the next special character, in one step: most text has none. */
function readPlain(text: string, at: number): Step | undefined {
  const next = findSpecial(text, at);
  return next === at ? undefined : { kind: 'text', text: text.slice(at, next), at, next };
}

function readMarkdown(text: string, at: number): Step {
  const broken = matchAt(breakAtLineEnd, text, at);
  if (broken !== undefined) return { kind: 'break', at, next: at + broken.length };
  if (matchAt(escaped, text, at) !== undefined) {
    return { kind: 'text', text: text[at + 1]!, at: at + 1, next: at + 2 };
  }
  const written = matchAt(reference, text, at);
  if (written !== undefined)
    return { kind: 'text', text: decodeReference(written), at, next: at + written.length };
  return readLiteral(text, at);
}

function readLiteral(text: string, at: number): Step {
  const ended = matchAt(lineEnd, text, at);
  if (ended !== undefined) return { kind: 'line-end', at, next: at + ended.length };
  return { kind: 'text', text: text[at]!, at, next: at + 1 };
}

function matchAt(pattern: RegExp, text: string, at: number): string | undefined {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0];
}

/** How many characters ahead alignToSource searches: enough for an escape or the indent of the next line. */
const searchRange = 40;

/**
 * Gives a value the places of its characters in the stretch of source from which it was parsed. For syntaxes whose own
 * parser has resolved quotes, escapes and indents: YAML scalars and titles of pictures.
 *
 * A greedy search: each character of the value is searched from the position after the previous one. A character that
 * is not found, such as the result of an escape, gets the position of the search and a separate run, and so does '\n'. Out:
 * runs in the order of the value, which together contain all of it. Linear in the length of the value.
 */
export function alignToSource(source: SourceText, value: string, start: number, end: number): readonly Run[] {
  if (isVerbatim(source.text, value, start, end))
    return [{ text: value, marks: [], place: placeOf(source, start, start + value.length) }];
  const runs: Run[] = [];
  let text = '';
  let from = start;
  let at = start;
  const close = () => {
    if (text !== '') runs.push({ text, marks: [], place: placeOf(source, from, from + text.length) });
    text = '';
  };
  for (let index = 0; index < value.length; index += 1) {
    const character = value[index]!;
    const found = findCharacter(source.text, character, at, end);
    if (character === '\n' || found === undefined || found.at !== from + text.length) close();
    if (text === '') from = found?.at ?? Math.min(at, end);
    text += character;
    if (character === '\n' || found === undefined) close();
    at = found?.next ?? at;
  }
  close();
  return runs;
}

/** Whether the source contains the value verbatim: a single line without a space at its end. */
const isVerbatim = (text: string, value: string, start: number, end: number): boolean =>
  value !== '' &&
  start + value.length <= end &&
  !value.includes('\n') &&
  !value.endsWith(' ') &&
  text.startsWith(value, start);

/** The offset of a character of the value, and the offset from which to search the next one. */
function findCharacter(
  text: string,
  character: string,
  at: number,
  end: number,
): { readonly at: number; readonly next: number } | undefined {
  if (character === ' ' || character === '\n') {
    // The parser may have folded a line end and the indent of the next line into a space, or left the line end.
    const folded = /^[ \t]*(?:\r\n|\n|\r)[ \t]*/.exec(text.slice(at, end));
    if (folded !== null) return { at, next: at + folded[0].length };
  }
  const found = text.slice(at, Math.min(end, at + searchRange)).indexOf(character);
  return found < 0 ? undefined : { at: at + found, next: at + found + 1 };
}
