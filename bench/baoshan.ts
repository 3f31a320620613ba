import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { openDesk } from '../src/cli/desk.ts';
import { joinParts } from '../src/core/stored-bytes.ts';
import { openFontBook } from '../src/fonts/font-book.ts';
import { setBlocks } from '../src/galley/body.ts';
import type { Piece } from '../src/galley/galley.ts';
import { findPhraseBreaks } from '../src/headline/bind-words.ts';
import { translate } from '../src/paint/ops.ts';
import type { Sheet } from '../src/paint/paint.ts';
import { writePdf } from '../src/pdf/write-pdf.ts';
import { openPictureMaker } from '../src/pictures/picture-maker.ts';
import { loadTemplate } from '../src/template/load-template.ts';
import { type Engine, linesOnPage, margin, type Order } from './engine.ts';

/** This program: body paragraphs in the bundled template, set to the measure, their pieces placed one below the other. */
export const baoshan: Engine = {
  name: 'baoshan-news',
  typeset: async (order) => {
    const { desk, messages } = openDesk('bench.md', order.folder);
    const place = { file: 'bench.md' };
    const empty = new Map();
    const overrides = { fonts: empty, print: empty, typography: empty };
    const template = await loadTemplate({ value: 'tabloid', place }, overrides, desk);
    if (template === undefined) throw new Error(JSON.stringify(messages()));
    const { size, leading } = template.grid;
    if (size !== order.size || leading !== order.leading) throw new Error('the template has another grid');
    const fonts = await openFontBook(template.fonts, desk);
    const blocks = order.paragraphs.map((text) => ({
      kind: 'paragraph' as const,
      runs: [{ text, marks: [], place }],
      place,
    }));
    const tools = {
      template,
      fonts,
      image: () => undefined,
      findBreaks: findPhraseBreaks,
      report: desk.report,
    };
    const pieces = setBlocks(blocks, { x: 0, width: order.measure }, tools);
    const info = { title: 'bench', creator: 'bench', date: '2026-01-01T00:00:00.000Z' };
    const file = join(order.folder, 'baoshan.pdf');
    const pictures = openPictureMaker({ profileFile: () => '', quality: undefined, folder: undefined });
    const publication = { info, sheets: sheetsOf(pieces, order) };
    await writeFile(file, joinParts(await writePdf(publication, fonts, new Map(), template.print, pictures)));
    return { file, left: margin };
  },
};

/** Places the pieces on pages, each at the height of its grid lines. */
function sheetsOf(pieces: readonly Piece[], { measure, leading }: Order): readonly Sheet[] {
  const sheets: Piece[][] = [[]];
  let lines = 0;
  for (const piece of pieces) {
    if (lines + piece.lines > linesOnPage) {
      sheets.push([]);
      lines = 0;
    }
    sheets.at(-1)!.push(piece);
    lines += piece.lines;
  }
  const trim = { width: measure + 2 * margin, height: linesOnPage * leading + 2 * margin };
  return sheets.map((pagePieces) => {
    let y = margin;
    const ops = pagePieces.flatMap((piece) => {
      const ops = translate(piece.ops, margin, y);
      y += piece.lines * leading;
      return ops;
    });
    return { trim, bleed: 0, ops };
  });
}
