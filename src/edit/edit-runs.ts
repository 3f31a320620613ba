import type { Report } from '../core/diagnostics.ts';
import type { Mark, Run } from '../issue/issue.ts';
import { ambiguousStops } from './check-paragraph.ts';
import { type Change, changesSince, type Manuscript, originOf } from './manuscript.ts';
import { normalise, normaliseHeadline } from './normalise.ts';
import { placeWithin } from './run-text.ts';
import { standIn } from './stand-in.ts';

/**
 * The runs of one paragraph, read together, so that a quotation may begin in one run and end in another. Each change
 * is told at its place. A run out of which characters went, or into which some came, is cut there, so that what
 * stands after is still found in the source.
 */
export function editRuns(runs: readonly Run[], report: Report): readonly Run[] {
  return edited(runs, normalise, report);
}

/** The runs of a headline, a kicker, a deck or a crosshead: the same, but spaces that part its phrases stay. */
export function editHeadline(runs: readonly Run[], report: Report): readonly Run[] {
  return edited(runs, normaliseHeadline, report);
}

function edited(runs: readonly Run[], put: typeof normalise, report: Report): readonly Run[] {
  const texts = runs.map((run) => standIn(run) ?? run.text);
  const written = texts.join('');
  const whole = put(written);
  if (whole.text === written && whole.origins === undefined) return withEditedReadings(runs, report);
  const stops = ambiguousStops(written, whole);
  const result: Run[] = [];
  let start = 0;
  let unit = 0;
  for (const [index, run] of runs.entries()) {
    const end = start + texts[index]!.length;
    const first = unit;
    if (whole.origins === undefined) unit = end;
    else while (unit < whole.text.length && originOf(whole, unit) < end) unit += 1;
    const part = start === 0 && unit === whole.text.length ? whole : partOf(whole, first, unit, start);
    if (standIn(run) !== undefined) result.push(run);
    else {
      for (const change of changesSince(run.text, part)) tell(run, change, report);
      for (const stop of stops) {
        if (stop >= start && stop < end) {
          report('dot-between-han', placeWithin(run, stop - start, stop - start + 1), {});
        }
      }
      result.push(...rewritten(run, part));
    }
    start = end;
  }
  return withEditedReadings(result, report);
}

/** The units of a manuscript that come from one run, which begins at `start`. */
const partOf = ({ text, origins }: Manuscript, from: number, to: number, start: number): Manuscript => ({
  text: text.slice(from, to),
  origins: origins?.slice(from, to).map((origin) => origin - start),
});

/** A text of a single run, which stands for itself; it stays one run, for where it stands only one has room. */
export function editRun(run: Run, report: Report): Run {
  const runs = editRuns([run], report);
  return runs.length === 1 ? runs[0]! : { ...run, text: runs.map(({ text }) => text).join('') };
}

function tell(run: Run, { from, to, text }: Change, report: Report): void {
  report('mark-normalised', placeWithin(run, from, to), { was: run.text.slice(from, to), now: text });
}

/** The run with its new text, in stretches whose characters stand side by side in the source. */
function rewritten(run: Run, manuscript: Manuscript): readonly Run[] {
  const { text, origins } = manuscript;
  if (text === run.text) return [run];
  if (text === '' || origins === undefined || run.place.start === undefined) return [{ ...run, text }];
  const runs: Run[] = [];
  for (let from = 0; from < text.length; ) {
    let to = from + 1;
    while (to < text.length && origins[to] === origins[to - 1]! + 1) to += 1;
    const place = placeWithin(run, origins[from]!, origins[to - 1]! + 1);
    runs.push({ ...run, text: text.slice(from, to), place });
    from = to;
  }
  return runs;
}

/** Full-width letters go from readings as well. Runs that share a reading go on sharing one. */
function withEditedReadings(runs: readonly Run[], report: Report): readonly Run[] {
  if (!runs.some(({ marks }) => marks.some(({ kind }) => kind === 'ruby'))) return runs;
  const edited = new Map<Mark, Mark>();
  const edit = (mark: Mark): Mark => {
    if (mark.kind !== 'ruby') return mark;
    const known = edited.get(mark);
    if (known !== undefined) return known;
    const { text } = editRun({ text: mark.rt, marks: [], place: mark.place }, report);
    const fresh = text === mark.rt ? mark : { ...mark, rt: text };
    edited.set(mark, fresh);
    return fresh;
  };
  return runs.map((run) => {
    const marks = run.marks.map(edit);
    return marks.every((mark, index) => mark === run.marks[index]) ? run : { ...run, marks };
  });
}
