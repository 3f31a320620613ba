import type { Run } from './issue.ts';
import { beginsParagraph } from './line-openings.ts';
import type { FileContext } from './open-file.ts';
import { areShort, shortLine } from './short-lines.ts';
import type { Atom } from './source-runs.ts';
import type { SourceText } from './source-text.ts';
import {
  findTypedTable,
  placeOfLines,
  type RowGroup,
  rowSign,
  type TypedLine,
  type TypedTable,
} from './typed-rows.ts';

/** A part of a Markdown paragraph that is a block of its own in print. */
export type TypedPart =
  | { readonly kind: 'paragraph'; readonly atoms: readonly Atom[] }
  | ({ readonly kind: 'table' } & TypedTable);

/**
 * Divides the text of one Markdown paragraph into blocks of print. Markdown joins the lines of a paragraph; copy that was
 * typed or pasted line by line has enumerations, rows of tables and verse in them. In: the atoms of the paragraph. Out: parts
 * that contain all atoms in order, without the line ends between them, the rule and the separators of tables.
 *
 * - A line that line-openings.ts names begins a paragraph.
 * - Rows with tabs, or with `|` at both ends, become a table where they agree (typed-rows.ts).
 * - Short lines that are joined all the same are reported.
 *
 * Linear in the length of the text.
 */
export function divideTypedLines(atoms: readonly Atom[], context: FileContext): readonly TypedPart[] {
  const only = atoms.length === 1 ? atoms[0] : undefined;
  if (only !== undefined && !('kind' in only) && rowSign(only.text) === undefined)
    return [{ kind: 'paragraph', atoms }];
  const parts: TypedPart[] = [];
  let open: TypedLine[] = [];
  const close = () => {
    if (open.length === 0) return;
    reportJoinedLines(open, context);
    parts.push({ kind: 'paragraph', atoms: atomsOf(open) });
    open = [];
  };
  for (const group of groupRows(splitLines(atoms), context.source)) {
    const table = group.sign === undefined ? undefined : findTypedTable(group, context);
    if (table !== undefined) {
      close();
      parts.push({ kind: 'table', ...table });
      continue;
    }
    for (const line of group.lines) {
      const above = open.at(-1);
      const isRow = group.sign !== undefined && rowSign(line.text) !== undefined;
      if (isRow || (above !== undefined && beginsLine(line, above))) close();
      open.push(line);
      if (isRow) close();
    }
  }
  close();
  return parts;
}

/** After a forced break a line is on its own already, and remains in its paragraph. */
const beginsLine = (line: TypedLine, above: TypedLine): boolean =>
  isJoined(line) && (isAfterTag(line) || beginsParagraph(line.text, above.text));

/** A tag such as `<p>` ends the paragraph. */
const isAfterTag = ({ before }: TypedLine): boolean => before !== undefined && isParagraphEnd(before);

const isParagraphEnd = (atom: Atom): boolean => 'kind' in atom && atom.endsParagraph === true;

const isJoined = ({ before }: TypedLine): boolean => before !== undefined && 'kind' in before;

/** Whether an atom is a line end of the source, which `<br>` is not. */
const endsLine = (atom: Atom): boolean =>
  'kind' in atom || (atom.text === '\n' && atom.place.start?.line !== atom.place.end?.line);

function splitLines(atoms: readonly Atom[]): readonly TypedLine[] {
  const lines: TypedLine[] = [];
  let runs: Run[] = [];
  let before: Atom | undefined;
  const close = () => {
    if (runs.length > 0) lines.push({ runs, before, text: textOf(runs) });
  };
  for (const atom of atoms) {
    if (!('kind' in atom) && !endsLine(atom)) runs.push(atom);
    else {
      close();
      const keeps = runs.length === 0 && before !== undefined && isParagraphEnd(before);
      if (!keeps) before = atom;
      runs = [];
    }
  }
  close();
  return lines;
}

function textOf(runs: readonly Run[]): string {
  return runs.map(({ marks, text }) => (marks.some(({ kind }) => kind === 'note') ? '' : text)).join('');
}

function atomsOf(lines: readonly TypedLine[]): readonly Atom[] {
  return lines.flatMap(({ runs, before }, index): readonly Atom[] =>
    index === 0 || before === undefined ? runs : [before, ...runs],
  );
}

/** Consecutive lines with the same sign of a row, or without one. */
function groupRows(lines: readonly TypedLine[], source: SourceText): readonly RowGroup[] {
  const groups: { sign: RowGroup['sign']; lines: TypedLine[] }[] = [];
  for (const line of lines) {
    const sign = rowSign(line.text) ?? (endsInTab(line, source) ? 'tab' : undefined);
    const last = groups.at(-1);
    if (last !== undefined && last.sign === sign) last.lines.push(line);
    else groups.push({ sign, lines: [line] });
  }
  return groups;
}

/** A row of which only the first cell is filled. Its text is trimmed. */
function endsInTab({ runs }: TypedLine, { text, lineStarts }: SourceText): boolean {
  const { end } = runs.at(-1)!.place;
  return end !== undefined && text[lineStarts[end.line - 1]! + end.column - 1] === '\t';
}

/**
 * Reports lines that are joined although two neighbours are short: verse, an address, a sender and a date. The message covers
 * all lines around them that are no running text.
 */
function reportJoinedLines(lines: readonly TypedLine[], { source, desk, shortLineLimit }: FileContext): void {
  let from = 0;
  let hasNeighbours = false;
  let lengthAbove = shortLine;
  const close = (to: number) => {
    if (hasNeighbours) desk.report('lines-joined', placeOfLines(lines.slice(from, to), source), {});
    hasNeighbours = false;
    from = to;
  };
  for (const [index, line] of lines.entries()) {
    const length = Array.from(line.text.trim()).length;
    if (!isJoined(line) || length >= shortLine || lengthAbove >= shortLine) close(index);
    else hasNeighbours ||= areShort(length, lengthAbove, shortLineLimit);
    lengthAbove = length;
  }
  close(lines.length);
}
