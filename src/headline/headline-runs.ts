import { placeAt } from '../core/place.ts';
import type { Pt } from '../core/units.ts';
import type { StyledRun } from '../text/text-style.ts';

/** The text of runs as one. */
export const textOf = (runs: readonly StyledRun[]) => runs.map(({ text }) => text).join('');

export const resize = (runs: readonly StyledRun[], size: Pt): readonly StyledRun[] =>
  runs.map((run) => ({ ...run, size }));

/**
 * A space typed between two phrases of a headline stands for a comma and is one em wide. Lengths stay: of several
 * spaces the others become characters that set nothing.
 */
export function widenSpaces(runs: readonly StyledRun[]): readonly StyledRun[] {
  const chinese = '[\\p{sc=Han}“”‘’（）《》〈〉【】，。、；：？！]';
  const spaces = new RegExp(`(?<=${chinese})[ \\u00a0\\u3000]+(?=${chinese})`, 'gu');
  const text = textOf(runs).replace(spaces, (typed) => `\u3000${'\u200b'.repeat(typed.length - 1)}`);
  let at = 0;
  return runs.map((run) => {
    const from = at;
    at += run.text.length;
    return { ...run, text: text.slice(from, at) };
  });
}

/** Ends lines before the given UTF-16 places of the text; every part knows where it was written. */
export function breakRuns(runs: readonly StyledRun[], places: readonly number[]): readonly StyledRun[] {
  let at = 0;
  return runs.flatMap((run) => {
    const start = at;
    at += run.text.length;
    const inside = places
      .map((place) => place - start)
      .filter((place) => place > 0 && place <= run.text.length);
    const cuts = [0, ...inside, run.text.length];
    return cuts.slice(1).flatMap((to, number) => {
      const from = cuts[number] as number;
      const part = { ...run, text: run.text.slice(from, to), place: placeAt(run.place, from) };
      return number < inside.length ? [part, { ...run, text: '\n', added: true as const }] : [part];
    });
  });
}
