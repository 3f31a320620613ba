import { readFileSync } from 'node:fs';

const read = (name: string): readonly string[] =>
  readFileSync(new URL(`../corpus/${name}.txt`, import.meta.url), 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    // In the files ↵ is a line end of the author's inside a paragraph.
    .map((line) => line.replaceAll('↵', '\n'));

/** Paragraphs as the setter gets them, their marks put right: one a line in the file. */
export const paragraphs = read('paragraphs');
/** Paragraphs whose marks were left as typed, in rows and half-width, as a paper that wants no change hands them over. */
export const asTyped = read('as-typed');
