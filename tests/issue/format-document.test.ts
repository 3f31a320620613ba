import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { directiveSettings } from '../../src/issue/markdown.ts';
import { readIssue } from '../../src/issue/read-issue.ts';
import { fakeDesk } from '../support/fake-desk.ts';

const document = readFileSync(join(import.meta.dirname, '../../docs/format.md'), 'utf8');
const examples = [...document.matchAll(/```(markdown|yaml)\n([\s\S]*?)```/g)];

test('docs/format.md contains examples', () => {
  expect(examples.length).toBeGreaterThan(8);
});

test.for(examples.map(([, language, text]) => [language!, text!] as const))(
  'an example of docs/format.md is read without a message: %s %s',
  async ([language, text]) => {
    const article = '---\nkicker: 引题\nsection: 社区\n---\n# 标题\n';
    const { desk, messages } = fakeDesk({
      'issue.md': language === 'yaml' ? `---\n${text}---\n` : text,
      'articles/garden.md': article,
      'articles/repairs.md': article,
    });
    await readIssue('issue.md', desk);
    expect(messages).toEqual([]);
  },
);

test('docs/format.md describes every directive with its settings', () => {
  for (const [name, settings] of Object.entries(directiveSettings)) {
    expect(document).toContain(`${name}[`.replace('::article[', '::article{'));
    for (const setting of settings) expect(document).toMatch(new RegExp(`\\b${setting}\\b`));
  }
});
