import { type Cell, cellsOf, type Kind, mayBreakAfter } from './cells.ts';
import { type Gap, gapsOf, type Punctuation } from './natural-gaps.ts';

/** A glyph as set, or as read from a PDF, in em: x from the left edge of the line, and the advance of the font. */
export interface ObservedGlyph {
  readonly text: string;
  readonly x: number;
  readonly advance: number;
}

/** How a paragraph was set; lengths in em. */
export interface Setting {
  readonly measure: number;
  /** The indent of the first line. */
  readonly indent: number;
  /** The error of the positions. */
  readonly tolerance: number;
}

/** A cell or a part of one on a line; `left` and `right` are the edges of its frame without its blank. */
export interface ObservedCell {
  /** The index of the cell in the paragraph. */
  readonly cell: number;
  readonly left: number;
  readonly right: number;
}

/** A paragraph with its cells located on its lines. */
export interface ObservedParagraph extends Manuscript {
  readonly lines: readonly (readonly ObservedCell[])[];
  /** Sequences of cells that must not be broken but are wider than the first line: any break within them is allowed. */
  readonly tooWide: ReadonlySet<number>;
}

/** How far the end of a justified line may be from the measure, in em. */
export const edgeTolerance = 0.01;

/** A paragraph before it is set. */
export interface Manuscript {
  readonly cells: readonly Cell[];
  readonly gaps: readonly Gap[];
}

/** Divides a text into cells and gaps. In: `space`, the word space of the face in em. */
export function readManuscript(text: string, style: Punctuation, space: number): Manuscript {
  const cells = cellsOf(text);
  return { cells, gaps: gapsOf(cells, style, space) };
}

/** Locates the cells of a paragraph on its lines. Out: a sentence if a cell is missing, added or out of order. */
export function locateCells(
  { cells, gaps }: Manuscript,
  lines: readonly (readonly ObservedGlyph[])[],
  setting: Setting,
): ObservedParagraph | string {
  let [index, at] = [0, 0];
  const located: ObservedCell[][] = [];
  for (const line of lines) {
    const observed: ObservedCell[] = [];
    for (const glyph of line) {
      const text = glyph.text.replace(invisible, '');
      if (text === '') continue;
      const cell = cells[index];
      if (cell === undefined || !cell.text.startsWith(text, at)) {
        return `“${text}” was found instead of “${cell?.text.slice(at)}”, in cell ${index}`;
      }
      const [left, right] = frameOf(cell.kind, glyph);
      const last = observed.at(-1);
      if (last?.cell === index) observed[observed.length - 1] = { ...last, right };
      else observed.push({ cell: index, left, right });
      at += text.length;
      if (at === cell.text.length) [index, at] = [index + 1, 0];
    }
    located.push(observed);
  }
  if (index < cells.length) return `“${cells[index]?.text}” is missing, cell ${index}`;
  const tooWide = findTooWide(cells, gaps, located, setting.measure - setting.indent);
  return { cells, gaps, lines: located, tooWide };
}

const invisible = /[ \u00a0\u202f\u3000\u00ad]/g;

/** The edges of the frame of a glyph; for a punctuation mark, of the half that contains its ink. */
function frameOf(kind: Kind, { x, advance }: ObservedGlyph): readonly [left: number, right: number] {
  const around = (width: number) => [x + (advance - width) / 2, x + (advance + width) / 2] as const;
  switch (kind) {
    case 'opening':
      return [x + advance - 0.5, x + advance];
    case 'closing':
    case 'pause':
    case 'final':
      return [x, x + 0.5];
    case 'dot':
    case 'half-connector':
    case 'solidus':
      return around(0.5);
    case 'word':
    case 'sign':
    case 'dash':
      return [x, x + advance];
    default:
      return around(1);
  }
}

function findTooWide(
  cells: readonly Cell[],
  gaps: readonly Gap[],
  lines: readonly (readonly ObservedCell[])[],
  measure: number,
): ReadonlySet<number> {
  const widths = measureCells(cells, lines);
  const found = new Set<number>();
  let first = 0;
  for (const index of cells.keys()) {
    if (index < cells.length - 1 && !mayBreakAfter(cells, index) && !isAuthorLineEnd(cells, index)) continue;
    let width = 0;
    for (let at = first; at <= index; at += 1) {
      width += (widths[at] as number) + (at < index ? (gaps[at] as Gap).min : 0);
    }
    if (width > measure + 1e-6) for (let at = first; at <= index; at += 1) found.add(at);
    first = index + 1;
  }
  return found;
}

/** The width of each cell without blanks; the parts of a broken word are added up. */
export function measureCells(
  cells: readonly Cell[],
  lines: readonly (readonly ObservedCell[])[],
): readonly number[] {
  const widths = cells.map(() => 0);
  for (const { cell, left, right } of lines.flat()) widths[cell] = (widths[cell] as number) + right - left;
  return widths;
}

/** Whether the author ended a line or the paragraph after a cell. */
export const isAuthorLineEnd = (cells: readonly Cell[], index: number) =>
  index === cells.length - 1 || /\n/.test(cells[index + 1]?.before ?? '');
