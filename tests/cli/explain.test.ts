import { expect, test } from 'vitest';
import { openProgram } from '../support/run-in-process.ts';
import { scratchFolder } from '../support/scratch-folder.ts';

const runInProcess = openProgram();

const issue = `# 花园开门

居民**动手**种花。<!-- 待核 -->见[通知](https://example.org/a)。

1. 登记

[a]: https://example.org/b

::page[社区]

# 菜场搬家

新址在河边。
`;

test('lists what is not printed: markup by kind, with places of what may be meant as copy, and pages', async () => {
  const cwd = scratchFolder({ 'issue.md': issue });
  const args = ['build', 'issue.md', '--pages', '1', '--explain', '--no-cache'];
  const { status, stderr } = await runInProcess(args, { cwd });
  expect(status).toBe(0);
  const lines = stderr.split('\n').filter((line) => !/ (?:warning|提示|note) |^ +/.test(line));
  expect(lines).toEqual([
    'issue.md：不排的记号：强调的星号 2 处，批注 1 处，网址 1 处，链接定义 1 处，指令 1 处',
    'issue.md:3:12 批注  （…手**种花。<!-- 待核 -->见[通知](ht…）',
    'issue.md:7:1 链接定义  （[a]: https://example.org/b）',
    'issue.md：没有要求输出：第 2 版《菜场搬家》',
    expect.stringMatching(/^issue\.pdf：1 版/),
    '',
  ]);
});

test('is not printed without --explain', async () => {
  const cwd = scratchFolder({ 'issue.md': issue });
  const { stderr } = await runInProcess(['build', 'issue.md', '--pages', '1', '--no-cache'], { cwd });
  expect(stderr).not.toContain('不排的记号');
});

test('is in the JSON report', async () => {
  const cwd = scratchFolder({ 'issue.md': issue });
  const { stdout } = await runInProcess(['check', 'issue.md', '--json'], { cwd });
  const [{ unprinted }] = JSON.parse(stdout).issues;
  expect(unprinted.pages).toEqual([]);
  expect(unprinted.markup).toEqual([
    { kind: 'emphasis', count: 2 },
    {
      kind: 'comment',
      count: 1,
      places: [{ file: 'issue.md', line: 3, column: 12, endLine: 3, endColumn: 23 }],
    },
    { kind: 'link', count: 1 },
    {
      kind: 'definition',
      count: 1,
      places: [{ file: 'issue.md', line: 7, column: 1, endLine: 7, endColumn: 27 }],
    },
    { kind: 'directive', count: 1 },
  ]);
});
