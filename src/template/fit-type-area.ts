import type { Rect, Size } from '../core/geometry.ts';
import { type Length, type Pt, toPt } from '../core/units.ts';
import type { TemplateFile } from './schema.ts';

/**
 * The type area and the number of columns on a trim that may differ from the template's.
 *
 * A larger trim enlarges the type area by as much, so that the white around it stays the template's, and takes as many columns
 * as come nearest to the template's measure; never fewer than the template has. A smaller trim does not reduce it: nameplate and
 * ears are drawn for its width. Whether it fits is checked in check-geometry.ts.
 */
export function fitTypeArea(
  { sheet, grid }: Pick<TemplateFile, 'sheet' | 'grid'>,
  trim: Size,
  pt: (length: Length) => Pt,
): { readonly area: Rect; readonly columns: number } {
  // 字 and 行 are those of the template, whatever body size an issue chooses.
  const units = { em: pt(grid.size), zi: pt(grid.size), hang: pt(grid.leading) };
  const width = toPt(grid.width, units);
  const added = (side: 0 | 1): Pt =>
    Math.max(0, (side === 0 ? trim.width : trim.height) - pt(sheet.trim[side]));
  const area = { width: width + added(0), height: toPt(grid.height, units) + added(1) };
  return {
    area: { x: (trim.width - area.width) / 2, y: pt(grid.top), ...area },
    columns: columnsOf(area.width, width, grid.columns, toPt(grid.gutter, units)),
  };
}

/** The most that a template may have. */
const maxColumns = 6;

function columnsOf(width: Pt, ownWidth: Pt, ownColumns: number, gutter: Pt): number {
  const pitch = (ownWidth + gutter) / ownColumns;
  return Math.max(ownColumns, Math.min(maxColumns, Math.round((width + gutter) / pitch)));
}
