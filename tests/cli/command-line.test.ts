import { cpSync, mkdirSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import manifest from '../../package.json' with { type: 'json' };
import { runCommand } from '../support/run-command.ts';
import { openProgram } from '../support/run-in-process.ts';
import { scratchFolder } from '../support/scratch-folder.ts';

const runInProcess = openProgram();

const root = fileURLToPath(new URL('../..', import.meta.url));
const folder = () => scratchFolder({ 'issue.md': '# 标题\n' });
const run = (args: readonly string[]) => runInProcess(args, { cwd: folder() });

describe('a wrong command line', () => {
  it.each([
    ['an unknown command', ['print', 'issue.md']],
    ['an issue without a command', ['issue.md']],
    ['no issue', ['build']],
    ['an unknown option', ['build', '--frist', 'issue.md']],
    ['an option without its value', ['build', 'issue.md', '-o']],
    ['an invalid list of pages', ['build', 'issue.md', '--pages', '2-1']],
    ['an unknown profile', ['build', 'issue.md', '--profile', 'web']],
    ['several issues into one file', ['build', 'issue.md', 'second.md', '-o', 'x.pdf']],
    ['the source as output', ['build', 'issue.md', '-o', 'issue.md']],
    ['one issue twice', ['build', 'issue.md', 'issue.md']],
    ['an argument of a command without arguments', ['templates', 'tabloid']],
    ['a check without an issue', ['check']],
    ['a preflight without a file', ['preflight']],
    ['a check of an empty name', ['check', '']],
    ['an output of a check', ['check', 'issue.md', '-o', 'x.pdf']],
    ['a command that does not exist yet', ['preview', 'issue.md']],
    ['an option that does not exist yet', ['build', 'issue.md', '--jobs']],
  ])('ends with 2, one line and the usage: %s', async (_, args) => {
    const { status, stdout, stderr } = await run(args);
    expect(status).toBe(2);
    expect(stdout).toBe('');
    const lines = stderr.trimEnd().split('\n');
    expect(lines).toHaveLength(2);
    expect(lines[1]).toContain('baoshan-news');
  });

  it.each(['noon', '-1', '1.5', '99999999999999'])(
    'includes the invalid date SOURCE_DATE_EPOCH=%s',
    async (epoch) => {
      const options = { cwd: folder(), sourceDateEpoch: epoch };
      expect((await runInProcess(['build', 'issue.md'], options)).status).toBe(2);
    },
  );

  it('without arguments shows the help', async () => {
    const { status, stderr } = await runCommand([], { cwd: folder() });
    expect(status).toBe(2);
    expect(stderr).toContain('templates');
  });
});

describe('help', () => {
  it('names the existing commands and no others', async () => {
    const { status, stdout } = await run(['--help']);
    expect(status).toBe(0);
    for (const command of ['build', 'check', 'preflight', 'templates', 'fonts'])
      expect(stdout).toContain(command);
    expect(stdout).not.toMatch(/preview|init\b/);
  });

  it('names the existing options of build and no others', async () => {
    const { status, stdout } = await run(['build', '--help']);
    expect(status).toBe(0);
    for (const option of ['--output', '--profile', '--pages', '--explain', '--strict', '--json', '--quiet']) {
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

  it('has a version', async () => {
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

describe('a bug of the program', () => {
  it('ends with 70, a stack and a request to report it', async () => {
    // An installation without its fonts: no issue can cause that.
    const installation = scratchFolder();
    for (const part of ['bin', 'dist', 'templates', 'package.json']) {
      cpSync(join(root, part), join(installation, part), { recursive: true });
    }
    symlinkSync(join(root, 'node_modules'), join(installation, 'node_modules'));
    mkdirSync(join(installation, 'fonts'));
    const { status, stdout, stderr } = await runCommand(['fonts'], {
      cwd: installation,
      bin: join(installation, 'bin/baoshan-news.js'),
    });
    expect(status).toBe(70);
    expect(stdout).toBe('');
    expect(stderr).toMatch(/^\s+at /m);
    expect(stderr).toContain(manifest.version);
  });
});

describe('the installed command', () => {
  it('begins with a line that starts Node', () => {
    const script = readFileSync(join(root, manifest.bin['baoshan-news']), 'utf8');
    expect(script.startsWith('#!/usr/bin/env node\n')).toBe(true);
  });
});
