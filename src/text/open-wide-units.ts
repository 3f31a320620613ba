import type { Pt } from '../core/units.ts';
import type { BreakOpportunity } from './items.ts';
import type { Box } from './line-sums.ts';
import type { Paragraph } from './paragraph.ts';
import type { TextUnit } from './pieces.ts';
import { closers } from './spacing.ts';

/** Ending a line between two marks of a row (。。。, （（（): as inside a word, a last resort. */
const rowCost = 1e9;
/** Ending it against the rules elsewhere in what may not part: rather anywhere in the row. */
const rescueCost = 4e9;

/** What may not part for its marks, and is wider than the measure, may: a line over its measure is worse. */
export function openWideUnits(paragraph: Paragraph, measure: Pt): Paragraph {
  const { units, shapes, opportunities, style } = paragraph;
  let opened: BreakOpportunity[] | undefined;
  for (let from = 0; from < units.length; from += 1) {
    const start = from;
    let least = (shapes[from] as Box).width;
    while (
      (opportunities[from] as BreakOpportunity).cost === Number.POSITIVE_INFINITY &&
      from < units.length - 1
    ) {
      const { width, shrink } = opportunities[from] as BreakOpportunity;
      // Only a line that is filled may be squeezed.
      const squeezed =
        style.align === 'justify' ? shrink.reduce((rest, { max }) => rest - max, width) : width;
      least += squeezed + (shapes[from + 1] as Box).width;
      from += 1;
    }
    if (least <= measure + 1e-6) continue;
    for (let index = start; index < from; index += 1) {
      const cost = inRow(units[index] as TextUnit, units[index + 1] as TextUnit) ? rowCost : rescueCost;
      opened ??= [...opportunities];
      opened[index] = { ...(opportunities[index] as BreakOpportunity), cost };
    }
  }
  return opened === undefined ? paragraph : { ...paragraph, opportunities: opened };
}

/** Two opening marks, or two closing ones. */
const inRow = (before: TextUnit, after: TextUnit) =>
  before.kind === 'opening'
    ? after.kind === 'opening'
    : closers.includes(before.kind) && closers.includes(after.kind);
