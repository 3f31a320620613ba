import { chmodSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import manifest from '../../package.json' with { type: 'json' };
import { runCommand } from '../support/run-command.ts';
import { openProgram } from '../support/run-in-process.ts';
import { asNobody, scratchFolder } from '../support/scratch-folder.ts';

const runInProcess = openProgram();

const plain = '# 社区花园开门迎客\n\n居民自己动手，把一块空地种成了花园。\n';
/** Line 3 has two marks that are normalised and a word that is struck through. */
const doubtful = '# 社区花园开门迎客\n\n居民~~自己~~动手,把一块"空地"种成了花园。\n';
const changed = '# 社区花园开门迎客\n\n居民自己动手,把一块空地种成了花园。\n';
const missingPicture = '# 社区花园开门迎客\n\n居民自己动手。\n\n![门前的树](缺少.jpg)\n';

const drawing = (size: string, inside: string) =>
  `<svg xmlns="http://www.w3.org/2000/svg" ${size}>${inside}</svg>`;

/** Issues with faults of every kind, reported by different stages. */
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

const check = (args: readonly string[], cwd: string) => runInProcess(['check', ...args], { cwd });

interface Message {
  readonly severity: string;
}

const reported = (stdout: string): readonly { readonly messages: readonly Message[] }[] =>
  JSON.parse(stdout).issues;

describe('a check', () => {
  it('lists every change with its place, old and new text, and counts the changes', async () => {
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
      runInProcess(['build', ...issues, '--json', '-o', 'out/'], { cwd: folder }),
    ]);
    const messagesOfCheck = reported(checked.stdout).map(({ messages }) =>
      messages.filter(({ severity }) => severity !== 'note'),
    );
    const messagesOfBuild = reported(built.stdout).map(({ messages }) => messages);
    expect(messagesOfCheck).toEqual(messagesOfBuild);
    // They include a fault that is found only when a picture is drawn, and a doubt of the copy checks.
    expect(JSON.stringify(messagesOfBuild)).toContain('tall.svg');
    expect(JSON.stringify(messagesOfBuild)).toContain('unbalanced-quote');
    // Every issue but the first has a message.
    expect(messagesOfBuild.map((messages) => messages.length > 0)).toEqual(
      issues.map((_, index) => index > 0),
    );
    expect([checked.status, built.status]).toEqual([1, 1]);
  });

  it('is reported as one JSON object with --json, including notes', async () => {
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
      'unprinted',
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

  it('lists no changes if normalisation is turned off', async () => {
    const unchanged = `---\ntypography: { normalise: false }\n---\n\n${changed}`;
    const { stderr } = await check(['issue.md'], scratchFolder({ 'issue.md': unchanged }));
    expect(stderr).not.toContain('note');
  });

  it('writes nothing, neither in its folder nor in that of temporary files', async () => {
    const folder = scratchFolder({ ...faulty, 'temporary/': '', 'plain.pdf': 'an earlier page' });
    const before = everything(folder);
    const env = { TMPDIR: join(folder, 'temporary') };
    await runCommand(['check', ...issues], { cwd: folder, env });
    expect(everything(folder)).toEqual(before);
  });

  it('works in a folder without write permission', async () => {
    const folder = scratchFolder({ 'issue.md': changed });
    chmodSync(folder, 0o555);
    try {
      const { status, stderr } = await asNobody(async () => {
        expect(() => writeFileSync(join(folder, 'x'), '')).toThrow();
        return check(['issue.md', '--strict'], folder);
      });
      expect(status).toBe(0);
      expect(stderr).not.toContain('error');
    } finally {
      chmodSync(folder, 0o755);
    }
    expect(readdirSync(folder)).toEqual(['issue.md']);
  });
});

describe('a build', () => {
  it('does not report changes, as text or JSON, and does not fail because of them', async () => {
    const folder = scratchFolder({ 'issue.md': changed });
    const { status, stdout, stderr } = await runInProcess(['build', 'issue.md', '--strict', '--json'], {
      cwd: folder,
    });
    expect(status).toBe(0);
    expect(reported(stdout)[0]!.messages).toEqual([]);
    expect(stderr).not.toContain('note');
  });
});

/** Every file and folder, with its time of modification and its content. */
function everything(folder: string): readonly string[] {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort();
  return ['.', ...names].map((name) => {
    const file = join(folder, name);
    const found = statSync(file);
    return `${name} ${found.mtimeMs} ${found.isFile() ? readFileSync(file, 'latin1') : ''}`;
  });
}
