import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readIssue } from '../../src/issue/read-issue.ts';
import { fakeDesk } from '../support/fake-desk.ts';
import { formatPlace, outline } from '../support/issue-outline.ts';

const samples = join(import.meta.dirname, '../samples');

/** The Markdown files of a sample by their path in its folder. */
function filesOf(folder: string): Record<string, Uint8Array> {
  const names = readdirSync(folder, { recursive: true, withFileTypes: true });
  const texts = names.filter((entry) => entry.isFile() && entry.name.endsWith('.md'));
  return Object.fromEntries(
    texts.map((entry) => {
      const path = join(entry.parentPath, entry.name);
      return [relative(folder, path).replaceAll('\\', '/'), readFileSync(path)];
    }),
  );
}

describe('reading the issue.md of a sample gives its issue.json and messages.txt', () => {
  test.for(readdirSync(samples))('%s', async (name) => {
    const folder = join(samples, name);
    const { desk, messages } = fakeDesk(filesOf(folder));
    const issue = await readIssue('issue.md', desk);
    const reported = messages.map(
      ({ place, severity, code }) => `${formatPlace(place, 'issue.md')} ${severity} ${code}\n`,
    );
    await expect(outline(issue)).toMatchFileSnapshot(join(folder, 'issue.json'));
    await expect(reported.join('')).toMatchFileSnapshot(join(folder, 'messages.txt'));
  });
});
