import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, test } from 'vitest';
import { packageRoot } from '../../src/core/package-root.ts';
import { readIssue } from '../../src/issue/read-issue.ts';
import { loadTemplate } from '../../src/template/load-template.ts';
import { fakeDesk } from '../support/fake-desk.ts';

const icc = readFileSync(join(packageRoot, 'templates/tabloid/newsprint.icc'));

/** Loads the template of an issue with this front matter and with a template file next to it. */
async function load(header: string, templateFile = '') {
  const { desk, messages } = fakeDesk({
    'issue.md': `---\n${header}\n---\n`,
    'ours/template.yaml': templateFile,
    'text.icc': '这不是特性文件'.repeat(30),
    'cut.icc': icc.subarray(0, 2000),
    'screen.icc': Buffer.from(icc).fill('RGB ', 16, 20),
  });
  const issue = await readIssue('issue.md', desk);
  const template = issue && (await loadTemplate(issue.template, issue.overrides, desk));
  return { template, messages };
}

describe('a body size', () => {
  test.each(['0mm', '1em', '2字', '1行'])('of %s is an error: it has no size to refer to', async (size) => {
    const { template, messages } = await load(`typography: { size: ${size} }`);
    expect(template).toBeUndefined();
    expect(messages).toMatchObject([{ code: 'bad-length', place: { start: { line: 2, column: 21 } } }]);
  });
});

describe('a leading', () => {
  test.each(['0pt', '1行'])('of %s is an error', async (leading) => {
    const { messages } = await load(`typography: { leading: ${leading} }`);
    expect(messages).toMatchObject([{ code: 'bad-length', place: { start: { line: 2, column: 24 } } }]);
  });

  it('may be given in 字', async () => {
    const { template, messages } = await load('typography: { size: 10pt, leading: 1.5字 }');
    expect(messages).toEqual([]);
    expect(template!.grid.leading).toBe(15);
  });
});

test.each(['toString', 'constructor', '__proto__'])('the role %s is unknown', async (role) => {
  const { messages } = await load(`fonts: { ${role}: Noto Sans SC Bold }`);
  expect(messages).toMatchObject([{ code: 'unknown-role' }]);
});

it('a template whose aliases expand without limit is an error', async () => {
  const lines = Array.from({ length: 9 }, (_, turn) => {
    const content = turn === 0 ? 'x' : `*a${turn - 1}`;
    return `a${turn}: &a${turn} [${Array(10).fill(content).join(', ')}]`;
  });
  const { template, messages } = await load('template: ours', lines.join('\n'));
  expect(template).toBeUndefined();
  expect(messages).toMatchObject([{ code: 'bad-yaml', place: { file: 'ours/template.yaml' } }]);
});

test.each(['text', 'cut', 'screen'])(
  'a profile that is not that of a press (%s) is an error',
  async (name) => {
    const { template, messages } = await load(
      `print: { profile: { file: ${name}.icc, condition: a, registry: b } }`,
    );
    expect(template).toBeUndefined();
    expect(messages).toMatchObject([{ code: 'profile-broken', place: { start: { line: 2 } } }]);
  },
);

test.each([`''`, `' '`])('a printing condition without a name (%s) is an error', async (name) => {
  const { template, messages } = await load(`print: { profile: { file: a.icc, condition: ${name} } }`);
  expect(template).toBeUndefined();
  expect(messages).toMatchObject([{ code: 'bad-value', place: { start: { line: 2 } } }]);
});

test.each(['0%', '99%', '401%'])('an ink limit of %s is an error', async (tac) => {
  const { messages } = await load(`print: { tac: ${tac} }`);
  expect(messages).toMatchObject([{ code: 'bad-value', place: { start: { line: 2 } } }]);
});
