import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { packageRoot } from '../../src/core/package-root.ts';
import { fontPath, readBundledFonts } from '../../src/fonts/bundled-fonts.ts';
import { runCommand } from '../support/run-command.ts';
import { scratchFolder } from '../support/scratch-folder.ts';

/** Makes a process fail when it loads fontkit. */
const forbid = `
const Module = require('node:module');
const load = Module._load;
Module._load = (name, ...more) => {
  if (name === 'fontkit') throw new Error('fontkit was loaded');
  return load(name, ...more);
};`;

const build = (issue: string, folder: string) =>
  runCommand(['build', issue, '-o', path.join(folder, 'issue.pdf')], {
    cwd: folder,
    env: { NODE_OPTIONS: `--require ${path.join(folder, 'forbid.cjs')}` },
  });

it('a page in bundled fonts is set and written without fontkit, which takes longer to load than the page takes', async () => {
  const folder = scratchFolder({ 'forbid.cjs': forbid });
  const { status, stderr } = await build(path.join(packageRoot, 'examples', 'lead', 'issue.md'), folder);
  expect(stderr).not.toContain('fontkit');
  expect(status).toBe(0);
});

it('a font of the author is opened by fontkit', async () => {
  const serif = readBundledFonts().find(({ name }) => name === 'Ma Shan Zheng')!;
  const issue = '---\nfonts:\n  song: own.ttf\n---\n\n# 食堂开张\n\n今天开张。\n';
  const folder = scratchFolder({
    'forbid.cjs': forbid,
    'own.ttf': readFileSync(fontPath(serif)),
    'issue.md': issue,
  });
  const { stderr, stdout } = await build(path.join(folder, 'issue.md'), folder);
  expect(`${stderr}${stdout}`).toContain('own.ttf');
});
