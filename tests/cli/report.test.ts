import { describe, expect, it } from 'vitest';
import { formatCheckSummary, formatJsonReport, formatMessages, type Outcome } from '../../src/cli/report.ts';
import { diagnose } from '../../src/core/diagnostics.ts';

const source = '# 标题\n\n![图](缺.jpg)\n';
const missing = diagnose(
  'missing-image',
  { file: 'a/issue.md', start: { line: 3, column: 1 }, end: { line: 3, column: 11 } },
  { path: '缺.jpg', detail: '' },
);
const unwritable = diagnose(
  'output-unwritable',
  { file: 'a/issue.pdf' },
  { path: 'a/issue.pdf', detail: '' },
);

const failed: Outcome = {
  source: 'a/issue.md',
  messages: [missing, unwritable],
  files: new Map([['a/issue.md', new TextEncoder().encode(source)]]),
};
const built: Outcome = {
  source: 'b.md',
  written: { output: 'b.pdf', pages: 2, sha256: 'ab' },
  characters: 1653,
  messages: [],
  files: new Map(),
};

describe('formatMessages', () => {
  it('begin with place, severity and code, then show the source line with carets', () => {
    const lines = formatMessages(failed);
    expect(lines[0]).toMatch(/^a\/issue\.md:3:1 error missing-image ./);
    expect(lines[1]).toContain('![图](缺.jpg)');
    expect(lines[2]).toMatch(/\^{12}$/);
  });

  it('begin with the file alone if the message has no position', () => {
    const [line] = formatMessages({ ...failed, messages: [unwritable] });
    expect(line).toMatch(/^a\/issue\.pdf error output-unwritable ./);
  });

  it('omit the source line if the file was not read', () => {
    expect(formatMessages({ ...failed, files: new Map() }).join('\n')).not.toContain('^');
  });

  it('contain no line breaks from file names or details', () => {
    const message = diagnose('issue-unreadable', { file: 'a\nb.md' }, { detail: 'c\nd' });
    expect(formatMessages({ ...failed, messages: [message] }).join('')).not.toContain('\n');
  });
});

describe('a note', () => {
  const note = diagnose(
    'mark-normalised',
    { file: 'a/issue.md', start: { line: 1, column: 3 }, end: { line: 1, column: 4 } },
    { was: ',', now: '，' },
  );
  const checked: Outcome = { ...failed, messages: [note, missing], pages: 1, characters: 9 };

  it('is one line with the words around its place', () => {
    const lines = formatMessages({ ...checked, messages: [note] });
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatch(/^a\/issue\.md:1:3 note mark-normalised .*，.*# 标题/);
  });

  it('is counted apart from errors and warnings', () => {
    expect(formatCheckSummary(checked)).toMatch(/1 版.*9 字.*1 个错误.*0 个警告.*1 处/);
  });

  it('is a message like others in JSON, which also has the number of pages', () => {
    const [issue] = JSON.parse(formatJsonReport('1.2.3', [checked])).issues;
    expect(issue).toMatchObject({ output: null, sha256: null, pages: 1, characters: 9 });
    expect(issue.messages[0]).toMatchObject({
      code: 'mark-normalised',
      severity: 'note',
      line: 1,
      column: 3,
    });
  });
});

describe('formatJsonReport', () => {
  const report = JSON.parse(formatJsonReport('1.2.3', [failed, built]));

  it('has the documented keys', () => {
    expect(Object.keys(report)).toEqual(['version', 'issues']);
    for (const issue of report.issues) {
      expect(Object.keys(issue)).toEqual([
        'source',
        'output',
        'pages',
        'sha256',
        'characters',
        'unprinted',
        'messages',
      ]);
    }
  });

  it('has null values if nothing was written', () => {
    expect(report.issues[0]).toMatchObject({ source: 'a/issue.md', output: null, pages: null, sha256: null });
    expect(report.issues[1]).toEqual({
      source: 'b.md',
      output: 'b.pdf',
      pages: 2,
      sha256: 'ab',
      characters: 1653,
      unprinted: null,
      messages: [],
    });
  });

  it('contains the place of each message', () => {
    const [first, second] = report.issues[0].messages;
    expect(Object.keys(first)).toEqual([
      'code',
      'severity',
      'file',
      'line',
      'column',
      'endLine',
      'endColumn',
      'text',
      'hint',
    ]);
    expect(first).toMatchObject({
      code: 'missing-image',
      severity: 'error',
      file: 'a/issue.md',
      line: 3,
      column: 1,
      endLine: 3,
      endColumn: 11,
    });
    expect(second).toMatchObject({
      file: 'a/issue.pdf',
      line: null,
      column: null,
      endLine: null,
      endColumn: null,
    });
  });
});
