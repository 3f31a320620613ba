import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { findPhraseBreaks } from '../../src/headline/bind-words.ts';
import { fixedTerms } from '../../src/headline/fixed-terms.ts';

const terms = fixedTerms.flatMap((list) => list.split(/\s+/)).filter((term) => term !== '');
const breaksIn = (text: string, words?: readonly string[]) =>
  findPhraseBreaks(text, words).map(({ index }) => index);

describe('fixed terms', () => {
  test.each([
    ['全区学习社会主义核心价值观', 4, 13, [8]],
    ['居民代表列席人民代表大会', 6, 12, []],
    ['读书班学习三中全会精神', 5, 9, []],
    ['新任党总支书记上门走访', 2, 7, []],
    ['各镇共建长三角一体化示范区', 4, 13, [7]],
  ])('%s is broken at seams only', (text, from, to, seams) => {
    expect(breaksIn(text).filter((index) => index > from && index < to)).toEqual(seams);
  });

  test('of the list are never broken but at a seam, wherever they are in a headline', () => {
    const longOnes = terms.filter((term) => term.replaceAll('|', '').length >= 4);
    fc.assert(
      fc.property(
        fc.constantFrom(...longOnes),
        fc.constantFrom('', '今天 ', '大家谈：'),
        fc.constantFrom('', ' 明天见', '，请看'),
        (typed, before, after) => {
          const term = typed.replaceAll('|', '');
          const seams = typed
            .split('|')
            .slice(1)
            .map(
              (_, at) =>
                typed
                  .split('|')
                  .slice(0, at + 1)
                  .join('').length,
            );
          const inside = breaksIn(before + term + after)
            .map((index) => index - before.length)
            .filter(
              (index) => index > 0 && index < term.length && !/[，、：]/.test(term[index - 1] as string),
            );
          expect(seams).toEqual(expect.arrayContaining(inside));
        },
      ),
      { numRuns: 400 },
    );
  });

  test("a paper's own terms are whole, and win over those of the list", () => {
    const text = '街坊自发成立蒲公英互助小组';
    expect(breaksIn(text).some((index) => index > 6)).toBe(true);
    expect(breaksIn(text, ['蒲公英互助小组']).filter((index) => index > 6)).toEqual([]);
    expect(breaksIn(text, ['蒲公英|互助小组']).filter((index) => index > 6)).toEqual([9]);
  });
});
