import { describe, expect, test } from 'vitest';
import { footGains } from '../../src/headline/noun-runs.ts';
import type { Word } from '../../src/headline/words.ts';

/** A run of nouns, parted by spaces, with | before a word at a seam of its term. */
const run = (words: string): readonly Word[] => {
  let index = 0;
  return words.split(' ').map((typed) => {
    const core = typed.replace('|', '');
    const word: Word = { text: core, core, index, kind: 'noun', ...(core !== typed && { isSeam: true }) };
    index += core.length;
    return word;
  });
};
const gains = (words: string, isVerb: (word: string) => boolean = () => false) =>
  footGains(run(words), isVerb);

/** All ways to part a run into feet of at most four words, by trying them all. */
describe('the feet of a run of nouns', () => {
  test.each([
    ['居民 自治 项目 方案', [false, true, false]],
    ['公共 体育 场馆 设施', [false, true, false]],
    ['老年人 意外 伤害', [true, false]],
    ['青云路街道 居民 食堂', [true, false]],
  ])('%s divides between feet of four characters', (words, good) => {
    expect(gains(words).map((gain) => gain >= 0)).toEqual(good);
  });

  test('a run of one word has no break, one of two words in four characters none that gains', () => {
    expect(gains('居民')).toEqual([]);
    expect(gains('居民 食堂')[0]).toBeLessThan(0);
  });

  test('a word of one character is not torn off', () => {
    expect(gains('区 文化馆 展厅')[0]).toBeLessThan(0);
  });

  test('a foot does not reach over the seam of a term where it need not', () => {
    expect(gains('居民 |食堂')[0]).toBeGreaterThan(gains('居民 食堂')[0]!);
  });

  test('a verb in no list of ours does not end the foot of its subject', () => {
    const isVerb = (word: string) => word === '审议';
    expect(gains('居民 代表 审议', isVerb)[1]).toBeGreaterThan(gains('居民 代表 审议')[1]!);
  });
});
