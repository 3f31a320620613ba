import { describe, expect, it } from 'vitest';
import { quoteKinds } from '../../src/text/classify-characters.ts';
import { prepareParagraph, setLines } from '../../src/text/set-lines.ts';
import { breakItems, type Item } from '../support/break-items.ts';
import { countReads, type Reads } from '../support/count-reads.ts';
import { fakeFontBook } from '../support/fake-face.ts';
import { plainStyle, runOf } from '../support/set-text.ts';

/** Text of every kind: marks, quotations, numbers, words, an address, typed spaces. */
const sentence =
  '小区花园昨天开放，居民说：“‘早就盼着’这一天。”3号楼到12号楼的 gardeners 共种下1,200株月季——见 https://example.org/garden/roses。';

/** Counts the work for an input of size n, 2n and 4n. */
const atSizes = (work: (size: number) => number): readonly number[] => [8, 16, 32].map(work);

/** Twice the input may cost little more than twice the work; quadratic work would quadruple. */
function expectLinear(counts: readonly number[]) {
  const [once, twice, fourTimes] = counts as [number, number, number];
  expect(once).toBeGreaterThan(0);
  expect(twice / once).toBeLessThan(2.2);
  expect(fourTimes / twice).toBeLessThan(2.2);
}

describe('a paragraph of n, 2n and 4n characters', () => {
  it.each(['narrow', 'always'] as const)('is prepared and set in linear time (%s)', (hyphenate) => {
    const style = { ...plainStyle, align: 'justify' as const, hanging: true, hyphenate };
    const counts = atSizes((size) => {
      const reads: Reads = { count: 0 };
      const paragraph = prepareParagraph([runOf(sentence.repeat(size))], fakeFontBook(), style, () => {});
      // All that sets lines reads the prepared paragraph.
      const units = countReads(paragraph.units, reads);
      const shapes = countReads(paragraph.shapes, reads);
      const opportunities = countReads(paragraph.opportunities, reads);
      setLines({ ...paragraph, units, shapes, opportunities }, 200);
      return reads.count;
    });
    expectLinear(counts);
  });

  it.each([
    ['solid', { width: 0, stretch: { step: 2, max: 1, share: 1 } }],
    ['of words', { width: 0.25, shrink: [{ step: 0, max: 0.1 }], stretch: { step: 0, max: 0.2, share: 1 } }],
  ] as const)('has a linear number of lines evaluated if its text is %s', (_, glue) => {
    const counts = atSizes((size) => {
      const items: readonly Item[] = Array.from({ length: size * 40 }, (): readonly Item[] => [
        { kind: 'box', width: 1 },
        { kind: 'glue', ...glue },
      ])
        .flat()
        .concat({ kind: 'box', width: 1 }, { kind: 'penalty', width: 0, cost: Number.NEGATIVE_INFINITY });
      return breakItems(items, { measures: [18, 20], justify: true, em: 1 }).evaluated;
    });
    expectLinear(counts);
  });

  it('has its quotes classified in linear time', () => {
    const counts = atSizes((size) => {
      const reads: Reads = { count: 0 };
      const marks = '“'.repeat(20 * size) + '’”'.repeat(20 * size) + '’'.repeat(20 * size);
      const texts = countReads(Array.from(marks), reads);
      const kinds = countReads(
        Array.from(marks, () => 'opening' as const),
        reads,
      );
      quoteKinds({ texts, kinds }, [...texts.keys()], false);
      return reads.count;
    });
    expectLinear(counts);
  });
});

describe('a paper of n, 2n and 4n paragraphs', () => {
  it('looks up the face of a character only once', () => {
    const paper = Array.from({ length: 32 }, () => sentence);
    const counts = [8, 16, 32].map((size) => {
      const fonts = fakeFontBook();
      let lookups = 0;
      const counted = {
        ...fonts,
        faceFor: (...args: Parameters<typeof fonts.faceFor>) => {
          lookups += 1;
          return fonts.faceFor(...args);
        },
      };
      for (const text of paper.slice(0, size)) prepareParagraph([runOf(text)], counted, plainStyle, () => {});
      return lookups;
    });
    // Only the face of typed spaces is looked up each time.
    expect((counts[2] as number) - (counts[0] as number)).toBeLessThan(24 * 4);
  });
});
