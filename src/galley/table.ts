import type { Pt } from '../core/units.ts';
import type { Run, TableBlock } from '../issue/issue.ts';
import { tagOps } from '../paint/ops.ts';
import type { PaintOp } from '../paint/paint.ts';
import { rectangle } from '../paint/paths.ts';
import type { Style } from '../template/template.ts';
import { prepareParagraph, setLine } from '../text/set-lines.ts';
import type { Align, Line } from '../text/text-style.ts';
import type { LineFault, Piece } from './galley.ts';
import { findLineFaults } from './line-faults.ts';
import { gridBaseline, paintLine } from './paint-line.ts';
import { setRuns } from './paragraph.ts';
import { type Column, insetColumn, makePiece, type SettingContext, tagPieces } from './pieces.ts';
import { paragraphStyle, styleRuns } from './style-runs.ts';

/** Padding at each side of a cell: a third of a character separates two columns of figures. */
const padding = (size: Pt): Pt => size / 3;

/**
 * Sets a table to a column: each row is a piece of grid lines between hairlines, the heading row in Hei. A table with more
 * columns than the measure holds at one character each is reported and not set.
 */
export function setTable(block: TableBlock, column: Column, context: SettingContext): readonly Piece[] {
  const columns = columnsOf(block);
  const max = maxColumns(column.width, context);
  if (columns > max) {
    context.report('table-too-wide', block.place, { columns, max });
    return [];
  }
  const widths = columnWidths(block, column.width, context);
  return block.rows.flatMap((row, index) =>
    tagPieces({ role: 'TR', key: `${index}` }, [setRow(block, row, index, widths, column, context)]),
  );
}

const styleOf = (context: SettingContext, row: number): Style =>
  context.template.styles[row === 0 ? 'table-head' : 'table'];

const columnsOf = ({ rows }: TableBlock): number => rows.reduce((max, row) => Math.max(max, row.length), 0);

/** The columns that fit if each is one character wide. */
function maxColumns(measure: Pt, { template: { styles } }: SettingContext): number {
  const size = Math.max(styles['table-head'].size, styles.table.size);
  return Math.max(0, Math.floor((measure + 1e-6) / (size + 2 * padding(size))));
}

/** Equal shares that a longest cell counts as at most, so that it leaves its neighbours the width of a word. */
const maxShares = 3;

/**
 * Divides the measure among the columns by their longest cells, each on one line.
 *
 * If these fit together, all columns are widened in proportion. Else columns that are within an equal share of the
 * measure get their full width; that leaves the others a larger share, so the step is repeated until no more columns are
 * within it. The others divide what is left in proportion to their longest cells, capped at `maxShares`. It ends because
 * the number of satisfied columns only grows; O(columns²).
 */
function columnWidths(block: TableBlock, measure: Pt, context: SettingContext): readonly Pt[] {
  const count = columnsOf(block);
  const natural = Array.from({ length: count }, (_, at) =>
    block.rows.reduce(
      (widest, row, index) => Math.max(widest, cellWidth(row[at] ?? [], styleOf(context, index), context)),
      0,
    ),
  );
  const total = sum(natural);
  if (total <= measure) return natural.map((width) => (width * measure) / total);
  let satisfied: readonly Pt[] = [];
  let share = measure / count;
  for (;;) {
    const within = natural.filter((width) => width <= share);
    if (within.length === satisfied.length) break;
    satisfied = within;
    share = (measure - sum(satisfied)) / (count - satisfied.length);
  }
  const weights = natural.map((width) => (width <= share ? 0 : Math.min(width, maxShares * share)));
  const room = measure - sum(satisfied);
  return natural.map((width, at) => (width <= share ? width : ((weights[at] ?? 0) * room) / sum(weights)));
}

const sum = (widths: readonly Pt[]): Pt => widths.reduce((all, width) => all + width, 0);

function cellWidth(runs: readonly Run[], style: Style, context: SettingContext): Pt {
  const { template, fonts } = context;
  const line = setLine(
    prepareParagraph(styleRuns(runs, style, template), fonts, paragraphStyle(style, template), () => {
      // A missing glyph is reported when the cell is set.
    }),
  );
  return line.width + 2 * padding(style.size);
}

function setRow(
  block: TableBlock,
  row: TableBlock['rows'][number],
  index: number,
  widths: readonly Pt[],
  column: Column,
  context: SettingContext,
): Piece {
  const { template } = context;
  const style = styleOf(context, index);
  const ops: PaintOp[] = [];
  let x = column.x;
  let height = 1;
  let characters = 0;
  const faults: LineFault[] = [];
  for (const [at, width] of widths.entries()) {
    const cell = insetColumn({ x, width }, padding(style.size), padding(style.size));
    const lines = cellLines(row[at] ?? [], style, cell, alignOf(block, at), context);
    for (const [turn, line] of lines.entries()) {
      const baseline = gridBaseline(template) + turn * template.grid.leading;
      ops.push(
        ...tagOps({ role: index === 0 ? 'TH' : 'TD', key: `${at}` }, paintLine(line, cell.x, baseline)),
      );
      characters += line.characters;
      faults.push(...findLineFaults(line, lines[turn - 1], turn, template.grid.size));
    }
    height = Math.max(height, lines.length);
    x += width;
  }
  return makePiece({
    lines: height,
    ops: [...rowRules(block, index, height, column, context), ...ops],
    breakBefore: index === 0 ? 0 : keepsWhole(block) || index === 1 ? Number.POSITIVE_INFINITY : 0,
    characters,
    faults,
    place: row[0]?.[0]?.place ?? block.place,
  });
}

function cellLines(
  runs: readonly Run[],
  style: Style,
  cell: Column,
  align: Align,
  context: SettingContext,
): readonly Line[] {
  return runs.length === 0
    ? []
    : setRuns(styleRuns(runs, style, context.template), style, cell, context, align, 0);
}

function alignOf(block: TableBlock, column: number): Align {
  const align = block.align[column];
  return align === 'right' ? 'end' : align === 'center' ? 'center' : 'start';
}

/** A table of up to a dozen rows is not broken; in a longer one the heading stays with the first row. */
const keepsWhole = (block: TableBlock): boolean => block.rows.length <= 12;

/** Hairlines above each row and below the last, in the middle of the space between two lines. */
function rowRules(
  block: TableBlock,
  row: number,
  height: number,
  column: Column,
  context: SettingContext,
): readonly PaintOp[] {
  const { grid, rules } = context.template;
  const { width, ink } = rules.table;
  const middle = -(grid.leading - grid.size) / 2;
  const ruleAt = (y: Pt): PaintOp => ({
    op: 'fill',
    path: rectangle({ x: column.x, y: y - width / 2, width: column.width, height: width }),
    ink,
  });
  const above = ruleAt(middle);
  return row === block.rows.length - 1 ? [above, ruleAt(height * grid.leading + middle)] : [above];
}
