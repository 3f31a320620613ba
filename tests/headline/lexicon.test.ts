import fc from 'fast-check';
import { expect, test } from 'vitest';
import { openLexicon, parseLexicon } from '../../src/headline/lexicon.ts';

const word = (length: number) =>
  fc
    .array(fc.integer({ min: 0x4e00, max: 0x9fff }), { minLength: length, maxLength: length })
    .map((codes) => String.fromCharCode(...codes));

test('the lexicon finds the words of its lists, with class and frequency, and no others', () => {
  const sorted = (words: readonly string[], code: number) =>
    [...words]
      .sort((a, b) => (a < b ? -1 : 1))
      .map((each) => each + String.fromCharCode(code))
      .join('');
  fc.assert(
    fc.property(
      fc.uniqueArray(word(2)),
      fc.uniqueArray(word(3)),
      word(2),
      fc.integer({ min: 0, max: 31 }),
      (twos, threes, other, frequency) => {
        // The second class of the file is that of verbs.
        const verb = 0x30 + 32 + frequency;
        const { find, classOf } = parseLexicon(['', sorted(twos, verb), sorted(threes, 0x30), ''].join('\n'));
        for (const two of twos) expect(classOf(two)).toBe('verb');
        for (const three of threes) expect(classOf(three)).toBe('noun');
        if (!twos.includes(other)) expect(find(other)).toBeUndefined();
        const [first] = twos;
        if (first !== undefined) expect(find(first)?.bits).toBeCloseTo(25.8 - frequency / 1.7, 6);
      },
    ),
  );
});

test('the bundled lexicon knows verbs, nouns that are verbs as well, and adverbs', () => {
  const { classOf } = openLexicon();
  expect(classOf('审议')).toBe('verb');
  expect(classOf('检查')).toBe('verbal');
  expect(classOf('尽早')).toBe('adverb');
  expect(classOf('居民')).toBe('noun');
  expect(classOf('版画')).toBe('noun');
});
