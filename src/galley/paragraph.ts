import type { Run } from '../issue/issue.ts';
import type { Style, StyleName } from '../template/template.ts';
import { prepareParagraph, setLines } from '../text/set-lines.ts';
import type { Align, Line, StyledRun } from '../text/text-style.ts';
import type { Piece } from './galley.ts';
import { type Column, paragraphPieces, type SettingContext } from './pieces.ts';
import type { RubyRoom } from './ruby.ts';
import { paragraphStyle, styleRuns } from './style-runs.ts';

/** A paragraph in a named style, justified unless said otherwise; its first line indented as the style says. */
export function setParagraph(
  runs: readonly Run[],
  column: Column,
  desk: SettingContext,
  voice: StyleName,
  align: Align = 'justify',
): readonly Piece[] {
  const style = desk.template.styles[voice];
  const indent = align === 'justify' ? paragraphIndent(style, column, desk) : 0;
  return paragraphPieces(
    setRuns(styleRuns(runs, style, desk.template, roomIn(column, desk)), style, column, desk, align, indent),
    column,
    desk.template,
  );
}

/** What the lines of the page grid give a reading. */
export const roomIn = ({ width }: Column, { template }: SettingContext): RubyRoom => ({
  leading: template.grid.leading,
  measure: width,
});

/** In a measure under 12 characters an indent of two would eat a sixth of the line; CLREQ allows one there. */
export function paragraphIndent(style: Style, column: Column, desk: SettingContext): number {
  const { size } = desk.template.grid;
  return column.width < 12 * size ? Math.min(style.indent, size) : style.indent;
}

/** Sets styled runs to a column's measure. */
export function setRuns(
  runs: readonly StyledRun[],
  style: Style,
  column: Column,
  desk: SettingContext,
  align: Align,
  indent: number,
): readonly Line[] {
  const set = paragraphStyle(style, desk.template, { align, indent });
  // Lines the author broke, a poem's or an address's, stand under each other.
  const broken = runs.some(({ text }) => text === '\n');
  const paragraph = prepareParagraph(
    runs,
    desk.fonts,
    broken ? { ...set, hangingIndent: indent } : set,
    desk.report,
  );
  return setLines(paragraph, column.width);
}
