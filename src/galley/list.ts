import type { ListBlock, ListItem } from '../issue/issue.ts';
import { tagOps } from '../paint/ops.ts';
import type { StyleName } from '../template/template.ts';
import { prepareParagraph, setLine } from '../text/set-lines.ts';
import type { Piece } from './galley.ts';
import { paintLine } from './paint-line.ts';
import {
  type Column,
  gridBaseline,
  inset,
  partOf,
  type SetBlocks,
  type SettingContext,
  withFirst,
} from './pieces.ts';
import { addedRun, paragraphStyle } from './style-runs.ts';

/** A list: each item hangs two characters behind its number or bullet, so that turned lines stand under the text. */
export function listPieces(
  block: ListBlock,
  column: Column,
  desk: SettingContext,
  voice: StyleName,
  compose: SetBlocks,
): readonly Piece[] {
  return block.items.flatMap((item, index) =>
    partOf(
      { role: 'LI', key: `${index}` },
      itemPieces(item, labelOf(block, item, index), column, desk, voice, compose),
    ),
  );
}

/** A bullet is half as large as the type and stands at the middle of its height. */
const bullet = '●';
const bulletSize = 0.5;
const bulletRise = 0.18;

function labelOf(block: ListBlock, item: ListItem, index: number): string {
  if (item.checked !== undefined) return item.checked ? '■' : '□';
  return block.start === undefined ? bullet : `${block.start + index}.`;
}

function itemPieces(
  item: ListItem,
  label: string,
  column: Column,
  desk: SettingContext,
  voice: StyleName,
  compose: SetBlocks,
): readonly Piece[] {
  const { template } = desk;
  const style = template.styles[voice];
  const mark = addedRun(label, style, undefined, item.place.file);
  const run =
    label === bullet ? { ...mark, size: style.size * bulletSize, rise: style.size * bulletRise } : mark;
  const line = setLine(
    prepareParagraph(
      [{ ...run, place: item.place }],
      desk.fonts,
      paragraphStyle(style, template),
      desk.report,
    ),
  );
  const hang = Math.max(2 * template.grid.size, line.width + template.grid.size / 2);
  const body = compose(item.blocks, inset(column, hang), desk, voice === 'body' ? 'list' : voice);
  const labelled = tagOps({ role: 'Lbl', key: '' }, paintLine(line, column.x, gridBaseline(template)));
  return withFirst(partOf({ role: 'LBody', key: '' }, body), (first) => ({
    ...first,
    ops: [...labelled, ...first.ops],
  }));
}
