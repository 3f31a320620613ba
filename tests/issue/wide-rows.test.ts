import { expect, test } from 'vitest';
import { build } from '../../src/build.ts';
import { maxColumns } from '../../src/issue/wide-rows.ts';
import { fakeDesk } from '../support/fake-desk.ts';

const job = { issue: 'issue.md', creator: 'a test', date: undefined, now: '2026-01-02T03:04:05.000Z' };
const table = (columns: number) =>
  `# 题\n\n${'|甲'.repeat(columns)}|\n${'|-'.repeat(columns)}|\n${'|乙'.repeat(columns)}|\n`;

async function faultsOf(source: string): Promise<readonly string[]> {
  const { desk, messages } = fakeDesk({ 'issue.md': source });
  await build(job, desk);
  const errors = messages.filter(({ severity }) => severity === 'error');
  return errors.map(({ code, place }) => `${place.start?.line} ${code}`);
}

test('a table with more columns than any page has is an error, and takes no time', async () => {
  const start = process.cpuUsage();
  expect(await faultsOf(table(100_000))).toEqual(['3 table-too-wide']);
  expect(process.cpuUsage(start).user / 1000).toBeLessThan(5000);
});

test('a table at the bound is judged by its measure', async () => {
  expect(await faultsOf(table(maxColumns))).toEqual(['3 table-too-wide']);
  expect(await faultsOf(table(12))).toEqual([]);
});
