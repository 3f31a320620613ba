import { describe, expect, it } from 'vitest';
import { jsonReport, type Outcome, terminalLines } from '../../src/cli/report.ts';
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

describe('terminalLines', () => {
  it('give place, severity and code, then the source line with carets', () => {
    const lines = terminalLines(failed);
    expect(lines[0]).toMatch(/^a\/issue\.md:3:1 error missing-image ./);
    expect(lines[1]).toContain('![图](缺.jpg)');
    expect(lines[2]).toMatch(/\^{12}$/);
  });

  it('give the file alone where no place in it is known', () => {
    const [line] = terminalLines({ ...failed, messages: [unwritable] });
    expect(line).toMatch(/^a\/issue\.pdf error output-unwritable ./);
  });

  it('do without the source where the file was not read', () => {
    expect(terminalLines({ ...failed, files: new Map() }).join('\n')).not.toContain('^');
  });

  it('stay one line each whatever a file is called', () => {
    const message = diagnose('issue-unreadable', { file: 'a\nb.md' }, { detail: 'c\nd' });
    expect(terminalLines({ ...failed, messages: [message] }).join('')).not.toContain('\n');
  });
});

describe('jsonReport', () => {
  const report = JSON.parse(jsonReport('1.2.3', [failed, built]));

  it('has the keys of the contract', () => {
    expect(Object.keys(report)).toEqual(['version', 'issues']);
    for (const issue of report.issues) {
      expect(Object.keys(issue)).toEqual(['source', 'output', 'pages', 'sha256', 'characters', 'messages']);
    }
  });

  it('gives null where nothing was written', () => {
    expect(report.issues[0]).toMatchObject({ source: 'a/issue.md', output: null, pages: null, sha256: null });
    expect(report.issues[1]).toEqual({
      source: 'b.md',
      output: 'b.pdf',
      pages: 2,
      sha256: 'ab',
      characters: 1653,
      messages: [],
    });
  });

  it('gives each message its place', () => {
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
