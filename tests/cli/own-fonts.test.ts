import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { fontPath, readBundledFonts } from '../../src/fonts/bundled-fonts.ts';
import { pdfText } from '../support/pdf-text.ts';
import { openProgram } from '../support/run-in-process.ts';
import { scratchFolder } from '../support/scratch-folder.ts';

const runInProcess = openProgram();

// A font file and its copy have the same font name.
it('embeds a font of the author, a copy of it and the same bundled font as three fonts', async () => {
  const font = readFileSync(
    fontPath(readBundledFonts().find(({ name }) => name === 'Noto Serif SC Regular')!),
  );
  const fonts = 'fonts:\n  hei-bold: a.ttf\n  song-black: b.ttf\n';
  const folder = scratchFolder({
    'a.ttf': font,
    'b.ttf': font,
    'issue.md': `---\n${fonts}---\n\n# 社区食堂开张\n\n今天**开张**，大家来吃饭。\n`,
  });
  const { status, stderr } = await runInProcess(['build', 'issue.md', '-o', 'issue.pdf'], { cwd: folder });
  expect({ status, stderr }).toMatchObject({ status: 0 });
  const file = pdfText(readFileSync(path.join(folder, 'issue.pdf')));
  const descriptors = file.match(/\/FontName \/\w+\+NotoSerifSC-Regular\b/g) ?? [];
  expect(new Set(descriptors).size).toBe(3);
});

/** The font with its PostScript name (record 6 of the name table) renumbered, so that it has none. */
function withoutName(font: Buffer): Buffer {
  const nameless = Buffer.from(font);
  const tables = Array.from({ length: font.readUInt16BE(4) }, (_, index) => 12 + 16 * index);
  const table = font.readUInt32BE(tables.find((at) => font.toString('latin1', at, at + 4) === 'name')! + 8);
  for (let record = table + 6; record < table + 6 + 12 * font.readUInt16BE(table + 2); record += 12) {
    if (font.readUInt16BE(record + 6) === 6) nameless.writeUInt16BE(19, record + 6);
  }
  return nameless;
}

it('embeds a font without a PostScript name', async () => {
  const font = readFileSync(fontPath(readBundledFonts().find(({ name }) => name === 'Ma Shan Zheng')!));
  const folder = scratchFolder({
    'a.ttf': withoutName(font),
    'issue.md': '---\nfonts: {hei-bold: a.ttf}\n---\n\n# 社区食堂开张\n\n今天**开张**，大家来吃饭。\n',
  });
  const { status, stderr } = await runInProcess(['build', 'issue.md', '-o', 'issue.pdf'], { cwd: folder });
  expect({ status, stderr }).toMatchObject({ status: 0 });
  expect(pdfText(readFileSync(path.join(folder, 'issue.pdf')))).toMatch(/\/FontName \/[A-Z]{6}\+Font\b/);
});
