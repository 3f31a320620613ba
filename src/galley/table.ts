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

/** White at each side of a cell: a third of a character keeps two columns of figures apart. */
const padding = (size: Pt): Pt => size / 3;

/** A table in its column: rows of grid lines between hairlines, the heading row in Hei; a row is never broken. */
export function setTable(block: TableBlock, column: Column, context: SettingContext): readonly Piece[] {
  const widths = columnWidths(block, column.width, context);
  return block.rows.flatMap((row, index) =>
    tagPieces({ role: 'TR', key: `${index}` }, [setRow(block, row, index, widths, column, context)]),
  );
}

const styleOf = (context: SettingContext, row: number): Style =>
  context.template.styles[row === 0 ? 'table-head' : 'table'];

/** A longest cell counts as so many equal shares at most, so that a long one leaves its neighbours a word's width. */
const mostShares = 3;

/**
 * Widths of the columns, together the measure. One whose longest cell is within its equal share of what is left
 * keeps that cell on one line; the others share the rest in proportion to theirs.
 */
function columnWidths(block: TableBlock, measure: Pt, context: SettingContext): readonly Pt[] {
  const count = Math.max(...block.rows.map((row) => row.length));
  const wanted = Array.from({ length: count }, (_, at) =>
    Math.max(...block.rows.map((row, index) => cellWidth(row[at] ?? [], styleOf(context, index), context))),
  );
  const total = sum(wanted);
  if (total <= measure) return wanted.map((width) => (width * measure) / total);
  let kept: readonly Pt[] = [];
  let share = measure / count;
  for (;;) {
    const within = wanted.filter((width) => width <= share);
    if (within.length === kept.length) break;
    kept = within;
    share = (measure - sum(kept)) / (count - kept.length);
  }
  const counted = wanted.map((width) => (width <= share ? 0 : Math.min(width, mostShares * share)));
  const room = measure - sum(kept);
  return wanted.map((width, at) => (width <= share ? width : ((counted[at] ?? 0) * room) / sum(counted)));
}

const sum = (widths: readonly Pt[]): Pt => widths.reduce((all, width) => all + width, 0);

function cellWidth(runs: readonly Run[], style: Style, context: SettingContext): Pt {
  const { template, fonts } = context;
  const line = setLine(
    prepareParagraph(styleRuns(runs, style, template), fonts, paragraphStyle(style, template), () => {
      // A glyph that is missing is told when the cell is set.
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
  const troubles: LineFault[] = [];
  for (const [at, width] of widths.entries()) {
    const cell = insetColumn({ x, width }, padding(style.size), padding(style.size));
    const lines = cellLines(row[at] ?? [], style, cell, alignOf(block, at), context);
    for (const [turn, line] of lines.entries()) {
      const baseline = gridBaseline(template) + turn * template.grid.leading;
      ops.push(
        ...tagOps({ role: index === 0 ? 'TH' : 'TD', key: `${at}` }, paintLine(line, cell.x, baseline)),
      );
      characters += line.characters;
      troubles.push(...findLineFaults(line, lines[turn - 1], turn, template.grid.size));
    }
    height = Math.max(height, lines.length);
    x += width;
  }
  return makePiece({
    lines: height,
    ops: [...rowRules(block, index, height, column, context), ...ops],
    breakBefore: index === 0 ? 0 : keepsWhole(block) || index === 1 ? Number.POSITIVE_INFINITY : 0,
    characters,
    faults: troubles,
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

/** A table of up to a dozen rows is read at one glance and not broken; in a longer one the heading keeps a row. */
const keepsWhole = (block: TableBlock): boolean => block.rows.length <= 12;

/** A hairline above each row and one below the last, in the middle of the white between two lines. */
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
