import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { packProgram, runCommand } from '../support/run-command.ts';
import { scratchFolder } from '../support/scratch-folder.ts';

const ownModules = fileURLToPath(new URL('../../node_modules', import.meta.url));

/** Unpacks the program into node_modules, beside its dependencies, as npm does. Out: the path of the command. */
function unpackProgram(folder: string): string {
  execFileSync('tar', ['-xzf', packProgram(folder), '-C', join(folder, 'node_modules')]);
  for (const name of readdirSync(ownModules)) {
    if (!name.startsWith('.')) symlinkSync(join(ownModules, name), join(folder, 'node_modules', name));
  }
  symlinkSync('../package/bin/baoshan-news.js', join(folder, 'node_modules/.bin/baoshan-news'));
  return join(folder, 'node_modules/.bin/baoshan-news');
}

describe('the packed program', () => {
  it('contains all it needs to build an issue from another folder', async () => {
    const folder = scratchFolder({
      'node_modules/.bin/': '',
      'week/issue.md': '# 社区花园开门迎客\n\n居民自己动手。\n',
    });
    const { status, stderr } = await runCommand(['build', 'issue.md', '--quiet'], {
      cwd: join(folder, 'week'),
      bin: unpackProgram(folder),
    });
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(existsSync(join(folder, 'week/issue.pdf'))).toBe(true);
  });

  it('contains no sources, tests or examples', () => {
    const folder = scratchFolder();
    const names = execFileSync('tar', ['-tzf', packProgram(folder)], { encoding: 'utf8' })
      .trim()
      .split('\n');
    const tops = new Set(names.map((name) => name.split('/')[1]));
    expect([...tops].sort()).toEqual(
      ['LICENSE', 'README.md', 'bin', 'dist', 'fonts', 'package.json', 'templates', 'words'].sort(),
    );
  });
});
