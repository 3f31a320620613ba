import type { Report } from '../core/diagnostics.ts';
import type { Place } from '../core/place.ts';
import type { Run } from '../issue/issue.ts';
import type { CopySource } from './copy-account.ts';
import { charactersOf } from './counted-characters.ts';

/**
 * The account of the copy in front matter (copy-account.ts): each value that is printed by contract has the letters, digits
 * and stars of the runs from there, so that no reader of front matter drops a kicker or a name of the imprint in silence.
 *
 * Written apart from the readers: which keys are printed is a list here, and their values are found by key, without YAML.
 * A value may be printed under conditions (`title`, `section`), or changed by YAML itself (escapes, anchors): it is not
 * counted. Nothing is reported where a message says already what is wrong.
 */

/** Keys whose values are printed as copy; under `credits` the keys are printed as well. */
const printedKeys: readonly string[] = [
  'paper',
  'name',
  'latin',
  'section_latin',
  'slogan',
  'publishers',
  'imprint',
  'credits',
  'editor',
  'designer',
  'kicker',
  'headline',
  'deck',
  'byline',
  'credit',
  'text',
  'caption',
];

/** Keys within the others whose values are not. */
const silentKeys: readonly string[] = ['section', 'qr', 'image', 'size', 'ecc', 'columns', 'articles'];

/** Reports each printed value of front matter that no run prints. In: the places of all messages so far. */
export function reportLostHeaders(
  sources: readonly CopySource[],
  copy: readonly Run[],
  faults: readonly Place[],
  report: Report,
): void {
  for (const { file, text, header } of sources) {
    const isOnce = sources.filter((other) => other.file === file).length === 1;
    if (header === undefined || !isOnce) continue;
    const written = text.slice(0, header.to);
    // Escapes, anchors and aliases are for YAML to resolve.
    if (/\\|(?:^|[\s[{,])[&*!][\w\p{L}]/mu.test(written.slice(header.from))) continue;
    const starts = [0, ...Array.from(written.matchAll(/\r\n|\n|\r/g), (end) => end.index + end[0].length)];
    const offsetOf = ({ file: where, start }: Place) =>
      where === file && start !== undefined ? (starts[start.line - 1] ?? Infinity) + start.column - 1 : -1;
    const runs = copy.map((run) => ({ text: run.text, at: offsetOf(run.place) }));
    const said = faults.map(offsetOf);
    for (const { from, to } of printedValues(written, header.from)) {
      const isHere = (at: number) => at >= from && at < to;
      const printed = runs.filter(({ at }) => isHere(at)).map((run) => run.text);
      const words = written.slice(from, to);
      if (said.some(isHere) || isSame(words, printed.join(''))) continue;
      const line = starts.findLastIndex((start) => start <= from) + 1;
      const start = { line, column: from - starts[line - 1]! + 1 };
      report('copy-lost', { file, start }, { words: words.trim(), problem: 'lost' });
    }
  }
}

/** Whether a value as typed has the characters that are printed, with or without what looks like a comment. */
function isSame(written: string, printed: string): boolean {
  const characters = charactersOf(printed);
  const value = written.replace(/<!--[\s\S]*?-->|<\/?[A-Za-z][^<>]*>/g, '');
  if (/^\s*(?:null|true|false)?\s*$/i.test(value) || charactersOf(value) === characters) return true;
  const withoutComments = value.replace(/("[^"\n]*"|'[^'\n]*')|(?:^|\s)#.*/gm, '$1');
  return charactersOf(withoutComments) === characters;
}

const keyPattern =
  /(^|[\r\n]|[{,])([ \t]*(?:-[ \t]+)*[{]?[ \t]*)(["']?)([\p{L}_][^\n\r:："'{}[\],#]*)\3[ \t]*[:：](?=[ \t\r\n]|$)/gu;

/** The values of printed keys: each goes on to the next key. */
function printedValues(
  text: string,
  begin: number,
): readonly { readonly from: number; readonly to: number }[] {
  const keys = Array.from(text.slice(begin).matchAll(keyPattern)).flatMap((match) => {
    const [all, before = '', indent = '', , name = ''] = match;
    const isPrinted = printedKeys.includes(name.trim());
    const isTop = indent === '' && !/[{,]/.test(before);
    if (!isTop && !isPrinted && !silentKeys.includes(name)) return [];
    const end = begin + match.index + all.length;
    const value = end + /^\s*/.exec(text.slice(end, end + 100))![0].length;
    return [{ at: begin + match.index, value, isPrinted }];
  });
  const end = text.slice(begin).search(/[\r\n](?:---|\.\.\.)[ \t]*[\r\n]*$/);
  const last = end < 0 ? text.length : begin + end;
  return keys
    .map(({ value, isPrinted }, index) => ({ from: value, to: keys[index + 1]?.at ?? last, isPrinted }))
    .filter(({ isPrinted }) => isPrinted);
}
