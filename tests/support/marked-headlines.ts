import { readFileSync } from 'node:fs';

/** A headline and the UTF-16 places where a subeditor lets a line begin. */
export interface MarkedHeadline {
  readonly text: string;
  readonly allowed: ReadonlySet<number>;
}

const corpus = new URL('../corpus/', import.meta.url);

/** Reads a file of marked headlines, as tests/corpus/headlines.txt says. */
export function markedHeadlines(file: string): readonly MarkedHeadline[] {
  return linesOf(file).map(readHeadline);
}

const linesOf = (file: string) =>
  readFileSync(new URL(file, corpus), 'utf8')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'));

function readHeadline(line: string): MarkedHeadline {
  const parts = line.split('|');
  const text = parts.join('');
  const marked = parts.slice(0, -1).map((_, number) => parts.slice(0, number + 1).join('').length);
  // Outside quotations a space, a dash and a mark are line ends without being marked.
  const outside = text.replace(/“.*?”|《.*?》|（.*?）/g, (quoted) => 'x'.repeat(quoted.length));
  const marks = Array.from(outside.matchAll(/[：，；？！ ]+/g), ({ index, 0: mark }) => index + mark.length);
  const dashes = Array.from(outside.matchAll(/——/g), ({ index }) => index);
  const allowed = [...marked, ...marks, ...dashes].filter((index) => index > 0 && index < text.length);
  return { text, allowed: new Set(allowed) };
}

/** Reads a file of headlines marked word by word, as tests/corpus/headlines-words.txt says: a line may begin at a word. */
export function wordHeadlines(file: string): readonly MarkedHeadline[] {
  return linesOf(file).map((line) => {
    const words = line.split('/').flatMap((word) => word.split(/(?<=[：，；？！、 ])|(?<!—)(?=——)/));
    const text = words.join('');
    const starts = words.map((_, number) => words.slice(0, number).join('').length);
    return { text, allowed: new Set(starts.slice(1)) };
  });
}

/** Where the lines of a set headline begin, but for the first. Spaces at line ends are not set. */
export function lineStarts(text: string, lines: readonly string[]): readonly number[] {
  const places = Array.from(text.matchAll(/\S/g), ({ index }) => index);
  let set = 0;
  return lines.slice(0, -1).map((line) => {
    set += line.replaceAll(/\s/g, '').length;
    return places[set] as number;
  });
}
