import { copyCharacters } from '../core/copy-characters.ts';
import type { Publication } from './paint.ts';

/** Printing characters of the copy that was read. */
export function countCopy(copy: readonly { readonly text: string }[]): number {
  return copy.reduce((sum, { text }) => sum + copyCharacters(text), 0);
}

/** Printing characters of the author's copy on all sheets; what the paper adds or repeats is not counted. */
export function countSet({ sheets }: Publication): number {
  let sum = 0;
  for (const { ops } of sheets) {
    for (const op of ops) if (op.op === 'glyphs' && op.source === 'copy') sum += copyCharacters(op.row.text);
  }
  return sum;
}
