import type { Nodes } from 'mdast';
import { expect, test } from 'vitest';
import { parseCopy } from '../../src/issue/parse-copy.ts';

/** The words in emphasis or bold, in order. */
function stressed(node: Nodes): readonly string[] {
  if (node.type === 'emphasis' || node.type === 'strong') return [words(node)];
  return 'children' in node ? node.children.flatMap(stressed) : [];
}

const words = (node: Nodes): string =>
  'children' in node ? node.children.map(words).join('') : 'value' in node ? node.value : '';

test.each([
  '通知李*先生到5*号台。',
  '号码尾数**66的陈**女士来领奖。',
  '欢迎赵**同学和8**班一起来。',
  '发件人是周*老师，收件处是2*室。',
])('stars that mask a name before a title are copy: %s', (text) => {
  expect(stressed(parseCopy(text))).toEqual([]);
  // The tree has a character of the same width for each sign that is copy.
  expect(words(parseCopy(text))).toHaveLength(text.length);
});

test.each([
  ['我们和**老师**一起去。', ['老师']],
  ['记者**李**先生', ['李']],
  ['全体*同学*参加', ['同学']],
  ['向**老师、同学**问好', ['老师、同学']],
  ['**请陈某**到场', ['请陈某']],
])('a title is emphasised where no name is masked: %s', (text, expected) => {
  expect(stressed(parseCopy(text))).toEqual(expected);
});
