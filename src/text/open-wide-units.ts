import type { Pt } from '../core/units.ts';
import type { Joint } from './items.ts';
import type { Box } from './line-sums.ts';
import type { Paragraph } from './paragraph.ts';
import type { Piece } from './pieces.ts';
import { closers } from './spacing.ts';

/** Ending a line between two marks of a row (。。。, （（（): as inside a word, a last resort. */
const rowCost = 1e9;
/** Ending it against the rules elsewhere in what may not part: rather anywhere in the row. */
const rescueCost = 4e9;

/** What may not part for its marks, and is wider than the measure, may: a line over its measure is worse. */
export function openWideUnits(paragraph: Paragraph, measure: Pt): Paragraph {
  const { pieces, shapes, joints, style } = paragraph;
  let opened: Joint[] | undefined;
  for (let from = 0; from < pieces.length; from += 1) {
    const start = from;
    let least = (shapes[from] as Box).width;
    while ((joints[from] as Joint).cost === Number.POSITIVE_INFINITY && from < pieces.length - 1) {
      const { width, shrink } = joints[from] as Joint;
      // Only a line that is filled may be squeezed.
      const squeezed =
        style.align === 'justify' ? shrink.reduce((rest, { most }) => rest - most, width) : width;
      least += squeezed + (shapes[from + 1] as Box).width;
      from += 1;
    }
    if (least <= measure + 1e-6) continue;
    for (let index = start; index < from; index += 1) {
      const cost = inRow(pieces[index] as Piece, pieces[index + 1] as Piece) ? rowCost : rescueCost;
      opened ??= [...joints];
      opened[index] = { ...(joints[index] as Joint), cost };
    }
  }
  return opened === undefined ? paragraph : { ...paragraph, joints: opened };
}

/** Two opening marks, or two closing ones. */
const inRow = (before: Piece, after: Piece) =>
  before.kind === 'opening'
    ? after.kind === 'opening'
    : closers.includes(before.kind) && closers.includes(after.kind);
