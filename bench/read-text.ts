import { readFileSync } from 'node:fs';
import { normalise } from '../src/edit/normalise.ts';

/**
 * The paragraphs of a text file, one a line; empty lines and Markdown's headlines are left out. Marks are put right
 * here, so that every engine is given the same ones.
 */
export function readText(file: string): readonly string[] {
  const lines = readFileSync(file, 'utf8')
    .split('\n')
    .map((line) => line.trim());
  return lines.filter((line) => line !== '' && !line.startsWith('# ')).map((line) => normalise(line).text);
}
