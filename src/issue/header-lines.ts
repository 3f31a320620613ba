import type { Desk } from '../core/desk.ts';
import { type Header, itemsOf, scalarOf } from './header.ts';
import type { Run } from './issue.ts';
import { sliceRun } from './join-lines.ts';

/** The lines of a text in a header, '\\n' between them: a list, the lines of a YAML text block, or `<br>` in a string. */
export function linesOf(header: Header | undefined, key: string, desk: Desk): readonly Run[] {
  return itemsOf(header).flatMap((item, index) => {
    const scalar = scalarOf(item, key, desk);
    if (scalar === undefined) return [];
    const lines = scalar.runs.flatMap(brokenAtTags);
    return index === 0 ? lines : [{ text: '\n', marks: [], place: scalar.place }, ...lines];
  });
}

function brokenAtTags(run: Run): readonly Run[] {
  if (!run.text.includes('<')) return [sliceRun(run, 0, run.text.length)];
  return [...run.text.matchAll(/<br\s*\/?>|(?:(?!<br\s*\/?>)[\s\S])+/gi)].map(({ 0: part, index }) => {
    const piece = sliceRun(run, index, index + part.length);
    return /^<br/i.test(part) ? { ...piece, text: '\n' } : piece;
  });
}
