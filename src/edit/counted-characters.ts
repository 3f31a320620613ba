import { ideographOf, lookalikes } from './character-sets.ts';

/** What the account of the copy counts: letters (Han among them), digits and stars. */
export const counted = /[\p{L}\p{N}*＊]/u;

const uncounted = /[^\p{L}\p{N}*]+/gu;
const lookalike = new RegExp(lookalikes, 'gu');

/** The counted characters of a text, whatever their width: editing changes full-width ones and lookalikes. */
export function charactersOf(text: string): string {
  return text.replace(lookalike, ideographOf).normalize('NFKC').replace(/[○◯]/g, '〇').replace(uncounted, '');
}
