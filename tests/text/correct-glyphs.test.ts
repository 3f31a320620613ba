import { describe, expect, test } from 'vitest';
import { glyphsOf, set } from '../support/set-text.ts';

/** The ink of a glyph of the fake faces is centred in its advance. */
const middleOf = ({ x, advance }: { readonly x: number; readonly advance: number }) => x + advance / 2;

describe('an accent typed after its letter', () => {
  test.each(['n\u0304', 'm\u0300', 'W\u0308'])(
    '%s is centred over the letter and moves no other glyph',
    (text) => {
      const [line] = set(`社${text}区`, 20);
      const [, letter, accent, next] = line === undefined ? [] : glyphsOf(line);
      expect(accent?.text).toBe(text.slice(1));
      expect(middleOf(accent!)).toBeCloseTo(middleOf(letter!), 6);
      expect(accent!.y).toBeGreaterThan(letter!.y);
      const [plain] = set(`社${text.slice(0, 1)}区`, 20);
      expect(next?.x).toBeCloseTo(glyphsOf(plain!)[2]!.x, 6);
    },
  );
});
