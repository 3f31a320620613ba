import { chmodSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import manifest from '../../package.json' with { type: 'json' };
import { checkIssues } from '../../src/cli/check-issues.ts';
import type { CommandEnvironment } from '../../src/cli/environment.ts';
import { runCommand } from '../support/run-command.ts';
import { asNobody, scratchFolder } from '../support/scratch-folder.ts';

const plain = '# 社区花园开门迎客\n\n居民自己动手，把一块空地种成了花园。\n';
/** Two marks on line 3 are put right, and a word is struck. */
const doubtful = '# 社区花园开门迎客\n\n居民~~自己~~动手,把一块"空地"种成了花园。\n';
const changed = '# 社区花园开门迎客\n\n居民自己动手,把一块空地种成了花园。\n';
const missingPicture = '# 社区花园开门迎客\n\n居民自己动手。\n\n![门前的树](缺少.jpg)\n';

const drawing = (size: string, inside: string) =>
  `<svg xmlns="http://www.w3.org/2000/svg" ${size}>${inside}</svg>`;

/** Issues with faults of each kind, in the places where stages tell them. */
const faulty: Readonly<Record<string, string>> = {
  'plain.md': plain,
  'doubtful.md': doubtful,
  'picture.md': missingPicture,
  'broken.md': '# 社区花园\n\n![](broken.jpg)\n\n![](tall.svg)\n\n![](tree.svg)\n',
  'head.md': '---\ntemplat: tabloid\nfonts: { song: 没有的字体 }\n---\n\n# 社区花园\n\n![](缺少.jpg)\n',
  'marks.md':
    '# 社区“花园\n\n他说：“好。\n\n走吧。”（见《附录。\n\n- 列表）甲,乙\n\n到了.开门，真的！？支持iOS,Android\n',
  'text.md': `# 社区花园\n\n居民\u{10ffff}自己动手,好...\u{10fffe}吧。\n\n::qr[报名]{data="https://example.org/${'a'.repeat(60)}" size=5mm}\n`,
  'fixed.md': `---\npages:\n  - name: 头版\n---\n\n# 社区花园\n\n${'居民自己动手,把一块空地种成了花园。\n\n'.repeat(200)}`,
  'template.md': '---\ntemplate: 没有的版式\n---\n\n# 社区花园\n',
  'broken.jpg': 'no picture',
  'tall.svg': drawing('width="1" height="30000"', ''),
  'tree.svg': drawing('width="400" height="300"', '<rect width="400" height="300" fill="#888"/>'),
};
const issues = [...Object.keys(faulty).filter((name) => name.endsWith('.md')), 'nothing.md'];

const check = (args: readonly string[], cwd: string) => runCommand(['check', ...args], { cwd });

interface Message {
  readonly severity: string;
}

const reported = (stdout: string): readonly { readonly messages: readonly Message[] }[] =>
  JSON.parse(stdout).issues;

describe('a check', () => {
  it('lists each change with place, what was and what is, and says how many there are', async () => {
    const { status, stdout, stderr } = await check(['issue.md'], scratchFolder({ 'issue.md': doubtful }));
    expect({ status, stdout }).toEqual({ status: 0, stdout: '' });
    expect(stderr).toMatch(/^issue\.md:3:11 note mark-normalised “,” → “，”/m);
    expect(stderr).toMatch(/^issue\.md:3:15 note mark-normalised “"” → 「“」/m);
    expect(stderr.trimEnd().split('\n').at(-1)).toMatch(
      /^issue\.md：1 版，\d+ 字，0 个错误，1 个警告，3 处改动$/,
    );
  });

  it('has the same errors and warnings as a build', async () => {
    const folder = scratchFolder(faulty);
    const [checked, built] = await Promise.all([
      check([...issues, '--json'], folder),
      runCommand(['build', ...issues, '--json', '-o', 'out/'], { cwd: folder }),
    ]);
    const troubles = reported(checked.stdout).map(({ messages }) =>
      messages.filter(({ severity }) => severity !== 'note'),
    );
    const told = reported(built.stdout).map(({ messages }) => messages);
    expect(troubles).toEqual(told);
    // What shows only when a picture is drawn, and what a proof reader asks, are among them.
    expect(JSON.stringify(told)).toContain('tall.svg');
    expect(JSON.stringify(told)).toContain('unbalanced-quote');
    // Each but the first has something to tell.
    expect(told.map((messages) => messages.length > 0)).toEqual(issues.map((_, index) => index > 0));
    expect([checked.status, built.status]).toEqual([1, 1]);
  });

  it('is one JSON object with --json, the notes in it', async () => {
    const folder = scratchFolder({ 'a.md': changed, 'b.md': missingPicture });
    const { status, stdout } = await check(['a.md', 'b.md', '--json'], folder);
    expect(status).toBe(1);
    const report = JSON.parse(stdout);
    expect(report).toMatchObject({
      version: manifest.version,
      issues: [
        {
          source: 'a.md',
          output: null,
          pages: 1,
          sha256: null,
          messages: [
            { code: 'mark-normalised', severity: 'note', file: 'a.md', line: 3, column: 7, endColumn: 8 },
          ],
        },
        { source: 'b.md', output: null, sha256: null, messages: [{ code: 'missing-image' }] },
      ],
    });
    expect(Object.keys(report.issues[0])).toEqual([
      'source',
      'output',
      'pages',
      'sha256',
      'characters',
      'messages',
    ]);
  });

  it('ends with 1 for errors, and with --strict for warnings, but not for changes', async () => {
    const folder = scratchFolder({ 'c.md': changed, 'd.md': doubtful, 'e.md': missingPicture });
    const status = async (...args: readonly string[]) => (await check(args, folder)).status;
    expect(await status('c.md', '--strict')).toBe(0);
    expect(await status('d.md')).toBe(0);
    expect(await status('d.md', '--strict')).toBe(1);
    expect(await status('c.md', 'e.md')).toBe(1);
  });

  it('has nothing to list where marks are left as they are', async () => {
    const kept = `---\ntypography: { normalise: false }\n---\n\n${changed}`;
    const { stderr } = await check(['issue.md'], scratchFolder({ 'issue.md': kept }));
    expect(stderr).not.toContain('note');
  });

  it('writes nothing, neither here nor where temporary files go', async () => {
    const folder = scratchFolder({ ...faulty, 'temporary/': '', 'plain.pdf': 'an earlier page' });
    const before = everything(folder);
    const env = { TMPDIR: join(folder, 'temporary') };
    await runCommand(['check', ...issues], { cwd: folder, env });
    expect(everything(folder)).toEqual(before);
  });

  it('works in a folder that may only be read', async () => {
    const folder = scratchFolder({ 'issue.md': changed });
    chmodSync(folder, 0o555);
    const told: string[] = [];
    const environment: CommandEnvironment = {
      version: '1',
      workingFolder: folder,
      now: '2026-01-02T03:04:05.000Z',
      cache: undefined,
      engine: 'v20',
      print: () => {},
      printMessage: (text) => told.push(text),
      whenInterrupted: () => () => {},
    };
    try {
      const status = await asNobody(async () => {
        expect(() => writeFileSync(join(folder, 'x'), '')).toThrow();
        return checkIssues({ issues: ['issue.md'], strict: true, json: false }, environment);
      });
      expect(status).toBe(0);
    } finally {
      chmodSync(folder, 0o755);
    }
    expect(told.join('\n')).not.toContain('error');
    expect(readdirSync(folder)).toEqual(['issue.md']);
  });
});

describe('a build', () => {
  it('does not list changes, in words or in JSON, nor stop for them', async () => {
    const folder = scratchFolder({ 'issue.md': changed });
    const { status, stdout, stderr } = await runCommand(['build', 'issue.md', '--strict', '--json'], {
      cwd: folder,
    });
    expect(status).toBe(0);
    expect(reported(stdout)[0]!.messages).toEqual([]);
    expect(stderr).not.toContain('note');
  });
});

/** Every file and folder with what can be seen of a write. */
function everything(folder: string): readonly string[] {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort();
  return ['.', ...names].map((name) => {
    const file = join(folder, name);
    const found = statSync(file);
    return `${name} ${found.mtimeMs} ${found.isFile() ? readFileSync(file, 'latin1') : ''}`;
  });
}
