import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { fontPath, readTypeCase } from '../../src/assets/type-case.ts';
import { pdfText } from '../support/pdf-text.ts';
import { runCommand } from '../support/run-command.ts';
import { scratchFolder } from '../support/scratch-folder.ts';

// A file and its copy share the font's own name.
it('embeds a font of the author’s, its copy and the same font of the type case each by itself', async () => {
  const font = readFileSync(fontPath(readTypeCase().find(({ name }) => name === 'Noto Serif SC Regular')!));
  const fonts = 'fonts:\n  hei-bold: a.ttf\n  song-black: b.ttf\n';
  const folder = scratchFolder({
    'a.ttf': font,
    'b.ttf': font,
    'issue.md': `---\n${fonts}---\n\n# 社区食堂开张\n\n今天**开张**，大家来吃饭。\n`,
  });
  const { status, stderr } = await runCommand(['build', 'issue.md', '-o', 'issue.pdf'], { cwd: folder });
  expect({ status, stderr }).toMatchObject({ status: 0 });
  const file = pdfText(readFileSync(path.join(folder, 'issue.pdf')));
  const descriptors = file.match(/\/FontName \/\w+\+NotoSerifSC-Regular\b/g) ?? [];
  expect(new Set(descriptors).size).toBe(3);
});
