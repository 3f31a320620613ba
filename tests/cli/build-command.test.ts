import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { closeSync, existsSync, openSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import manifest from '../../package.json' with { type: 'json' };
import { drawings, photograph, randomNumbers, render } from '../pictures/kinds.ts';
import { pdfText } from '../support/pdf-text.ts';
import { runCommand } from '../support/run-command.ts';
import { openProgram } from '../support/run-in-process.ts';
import { scratchFolder } from '../support/scratch-folder.ts';

const runInProcess = openProgram();

const plain = '# 社区花园开门迎客\n\n居民自己动手，把一块空地种成了花园。\n';
/** An unknown key on line 2, a missing picture on line 7. */
const faulty = '---\ntemplat: tabloid\n---\n\n# 社区花园开门迎客\n\n![门前的树](缺少.jpg)\n';
const missingPicture = '# 社区花园开门迎客\n\n居民自己动手。\n\n![门前的树](缺少.jpg)\n';
/** Struck-through text is printed as plain text, with a warning. */
const doubtful = '# 社区花园开门迎客\n\n居民~~自己~~动手，把一块空地种成了花园。\n';
/** An article of several pages. */
const long = `# 社区花园开门迎客\n\n${'居民自己动手，把一块空地种成了花园，四季都有人来看花。\n\n'.repeat(400)}`;

const drawing =
  '<svg xmlns="http://www.w3.org/2000/svg" width="400" height="300"><rect width="400" height="300" fill="#888"/></svg>';

const build = (args: readonly string[], cwd: string) => runInProcess(['build', ...args], { cwd });
/** The same in a new process. */
const spawnBuild = (args: readonly string[], options: Parameters<typeof runCommand>[1]) =>
  runCommand(['build', ...args], options);

const isPdf = (file: string) => readFileSync(file).subarray(0, 5).toString('latin1') === '%PDF-';

describe('an issue without faults', () => {
  it('is written beside its source, and the summary says so', async () => {
    const folder = scratchFolder({ 'issue.md': plain });
    const { status, stdout, stderr } = await spawnBuild(['issue.md'], { cwd: folder });
    expect({ status, stdout }).toEqual({ status: 0, stdout: '' });
    expect(stderr.trimEnd().split('\n')).toHaveLength(1);
    expect(stderr).toContain('issue.pdf');
    expect(isPdf(join(folder, 'issue.pdf'))).toBe(true);
    expect(readdirSync(folder).sort()).toEqual(['issue.md', 'issue.pdf']);
  });

  it('is built from another folder, into a folder that does not exist', async () => {
    const folder = scratchFolder({
      'week/issue.md': `${plain}\n![](树.svg)\n`,
      'week/树.svg': drawing,
      'desk/': '',
    });
    const { status } = await build(['../week/issue.md', '-o', 'out/today/'], join(folder, 'desk'));
    expect(status).toBe(0);
    expect(isPdf(join(folder, 'desk/out/today/issue.pdf'))).toBe(true);
  });

  it('prints nothing with --quiet', async () => {
    expect(await build(['issue.md', '--quiet'], scratchFolder({ 'issue.md': plain }))).toMatchObject({
      status: 0,
      stdout: '',
      stderr: '',
    });
  });

  it('is reported as one JSON object with --json', async () => {
    const folder = scratchFolder({ 'issue.md': plain });
    const { status, stdout } = await build(['issue.md', '--json'], folder);
    expect(status).toBe(0);
    const sha256 = createHash('sha256')
      .update(readFileSync(join(folder, 'issue.pdf')))
      .digest('hex');
    expect(JSON.parse(stdout)).toEqual({
      version: manifest.version,
      issues: [
        {
          source: 'issue.md',
          output: 'issue.pdf',
          pages: 1,
          sha256,
          characters: expect.any(Number),
          unprinted: { markup: [], pages: [] },
          messages: [],
        },
      ],
    });
  });

  it('gives the same bytes in every folder, locale and time zone', async () => {
    const places = [
      { TZ: 'UTC', LC_ALL: 'C' },
      { TZ: 'Asia/Shanghai', LC_ALL: 'zh_CN.UTF-8' },
    ];
    const pdfs = [];
    for (const place of places) {
      const folder = scratchFolder({ 'issue.md': plain });
      await spawnBuild(['issue.md'], { cwd: folder, env: { ...place, SOURCE_DATE_EPOCH: '1657843200' } });
      pdfs.push(readFileSync(join(folder, 'issue.pdf')));
    }
    expect(pdfs[0]!.equals(pdfs[1]!)).toBe(true);
  });

  it('is written even if stdout and stderr are closed', async () => {
    const folder = scratchFolder({ 'issue.md': doubtful });
    const bin = fileURLToPath(new URL('../../bin/baoshan-news.js', import.meta.url));
    const child = spawn(process.execPath, [bin, 'build', 'issue.md', '--json'], { cwd: folder });
    child.stdout.destroy();
    child.stderr.destroy();
    const status = await new Promise((resolve) => child.on('exit', resolve));
    expect(status).toBe(0);
    expect(isPdf(join(folder, 'issue.pdf'))).toBe(true);
  });

  // This device exists on Linux only.
  it.runIf(existsSync('/dev/full'))('ends with 1 if its output is lost on a full disk', async () => {
    const folder = scratchFolder({ 'issue.md': doubtful });
    const bin = fileURLToPath(new URL('../../bin/baoshan-news.js', import.meta.url));
    const full = openSync('/dev/full', 'w');
    const child = spawn(process.execPath, [bin, 'build', 'issue.md', '--json'], {
      cwd: folder,
      stdio: ['ignore', full, 'ignore'],
    });
    const status = await new Promise((resolve) => child.on('exit', resolve));
    closeSync(full);
    expect(status).toBe(1);
    expect(isPdf(join(folder, 'issue.pdf'))).toBe(true);
  });
});

describe('an issue with errors', () => {
  it('ends with 1, prints the place with the source line, and writes nothing', async () => {
    const folder = scratchFolder({ 'issue.md': missingPicture });
    const { status, stdout, stderr } = await spawnBuild(['issue.md'], { cwd: folder });
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
    const [head, source, carets] = stderr.split('\n');
    expect(head).toMatch(/^issue\.md:5:1 error missing-image ./);
    expect(source).toContain('![门前的树](缺少.jpg)');
    expect(carets).toMatch(/^ +\| \^+$/);
    expect(readdirSync(folder)).toEqual(['issue.md']);
  });

  it('does not change an earlier PDF', async () => {
    const folder = scratchFolder({ 'issue.md': missingPicture, 'issue.pdf': 'an earlier page' });
    expect((await build(['issue.md'], folder)).status).toBe(1);
    expect(readFileSync(join(folder, 'issue.pdf'), 'utf8')).toBe('an earlier page');
    expect(readdirSync(folder).sort()).toEqual(['issue.md', 'issue.pdf']);
  });

  it('reports all errors in one run, including that of the output', async () => {
    const folder = scratchFolder({ 'issue.md': faulty, taken: 'a file' });
    const { status, stderr } = await build(['issue.md', '-o', 'taken/issue.pdf'], folder);
    expect(status).toBe(1);
    expect(stderr).toMatch(/^issue\.md:2:1 error unknown-key /m);
    expect(stderr).toMatch(/^issue\.md:7:1 error missing-image /m);
    expect(stderr).toMatch(/^taken\/issue\.pdf error output-unwritable /m);
  });

  it('reports file names as they were typed', async () => {
    const folder = scratchFolder({ 'week/issue.md': missingPicture, 'desk/': '' });
    const { stderr } = await build(['../week/issue.md'], join(folder, 'desk'));
    expect(stderr).toMatch(/^\.\.\/week\/issue\.md:5:1 error missing-image /);
  });

  it('is reported in JSON with null values', async () => {
    const { status, stdout } = await build(
      ['issue.md', '--json'],
      scratchFolder({ 'issue.md': missingPicture }),
    );
    expect(status).toBe(1);
    expect(JSON.parse(stdout).issues).toMatchObject([
      {
        source: 'issue.md',
        output: null,
        pages: null,
        sha256: null,
        messages: [
          { code: 'missing-image', severity: 'error', file: 'issue.md', line: 5, column: 1, endLine: 5 },
        ],
      },
    ]);
  });

  it.each([
    ['does not exist', 'nothing.md'],
    ['is a folder', 'folder'],
    ['is in a folder that is a file', 'issue.md/issue.md'],
  ])('ends with 1 if its file %s', async (_, issue) => {
    const { status, stderr } = await build([issue], scratchFolder({ 'issue.md': plain, 'folder/': '' }));
    expect(status).toBe(1);
    expect(stderr.split('\n')[0]).toMatch(
      new RegExp(`^${issue.replace('.', '\\.')} error issue-unreadable `),
    );
  });

  it('does not prevent other issues from being built', async () => {
    const folder = scratchFolder({ 'a.md': missingPicture, 'b.md': plain });
    const { status, stdout } = await build(['a.md', 'b.md', '--json', '-o', 'out/'], folder);
    expect(status).toBe(1);
    expect(JSON.parse(stdout).issues).toMatchObject([
      { source: 'a.md', output: null },
      { source: 'b.md', output: 'out/b.pdf' },
    ]);
    expect(readdirSync(join(folder, 'out'))).toEqual(['b.pdf']);
  });
});

describe('an issue with warnings', () => {
  it('is written', async () => {
    const folder = scratchFolder({ 'issue.md': doubtful });
    const { status, stderr } = await build(['issue.md', '--quiet'], folder);
    expect(status).toBe(0);
    expect(stderr).toMatch(/^issue\.md:3:3 warning strikethrough-kept /);
    expect(existsSync(join(folder, 'issue.pdf'))).toBe(true);
  });

  it('is not written with --strict', async () => {
    const folder = scratchFolder({ 'issue.md': doubtful });
    const { status, stderr } = await build(['issue.md', '--strict'], folder);
    expect(status).toBe(1);
    expect(stderr).toMatch(/^issue\.md:3:3 warning strikethrough-kept /);
    expect(readdirSync(folder)).toEqual(['issue.md']);
  });
});

describe('--marks and --no-marks', () => {
  const paper = async (args: readonly string[], header = '') => {
    const folder = scratchFolder({ 'issue.md': header + plain });
    expect(await build(['issue.md', ...args], folder)).toMatchObject({ status: 0 });
    return /\/MediaBox \[0 0 ([\d.]+) /.exec(pdfText(readFileSync(join(folder, 'issue.pdf'))))![1];
  };
  const trim = '779.528';
  const withSlug = '847.559';

  it('override the issue and its template', async () => {
    expect(await paper([])).toBe(withSlug);
    expect(await paper(['--no-marks'])).toBe(trim);
    const without = '---\nprint: { marks: false }\n---\n\n';
    expect(await paper([], without)).toBe(trim);
    expect(await paper(['--marks'], without)).toBe(withSlug);
  });
});

describe('--pages', () => {
  const pagesOf = async (args: readonly string[], folder: string) =>
    JSON.parse((await build(['issue.md', '--json', ...args], folder)).stdout).issues[0].pages;

  it('writes the requested pages', async () => {
    const folder = scratchFolder({ 'issue.md': long });
    expect(await pagesOf([], folder)).toBeGreaterThan(2);
    expect(await pagesOf(['--pages', '1,3'], folder)).toBe(2);
    expect(await pagesOf(['--pages', '2-3'], folder)).toBe(2);
  });

  it('is an error if a page does not exist', async () => {
    const folder = scratchFolder({ 'issue.md': plain });
    const { status, stderr } = await build(['issue.md', '--pages', '1-2'], folder);
    expect(status).toBe(1);
    expect(stderr).toMatch(/^issue\.md error page-missing /);
    expect(readdirSync(folder)).toEqual(['issue.md']);
  });
});

describe('the output', () => {
  it('must not overwrite a picture of the issue', async () => {
    const folder = scratchFolder({ 'issue.md': `${plain}\n![门前的树](树.svg)\n`, '树.svg': drawing });
    const { status, stderr } = await build(['issue.md', '-o', '树.svg'], folder);
    expect(status).toBe(1);
    expect(stderr).toMatch(/^树\.svg error output-is-input /m);
    expect(readFileSync(join(folder, '树.svg'), 'utf8')).toBe(drawing);
  });

  it.each(['/dev/null', '/proc/issue.pdf'])('is reported if it cannot be written: %s', async (output) => {
    const { status, stderr } = await build(['issue.md', '-o', output], scratchFolder({ 'issue.md': plain }));
    expect(status).toBe(1);
    expect(stderr).toMatch(new RegExp(`^${output.replace('.', '\\.')} error output-unwritable `));
  });

  it('is the earlier file or the new one, whenever the program is interrupted', async () => {
    const folder = scratchFolder({ 'issue.md': long, 'issue.pdf': 'an earlier page' });
    const started = performance.now();
    await spawnBuild(['issue.md', '-o', 'whole/'], { cwd: folder });
    const whole = performance.now() - started;
    for (const part of [0.1, 0.3, 0.5, 0.7, 0.85, 0.95, 0.97, 0.99, 1]) {
      const interruptAfter = part * whole;
      const { status, signal } = await spawnBuild(['issue.md'], { cwd: folder, interruptAfter });
      expect(signal === 'SIGINT' || status === 0).toBe(true);
      expect(readdirSync(folder).sort()).toEqual(['issue.md', 'issue.pdf', 'whole']);
      const content = readFileSync(join(folder, 'issue.pdf'), 'latin1');
      expect(content.startsWith('%PDF-') ? content.includes('%%EOF') : content === 'an earlier page').toBe(
        true,
      );
    }
  });
});

describe('--explain', () => {
  const issue = `# 花园\n\n${'居民自己动手，把一块空地种成了花园，四季都有人来看花。\n\n'.repeat(30)}![花园](garden.jpg)\n`;
  const size = { width: 1500, height: 1013 };

  it('lists the photographs that are cropped, and by how much', async () => {
    const garden = await photograph(size, randomNumbers(3)).jpeg().toBuffer();
    const folder = scratchFolder({ 'issue.md': issue, 'garden.jpg': garden });
    const { status, stderr } = await build(['issue.md', '--explain'], folder);
    expect(status).toBe(0);
    expect(stderr).toMatch(/^issue\.md:63:1 note photo-cropped .*第 1 版.*裁去 [\d.]+%/m);
    expect((await build(['issue.md'], folder)).stderr).not.toContain('photo-cropped');
    expect((await runInProcess(['check', 'issue.md'], { cwd: folder })).stderr).toContain('photo-cropped');
  });

  it('lists no drawing: it is whole', async () => {
    const chart = drawings['a bar chart']!(size, randomNumbers(3));
    const folder = scratchFolder({
      'issue.md': issue,
      'garden.jpg': await render(size, chart).jpeg().toBuffer(),
    });
    const { status, stderr } = await build(['issue.md', '--explain'], folder);
    expect(status).toBe(0);
    expect(stderr).not.toContain('photo-cropped');
  });
});
