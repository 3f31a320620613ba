import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { fontPath, readBundledFonts } from '../../src/fonts/bundled-fonts.ts';
import { openProgram } from '../support/run-in-process.ts';
import { scratchFolder } from '../support/scratch-folder.ts';

const runInProcess = openProgram();
const fileOf = (name: string) =>
  readFileSync(fontPath(readBundledFonts().find((font) => font.name === name)!));

/** Builds an issue with a font of the author: no Greek, few Han. Out: the messages of the substituted fonts. */
async function build(fonts: string, copy: string) {
  const folder = scratchFolder({
    'own.ttf': fileOf('Source Serif 4 Regular Italic'),
    'brush.ttf': fileOf('Ma Shan Zheng'),
    'issue.md': `---\nfonts:\n${fonts}---\n\n# 社区食堂开张\n\n${copy}\n`,
  });
  const { status, stdout } = await runInProcess(['build', 'issue.md', '-o', 'issue.pdf', '--json'], {
    cwd: folder,
  });
  expect(status).toBe(0);
  const { issues } = JSON.parse(stdout) as {
    issues: { messages: { code: string; line: number; column: number; text: string }[] }[];
  };
  return issues[0]!.messages.filter(({ code }) => code === 'font-substituted');
}

describe('characters that an author’s font lacks', () => {
  it('come from the font that it replaces, and are reported once, at the first', async () => {
    const messages = await build('  song: brush.ttf\n', '今天开张，Ωmega 与 Ω 各一。\n\n又见 Ω。');
    expect(messages).toHaveLength(1);
    expect(messages[0]).toMatchObject({ line: 8, column: 6 });
    expect(messages[0]!.text).toContain('Noto Serif SC Regular');
    expect(messages[0]!.text).toContain('1 个字：Ω');
  });

  it('are not reported if they are emoji, which no text font has', async () => {
    expect(await build('  song: brush.ttf\n', '今天开张👉欢迎⏰。')).toEqual([]);
  });

  it('are reported for each font that sets them', async () => {
    // 𠮷 is in the Kai alone.
    const messages = await build('  song: brush.ttf\n', '今天 Ω，𠮷。');
    expect(messages.map(({ text }) => /改用 (.*)$/.exec(text)![1])).toEqual([
      'Noto Serif SC Regular',
      'LXGW WenKai Regular',
    ]);
  });

  it('are reported where the font is named if they are words of the template', async () => {
    const messages = await build('  hei-bold: own.ttf\n', '今天开张。');
    expect(messages).toMatchObject([{ line: 3, column: 13 }]);
    expect(messages[0]!.text).toContain('自家门口');
  });

  it('have the weight of the font that it replaces', async () => {
    const messages = await build('  song-black: brush.ttf\n  song-bold: brush.ttf\n', '今天开张。\n\n# Ω 字');
    expect(messages.map(({ text }) => text).join()).toMatch(/Noto Serif SC (?:Black|Bold)/);
  });
});
