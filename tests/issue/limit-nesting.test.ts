import { describe, expect, test } from 'vitest';
import { collectCopy } from '../../src/issue/issue-contents.ts';
import { maxNesting } from '../../src/issue/limit-nesting.ts';
import { readIssue } from '../../src/issue/read-issue.ts';
import { fakeDesk } from '../support/fake-desk.ts';

async function read(source: string): Promise<readonly string[]> {
  const { desk, messages } = fakeDesk({ 'issue.md': source });
  await readIssue('issue.md', desk);
  return messages.map(({ code, place: { start } }) => `${start?.line}:${start?.column} ${code}`);
}

describe('nesting', () => {
  test.each([
    ['quotations', `${'>'.repeat(maxNesting)} 甲`],
    ['items', `${'- '.repeat(maxNesting - 1)}- 甲`],
    [
      'items by indent',
      Array.from({ length: maxNesting }, (_, depth) => `${'  '.repeat(depth)}- 甲`).join('\n'),
    ],
    [
      'a line of stars',
      '甲\n\n* * * * * * * * * * * * * * * * * * * * * * * * * * * * * * * * * * * * * * * * * *',
    ],
    ['an indent', `${' '.repeat(500)}甲`],
  ])('up to the bound is read: %s', async (_, source) => {
    expect(await read(source)).toEqual([]);
  });

  test.each([
    ['quotations', `甲\n\n${'>'.repeat(1500)} 乙`],
    ['quotations with spaces', `甲\n\n${'> '.repeat(5000)}乙`],
  ])('of quotations alone beyond the bound loses no words, and is a warning: %s', async (_, source) => {
    const { desk, messages } = fakeDesk({ 'issue.md': source });
    const issue = await readIssue('issue.md', desk);
    expect(collectCopy(issue!).map(({ text }) => text)).toEqual(['甲', '乙']);
    expect(messages).toMatchObject([
      { code: 'quotes-too-deep', severity: 'warning', place: { start: { line: 3 } } },
    ]);
  });

  test.each([
    ['items', `甲\n\n${'- '.repeat(1000)}甲`, '3:1'],
    ['numbered items', `甲\n\n${'1. '.repeat(1000)}甲`, '3:1'],
    ['quotations and items', `甲\n\n${'> - '.repeat(1000)}甲`, '3:1'],
    [
      'items by indent',
      Array.from({ length: 400 }, (_, depth) => `${'  '.repeat(depth)}- 甲`).join('\n'),
      `${maxNesting + 1}:1`,
    ],
    ['emphasis', `甲${'*a_'.repeat(200)}乙${'_a*'.repeat(200)}`, '1:'],
  ])('beyond the bound is an error at its place: %s', async (_, source, place) => {
    const start = performance.now();
    const messages = await read(source);
    expect(messages.filter((message) => message.endsWith('nesting-too-deep'))[0]).toMatch(`${place}`);
    expect(performance.now() - start).toBeLessThan(5000);
  });
});
