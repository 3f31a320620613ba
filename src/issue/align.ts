import type { Run } from './issue.ts';
import { addressEnd } from './parser-copy.ts';
import { placeOf, type SourceText } from './source-text.ts';

/** How far on a value's next character is looked for: past an escape or the indent of the next line. */
const reach = 40;

/**
 * Finds the characters of a value in the stretch of source it was read from. For syntaxes whose own parser has
 * resolved quotes, escapes and indents (YAML scalars, code spans). Out: runs in the order of the value, nothing
 * lost: a character that cannot be found stands where the search had come to. '\n' is a run of its own.
 */
export function alignToSource(source: SourceText, value: string, start: number, end: number): readonly Run[] {
  if (standsThere(source.text, value, start, end))
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
    const character = value[index] === addressEnd ? source.text[at]! : value[index]!;
    const found = find(source.text, character, at, end);
    if (character === '\n' || found === undefined || found.at !== from + text.length) close();
    if (text === '') from = found?.at ?? Math.min(at, end);
    text += character;
    if (character === '\n' || found === undefined) close();
    at = found?.next ?? at;
  }
  close();
  return runs;
}

/** Whether the source has a value of one line, which ends with no space, just as it is. */
const standsThere = (text: string, value: string, start: number, end: number): boolean =>
  value !== '' &&
  start + value.length <= end &&
  !value.includes('\n') &&
  !value.endsWith(' ') &&
  text.startsWith(value, start);

/** Where a character of the value stands, and where the search for the next one begins. */
function find(
  text: string,
  character: string,
  at: number,
  end: number,
): { readonly at: number; readonly next: number } | undefined {
  if (character === ' ' || character === '\n') {
    // A line end of the source with the indent of the next line may have become a space, or stayed a line end.
    const folded = /^[ \t]*(?:\r\n|\n|\r)[ \t]*/.exec(text.slice(at, end));
    if (folded !== null) return { at, next: at + folded[0].length };
  }
  const found = text.slice(at, Math.min(end, at + reach)).indexOf(character);
  return found < 0 ? undefined : { at: at + found, next: at + found + 1 };
}
