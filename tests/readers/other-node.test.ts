import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { fetchNode, runCommand } from '../support/run-command.ts';
import { scratchFolder } from '../support/scratch-folder.ts';

async function pdfOf(node: string): Promise<Buffer> {
  const folder = scratchFolder({
    'issue.md': '# 社区花园开门迎客\n\n居民自己动手，把一块空地种成了花园。\n',
  });
  const { status, stderr } = await runCommand(['build', 'issue.md', '--quiet'], {
    cwd: folder,
    node,
    env: { SOURCE_DATE_EPOCH: '1657843200' },
  });
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  return readFileSync(join(folder, 'issue.pdf'));
}

describe.each([22, 24])('Node %i', (major) => {
  it('builds the same page as ours', async () => {
    const node = fetchNode(`${major}`);
    expect(execFileSync(node, ['--version'], { encoding: 'utf8' })).toMatch(new RegExp(`^v${major}\\.`));
    const theirs = await pdfOf(node);
    // zlib may pack differently from one Node to the next; what is packed is the same size to a hair.
    expect(theirs.length / (await pdfOf(process.execPath)).length).toBeCloseTo(1, 1);
  });
});
