import { describe, expect, it } from 'vitest';
import { spellOut } from '../../src/core/spell-out.ts';

describe('spellOut', () => {
  it.each([
    ['punctuation verbatim', '?!', '“?!”'],
    ['a quotation mark in corner brackets', '“', '「“」'],
    ['spaces by name', ' \u3000', '空格、全角空格'],
    ['a mark with a space', ', ', '“,”、空格'],
    ['invisible characters by code point', '\u200b\u00ad', 'U+200B、U+00AD'],
    ['a repeated character once, with a count', '\u3000\u3000\u3000', '全角空格×3'],
    ['words verbatim', '３．１４ 米', '“３．１４”、空格、“米”'],
    ['a radical with its code point', '⼈', '“⼈”（U+2F08）'],
    ['a compatibility ideograph outside the BMP', '\u{2f800}', '“\u{2f800}”（U+2F800）'],
  ])('quotes %s', (_, text, spelled) => {
    expect(spellOut(text)).toBe(spelled);
  });
});
