import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { pdfText } from '../support/pdf-text.ts';
import { openProgram } from '../support/run-in-process.ts';
import { scratchFolder } from '../support/scratch-folder.ts';

const runInProcess = openProgram();

const doubtful = '# 社区花园开门迎客\n\n居民~~自己~~动手，把一块空地种成了花园。\n';
const long = `# 社区花园开门迎客\n\n${'居民自己动手，把一块空地种成了花园，四季都有人来看花。\n\n'.repeat(250)}`;

const build = (args: readonly string[], cwd: string) =>
  runInProcess(['build', 'issue.md', '--quiet', ...args], { cwd, sourceDateEpoch: '1772755200' });
const pagesOf = (file: string): number => pdfText(readFileSync(file)).match(/\/Type \/Page\b/g)?.length ?? 0;

describe('--profile', () => {
  it('writes each kind of file under its own name, with the same bytes every time', async () => {
    const folder = scratchFolder({ 'issue.md': doubtful });
    const kinds = [[], ['--profile', 'proof'], ['--profile', 'screen']];
    for (const kind of kinds) expect((await build(kind, folder)).status).toBe(0);
    const names = ['issue.pdf', 'issue.proof.pdf', 'issue.screen.pdf'];
    expect(readdirSync(folder).sort()).toEqual(['issue.md', ...names]);
    const before = names.map((name) => readFileSync(join(folder, name)));
    for (const kind of kinds) await build(kind, folder);
    for (const [index, name] of names.entries()) {
      expect(readFileSync(join(folder, name)).equals(before[index]!)).toBe(true);
    }
  });

  it('lists the messages of a proof on a further page, which is not counted', async () => {
    const folder = scratchFolder({ 'issue.md': doubtful });
    const { stdout } = await build(['--profile', 'proof', '--json'], folder);
    expect(JSON.parse(stdout).issues[0].pages).toBe(1);
    expect(pagesOf(join(folder, 'issue.proof.pdf'))).toBe(2);
  });

  it('writes a proof of an issue with errors, and still ends with 1', async () => {
    const folder = scratchFolder({ 'issue.md': `${doubtful}\n![花园一角](没有.jpg "摄影 林木")\n` });
    const { status, stdout } = await build(['--profile', 'proof', '--json'], folder);
    expect(status).toBe(1);
    const [issue] = JSON.parse(stdout).issues;
    expect(issue.messages.map(({ code }: { code: string }) => code)).toContain('missing-image');
    expect(issue.output).toBe('issue.proof.pdf');
    expect(pagesOf(join(folder, 'issue.proof.pdf'))).toBe(2);
    for (const kind of [[], ['--profile', 'screen']]) {
      expect((await build(kind, folder)).status).toBe(1);
    }
    expect(readdirSync(folder).sort()).toEqual(['issue.md', 'issue.proof.pdf']);
  });

  it('counts the errors on a proof in the summary', async () => {
    const folder = scratchFolder({ 'issue.md': `${doubtful}\n![花园一角](没有.jpg)\n` });
    const setting = { cwd: folder, sourceDateEpoch: '1772755200' };
    const { stderr } = await runInProcess(['build', 'issue.md', '--profile', 'proof'], setting);
    expect(stderr.trim().split('\n').at(-1)).toMatch(/^issue\.proof\.pdf：1 版，\d+ 字，1 个错误，1 个警告$/);
  });

  it('writes a proof with warnings for --strict, and still ends with 1', async () => {
    const folder = scratchFolder({ 'issue.md': doubtful });
    expect((await build(['--profile', 'proof', '--strict'], folder)).status).toBe(1);
    expect(readdirSync(folder)).toContain('issue.proof.pdf');
  });

  it('writes no proof if the request itself is wrong', async () => {
    const folder = scratchFolder({ 'issue.md': doubtful });
    expect((await build(['--profile', 'proof', '--pages', '7'], folder)).status).toBe(1);
    expect((await build(['--profile', 'proof', '-o', 'issue.md/x.pdf'], folder)).status).toBe(1);
    expect(readdirSync(folder)).toEqual(['issue.md']);
  });

  it.each(['proof', 'screen'])('rejects --marks for a %s', async (profile) => {
    const folder = scratchFolder({ 'issue.md': doubtful });
    const { status, stderr } = await build(['--profile', profile, '--marks'], folder);
    expect(status).toBe(2);
    expect(stderr).toContain('--marks');
    expect((await build(['--profile', profile, '--no-marks'], folder)).status).toBe(0);
  });

  it.each(['proof', 'screen'])('writes only the requested pages of a %s', async (profile) => {
    const folder = scratchFolder({ 'issue.md': long });
    await build(['--profile', profile, '--pages', '2', '-o', 'x.pdf'], folder);
    expect(pagesOf(join(folder, 'x.pdf'))).toBe(1);
  });
});
