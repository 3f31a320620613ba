import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, test } from 'vitest';
import { packageRoot } from '../../src/core/package-root.ts';
import { readIssue } from '../../src/issue/read-issue.ts';
import { loadTemplate } from '../../src/template/load-template.ts';
import { fakeDesk } from '../support/fake-desk.ts';

const icc = readFileSync(join(packageRoot, 'templates/tabloid/newsprint.icc'));

/** Loads the template of an issue with this front matter, beside a template file. */
async function load(header: string, sheet = '') {
  const { desk, messages } = fakeDesk({
    'issue.md': `---\n${header}\n---\n`,
    'ours/template.yaml': sheet,
    'text.icc': '这不是特性文件'.repeat(30),
    'cut.icc': icc.subarray(0, 2000),
    'screen.icc': Buffer.from(icc).fill('RGB ', 16, 20),
  });
  const issue = await readIssue('issue.md', desk);
  const template = issue && (await loadTemplate(issue.template, issue.overrides, desk));
  return { template, messages };
}

describe('a body size', () => {
  test.each(['0mm', '1em', '2字', '1行'])('of %s is told: it has nothing to lean on', async (size) => {
    const { template, messages } = await load(`typography: { size: ${size} }`);
    expect(template).toBeUndefined();
    expect(messages).toMatchObject([{ code: 'bad-length', place: { start: { line: 2, column: 21 } } }]);
  });
});

describe('a leading', () => {
  test.each(['0pt', '1行'])('of %s is told', async (leading) => {
    const { messages } = await load(`typography: { leading: ${leading} }`);
    expect(messages).toMatchObject([{ code: 'bad-length', place: { start: { line: 2, column: 24 } } }]);
  });

  it('may be told in 字', async () => {
    const { template, messages } = await load('typography: { size: 10pt, leading: 1.5字 }');
    expect(messages).toEqual([]);
    expect(template!.grid.leading).toBe(15);
  });
});

test.each(['toString', 'constructor', '__proto__'])('the role %s is unknown', async (role) => {
  const { messages } = await load(`fonts: { ${role}: Noto Sans SC Bold }`);
  expect(messages).toMatchObject([{ code: 'unknown-role' }]);
});

it('a template of aliases without bounds is told', async () => {
  const lines = Array.from({ length: 9 }, (_, turn) => {
    const content = turn === 0 ? 'x' : `*a${turn - 1}`;
    return `a${turn}: &a${turn} [${Array(10).fill(content).join(', ')}]`;
  });
  const { template, messages } = await load('template: ours', lines.join('\n'));
  expect(template).toBeUndefined();
  expect(messages).toMatchObject([{ code: 'bad-yaml', place: { file: 'ours/template.yaml' } }]);
});

test.each(['text', 'cut', 'screen'])('a profile that no press can print by (%s) is told', async (name) => {
  const { template, messages } = await load(
    `print: { profile: { file: ${name}.icc, condition: a, registry: b } }`,
  );
  expect(template).toBeUndefined();
  expect(messages).toMatchObject([{ code: 'profile-broken', place: { start: { line: 2 } } }]);
});

test.each([`''`, `' '`])('a printing condition without a name (%s) is told', async (name) => {
  const { template, messages } = await load(`print: { profile: { file: a.icc, condition: ${name} } }`);
  expect(template).toBeUndefined();
  expect(messages).toMatchObject([{ code: 'bad-value', place: { start: { line: 2 } } }]);
});

test.each(['0%', '99%', '401%'])('a limit of %s ink is told', async (tac) => {
  const { messages } = await load(`print: { tac: ${tac} }`);
  expect(messages).toMatchObject([{ code: 'bad-value', place: { start: { line: 2 } } }]);
});
