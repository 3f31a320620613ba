import type { Place } from '../core/place.ts';
import type { Run } from './issue.ts';
import { sliceRun } from './join-lines.ts';
import type { FileContext } from './open-file.ts';
import type { Atom } from './source-runs.ts';
import type { SourceText } from './source-text.ts';

/** The runs between two line ends of the source, and what is before them. */
export interface TypedLine {
  readonly runs: readonly Run[];
  /** A line end, or the run of a forced break. */
  readonly before: Atom | undefined;
  /** The text with its indent. A note figure is no sign of enumeration and is left out. */
  readonly text: string;
}

/** What separates the cells of a row that is no GFM table: tabs, as copied from a spreadsheet, or pipes. */
export type RowSign = 'tab' | 'pipe';

/** Consecutive lines that are all rows of one kind, or none. */
export interface RowGroup {
  readonly sign: RowSign | undefined;
  readonly lines: readonly TypedLine[];
}

/** A table that was typed without GFM's markup. */
export interface TypedTable {
  /** The runs of every cell. All rows have the same number of cells. */
  readonly rows: readonly (readonly (readonly Run[])[])[];
  readonly place: Place;
}

const pipeRow = /^\s*[|｜].*[|｜]\s*$/s;

/** A number of enumeration and the tab that a word processor puts behind it. */
const numberAndTab =
  /^\s*(?:[（(]?(?:\d{1,3}|[一二三四五六七八九十]{1,3}|[A-Za-z])[）)、.．]|[（(][一二三四五六七八九十\d]{1,3}[）)]|[①-⑳●•·▪■◆★])\t/;

/** The sign of a line that is a row; undefined for other text. */
export function rowSign(text: string): RowSign | undefined {
  if (text.replace(numberAndTab, '').trim().includes('\t')) return 'tab';
  return pipeRow.test(text) && /[^|｜\s]/.test(text) ? 'pipe' : undefined;
}

/** One row is a line with a tab in it; two may be chance. With pipes at both ends two rows are a table. */
const leastRows = { tab: 3, pipe: 2 } as const;

/**
 * The table that rows make: as many rows as it takes (three with tabs, two with pipes) have the same number of cells, and no row
 * has more. Shorter rows are filled with empty cells and reported. Undefined, and reported, if the rows do not agree.
 *
 * Invariant: the text of the cells is the text of the rows without the separators and a row of dashes below the first one.
 */
export function findTypedTable(group: RowGroup, { source, desk }: FileContext): TypedTable | undefined {
  const sign = group.sign as RowSign;
  const rows = group.lines.map((line) => ({ line, cells: readCells(line, sign, source) }));
  const ruled = rows.filter(({ cells }, index) => !(index === 1 && sign === 'pipe' && isRule(cells)));
  const width = Math.max(...ruled.map(({ cells }) => cells.length));
  const full = ruled.filter(({ cells }) => cells.length === width);
  const place = placeOfLines(group.lines, source);
  if (width < 2 || full.length < leastRows[sign]) {
    const inner = group.lines.some(({ text }) => rowSign(text) !== undefined);
    if (inner) desk.report('row-as-text', place, {});
    return undefined;
  }
  if (sign === 'pipe') desk.report('table-mistyped', place, {});
  for (const { line, cells } of ruled)
    if (cells.length < width) {
      const details = { cells: cells.length, width };
      desk.report('row-short', placeOfLines([line], source), details);
    }
  const empty = (count: number): Run[][] => Array.from({ length: count }, () => []);
  return { rows: ruled.map(({ cells }) => [...cells, ...empty(width - cells.length)]), place };
}

/** The row of dashes below the head of a table. */
const isRule = (cells: readonly (readonly Run[])[]): boolean =>
  cells.every((runs) => /^\s*[:：]?[-－—]+[:：]?\s*$/.test(runs.map(({ text }) => text).join('')));

function readCells(line: TypedLine, sign: RowSign, source: SourceText): readonly (readonly Run[])[] {
  if (sign === 'tab') {
    // The tabs at both ends are empty cells. The text of a line does not contain them: they are its indent, or spaces at its end.
    const [leading, trailing] = outerTabs(line, source);
    const empty = (count: number): Run[][] => Array.from({ length: count }, () => []);
    return [...empty(leading), ...splitRuns(trimTabs(line.runs), /\t/g), ...empty(trailing)];
  }
  return splitRuns(line.runs, /[|｜]/g).slice(1, -1);
}

function outerTabs({ runs }: TypedLine, { text, lineStarts }: SourceText): readonly [number, number] {
  const first = runs[0]!.place.start!;
  const last = runs.at(-1)!.place.end!;
  const lineStart = lineStarts[first.line - 1]!;
  const before = text.slice(lineStart, lineStart + first.column - 1);
  const inside = /^\s*/.exec(runs[0]!.text)![0];
  const lineEnd = lineStarts[last.line] ?? text.length;
  const after = text.slice(lineStarts[last.line - 1]! + last.column - 1, lineEnd);
  const insideEnd = /\s*$/.exec(runs.at(-1)!.text)![0];
  const count = (space: string) => space.split('\t').length - 1;
  return [count(before + inside), count(after + insideEnd)];
}

function trimTabs(runs: readonly Run[]): readonly Run[] {
  const [first, ...others] = runs;
  const start = first!.text.length - first!.text.trimStart().length;
  const trimmed = [sliceRun(first!, start, first!.text.length), ...others];
  const last = trimmed.at(-1)!;
  return [...trimmed.slice(0, -1), sliceRun(last, 0, last.text.trimEnd().length)];
}

/** Splits runs at every match of a separator, except in code. */
function splitRuns(runs: readonly Run[], separator: RegExp): readonly (readonly Run[])[] {
  const cells: Run[][] = [[]];
  for (const run of runs) {
    const isCode = run.marks.some(({ kind }) => kind === 'code');
    let from = 0;
    for (const match of isCode ? [] : run.text.matchAll(separator)) {
      if (match.index > from) cells.at(-1)!.push(sliceRun(run, from, match.index));
      cells.push([]);
      from = match.index + match[0].length;
    }
    if (from < run.text.length) cells.at(-1)!.push(sliceRun(run, from, run.text.length));
  }
  return cells;
}

/** The place of whole lines, from their first character to their last. */
export function placeOfLines(lines: readonly TypedLine[], { file }: SourceText): Place {
  const start = lines[0]!.runs[0]!.place.start!;
  return { file, start, end: lines.at(-1)!.runs.at(-1)!.place.end ?? start };
}
