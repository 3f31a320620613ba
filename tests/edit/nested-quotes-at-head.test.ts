import { expect, test } from 'vitest';
import { decideQuotes } from '../../src/edit/straight-quotes.ts';

const singles = (text: string) =>
  decideQuotes(text)
    .pairs.filter(({ single }) => single)
    .map(({ open, close }) => text.slice(open + 1, close));

test.each([
  ['"这里是"老街坊"的书屋。"', ['老街坊']],
  ['"办成"家门口"的食堂"是大家的心愿。', ['家门口']],
  ['"东园"和"西园"的门票', []],
  ['"得"和"的"的用法', []],
  ['"不错"和"的确好"', []],
])('a quotation does not begin with a particle: %s', (text, expected) => {
  expect(decideQuotes(text).undecided).toEqual([]);
  expect(singles(text)).toEqual(expected);
});
