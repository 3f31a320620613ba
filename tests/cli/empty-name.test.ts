import { expect, test } from 'vitest';
import { planOutputs } from '../../src/cli/output-path.ts';
import { scratchFolder } from '../support/scratch-folder.ts';

test.each(['', ' '])('a name of nothing (%j) is a wrong command line', async (name) => {
  expect(await planOutputs(['issue.md', name], undefined, scratchFolder())).toMatchObject({ ok: false });
});
