import type { Report } from '../core/diagnostics.ts';
import type { Place } from '../core/place.ts';
import type { Run } from '../issue/issue.ts';
import { checkText } from './check-paragraph.ts';
import { placeWithin } from './run-text.ts';
import { standIn } from './stand-in.ts';

/** A paragraph as the proof reader meets it: its marks are put right already. */
export interface CheckedParagraph {
  readonly runs: readonly Run[];
  /** The paragraph that may go on with its quotation. */
  readonly next: readonly Run[];
  /** Running text; false for headlines, names, captions and the like. */
  readonly running: boolean;
}

/** Tells what is to be asked of the author about a paragraph, at the place of each mark. */
export function checkParagraph({ runs, next, running }: CheckedParagraph, report: Report): void {
  const text = textOf(runs);
  const found = checkText(text, { next: textOf(next), running });
  if (found.length === 0) return;
  // After 本报讯 a space is usual.
  const dateline = textOf(runs.filter(({ marks }) => marks.some(({ kind }) => kind === 'dateline'))).length;
  const doubts = found.filter(({ code, from }) => code !== 'space-between-han' || from !== dateline);
  const spaces = doubts.filter(({ code }) => code === 'space-between-han');
  for (const { code, from, to } of doubts) {
    const place = placeAmong(runs, from, to);
    if (code !== 'space-between-han') report(code, place, { mark: text.slice(from, to) });
    else if (from === spaces[0]?.from) report(code, place, { count: spaces.length });
  }
}

const read = (run: Run): string => standIn(run) ?? run.text;
const textOf = (runs: readonly Run[]): string => runs.map(read).join('');

/** The place of a stretch of the paragraph, as far as it lies in the run it begins in. */
function placeAmong(runs: readonly Run[], from: number, to: number): Place {
  let begins = 0;
  for (const run of runs) {
    const length = read(run).length;
    if (from < begins + length)
      return placeWithin(run, from - begins, Math.min(to - begins, run.text.length));
    begins += length;
  }
  throw new Error(`a paragraph of ${begins} units has none at ${from}`);
}
