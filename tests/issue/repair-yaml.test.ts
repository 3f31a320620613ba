import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { collectCopy } from '../../src/issue/issue-contents.ts';
import { readIssue } from '../../src/issue/read-issue.ts';
import { repairValues, showSigns } from '../../src/issue/repair-yaml.ts';
import { fakeDesk } from '../support/fake-desk.ts';

/** The text of a file with a value for `title`, and what is reported. */
async function readTitle(value: string) {
  const { desk, messages } = fakeDesk({ 'issue.md': `---\ntitle: ${value}\n---\n\n正文。\n` });
  const issue = await readIssue('issue.md', desk);
  return {
    title: issue?.pages[0]?.articles[0]?.headline.main.map(({ text }) => text).join(''),
    places: issue === undefined ? [] : [...collectCopy(issue)].map(({ place }) => place.start?.column),
    reported: messages.map(({ code, place }) => `${place.start?.line}:${place.start?.column} ${code}`),
  };
}

describe('a value of front matter that YAML cannot read is read as text, and reported', () => {
  test.each([
    ['"弄堂里的"书房"开张"', '弄堂里的"书房"开张'],
    ["'弄堂里的'书房'开张'", "弄堂里的'书房'开张"],
    ['"书房"开张', '"书房"开张'],
    ['书房: 弄堂里的灯', '书房: 弄堂里的灯'],
    ['"书房"开张: 一盏灯', '"书房"开张: 一盏灯'],
    ['*三号楼*的灯', '*三号楼*的灯'],
    ['@居民来信', '@居民来信'],
    ['`灯`', '`灯`'],
    ['%五的灯', '%五的灯'],
    ['[征文]一盏灯', '[征文]一盏灯'],
    ['{一}一盏灯', '{一}一盏灯'],
    ['!重要通知', '!重要通知'],
  ])('%s', async (value, title) => {
    expect(await readTitle(value)).toMatchObject({ title, reported: ['2:8 yaml-as-text'] });
  });
});

describe('valid YAML, and what is no copy, is left to YAML', () => {
  test.each([
    ['"书房开张"', '书房开张', []],
    ["'书房: 开张'", '书房: 开张', []],
    ['书房:开张', '书房:开张', []],
    ['"书房"', '书房', []],
    ['"书房', '', ['3:1 bad-yaml']],
    ['!tag 书房', '', ['2:8 bad-yaml']],
    ['[*书房]', '', ['2:9 bad-yaml']],
    ['&书 书房', '书房', []],
  ])('%s', async (value, title, reported) => {
    expect(await readTitle(value)).toMatchObject({ title, reported });
  });
});

describe('words behind a # are reported, because YAML takes them for a comment', () => {
  test.each([
    ['爱社区 #花园#', '爱社区', ['2:12 yaml-comment']],
    ['#花园#', '', ['2:8 yaml-comment']],
    ['"爱社区" #花园#', '爱社区', ['2:14 yaml-comment']],
    ['爱社区 # 第二稿', '爱社区', []],
    ['爱社区#花园#', '爱社区#花园#', []],
    ["'爱社区 #花园#'", '爱社区 #花园#', []],
  ])('%s', async (value, title, reported) => {
    expect(await readTitle(value)).toMatchObject({ title, reported });
  });
});

test('a repaired text has the length of the original, and its signs can be shown again', () => {
  const parts = fc.constantFrom(...'书房"\'*&!%@`[]{}|>#:,?- \n', 'title: ', '- ', 'a: ');
  fc.assert(
    fc.property(fc.array(parts, { maxLength: 24 }), (written) => {
      const text = written.join('');
      const { text: repaired, repairs } = repairValues(text);
      expect(repaired).toHaveLength(text.length);
      expect(showSigns(repaired)).toBe(text);
      for (const { start, end } of repairs) expect(text.slice(start, end)).not.toMatch(/^\s|\n|\s$/);
    }),
  );
});
