import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cutWords, type Surprise } from '../../src/headline/cut-words.ts';
import { openLexicon } from '../../src/headline/lexicon.ts';

const lexicon: Surprise = (word) => openLexicon().find(word)?.bits;

const cut = (text: string, find: Surprise) => {
  const starts = cutWords(text, find);
  return starts.map((from, index) => text.slice(from, starts[index + 1]));
};

test.each([
  ['社区剧团排演方言话剧', ['社区', '剧团', '排演', '方言', '话剧']],
  ['旧书市集开张首日', ['旧书', '市集', '开张', '首日']],
  ['12月1日起，IC卡办理', ['12', '月', '1', '日', '起', '，', 'IC', '卡', '办理']],
])('%s is cut into its words', (text, words) => {
  expect(cut(text, lexicon)).toEqual(words);
});

/** The least surprise of all ways to cut a text, by trying them all. */
function leastBits(text: string, find: Surprise): number {
  if (text === '') return 0;
  let least = Number.POSITIVE_INFINITY;
  for (let end = 1; end <= Math.min(6, text.length); end += 1) {
    const bits = find(text.slice(0, end)) ?? (end === 1 ? 26 : undefined);
    if (bits !== undefined) least = Math.min(least, bits + leastBits(text.slice(end), find));
  }
  return least;
}

test('the words are the whole text, and no other words are less surprising', () => {
  const text = fc.array(fc.constantFrom(...'社区居民路'), { maxLength: 9 }).map((all) => all.join(''));
  const known = fc.dictionary(
    fc.array(fc.constantFrom(...'社区居民路'), { minLength: 1, maxLength: 4 }).map((all) => all.join('')),
    fc.integer({ min: 1, max: 25 }),
  );
  fc.assert(
    fc.property(text, known, (copy, bits) => {
      const find: Surprise = (word) => (Object.hasOwn(bits, word) ? bits[word] : undefined);
      const words = cut(copy, find);
      expect(words.join('')).toBe(copy);
      const total = words.reduce((sum, word) => sum + (find(word) ?? 26), 0);
      expect(total).toBe(leastBits(copy, find));
    }),
  );
});
