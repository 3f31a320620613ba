import type { Desk } from '../core/desk.ts';
import type { Mark } from './issue.ts';
import { placeOf, type SourceText } from './source-text.ts';
import { type Atom, lineBreak, literalAtoms } from './text-atoms.ts';

const commentOrBreak = /<!--[\s\S]*?-->|<br\s*\/?>/gi;

/**
 * HTML in running text: `<br>` is a line break and a comment is nothing. Any other tag is no business of a printed
 * page: it stays as the text it is, with a warning.
 */
export function htmlAtoms(
  source: SourceText,
  start: number,
  end: number,
  marks: readonly Mark[],
  desk: Desk,
): readonly Atom[] {
  const atoms: Atom[] = [];
  let done = start;
  for (const match of source.text.slice(start, end).matchAll(commentOrBreak)) {
    const from = start + match.index;
    atoms.push(...literalAtoms(source, done, from, marks));
    done = from + match[0].length;
    if (!match[0].startsWith('<!--')) atoms.push(lineBreak(source, from, done, marks));
  }
  atoms.push(...literalAtoms(source, done, end, marks));
  const tag = atoms.find((atom) => 'text' in atom && /[<>]/.test(atom.text));
  if (tag !== undefined) desk.report('html-kept', placeOf(source, start, end), {});
  return atoms;
}
