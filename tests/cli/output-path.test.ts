import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { planOutputs } from '../../src/cli/output-path.ts';
import { scratchFolder } from '../support/scratch-folder.ts';

const folder = () =>
  scratchFolder({ 'issue.md': '', 'a/issue.md': '', 'b/issue.md': '', 'b/extra.markdown': '', 'out/': '' });

async function outputs(issues: readonly string[], option?: string, where = folder()) {
  const plan = await planOutputs(issues, option, where);
  return plan.ok ? plan.targets.map(({ output }) => output) : 'refused';
}

describe('planOutputs', () => {
  it.each([
    ['issue.md', 'issue.pdf'],
    ['./issue.md', './issue.pdf'],
    ['a/issue.md', 'a/issue.pdf'],
    ['b/extra.markdown', 'b/extra.pdf'],
    ['2022.07.15', '2022.07.15.pdf'],
  ])('puts the PDF of %s beside its source', async (issue, output) => {
    expect(await outputs([issue])).toEqual([output]);
  });

  it.each([
    ['to a file', 'x.pdf', 'x.pdf'],
    ['to a file in a folder that does not exist', 'new/x.pdf', 'new/x.pdf'],
    ['into an existing folder', 'out', 'out/issue.pdf'],
    ['into a folder marked by a trailing slash', 'new/', 'new/issue.pdf'],
  ])('-o writes %s', async (_, option, output) => {
    expect(await outputs(['a/issue.md'], option)).toEqual([output]);
  });

  it('gives proofs and screen PDFs their own endings', async () => {
    const named = async (profile: 'proof' | 'screen', option?: string) => {
      const plan = await planOutputs(['a/issue.md'], option, folder(), profile);
      return plan.ok && plan.targets.map(({ output }) => output);
    };
    expect(await named('proof')).toEqual(['a/issue.proof.pdf']);
    expect(await named('screen', 'out')).toEqual(['out/issue.screen.pdf']);
    expect(await named('screen', 'x.pdf')).toEqual(['x.pdf']);
  });

  it('writes several issues into one folder', async () => {
    expect(await outputs(['a/issue.md', 'b/extra.markdown'], 'new/')).toEqual([
      'new/issue.pdf',
      'new/extra.pdf',
    ]);
  });

  it.each([
    ['several issues into one file', ['a/issue.md', 'b/issue.md'], 'x.pdf'],
    ['two issues of one name into one folder', ['a/issue.md', 'b/issue.md'], 'out'],
    ['one issue twice', ['issue.md', './a/../issue.md'], undefined],
    ['the source itself', ['issue.md'], './a/../issue.md'],
    ['another source', ['issue.md', 'b/extra.markdown'], 'b/extra.markdown'],
    ['an empty name', ['issue.md'], ''],
  ])('rejects %s', async (_, issues, option) => {
    expect(await outputs(issues, option)).toBe('refused');
  });

  it('recognises the source behind a symbolic link', async () => {
    const where = folder();
    symlinkSync(join(where, 'issue.md'), join(where, 'link.pdf'));
    expect(await outputs(['issue.md'], 'link.pdf', where)).toBe('refused');
  });

  it.each(['', ' '])('rejects an issue with an empty name (%j)', async (name) => {
    expect(await planOutputs(['issue.md', name], undefined, scratchFolder())).toMatchObject({ ok: false });
  });
});
