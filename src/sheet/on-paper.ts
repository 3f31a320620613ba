import type { Pt } from '../core/units.ts';
import { translate } from '../paint/ops.ts';
import type { PaintOp, Sheet } from '../paint/paint.ts';
import type { Template } from '../template/template.ts';
import { printersMarks, type SlugFacts } from './printers-marks.ts';
import { runToBleed } from './run-to-bleed.ts';
import { type Fittings, memoized } from './set-text.ts';
import { tellNearTrim } from './tell-near-trim.ts';

/**
 * Lays the paint of a page on its paper: with printer's marks round the bleed, or cut off at the trim by the paper's
 * own edge. What comes out is rounded; text that may be cut off is told.
 */
export function layOnPaper(
  ops: readonly PaintOp[],
  facts: SlugFacts,
  template: Template,
  fittings: Fittings,
): Sheet {
  const { trim, print } = template;
  const sheet = { trim, bleed: bleedOf(print), ops: cutToPaper(ops, template) };
  tellNearTrim(sheet, facts.page, fittings);
  return print.marks ? { ...sheet, slug: slugOf(facts, template, fittings) } : sheet;
}

const bleedOf = ({ marks, bleed }: Template['print']): Pt => (marks ? bleed : 0);

/** What touches the trim run on to the edge of the paper, and all rounded, as it is printed. */
export const cutToPaper = (ops: readonly PaintOp[], { trim, print }: Template): readonly PaintOp[] =>
  translate(runToBleed(ops, trim, bleedOf(print)), 0, 0);

function slugOf(facts: SlugFacts, template: Template, fittings: Fittings): NonNullable<Sheet['slug']> {
  const { bleed, profile } = template.print;
  const made = [facts, bleed, profile.condition];
  return memoized(fittings, 'marks', made, (own) => printersMarks(facts, template, own));
}
