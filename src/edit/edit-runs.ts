import type { Run } from '../issue/issue.ts';
import { normaliseTexts } from '../text/normalise.ts';

/** One Latin letter: what a stretch of code or an address is to the marks around it. */
const latinWord = 'x';

/** The runs of one paragraph, read together, so that a quotation may begin in one run and end in another. */
export function editRuns(runs: readonly Run[]): readonly Run[] {
  const texts = normaliseTexts(runs.map((run) => standIn(run) ?? run.text));
  return runs.map((run, index) => (standIn(run) === undefined ? withText(run, texts[index]!) : run));
}

/** A text of a single run, which stands for itself. */
export function editRun(run: Run): Run {
  return editRuns([run])[0]!;
}

/** What is read instead of a run that must stay as it is written. */
function standIn(run: Run): string | undefined {
  for (const mark of run.marks) {
    // The words on both sides of a note's mark are neighbours.
    if (mark.kind === 'note') {
      return '';
    }
    // An address shown as the text of its own link, with or without its scheme.
    if (mark.kind === 'code' || (mark.kind === 'link' && mark.url.endsWith(run.text))) {
      return latinWord;
    }
  }
  return undefined;
}

function withText(run: Run, text: string): Run {
  return text === run.text ? run : { ...run, text };
}
