import type { Place } from '../core/place.ts';
import type { Run } from '../issue/issue.ts';

/** One Latin letter: to the punctuation around it, code or an address is a Latin word. */
const latinWord = 'x';

/**
 * What the rules read instead of a run that must stay as written: code, the number of a note, an address. Undefined
 * for a run whose own text is read.
 */
export function substituteFor(run: Run): string | undefined {
  for (const mark of run.marks) {
    // The words before and after the number of a note are adjacent.
    if (mark.kind === 'note') return '';
    // An address that is the text of its own link, with or without its scheme.
    if (mark.kind === 'code' || (mark.kind === 'link' && mark.url.endsWith(run.text))) return latinWord;
  }
  return undefined;
}

/** The text of a run as the rules read it. */
export const readText = (run: Run): string => substituteFor(run) ?? run.text;

/** The text of a paragraph as the rules read it. */
export const textOf = (runs: readonly Run[]): string => runs.map(readText).join('');

/** The place of part of a run, given by UTF-16 indices of its text. */
export function placeWithin({ text, place }: Run, from: number, to: number): Place {
  const { file, start, end } = place;
  if (start === undefined || (from === 0 && to === text.length)) return place;
  const { line, column } = start;
  const endsRun = to === text.length && end !== undefined;
  return { file, start: { line, column: column + from }, end: endsRun ? end : { line, column: column + to } };
}

/**
 * The place of a range of the text of a paragraph; a range that goes on in a later run is cut at the end of its
 * first.
 */
export function placeAmong(runs: readonly Run[], from: number, to: number): Place {
  let start = 0;
  for (const run of runs) {
    const length = readText(run).length;
    if (from < start + length) return placeWithin(run, from - start, Math.min(to - start, run.text.length));
    start += length;
  }
  throw new Error(`a paragraph of ${start} units has none at ${from}`);
}
