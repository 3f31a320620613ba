import fc from 'fast-check';
import { expect, test } from 'vitest';
import { copyCharacters } from '../../src/core/copy-characters.ts';

/** The definition: code points but for spaces, controls and what prints nothing by its nature. */
const counted = (text: string) =>
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

test('characters are counted as they are defined', () => {
  fc.assert(
    fc.property(anyText, (text) => {
      expect(copyCharacters(text)).toBe(counted(text));
    }),
    { numRuns: 2000 },
  );
});
