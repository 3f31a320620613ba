import { closest, distance } from 'fastest-levenshtein';

/** The known word nearest to what was written, or undefined where nothing is known. */
export function nearest(written: string, known: readonly string[]): string | undefined {
  return known.length === 0 ? undefined : closest(written, known);
}

/** The known word that `written` is a slip of: at most a third of its letters differ. */
export function slipOf(written: string, known: readonly string[]): string | undefined {
  const word = nearest(written.toLowerCase(), known);
  if (word === undefined) return undefined;
  return distance(written.toLowerCase(), word) <= Math.max(1, Math.floor(word.length / 3)) ? word : undefined;
}
