import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { packProgram } from '../support/run-command.ts';
import { scratchFolder } from '../support/scratch-folder.ts';

describe('the tarball', () => {
  it('installs from the registry and builds with npx', () => {
    const folder = scratchFolder({
      'package.json': '{ "private": true }',
      'week/issue.md': '# 社区花园开门迎客\n\n居民自己动手。\n',
    });
    execFileSync('npm', ['install', '--no-audit', '--no-fund', packProgram(folder)], {
      cwd: folder,
      stdio: 'pipe',
    });
    execFileSync('npx', ['--no-install', 'baoshan-news', 'build', 'week/issue.md'], {
      cwd: folder,
      stdio: 'pipe',
    });
    expect(existsSync(join(folder, 'week/issue.pdf'))).toBe(true);
  });
});
