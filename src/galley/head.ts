import type { Pt } from '../core/units.ts';
import { fitHeadline } from '../headline/fit-headline.ts';
import type { Article, Run } from '../issue/issue.ts';
import { tagOps } from '../paint/ops.ts';
import type { PaintOp } from '../paint/paint.ts';
import { rectangle } from '../paint/paths.ts';
import type { HeadlineRank, Rule, Style, StyleName } from '../template/template.ts';
import { prepareParagraph, setLine } from '../text/set-lines.ts';
import type { Line, StyledRun } from '../text/text-style.ts';
import type { Piece } from './galley.ts';
import { ascent, paintLine, typeWidth } from './paint-line.ts';
import { setRuns } from './paragraph.ts';
import { type Column, makePiece, type SettingContext } from './pieces.ts';
import { openSpaces, paragraphStyle, styleRuns } from './style-runs.ts';

/** A row of the headline block. */
interface Row {
  /** Its structure role; a paragraph if it is missing. */
  readonly role?: 'H1';
  readonly height: Pt;
  readonly above: Pt;
  readonly characters: number;
  /** The row's paint, with its top at `top`. */
  readonly ops: (top: Pt) => readonly PaintOp[];
}

/**
 * Space above and below a headline block, in em of body text; the lead's is the largest. A brief has more below than
 * above, because the cut rule above it brings its own.
 */
const air: Readonly<Record<HeadlineRank, { readonly above: number; readonly below: number }>> = {
  lead: { above: 1.5, below: 1.3 },
  second: { above: 0.7, below: 1 },
  brief: { above: 0.35, below: 0.85 },
};

/** Part of the slack that goes above the block, so that all headlines are nearly as far from their text. */
const slackAbove = 2 / 3;

/** Length of the short rules beside a kicker, in em; they are shorter if there is less room. */
const ruleLength = 2;

/** Baseline distance of kickers and decks in em. */
const rowLeading = 1.35;

/**
 * Sets section label, 引题, 主标题, 副题 and 署名 over a width, as one piece. Rounding its height up to whole lines leaves
 * slack, which is added to the space above and below. Without any of these the piece has no lines.
 */
export function setHead(
  article: Article,
  rank: HeadlineRank,
  column: Column,
  context: SettingContext,
): Piece {
  const rows = headRows(article, rank, column, context);
  const { size, leading } = context.template.grid;
  if (rows.length === 0) return makePiece({ lines: 0, ops: [], place: article.place });
  const height = rows.reduce((sum, row, index) => sum + row.height + (index === 0 ? 0 : row.above), 0);
  const white = (air[rank].above + air[rank].below) * size;
  const lines = Math.ceil((height + white) / leading);
  const slack = lines * leading - height - white;
  const ops: PaintOp[] = [];
  let y = air[rank].above * size + slack * slackAbove;
  for (const [index, row] of rows.entries()) {
    if (index > 0) y += row.above;
    ops.push(...tagOps({ role: row.role ?? 'P', key: `head ${index}` }, row.ops(y)));
    y += row.height;
  }
  const characters = rows.reduce((sum, row) => sum + row.characters, 0);
  return makePiece({ lines, ops, characters, place: article.place });
}

function headRows(
  article: Article,
  rank: HeadlineRank,
  column: Column,
  context: SettingContext,
): readonly Row[] {
  const { kickers, main, decks } = article.headline;
  const small = rank !== 'lead';
  const text = (runs: readonly Run[], style: StyleName, above: number) =>
    textRow(runs, style, above * context.template.grid.size, column, context);
  return [
    ...sectionRow(article, column, context),
    ...kickers.map((runs) => (small ? text(runs, 'kicker-small', 0.4) : kickerRow(runs, column, context))),
    ...(main.length === 0 ? [] : [headlineRow(article, rank, column, context)]),
    ...decks.map((runs, index) => text(runs, small ? 'deck-small' : 'deck', index === 0 ? 0.8 : 0.3)),
    ...article.bylines.map((runs) => text(runs, small ? 'byline-small' : 'byline', 0.8)),
  ];
}

const headlineMarks: readonly string[] = ['ruby', 'superscript', 'subscript', 'underline'];

function headlineRow(article: Article, rank: HeadlineRank, column: Column, context: SettingContext): Row {
  const design = context.template.headlines[rank];
  const { face, ink, align, sizes } = design;
  const style: Style = { face, ink, align, size: sizes.max, indent: 0, tracking: 0 };
  // A headline has one face, so that only marks that do not change it have an effect.
  const plain = article.headline.main.map((run) => ({
    ...run,
    marks: run.marks.filter(({ kind }) => headlineMarks.includes(kind)),
  }));
  const runs = styleRuns(plain, style, context.template);
  const { size, lines } = fitHeadline(
    runs,
    context.fonts,
    {
      sizes,
      maxLines: design.lines,
      measure: column.width,
      align,
      rules: context.template.typography.rules,
      findBreaks: context.findBreaks,
    },
    context.report,
  );
  const above = context.template.grid.size * (rank === 'lead' ? 1 : 0.6);
  return { ...linesRow(lines, size, size * design.leading, above, column), role: 'H1' };
}

/** If the lead's kicker is a single centred line, it is between two short rules in the ink of the masthead's rule. */
function kickerRow(runs: readonly Run[], column: Column, context: SettingContext): Row {
  const style = context.template.styles.kicker;
  const lines = setDisplayLines(openSpaces(styleRuns(runs, style, context.template)), style, column, context);
  const row = linesRow(lines, style.size, style.size * rowLeading, style.size * 0.5, column);
  const [only] = lines;
  if (only === undefined || lines.length > 1 || style.align !== 'center') return row;
  const width = typeWidth(only);
  const rule = context.template.masthead.rule;
  const length = Math.min(ruleLength * style.size, (column.width - width) / 2 - style.size);
  if (length < style.size) return row;
  return {
    ...row,
    ops: (top) => [
      ...row.ops(top),
      ...shortRules(column, width, length, top + style.size / 2, style.size, rule),
    ],
  };
}

function shortRules(column: Column, width: Pt, length: Pt, y: Pt, gap: Pt, rule: Rule): readonly PaintOp[] {
  const middle = column.x + column.width / 2;
  const at = (x: Pt): PaintOp => ({
    op: 'fill',
    path: rectangle({ x, y: y - rule.width / 2, width: length, height: rule.width }),
    ink: rule.ink,
  });
  return [at(middle - width / 2 - gap - length), at(middle + width / 2 + gap)];
}

/** The 栏目 label: a small square in the masthead's red, then the name, flush left. */
function sectionRow(article: Article, column: Column, context: SettingContext): readonly Row[] {
  const { section } = article.options;
  if (section === undefined) return [];
  const { template, fonts, report } = context;
  const style = template.styles.section;
  const line = setLine(
    prepareParagraph(styleRuns([section], style, template), fonts, paragraphStyle(style, template), report),
  );
  const mark = style.size * 0.7;
  return [
    {
      height: style.size,
      above: 0,
      characters: line.characters,
      ops: (top) => [
        {
          op: 'fill',
          path: rectangle({ x: column.x, y: top + (style.size - mark) / 2, width: mark, height: mark }),
          ink: template.masthead.rule.ink,
        },
        ...paintLine(line, column.x + style.size, top + ascent * style.size),
      ],
    },
  ];
}

function textRow(
  runs: readonly Run[],
  name: StyleName,
  above: Pt,
  column: Column,
  context: SettingContext,
): Row {
  const style = context.template.styles[name];
  const lines = setDisplayLines(openSpaces(styleRuns(runs, style, context.template)), style, column, context);
  return linesRow(lines, style.size, style.size * rowLeading, above, column);
}

const setDisplayLines = (
  runs: readonly StyledRun[],
  style: Style,
  column: Column,
  context: SettingContext,
): readonly Line[] => setRuns(runs, style, column, context, style.align, 0);

function linesRow(lines: readonly Line[], size: Pt, leading: Pt, above: Pt, column: Column): Row {
  return {
    height: Math.max(0, lines.length - 1) * leading + size,
    above,
    characters: lines.reduce((sum, line) => sum + line.characters, 0),
    ops: (top) =>
      lines.flatMap((line, index) => paintLine(line, column.x, top + index * leading + ascent * size)),
  };
}
