import type { Run } from './issue.ts';
import type { Atom, LineEnd } from './source-runs.ts';

const chinese =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Bopomofo}\u3000-\u303f\ufe10-\ufe1f\ufe30-\ufe4f\uff00-\uffef]/u;
/** Spaces, note figures and marks of both scripts: the next character beyond them decides. */
const neutral = /[\s“”‘’…—–·\u2460-\u24ff]/u;

/**
 * Joins the lines of a paragraph. A line end next to a Chinese character is removed, and one between Western words
 * becomes a space (CSS Text 3, 4.1.3, segment break transformation). Spaces at line edges are indents and are removed.
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

/** The characters of a run from `from` to before `to`, with their place. */
export function sliceRun(run: Run, from: number, to: number): Run {
  const { file, start } = run.place;
  if (start === undefined) return { ...run, text: run.text.slice(from, to) };
  const positionAt = (index: number) => ({ line: start.line, column: start.column + index });
  return {
    ...run,
    text: run.text.slice(from, to),
    place: { file, start: positionAt(from), end: positionAt(to) },
  };
}

/** Removes spaces and line breaks at both ends; full-width spaces at the start of a paragraph are its indent. */
export function trimRuns(runs: readonly Run[]): readonly Run[] {
  const trimmed = [...runs];
  while (trimmed.length > 0 && trimmed[0]!.text.trim() === '') trimmed.shift();
  while (trimmed.length > 0 && trimmed.at(-1)!.text.trim() === '') trimmed.pop();
  if (trimmed.length === 0) return trimmed;
  trimmed[0] = withoutIndent(trimmed[0]!)!;
  trimEnd(trimmed);
  return trimmed;
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
  const last = findDecidingCharacter(before.toReversed().map((run) => [...run.text].reverse().join('')));
  const next = findDecidingCharacter(after.map((atom) => ('kind' in atom ? '' : atom.text)));
  return !chinese.test(last) && !chinese.test(next);
}

/** The first character that belongs to a single script; '' if every character is neutral. */
function findDecidingCharacter(texts: readonly string[]): string {
  for (const text of texts) {
    for (const character of text) if (!neutral.test(character)) return character;
  }
  return '';
}
