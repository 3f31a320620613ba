import type { Run } from '../issue/issue.ts';

/** One Latin letter: what a stretch of code or an address is to the marks around it. */
const latinWord = 'x';

/** What is read instead of a run that must stay as it is written; undefined for a run whose own text is read. */
export function standIn(run: Run): string | undefined {
  for (const mark of run.marks) {
    // The words on both sides of a note's mark are neighbours.
    if (mark.kind === 'note') return '';
    // An address shown as the text of its own link, with or without its scheme.
    if (mark.kind === 'code' || (mark.kind === 'link' && mark.url.endsWith(run.text))) return latinWord;
  }
  return undefined;
}
