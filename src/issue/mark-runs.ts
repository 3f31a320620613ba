import type { Mark, Run } from './issue.ts';
import { sliceRun } from './join-lines.ts';

/** The text of runs in a row. */
function textOf(runs: readonly Run[]): string {
  return runs.map((run) => run.text).join('');
}

/** Gives the first `length` characters a mark, splitting the run in which they end. */
function markStart(runs: readonly Run[], length: number, mark: Mark): readonly Run[] {
  let rest = length;
  return runs.flatMap((run) => {
    const inside = Math.min(rest, run.text.length);
    rest -= inside;
    if (inside === 0) return [run];
    const marked = { ...sliceRun(run, 0, inside), marks: [...run.marks, mark] };
    return inside === run.text.length ? [marked] : [marked, sliceRun(run, inside, run.text.length)];
  });
}

/** 电头: 本报讯 with an optional （…） after it, or 【…】. */
const dateline = /^(?:本报讯(?:\s*[（(][^（）()]*[）)])?|【[^】]*】)/;

/** Marks the dateline at the start of an article's first paragraph; without one the runs stay as they are. */
export function markDateline(runs: readonly Run[]): readonly Run[] {
  const text = textOf(runs);
  const match = text.startsWith('本报讯') || text.startsWith('【') ? dateline.exec(text) : null;
  return match === null ? runs : markStart(runs, match[0].length, { kind: 'dateline' });
}

/** True where text stands wholly in one pair of brackets: （供稿 某某） but not （一）春季（二）. */
export function isBracketed(runs: readonly Run[]): boolean {
  const text = textOf(runs);
  if (!text.startsWith('（') && !text.startsWith('(')) return false;
  let depth = 0;
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at];
    if (character === '（' || character === '(') depth += 1;
    else if (character === '）' || character === ')') depth -= 1;
    if (depth === 0) return at === text.length - 1;
  }
  return false;
}
