import { cpSync, mkdirSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import manifest from '../../package.json' with { type: 'json' };
import { runCommand } from '../support/run-command.ts';
import { scratchFolder } from '../support/scratch-folder.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const run = (args: readonly string[], env = {}) =>
  runCommand(args, { cwd: scratchFolder({ 'issue.md': '# 标题\n' }), env });

describe('a command line that is wrong', () => {
  it.each([
    ['no command that there is', ['print', 'issue.md']],
    ['an issue without a command', ['issue.md']],
    ['no issue', ['build']],
    ['no option that there is', ['build', '--frist', 'issue.md']],
    ['an option without its value', ['build', 'issue.md', '-o']],
    ['pages that are none', ['build', 'issue.md', '--pages', '2-1']],
    ['a profile that is none', ['build', 'issue.md', '--profile', 'web']],
    ['several issues into one file', ['build', 'issue.md', 'second.md', '-o', 'x.pdf']],
    ['the source as output', ['build', 'issue.md', '-o', 'issue.md']],
    ['one issue twice', ['build', 'issue.md', 'issue.md']],
    ['arguments where none belong', ['templates', 'tabloid']],
    ['a check of no issue', ['check']],
    ['a preflight of no file', ['preflight']],
    ['a check of an issue without a name', ['check', '']],
    ['a check that is to write', ['check', 'issue.md', '-o', 'x.pdf']],
    ['a command of later', ['preview', 'issue.md']],
    ['an option of later', ['build', 'issue.md', '--jobs']],
  ])('ends with 2, one line and the usage: %s', async (_, args) => {
    const { status, stdout, stderr } = await run(args);
    expect(status).toBe(2);
    expect(stdout).toBe('');
    const lines = stderr.trimEnd().split('\n');
    expect(lines).toHaveLength(2);
    expect(lines[1]).toContain('baoshan-news');
  });

  it.each(['noon', '-1', '1.5', '99999999999999'])(
    'knows that SOURCE_DATE_EPOCH=%s is no date',
    async (epoch) => {
      expect((await run(['build', 'issue.md'], { SOURCE_DATE_EPOCH: epoch })).status).toBe(2);
    },
  );

  it('with nothing at all shows the help', async () => {
    const { status, stderr } = await run([]);
    expect(status).toBe(2);
    expect(stderr).toContain('templates');
  });
});

describe('help', () => {
  it('names what works and nothing else', async () => {
    const { status, stdout } = await run(['--help']);
    expect(status).toBe(0);
    for (const command of ['build', 'check', 'preflight', 'templates', 'fonts'])
      expect(stdout).toContain(command);
    expect(stdout).not.toMatch(/preview|init\b/);
  });

  it('names the options of build and no later ones', async () => {
    const { status, stdout } = await run(['build', '--help']);
    expect(status).toBe(0);
    for (const option of ['--output', '--profile', '--pages', '--strict', '--json', '--quiet']) {
      expect(stdout).toContain(option);
    }
    for (const profile of ['print', 'proof', 'screen']) expect(stdout).toContain(profile);
    expect(stdout).not.toMatch(/--jobs|--shard/);
  });

  it('names the options of check', async () => {
    const { status, stdout } = await run(['check', '--help']);
    expect(status).toBe(0);
    for (const option of ['--strict', '--json']) expect(stdout).toContain(option);
    expect(stdout).not.toMatch(/--fix|--output|--quiet|--format/);
  });

  it('comes with a version', async () => {
    expect(await run(['--version'])).toMatchObject({
      status: 0,
      stdout: `${manifest.version}\n`,
      stderr: '',
    });
  });
});

describe('lists', () => {
  it('name the templates', async () => {
    const { status, stdout } = await run(['templates']);
    expect(status).toBe(0);
    expect(stdout).toMatch(/^tabloid\t275 × 390 mm\t/m);
  });

  it('name the fonts with roles, coverage and licence', async () => {
    const { status, stdout } = await run(['fonts']);
    expect(status).toBe(0);
    const song = stdout.split('\n').find((line) => line.startsWith('Noto Serif SC Regular\t'));
    expect(song?.split('\t')).toEqual(expect.arrayContaining(['song', 'OFL-1.1', 'GB 2312 6763/6763']));
  });
});

describe('a fault of the program', () => {
  it('ends with 70, its stack and a request to report it', async () => {
    // A house without its type case: no issue could have caused that.
    const house = scratchFolder();
    for (const part of ['bin', 'dist', 'templates', 'package.json']) {
      cpSync(join(root, part), join(house, part), { recursive: true });
    }
    symlinkSync(join(root, 'node_modules'), join(house, 'node_modules'));
    mkdirSync(join(house, 'fonts'));
    const { status, stdout, stderr } = await runCommand(['fonts'], {
      cwd: house,
      bin: join(house, 'bin/baoshan-news.js'),
    });
    expect(status).toBe(70);
    expect(stdout).toBe('');
    expect(stderr).toMatch(/^\s+at /m);
    expect(stderr).toContain(manifest.version);
  });
});

describe('the installed command', () => {
  it('is two lines that start the bundle', () => {
    const script = readFileSync(join(root, manifest.bin['baoshan-news']), 'utf8');
    expect(script.startsWith('#!/usr/bin/env node\n')).toBe(true);
  });
});
