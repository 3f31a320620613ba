import fc from 'fast-check';
import { expect, test } from 'vitest';
import { openLexicon, parseLexicon } from '../../src/headline/lexicon.ts';

const word = (length: number) =>
  fc
    .array(fc.integer({ min: 0x4e00, max: 0x9fff }), { minLength: length, maxLength: length })
    .map((codes) => String.fromCharCode(...codes));

test('the lexicon finds the words of its lists and no others', () => {
  fc.assert(
    fc.property(fc.uniqueArray(word(2)), fc.uniqueArray(word(3)), word(2), (verbs, wholes, other) => {
      const sorted = (words: readonly string[]) => [...words].sort((a, b) => (a < b ? -1 : 1)).join('');
      const { isVerb, isWhole } = parseLexicon([sorted(verbs), '', '', sorted(wholes), ''].join('\n'));
      for (const verb of verbs) expect(isVerb(verb)).toBe(true);
      for (const whole of wholes) expect(isWhole(whole)).toBe(true);
      expect(isVerb(other)).toBe(verbs.includes(other));
    }),
  );
});

test('the bundled lexicon knows verbs, adverbs and compounds', () => {
  const { isVerb, isAdverb, isWhole } = openLexicon();
  expect(isVerb('审议')).toBe(true);
  expect(isAdverb('尽早')).toBe(true);
  expect(isWhole('歇脚')).toBe(true);
  expect(isWhole('居民')).toBe(false);
});
