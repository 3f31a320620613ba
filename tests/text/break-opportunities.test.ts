import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  breakCost,
  createOpportunityCache,
  findBreakOpportunities,
} from '../../src/text/break-opportunities.ts';
import { spaceAfter } from '../../src/text/spacing.ts';
import { segmentText } from '../../src/text/text-units.ts';
import { plainStyle, runOf } from '../support/set-text.ts';

const textOf = (characters: string, maxLength: number) =>
  fc.array(fc.constantFrom(...characters), { maxLength }).map((all) => all.join(''));
/** Ideographs, marks alone and in rows, non-starters, digits, words, typed spaces; and text that is mostly marks. */
const copy = fc.oneof(
  textOf('汉字们年々ー，。！？；“”‘’（）《》·—…／％～-5a \u3000\n', 12),
  textOf('字，。？！“”', 40),
);
const run = fc.record({
  text: copy,
  size: fc.constantFrom(9, 9, 12),
  rise: fc.constantFrom(0, 0, 0, 3),
});
const style = fc.record({
  punctuation: fc.constantFrom('quanjiao', 'kaiming', 'banjiao'),
  kinsoku: fc.constantFrom('loose', 'normal', 'strict'),
  numericGap: fc.boolean(),
  hanging: fc.boolean(),
  align: fc.constantFrom('justify', 'start'),
  tracking: fc.constantFrom(0, 0.5),
});

test('a cached break opportunity equals what the rules give for it, whatever was set before', () => {
  const cache = createOpportunityCache();
  fc.assert(
    fc.property(fc.array(run, { minLength: 1, maxLength: 4 }), style, (runs, rules) => {
      const full = { ...plainStyle, ...rules };
      const units = segmentText(runs.map(({ text, size, rise }) => runOf(text, { size, rise })));
      const opportunities = findBreakOpportunities(units, full, () => 2.5, cache);
      expect(opportunities).toHaveLength(units.length);
      for (const [index, opportunity] of opportunities.slice(0, -1).entries()) {
        const { kind, em } = units[index]!;
        const hangs = full.hanging && full.align === 'justify' && (kind === 'pause' || kind === 'final');
        expect(opportunity.hang).toBe(hangs ? em / 2 : 0);
        if (units[index + 1]!.spaceBefore.includes('\n')) {
          expect(opportunity).toMatchObject({ width: 0, cost: Number.NEGATIVE_INFINITY });
          continue;
        }
        const space = spaceAfter(units, index, full, 2.5);
        // Tracking follows a unit, and a typed space as well.
        const isTyped = units[index + 1]!.spaceBefore !== '' && space.width > 0;
        const width = space.width + (isTyped ? 2 : 1) * full.tracking;
        expect(opportunity).toMatchObject({ ...space, width });
        expect(opportunity.cost).toBe(breakCost(units, index, full.kinsoku));
      }
    }),
    { numRuns: 2000 },
  );
});
