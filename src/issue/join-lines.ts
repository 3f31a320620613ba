import type { Run } from './issue.ts';
import type { Atom, LineEnd } from './text-atoms.ts';

const chinese =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Bopomofo}\u3000-\u303f\ufe10-\ufe1f\ufe30-\ufe4f\uff00-\uffef]/u;
/** Marks that Chinese and Western text share, and the figures of notes: the letter beyond them decides. */
const shared = /[\s“”‘’…—–·\u2460-\u24ff]/u;

/**
 * Joins the lines of a paragraph. A line end with Chinese on either side is nothing, one between Western words is a
 * space (CSS Text 3, 4.1.3: segment breaks between wide characters go). Spaces at line edges go as well: there they
 * are indents.
 */
export function joinLines(atoms: readonly Atom[]): readonly Run[] {
  const runs: Run[] = [];
  let pending: LineEnd | undefined;
  for (const [index, atom] of atoms.entries()) {
    if ('kind' in atom) {
      trimEnd(runs);
      pending = atom;
      continue;
    }
    const run = pending === undefined || atom.text === '\n' ? atom : withoutIndent(atom);
    if (run === undefined) continue;
    if (pending !== undefined && atom.text !== '\n' && needsSpace(runs, atoms.slice(index))) {
      runs.push({ text: ' ', marks: pending.marks, place: pending.place });
    }
    pending = undefined;
    runs.push(run);
  }
  return runs;
}

/** Part of a run, its place cut to match. */
export function sliceRun(run: Run, from: number, to: number): Run {
  const { file, start } = run.place;
  if (start === undefined) return { ...run, text: run.text.slice(from, to) };
  const spot = (index: number) => ({ line: start.line, column: start.column + index });
  return { ...run, text: run.text.slice(from, to), place: { file, start: spot(from), end: spot(to) } };
}

/** The runs without spaces and line breaks at either end. Full-width spaces at a paragraph's start are indents. */
export function trimRuns(runs: readonly Run[]): readonly Run[] {
  const kept = [...runs];
  while (kept.length > 0 && kept[0]!.text.trim() === '') kept.shift();
  while (kept.length > 0 && kept.at(-1)!.text.trim() === '') kept.pop();
  if (kept.length === 0) return kept;
  kept[0] = withoutIndent(kept[0]!)!;
  trimEnd(kept);
  return kept;
}

function withoutIndent(run: Run): Run | undefined {
  const indent = run.text.length - run.text.trimStart().length;
  if (indent === 0) return run;
  return indent === run.text.length ? undefined : sliceRun(run, indent, run.text.length);
}

function trimEnd(runs: Run[]): void {
  for (let last = runs.at(-1); last !== undefined && last.text !== '\n'; last = runs.at(-1)) {
    const length = last.text.trimEnd().length;
    if (length === last.text.length) return;
    runs.pop();
    if (length > 0) runs.push(sliceRun(last, 0, length));
  }
}

function needsSpace(before: readonly Run[], after: readonly Atom[]): boolean {
  if (before.length === 0 || before.at(-1)!.text === '\n') return false;
  const last = decidingCharacter(before.toReversed().map((run) => [...run.text].reverse().join('')));
  const next = decidingCharacter(after.map((atom) => ('kind' in atom ? '' : atom.text)));
  return !chinese.test(last) && !chinese.test(next);
}

/** The first character that belongs to one script; '' where there is none. */
function decidingCharacter(texts: readonly string[]): string {
  for (const text of texts) {
    for (const character of text) if (!shared.test(character)) return character;
  }
  return '';
}
