import fc from 'fast-check';
import { expect, test } from 'vitest';
import { copyCharacters } from '../../src/core/copy-characters.ts';

/** The definition: code points except spaces, control characters and default ignorables. */
const expected = (text: string) =>
  [...text.replace(/[\s\p{Cc}\p{Default_Ignorable_Code_Point}]/gu, '')].length;

const anyText = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        ...'社区，。“—…aZ9 \n\u3000\u00a0\u00ad\u200b\ufeff\u2028',
        '𠮷',
        '\ud842',
        '\udfb7',
        '\u{e0100}',
      ),
      fc.integer({ min: 0, max: 0xffff }).map((unit) => String.fromCharCode(unit)),
    ),
    { maxLength: 12 },
  )
  .map((parts) => parts.join(''));

test('the fast paths count the same characters as the definition', () => {
  fc.assert(
    fc.property(anyText, (text) => {
      expect(copyCharacters(text)).toBe(expected(text));
    }),
    { numRuns: 2000 },
  );
});
