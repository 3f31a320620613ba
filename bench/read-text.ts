import { readFileSync } from 'node:fs';
import { normalise } from '../src/edit/normalise.ts';

/**
 * Reads the paragraphs of a text file, one per line, without empty lines and Markdown headings. Punctuation is normalised
 * here, so that every engine gets the same text.
 */
export function readParagraphs(file: string): readonly string[] {
  const lines = readFileSync(file, 'utf8')
    .split('\n')
    .map((line) => line.trim());
  return lines.filter((line) => line !== '' && !line.startsWith('# ')).map((line) => normalise(line).text);
}
