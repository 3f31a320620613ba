import { describe, expect, it } from 'vitest';
import { spellOut } from '../../src/core/spell-out.ts';

describe('spellOut', () => {
  it.each([
    ['marks', '?!', '“?!”'],
    ['a quotation mark, not by its like', '“', '「“」'],
    ['spaces by name', ' \u3000', '空格、全角空格'],
    ['a mark with a space', ', ', '“,”、空格'],
    ['what has no ink', '\u200b\u00ad', 'U+200B、U+00AD'],
    ['the same many times', '\u3000\u3000\u3000', '全角空格×3'],
    ['words as they are', '３．１４ 米', '“３．１４”、空格、“米”'],
    ['a radical, which looks like its ideograph', '⼈', '“⼈”（U+2F08）'],
    ['a compatibility ideograph beyond the first plane', '\u{2f800}', '“\u{2f800}”（U+2F800）'],
  ])('%s', (_, text, spelled) => {
    expect(spellOut(text)).toBe(spelled);
  });
});
