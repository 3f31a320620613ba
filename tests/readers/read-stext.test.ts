import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { line, openFonts, print } from '../pdf/small-publication.ts';
import { pictureMaker } from '../pictures/press.ts';
import { linesOf, readStext } from '../support/read-stext.ts';
import { scratchFolder } from '../support/scratch-folder.ts';
import { writePdf } from '../support/write-pdf.ts';

it('reads glyphs where they were set', async () => {
  const fonts = await openFonts();
  const song = fonts.faceFor('song', '报'.codePointAt(0)!)!;
  const spread = line(song, '春3', 20, 40, 12);
  const ops = [
    // Room between two characters is not a character.
    { ...spread, row: { ...spread.row, xs: spread.row.xs.map((_, index) => index * 16) } },
    line(song, '来——了', 20, 60, 10),
    // The next column begins beside the end of this one.
    line(song, '雨', 150, 60, 10),
  ];
  const sheet = { trim: { width: 300, height: 300 }, bleed: 0, ops };
  const info = { title: 'glyphs', creator: 'baoshan-news', date: '2026-11-20T00:00:00Z' };
  const file = path.join(scratchFolder(), 'glyphs.pdf');
  writeFileSync(file, await writePdf({ info, sheets: [sheet] }, fonts, new Map(), print, pictureMaker()));

  const lines = linesOf(readStext(file));
  expect(lines.map(({ text }) => text)).toEqual(['春3', '来——了', '雨']);
  expect(lines.map(({ page, x, y }) => [page, x, y])).toEqual([
    [1, 20, 40],
    [1, 20, 60],
    [1, 150, 60],
  ]);
  const [apart, dash] = lines.map(({ glyphs }) => glyphs);
  expect(apart?.[0]).toMatchObject({ text: '春', size: 12 });
  expect(apart?.[0]?.width).toBeCloseTo(12);
  expect(apart?.[0]?.advance).toBeCloseTo(16);
  expect(apart?.[0]?.font).toMatch(/^NotoSerifSC/);
  expect(apart?.[1]).not.toHaveProperty('advance');
  // A dash of two em is one glyph for two characters.
  expect(dash?.map(({ text, advance }) => [text, advance?.toFixed(1)])).toEqual([
    ['来', '10.0'],
    ['——', '20.0'],
    ['了', undefined],
  ]);
});
