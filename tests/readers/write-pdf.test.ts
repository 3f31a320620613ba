import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Face } from '../../src/fonts/face.ts';
import type { FontBook } from '../../src/fonts/font-book.ts';
import { toGlyphRow } from '../../src/paint/glyph-row.ts';
import type { GlyphsOp, PaintOp, PlacedGlyph } from '../../src/paint/paint.ts';
import { line, openFonts, print, qrText, smallPublication } from '../pdf/small-publication.ts';
import { pictureMaker } from '../pictures/press.ts';
import { writePdf } from '../support/write-pdf.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'readers-'));
afterAll(() => rmSync(folder, { recursive: true }));

const inFolder = (name: string): string => path.join(folder, name);
const run = (command: string, ...args: readonly string[]): string =>
  execFileSync(command, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });

const poppler = (file: string): readonly string[] =>
  run('pdftotext', '-raw', file, '-')
    .split(/[\n\f]+/)
    .filter(Boolean);
const mupdf = (file: string): readonly string[] =>
  run('mutool', 'draw', '-F', 'txt', file)
    .split(/[\n\f]+/)
    .filter(Boolean);
const textOf = (op: PaintOp): string => (op.op === 'glyphs' ? op.row.text : '');

describe('a sheet with every op', () => {
  const file = inFolder('small.pdf');
  let lines: readonly string[];
  beforeAll(async () => {
    const { publication, fonts, images } = await smallPublication();
    writeFileSync(file, await writePdf(publication, fonts, images, print, pictureMaker()));
    lines = publication.sheets.flatMap(({ ops }) => ops.map(textOf).filter(Boolean));
  });

  it('is sound', () => {
    expect(run('qpdf', '--check', file)).toMatch(/No syntax or stream encoding errors/);
  });

  it('embeds every font in part, with its characters', () => {
    const fonts = run('pdffonts', file).trim().split('\n').slice(2);
    expect(fonts).toHaveLength(4);
    for (const font of fonts) expect(font).toMatch(/ CID TrueType +Identity-H +yes yes yes /);
  });

  it('has trim and bleed', () => {
    const boxes = run('pdfinfo', '-box', file);
    expect(boxes).toMatch(/PDF version: +1\.6/);
    expect(boxes).toMatch(/MediaBox: +0\.00 +0\.00 +377\.01 +417\.01/);
    expect(boxes).toMatch(/BleedBox: +0\.00 +0\.00 +377\.01 +417\.01/);
    expect(boxes).toMatch(/TrimBox: +8\.50 +8\.50 +368\.50 +408\.50/);
  });

  it('tells the same in Info and XMP', () => {
    expect(run('pdfinfo', file)).toMatch(/^Title: +街坊 <第1期> & 副刊$/m);
    expect(run('pdfinfo', '-meta', file)).toContain('街坊 &lt;第1期&gt; &amp; 副刊');
    const { qpdf } = JSON.parse(run('qpdf', '--json', '--json-key=qpdf', file));
    const values = Object.values(qpdf[1]).map(
      (object) => (object as { value?: Record<string, unknown> }).value,
    );
    expect(values.find((value) => value?.['/Trapped'] !== undefined)?.['/Trapped']).toBe('/False');
  });

  it.each([
    ['pdftotext', poppler],
    ['mutool', mupdf],
  ])('gives back every line through %s', (_, read) => {
    const squeeze = (text: readonly string[]) => text.join('').replaceAll(' ', '');
    expect(squeeze(read(file))).toBe(squeeze(lines));
    expect(read(file)).toContain('Office hours 8:30–17:00, AV room');
    expect(read(file)).toContain('周末两天，老街上来了三千多人——比去年多一倍。');
  });

  it('has a QR code that scans', () => {
    run('pdftoppm', '-r', '200', '-png', '-f', '1', '-l', '1', file, inFolder('page'));
    expect(run('zbarimg', '-q', '--raw', inFolder('page-1.png')).trim()).toBe(qrText);
  });

  it('prints text on its ground: black over red, white knocked out', async () => {
    run(
      'gs',
      '-q',
      '-dNOPAUSE',
      '-dBATCH',
      '-sDEVICE=tiffsep',
      '-r144',
      '-dLastPage=1',
      `-sOutputFile=${inFolder('s.tif')}`,
      file,
    );
    // The least and the most ink on a plate in a part of the trim, 0 to 255.
    const ink = async (plate: string, left: number, top: number, width: number, height: number) => {
      const at = (value: number) => Math.round((value + 8.504) * 2);
      const part = { left: at(left), top: at(top), width: width * 2, height: height * 2 };
      const { data } = await sharp(inFolder(`s(${plate}).tif`))
        .extract(part)
        .raw()
        .toBuffer({ resolveWithObject: true });
      return [255 - Math.max(...data), 255 - Math.min(...data)];
    };
    // Under 叠印: red is complete, and black is printed over it.
    expect((await ink('Magenta', 272, 156, 20, 12))[0]).toBeGreaterThan(250);
    expect((await ink('Black', 272, 156, 20, 12))[1]).toBeGreaterThan(250);
    // Under 反白: red is knocked out.
    expect((await ink('Magenta', 236, 156, 20, 12))[0]).toBeLessThan(5);
    // The grey picture is on the black plate alone.
    expect((await ink('Cyan', 22, 195, 90, 60))[1]).toBe(0);
    expect((await ink('Black', 22, 195, 90, 60))[1]).toBeGreaterThan(200);
    // Bare paper.
    for (const plate of ['Cyan', 'Magenta', 'Yellow', 'Black'])
      expect((await ink(plate, 20, 15, 300, 5))[1]).toBe(0);
  });
});

describe('the text layer', () => {
  let fonts: FontBook;
  beforeAll(async () => {
    fonts = await openFonts();
  });

  const faceOf = (role: string): Face => fonts.faceFor(role, '日'.codePointAt(0)!)!;

  async function print200(name: string, ops: readonly PaintOp[]): Promise<string> {
    const sheet = { trim: { width: 300, height: 300 }, bleed: 0, ops };
    const info = { title: name, creator: 'baoshan-news', date: '2026-11-20T00:00:00Z' };
    writeFileSync(
      inFolder(name),
      await writePdf({ info, sheets: [sheet] }, fonts, new Map(), print, pictureMaker()),
    );
    return inFolder(name);
  }

  /** Characters as a line has them, each glyph at its own place. */
  const spread = (
    face: Face,
    parts: readonly (readonly [glyphFor: string, text: string, x: number])[],
  ): GlyphsOp => ({
    ...line(face, '', 20, 40, 12),
    row: toGlyphRow(
      parts.map(([glyphFor, text, x]): PlacedGlyph => {
        const id = face.glyph(glyphFor.codePointAt(0)!);
        return { id, x, y: 0, advance: face.advance(id) * 12, text };
      }),
    ),
  });

  it.each([
    ['song', 'whole'],
    ['kai', 'in slices'],
  ])('has two texts for one glyph of %s, a font %s', async (role) => {
    const face = faceOf(role);
    const op = spread(face, [
      ['日', '日', 0],
      ['日', '曰', 12],
      ['日', '日', 24],
      ['日', '日子', 36],
    ]);
    const file = await print200(`two-${role}.pdf`, [op]);
    expect(poppler(file)).toEqual(['日曰日日子']);
    expect(mupdf(file)).toEqual(['日曰日日子']);
  });

  it('has one text for a character of several glyphs', async () => {
    const op = spread(faceOf('song'), [
      ['日', '甲', 0],
      ['日', '', 4],
      ['日', '乙', 12],
    ]);
    const file = await print200('several.pdf', [op]);
    expect(poppler(file)).toEqual(['甲乙']);
    expect(mupdf(file)).toEqual(['甲乙']);
  });

  it('has no text for glyphs that say nothing', async () => {
    const face = faceOf('song');
    const dots = spread(face, [
      ['·', '', 0],
      ['·', '', 12],
    ]);
    const file = await print200('dots.pdf', [line(face, '甲乙', 20, 55, 12), dots]);
    expect(poppler(file).join('').trim()).toBe('甲乙');
    expect(mupdf(file).join('').trim()).toBe('甲乙');
    run(
      'pdftoppm',
      '-r',
      '144',
      '-png',
      '-x',
      '40',
      '-y',
      '50',
      '-W',
      '60',
      '-H',
      '30',
      file,
      inFolder('dots'),
    );
    const { channels } = await sharp(inFolder('dots-1.png')).stats();
    expect(Math.min(...channels.map(({ min }) => min))).toBeLessThan(100);
  });

  it.each([
    [
      'as a glyph',
      [
        ['n', 'n', 0],
        [' ', ' ', 7],
        ['o', 'o', 10],
      ],
    ],
    [
      'as room between words',
      [
        ['n', 'n', 0],
        ['o', 'o', 10.5],
      ],
    ],
  ] as const)('has a space that is set %s', async (name, parts) => {
    const file = await print200(`space-${name}.pdf`, [spread(faceOf('song'), parts)]);
    expect(poppler(file)).toEqual(['n o']);
    expect(mupdf(file)).toEqual(['n o']);
  });

  it('finds what is hidden, which prints nothing', async () => {
    const file = await print200('hidden.pdf', [
      { ...line(faceOf('song'), '藏字', 20, 40, 40), hidden: true },
    ]);
    expect(poppler(file)).toEqual(['藏字']);
    run('pdftoppm', '-r', '72', '-png', file, inFolder('hidden'));
    const { channels } = await sharp(inFolder('hidden-1.png')).stats();
    expect(Math.min(...channels.map(({ min }) => min))).toBe(255);
  });

  it('keeps characters beyond the basic plane', async () => {
    const kai = faceOf('kai');
    const file = await print200('beyond.pdf', [line(kai, '\u{20bb7}野家', 20, 40, 12)]);
    expect(poppler(file)).toEqual(['\u{20bb7}野家']);
    expect(mupdf(file)).toEqual(['\u{20bb7}野家']);
  });
});
