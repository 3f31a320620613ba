import fc from 'fast-check';
import { expect, test } from 'vitest';
import { findBreakOpportunities } from '../../src/text/items.ts';
import { breakCost } from '../../src/text/kinsoku.ts';
import { segmentText } from '../../src/text/pieces.ts';
import { spaceAfter } from '../../src/text/spacing.ts';
import { plainStyle, runOf } from '../support/set-text.ts';

const textOf = (characters: string, maxLength: number) =>
  fc.array(fc.constantFrom(...characters), { maxLength }).map((all) => all.join(''));
/** Ideographs, marks in rows and alone, signs that cling, digits, words, typed spaces; and little but marks. */
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

test('a joint that stands for many is what the rules say of each, whatever was set before', () => {
  fc.assert(
    fc.property(fc.array(run, { minLength: 1, maxLength: 4 }), style, (runs, rules) => {
      const set = { ...plainStyle, ...rules };
      const pieces = segmentText(runs.map(({ text, size, rise }) => runOf(text, { size, rise })));
      const joints = findBreakOpportunities(pieces, set, () => 2.5);
      expect(joints).toHaveLength(pieces.length);
      for (const [index, joint] of joints.slice(0, -1).entries()) {
        const { kind, em } = pieces[index]!;
        const hangs = set.hanging && set.align === 'justify' && (kind === 'pause' || kind === 'final');
        expect(joint.hang).toBe(hangs ? em / 2 : 0);
        if (pieces[index + 1]!.spaceBefore.includes('\n')) {
          expect(joint).toMatchObject({ width: 0, cost: Number.NEGATIVE_INFINITY });
          continue;
        }
        const space = spaceAfter(pieces, index, set, 2.5);
        expect(joint).toMatchObject({ ...space, width: space.width + set.tracking });
        expect(joint.cost).toBe(breakCost(pieces, index, set.kinsoku));
      }
    }),
    { numRuns: 2000 },
  );
});
