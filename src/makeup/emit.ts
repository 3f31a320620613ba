import type { Rect } from '../core/geometry.ts';
import type { Pt } from '../core/units.ts';
import type { Grid } from '../template/template.ts';
import type { DummyPage, DummyRule, Jump, Placement } from './dummy.ts';
import {
  type Band,
  bandLines,
  type Cell,
  cellLines,
  gapAbove,
  type SetStory,
  storyGap,
  storyLines,
} from './story.ts';

/** What is on a page, or on a part of it. */
export type Layout = Omit<DummyPage, 'source'>;

/** Space between a boxed article's frame and its neighbours, in points. */
const frameClearance = 2;

const join = (layouts: readonly Layout[]): Layout => ({
  placements: layouts.flatMap(({ placements }) => placements),
  rules: layouts.flatMap(({ rules }) => rules),
  frames: layouts.flatMap(({ frames }) => frames),
  jumps: layouts.flatMap(({ jumps }) => jumps),
});

const rulesOnly = (rules: readonly DummyRule[]): Layout => ({ placements: [], rules, frames: [], jumps: [] });

const isFramed = ({ story }: SetStory): boolean => story.galley.inset > 0;
const isBoxed = (band: Band): boolean => band.cells.every(({ stories }) => stories.every(isFramed));

/**
 * Turns a page's bands into placements, rules, frames and jumps; nothing is decided here. In: the bands with
 * their first lines, the width of the type area, the page to which a story jumps. Out: the layout, from the top of the
 * page down and in reading order.
 */
export function emitBands(
  bands: readonly { readonly band: Band; readonly line: number }[],
  width: Pt,
  grid: Grid,
  jumpPage: (set: SetStory) => number,
): Layout {
  return join(
    bands.flatMap(({ band, line }, index) => {
      const above = bands[index - 1]?.band;
      const cut = above !== undefined && !isBoxed(above) && !isBoxed(band);
      const rule: DummyRule = { kind: 'cut', x: 0, width, line: line - storyGap };
      return [rulesOnly(cut ? [rule] : []), emitBand(band, line, grid, jumpPage)];
    }),
  );
}

function emitBand(band: Band, line: number, grid: Grid, jumpPage: (set: SetStory) => number): Layout {
  const parts: Layout[] = [];
  const height = bandLines(band);
  let column = 0;
  for (const cell of band.cells) {
    const { measure, gutter } = pageColumns(cell);
    const x = column * (measure + gutter);
    if (column > 0) parts.push(rulesOnly([{ kind: 'column', x: x - gutter / 2, line, lines: height }]));
    parts.push(emitCell(cell, x, line, grid, jumpPage));
    column += cell.span;
  }
  return join(parts);
}

/** Width and gutter of the page's own columns: a boxed story's measure is narrower by its frame. */
function pageColumns(cell: Cell): { readonly measure: Pt; readonly gutter: Pt } {
  const galley = cell.stories[0]?.story.galley;
  if (galley === undefined) throw new Error('a cell holds at least one story');
  return { measure: galley.pitch - galley.gutter, gutter: galley.gutter };
}

/** Throws an error if the cell's height is not the planned one. */
function emitCell(cell: Cell, x: Pt, line: number, grid: Grid, jumpPage: (set: SetStory) => number): Layout {
  const parts: Layout[] = [];
  const { measure, gutter } = pageColumns(cell);
  const width = cell.span * (measure + gutter) - gutter;
  let at = line;
  for (const [index, set] of cell.stories.entries()) {
    const above = cell.stories[index - 1];
    if (above !== undefined) {
      if (!isFramed(above) && !isFramed(set)) parts.push(rulesOnly([{ kind: 'cut', x, width, line: at }]));
      at += gapAbove(cell, index);
    }
    parts.push(emitStory(set, x, width, at, grid, jumpPage));
    at += storyLines(set);
  }
  if (at - line !== cellLines(cell)) throw new Error('a cell is higher or lower than planned');
  return join(parts);
}

function emitStory(
  set: SetStory,
  x: Pt,
  width: Pt,
  line: number,
  grid: Grid,
  jumpPage: (set: SetStory) => number,
): Layout {
  const { story, span, headLines, filling } = set;
  const { galley, index, continues } = story;
  const left = x + galley.inset;
  const top = line + headLines;
  const columnX = (column: number) => left + column * (galley.measure + galley.gutter);
  const jump = { galley: index, x: left, width: width - 2 * galley.inset };
  const jumps: Jump[] = [];
  const placements: Placement[] = [];
  if (continues !== undefined) jumps.push({ ...jump, kind: 'from', page: continues, line });
  else if (headLines > 0)
    placements.push({ galley: index, part: { kind: 'head', span }, x: left, line, lines: headLines });
  placements.push(...emitFilling(set, columnX, top));
  if (set.jumps) jumps.push({ ...jump, kind: 'to', page: jumpPage(set), line: top + filling.lines });
  const rules = columnRules(set, columnX, top);
  return { placements, rules, frames: framesOf(set, x, width, line, grid), jumps };
}

/** The placements of a story's pieces and floats, column by column from the top down: in reading order. */
function emitFilling(
  { story, filling }: SetStory,
  columnX: (column: number) => Pt,
  top: number,
): readonly Placement[] {
  // A foot that is short by more than a line for each other column is a hole; a credit alone below it would show that.
  const short = filling.short.at(-1) ?? 0;
  const sink = short < filling.short.length ? short : 0;
  const pieces = filling.pieces.map(({ piece, column, line, lines }) => ({
    column,
    line: line + (story.galley.body[story.from + piece]?.sinks === true ? sink : 0),
    placed: { part: { kind: 'body', index: story.from + piece } as const, lines },
  }));
  const floats = filling.floats.map(({ float, span, column, line, lines }) => ({
    column,
    line,
    placed: { part: { kind: 'float', index: story.floats[float] ?? float, span } as const, lines },
  }));
  return [...pieces, ...floats]
    .sort((a, b) => a.column - b.column || a.line - b.line)
    .map(({ column, line, placed }) => ({
      galley: story.index,
      x: columnX(column),
      line: top + line,
      ...placed,
    }));
}

/** A rule in each gutter, interrupted where a picture crosses it. */
function columnRules(
  { story, span, filling }: SetStory,
  columnX: (column: number) => Pt,
  top: number,
): readonly DummyRule[] {
  const rules: DummyRule[] = [];
  for (let gutter = 1; gutter < span; gutter += 1) {
    const x = columnX(gutter) - story.galley.gutter / 2;
    const crossing = filling.floats
      .filter((float) => float.column < gutter && float.column + float.span > gutter)
      .sort((a, b) => a.line - b.line);
    let from = 0;
    for (const { line, lines } of [...crossing, { line: filling.lines, lines: 0 }]) {
      if (line > from) rules.push({ kind: 'column', x, line: top + from, lines: line - from });
      from = line + lines;
    }
  }
  return rules;
}

function framesOf(set: SetStory, x: Pt, width: Pt, line: number, { leading, size }: Grid): readonly Rect[] {
  if (set.story.galley.inset === 0) return [];
  const height = storyLines(set) * leading - (leading - size);
  return [{ x, y: line * leading + frameClearance, width, height: height - frameClearance }];
}
