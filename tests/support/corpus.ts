import { readFileSync } from 'node:fs';

/** The texts of tests/corpus/: paragraphs, and headlines in which a subeditor marked where a line may begin. */

const readCorpus = (file: string): readonly string[] =>
  readFileSync(new URL(`../corpus/${file}`, import.meta.url), 'utf8')
    .split('\n')
    .filter((line) => line !== '');

// One paragraph per line; ↵ in the file is a line end within a paragraph.
const readParagraphs = (name: string) => readCorpus(`${name}.txt`).map((line) => line.replaceAll('↵', '\n'));

/** Paragraphs whose punctuation is already corrected, as the setter receives them. */
export const paragraphs = readParagraphs('paragraphs');
/** Paragraphs with the punctuation as typed, repeated and half-width: input for an issue that turns correction off. */
export const asTyped = readParagraphs('as-typed');

/** A headline, and the UTF-16 offsets at which a line may begin according to a subeditor. */
export interface MarkedHeadline {
  readonly text: string;
  readonly allowed: ReadonlySet<number>;
}

/** Reads a file of marked headlines in the format that tests/corpus/headlines.txt describes. */
export function markedHeadlines(file: string): readonly MarkedHeadline[] {
  return readHeadlineLines(file).map(readHeadline);
}

const readHeadlineLines = (file: string) => readCorpus(file).filter((line) => !line.startsWith('#'));

function readHeadline(line: string): MarkedHeadline {
  const parts = line.split('|');
  const text = parts.join('');
  const marked = parts.slice(0, -1).map((_, number) => parts.slice(0, number + 1).join('').length);
  // Outside quotations, a line may begin after a space or a mark and before a dash without being marked.
  const outside = text.replace(/“.*?”|《.*?》|（.*?）/g, (quoted) => 'x'.repeat(quoted.length));
  const marks = Array.from(outside.matchAll(/[：，；？！ ]+/g), ({ index, 0: mark }) => index + mark.length);
  const dashes = Array.from(outside.matchAll(/——/g), ({ index }) => index);
  const allowed = [...marked, ...marks, ...dashes].filter((index) => index > 0 && index < text.length);
  return { text, allowed: new Set(allowed) };
}

/**
 * Reads a file of headlines divided into words, in the format that tests/corpus/headlines-words.txt describes. A line
 * may begin at any word.
 */
export function wordHeadlines(file: string): readonly MarkedHeadline[] {
  return readHeadlineLines(file).map((line) => {
    const words = line.split('/').flatMap((word) => word.split(/(?<=[：，；？！、 ])|(?<!—)(?=——)/));
    const text = words.join('');
    const starts = words.map((_, number) => words.slice(0, number).join('').length);
    return { text, allowed: new Set(starts.slice(1)) };
  });
}

/** The offsets in a headline at which its lines begin, except for the first line. Spaces at line ends are not set. */
export function lineStarts(text: string, lines: readonly string[]): readonly number[] {
  const offsets = Array.from(text.matchAll(/\S/g), ({ index }) => index);
  let set = 0;
  return lines.slice(0, -1).map((line) => {
    set += line.replaceAll(/\s/g, '').length;
    return offsets[set] as number;
  });
}
