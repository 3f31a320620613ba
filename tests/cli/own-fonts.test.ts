import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { fontPath, readTypeCase } from '../../src/assets/type-case.ts';
import { runCommand } from '../support/run-command.ts';
import { scratchFolder } from '../support/scratch-folder.ts';

// pdfkit knows fonts by their own names, which a file and its copy share.
it('embeds a font of the author’s, its copy and the same font of the type case each by itself', async () => {
  const font = readFileSync(fontPath(readTypeCase().find(({ name }) => name === 'Noto Serif SC Regular')!));
  const fonts = 'fonts:\n  hei-bold: a.ttf\n  song-black: b.ttf\n';
  const folder = scratchFolder({
    'a.ttf': font,
    'b.ttf': font,
    'issue.md': `---\n${fonts}---\n\n# 社区食堂开张\n\n今天**开张**，大家来吃饭。\n`,
  });
  const { status, stderr } = await runCommand(['build', 'issue.md', '-o', 'issue.pdf'], { cwd: folder });
  expect(stderr).not.toContain('taken for another');
  expect(status).toBe(0);
  const file = readFileSync(path.join(folder, 'issue.pdf'), 'latin1');
  const descriptors = file.match(/\/FontName \/\w+\+NotoSerifSC-Regular\b/g) ?? [];
  expect(new Set(descriptors).size).toBe(3);
});
