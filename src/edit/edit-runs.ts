import type { Report } from '../core/diagnostics.ts';
import { findRanges } from '../core/text-ranges.ts';
import type { Mark, Run } from '../issue/issue.ts';
import { han } from './character-sets.ts';
import { type Change, changesSince, type Manuscript, originOf } from './manuscript.ts';
import { normalise, normaliseHeadline } from './normalise.ts';
import { placeWithin, readText, substituteFor } from './run-text.ts';

/**
 * Normalises the runs of one paragraph together, so that a quotation may begin in one run and end in another, and
 * reports every change at its place. A run in which characters were removed or inserted is split there, so that the
 * text after the change keeps its place in the source.
 */
export function editRuns(runs: readonly Run[], report: Report): readonly Run[] {
  return editWith(normalise, runs, report);
}

/** The same for a headline, kicker, deck or crosshead, which keeps the spaces between its phrases. */
export function editHeadline(runs: readonly Run[], report: Report): readonly Run[] {
  return editWith(normaliseHeadline, runs, report);
}

/** The same for a text that is one run, where only one run is possible. */
export function editRun(run: Run, report: Report): Run {
  const runs = editRuns([run], report);
  return runs.length === 1 ? runs[0]! : { ...run, text: runs.map(({ text }) => text).join('') };
}

function editWith(rules: typeof normalise, runs: readonly Run[], report: Report): readonly Run[] {
  const texts = runs.map(readText);
  const written = texts.join('');
  const lineEnds = findLineEnds(runs, texts);
  const whole = rules(written, lineEnds);
  if (whole.text === written && whole.origins === undefined) return editRuby(runs, report);
  const ambiguous = ambiguousStops(written, whole, lineEnds);
  const result: Run[] = [];
  let start = 0;
  let unit = 0;
  for (const [index, run] of runs.entries()) {
    const end = start + texts[index]!.length;
    const first = unit;
    if (whole.origins === undefined) unit = end;
    else while (unit < whole.text.length && originOf(whole, unit) < end) unit += 1;
    const part = start === 0 && unit === whole.text.length ? whole : partOf(whole, first, unit, start);
    if (substituteFor(run) !== undefined) result.push(run);
    else {
      for (const change of changesSince(run.text, part)) reportChange(run, change, report);
      for (const stop of ambiguous) {
        if (stop >= start && stop < end) {
          report('dot-between-han', placeWithin(run, stop - start, stop - start + 1), {});
        }
      }
      result.push(...splitRun(run, part));
    }
    start = end;
  }
  return editRuby(result, report);
}

/** The indices of the text at which a line of the source ends that joining left without a sign. */
function findLineEnds(runs: readonly Run[], texts: readonly string[]): readonly number[] {
  const ends: number[] = [];
  let at = 0;
  for (const [index, run] of runs.entries()) {
    const line = runs[index - 1]?.place.end?.line;
    const start = run.place.start?.line;
    if (line !== undefined && start !== undefined && start > line && run.text !== '\n') ends.push(at);
    at += texts[index]!.length;
  }
  return ends;
}

/** Indices in the written text of dots between two ideographs that were read as full stops, though they may be none. */
function ambiguousStops(
  written: string,
  manuscript: Manuscript,
  lineEnds: readonly number[],
): readonly number[] {
  if (!written.includes('.')) return [];
  return findRanges(manuscript.text, new RegExp(`(?<=${han})。(?=${han})`, 'gu'))
    .map(({ from }) => originOf(manuscript, from))
    .filter((origin) => written[origin] === '.' && !lineEnds.includes(origin + 1));
}

/** The part of a manuscript that comes from one run, which begins at `start` of the written text. */
const partOf = ({ text, origins }: Manuscript, from: number, to: number, start: number): Manuscript => ({
  text: text.slice(from, to),
  origins: origins?.slice(from, to).map((origin) => origin - start),
});

function reportChange(run: Run, { from, to, text }: Change, report: Report): void {
  report('mark-normalised', placeWithin(run, from, to), { was: run.text.slice(from, to), now: text });
}

/** The run with its new text, split so that the characters of each part are adjacent in the source. */
function splitRun(run: Run, manuscript: Manuscript): readonly Run[] {
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

/** Normalises ruby text. Runs that share one ruby mark share the edited one. */
function editRuby(runs: readonly Run[], report: Report): readonly Run[] {
  if (!runs.some(({ marks }) => marks.some(({ kind }) => kind === 'ruby'))) return runs;
  const edited = new Map<Mark, Mark>();
  const edit = (mark: Mark): Mark => {
    if (mark.kind !== 'ruby') return mark;
    const found = edited.get(mark);
    if (found !== undefined) return found;
    const { text } = editRun({ text: mark.rt, marks: [], place: mark.place }, report);
    const result = text === mark.rt ? mark : { ...mark, rt: text };
    edited.set(mark, result);
    return result;
  };
  return runs.map((run) => {
    const marks = run.marks.map(edit);
    return marks.every((mark, index) => mark === run.marks[index]) ? run : { ...run, marks };
  });
}
