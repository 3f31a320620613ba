import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { runCommand } from '../support/run-command.ts';
import { scratchFolder } from '../support/scratch-folder.ts';

const doubtful = '# 社区花园开门迎客\n\n居民~~自己~~动手，把一块空地种成了花园。\n';
const long = `# 社区花园开门迎客\n\n${'居民自己动手，把一块空地种成了花园，四季都有人来看花。\n\n'.repeat(250)}`;

const build = (args: readonly string[], cwd: string) =>
  runCommand(['build', 'issue.md', '--quiet', ...args], { cwd, env: { SOURCE_DATE_EPOCH: '1772755200' } });
const pagesOf = (file: string): number => readFileSync(file, 'latin1').match(/\/Type \/Page\n/g)?.length ?? 0;

describe('--profile', () => {
  it('writes each kind of file under its own name, with the same bytes each time', async () => {
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

  it('lists the troubles of a proof on a page after the newspaper, which it does not count', async () => {
    const folder = scratchFolder({ 'issue.md': doubtful });
    const { stdout } = await build(['--profile', 'proof', '--json'], folder);
    expect(JSON.parse(stdout).issues[0].pages).toBe(1);
    expect(pagesOf(join(folder, 'issue.proof.pdf'))).toBe(2);
  });

  it.each(['proof', 'screen'])('gives of a %s the pages that were asked for', async (profile) => {
    const folder = scratchFolder({ 'issue.md': long });
    await build(['--profile', profile, '--pages', '2', '-o', 'x.pdf'], folder);
    expect(pagesOf(join(folder, 'x.pdf'))).toBe(1);
  });
});
