import { type Cell, cellsOf, type Kind, mayPart } from './cells.ts';
import { type Gap, gapsOf, type Punctuation } from './natural-gaps.ts';

/** A glyph as set or as read back, in em: x from the line's left edge, the advance the font's own. */
export interface SeenGlyph {
  readonly text: string;
  readonly x: number;
  readonly advance: number;
}

/** What a paragraph was set to; lengths in em. */
export interface Setting {
  readonly measure: number;
  /** Of the first line; the others have none. */
  readonly indent: number;
  /** How exactly places are known. */
  readonly tolerance: number;
}

/** A cell, or the part of one, on a line; both edges are those of its frame without its blank. */
export interface SeenCell {
  /** Index among the cells of the paragraph. */
  readonly cell: number;
  readonly left: number;
  readonly right: number;
}

/** A paragraph as it is found on its lines. */
export interface SeenParagraph extends Manuscript {
  readonly lines: readonly (readonly SeenCell[])[];
  /** Cells that must not part and are wider than the narrowest line: there any line end is right. */
  readonly tooWide: ReadonlySet<number>;
}

/** How far a filled line may end from its measure. */
export const edge = 0.01;
/** A paragraph as it is to be set. */
export interface Manuscript {
  readonly cells: readonly Cell[];
  readonly gaps: readonly Gap[];
}

/** In: the text; the word space of the face, in em. */
export function readManuscript(text: string, style: Punctuation, space: number): Manuscript {
  const cells = cellsOf(text);
  return { cells, gaps: gapsOf(cells, style, space) };
}

/** The paragraph on its lines, or what is lost, added or out of order. */
export function findCells(
  { cells, gaps }: Manuscript,
  lines: readonly (readonly SeenGlyph[])[],
  setting: Setting,
): SeenParagraph | string {
  let [index, at] = [0, 0];
  const found: SeenCell[][] = [];
  for (const line of lines) {
    const seen: SeenCell[] = [];
    for (const glyph of line) {
      const text = glyph.text.replace(setsNothing, '');
      if (text === '') continue;
      const cell = cells[index];
      if (cell === undefined || !cell.text.startsWith(text, at)) {
        return `“${text}” stands where “${cell?.text.slice(at)}” is due, in cell ${index}`;
      }
      const [left, right] = frameOf(cell.kind, glyph);
      const last = seen.at(-1);
      if (last?.cell === index) seen[seen.length - 1] = { ...last, right };
      else seen.push({ cell: index, left, right });
      at += text.length;
      if (at === cell.text.length) [index, at] = [index + 1, 0];
    }
    found.push(seen);
  }
  if (index < cells.length) return `“${cells[index]?.text}” is lost, cell ${index}`;
  const tooWide = findTooWide(cells, gaps, found, setting.measure - setting.indent);
  return { cells, gaps, lines: found, tooWide };
}

const setsNothing = /[ \u00a0\u202f\u3000\u00ad]/g;

/** The edges of a glyph's frame; of a mark's, those of the half that holds its ink. */
function frameOf(kind: Kind, { x, advance }: SeenGlyph): readonly [left: number, right: number] {
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
  lines: readonly (readonly SeenCell[])[],
  measure: number,
): ReadonlySet<number> {
  const widths = bodyWidths(cells, lines);
  const found = new Set<number>();
  let first = 0;
  for (const index of cells.keys()) {
    if (index < cells.length - 1 && !mayPart(cells, index) && !endsByAuthor(cells, index)) continue;
    let width = 0;
    for (let at = first; at <= index; at += 1) {
      width += (widths[at] as number) + (at < index ? (gaps[at] as Gap).least : 0);
    }
    if (width > measure + 1e-6) for (let at = first; at <= index; at += 1) found.add(at);
    first = index + 1;
  }
  return found;
}

/** The width of each cell without blanks, the parts of a broken word together. */
export function bodyWidths(
  cells: readonly Cell[],
  lines: readonly (readonly SeenCell[])[],
): readonly number[] {
  const widths = cells.map(() => 0);
  for (const { cell, left, right } of lines.flat()) widths[cell] = (widths[cell] as number) + right - left;
  return widths;
}

/** Whether the author ended a line after a cell, or the paragraph. */
export const endsByAuthor = (cells: readonly Cell[], index: number) =>
  index === cells.length - 1 || /\n/.test(cells[index + 1]?.before ?? '');
