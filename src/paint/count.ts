import type { Publication } from './paint.ts';

/** White space, controls and what prints nothing by its nature (joiners, soft hyphens, variation selectors). */
const unprinted = /[\s\p{Cc}\p{Default_Ignorable_Code_Point}]/gu;

/** How many characters a text prints. */
const count = (text: string): number => [...text.replace(unprinted, '')].length;

/** Printing characters of the copy that was read. */
export function countCopy(copy: readonly { readonly text: string }[]): number {
  return copy.reduce((sum, { text }) => sum + count(text), 0);
}

/** Printing characters of the author's copy on all sheets; what the paper adds or repeats is not counted. */
export function countSet({ sheets }: Publication): number {
  let sum = 0;
  for (const op of sheets.flatMap(({ ops }) => ops)) {
    if (op.op !== 'glyphs' || op.source !== 'copy') continue;
    sum += count(op.glyphs.map(({ text }) => text).join(''));
  }
  return sum;
}
