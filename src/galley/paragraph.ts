import type { Run } from '../issue/issue.ts';
import type { Style, StyleName, Template } from '../template/template.ts';
import { prepareParagraph, setLines } from '../text/set-lines.ts';
import type { Align, Line, StyledRun } from '../text/text-style.ts';
import type { ParagraphKey, Piece } from './galley.ts';
import { findLineFaults } from './line-faults.ts';
import { gridBaseline, paintLine } from './paint-line.ts';
import { type Column, makePiece, type SettingContext } from './pieces.ts';
import type { RubyRoom } from './ruby.ts';
import { paragraphStyle, styleRuns } from './style-runs.ts';

/** Sets a paragraph in a named style. If it is justified, its first line gets the style's indent. */
export function setParagraph(
  runs: readonly Run[],
  column: Column,
  context: SettingContext,
  styleName: StyleName,
  align: Align = 'justify',
): readonly Piece[] {
  const { template } = context;
  const style = template.styles[styleName];
  const indent = align === 'justify' ? paragraphIndent(style, column, context) : 0;
  const styled = styleRuns(runs, style, template, rubyRoom(column, context));
  return makeLinePieces(setRuns(styled, style, column, context, align, indent), column, template);
}

/** The room that lines of the page grid leave for ruby. */
export const rubyRoom = ({ width }: Column, { template }: SettingContext): RubyRoom => ({
  leading: template.grid.leading,
  measure: width,
});

/** A measure of less than 12 characters is indented by one: two would be a sixth of the line (CLREQ allows one there). */
export function paragraphIndent(style: Style, column: Column, context: SettingContext): number {
  const { size } = context.template.grid;
  if (column.flush === true) return 0;
  return column.width < 12 * size ? Math.min(style.indent, size) : style.indent;
}

/** Sets styled runs to a column's measure. */
export function setRuns(
  runs: readonly StyledRun[],
  style: Style,
  column: Column,
  context: SettingContext,
  align: Align,
  indent: number,
): readonly Line[] {
  const base = paragraphStyle(style, context.template, { align, indent });
  // Lines that the author broke, as of a poem or an address, are all indented alike.
  const broken = runs.some(({ text }) => text === '\n');
  const paragraph = prepareParagraph(
    runs,
    context.fonts,
    broken ? { ...base, hangingIndent: indent } : base,
    context.report,
  );
  const lines = setLines(paragraph, column.width);
  const more = context.lengths?.get(keyOf(lines) ?? '');
  return more === undefined ? lines : setLines(paragraph, column.width, more);
}

/** The key of the paragraph that consists of these lines. */
function keyOf([first]: readonly Line[]): ParagraphKey | undefined {
  return first && `${first.place.start?.line ?? 0}:${first.place.start?.column ?? 0}`;
}

/**
 * Cost of an orphan, the first line of a paragraph alone at a column's foot, in make-up's unit: less than an empty line
 * there, as CLREQ only advises against it, while it forbids a widow, the last line alone at a column's head.
 */
const orphanCost = 60;

/** Makes the lines of one paragraph pieces of one grid line each, with the break costs of widows and orphans. */
export function makeLinePieces(lines: readonly Line[], column: Column, template: Template): readonly Piece[] {
  const last = lines.length - 1;
  const paragraph = keyOf(lines);
  return lines.map((line, index) =>
    makePiece({
      lines: 1,
      ops: paintLine(line, column.x, gridBaseline(template)),
      breakBefore: index === 0 ? 0 : index === last ? Number.POSITIVE_INFINITY : index === 1 ? orphanCost : 0,
      characters: line.characters,
      faults: findLineFaults(line, lines[index - 1], 0, template.grid.size),
      place: line.place,
      ...(paragraph !== undefined && { paragraph }),
    }),
  );
}
