import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import type { FontBook } from '../../src/fonts/font-book.ts';
import { paintLine } from '../../src/galley/paint-line.ts';
import type { PaintOp, Sheet } from '../../src/paint/paint.ts';
import { type Paragraph, prepareParagraph, setLines } from '../../src/text/set-lines.ts';
import type { Line } from '../../src/text/text-style.ts';
import { openFonts, print } from '../pdf/small-publication.ts';
import { pictureMaker } from '../pictures/press.ts';
import { checkLines } from '../support/check-lines.ts';
import { asTyped, paragraphs } from '../support/corpus.ts';
import {
  locateCells,
  type Manuscript,
  type ObservedGlyph,
  readManuscript,
} from '../support/observed-lines.ts';
import { type ReadGlyph, type ReadPage, readStext } from '../support/read-stext.ts';
import { scratchFolder } from '../support/scratch-folder.ts';
import { plainStyle, runOf } from '../support/set-text.ts';
import { writePdf } from '../support/write-pdf.ts';

const em = 10.5;
const indent = 2;
const margin = 3 * em;
const pitch = 2 * em;
/** A page no reader balks at: less than 14,400 points high. */
const linesPerPage = 600;
/** A thousandth of a point in the file, and as much again in mutool's output. */
const tolerance = 0.002;
const measures = Array.from({ length: 33 }, (_, index) => index + 8);
const texts = [...paragraphs, ...asTyped];

interface Prepared {
  readonly manuscript: Manuscript;
  readonly paragraph: Paragraph;
}

let fonts: FontBook;
let space: number;
beforeAll(async () => {
  fonts = await openFonts();
  const face = fonts.faceFor('song', 0x20)!;
  space = face.advance(face.glyph(0x20));
});

/** Each text once: it is set at every measure. */
const prepared = new Map<string, Prepared>();

function prepareText(text: string): Prepared {
  const known = prepared.get(text);
  if (known !== undefined) return known;
  const style = { ...plainStyle, indent: indent * em };
  const made = {
    manuscript: readManuscript(text, 'quanjiao', space),
    paragraph: prepareParagraph([runOf(text, { size: em })], fonts, style, () => {}),
  };
  prepared.set(text, made);
  return made;
}

/** Prints lines under each other, one each two em. */
async function printLines(file: string, lines: readonly Line[], measure: number): Promise<void> {
  const sheets = Array.from({ length: Math.ceil(lines.length / linesPerPage) }, (_, page): Sheet => {
    const ops = lines
      .slice(page * linesPerPage, (page + 1) * linesPerPage)
      .flatMap((line, row): readonly PaintOp[] => paintLine(line, margin, (row + 1) * pitch));
    const trim = { width: measure * em + 2 * margin, height: (linesPerPage + 1) * pitch };
    return { trim, bleed: 0, ops };
  });
  const info = { title: 'galley', creator: 'baoshan-news', date: '2026-11-20T00:00:00Z' };
  writeFileSync(file, await writePdf({ info, sheets }, fonts, new Map(), print, pictureMaker()));
}

/** The glyphs of each line of a galley in em from its left edge. */
function linesOf(pages: readonly ReadPage[]): readonly (readonly ObservedGlyph[])[] {
  const lines: ObservedGlyph[][] = [];
  for (const [page, { glyphs }] of pages.entries()) {
    for (const glyph of glyphs) {
      const row = page * linesPerPage + Math.round(glyph.y / pitch) - 1;
      lines[row] ??= [];
      add(lines[row], glyph);
    }
  }
  return Array.from(lines, (line) => line ?? []);
}

/** A character that shares its glyph with the one before, as the second of a dash, is read as having no width. */
function add(line: ObservedGlyph[], { text, x, width }: ReadGlyph) {
  const last = line.at(-1);
  if (last !== undefined && width === 0) line[line.length - 1] = { ...last, text: last.text + text };
  else line.push({ text, x: (x - margin) / em, advance: width / em });
}

/** The faults of paragraphs as read from their PDF: a sentence each, by paragraph. */
async function faultsOf(
  galley: readonly { readonly manuscript: Manuscript; readonly lines: readonly Line[] }[],
  measure: number,
): Promise<readonly (readonly string[])[]> {
  const file = path.join(scratchFolder(), 'galley.pdf');
  const all = galley.flatMap(({ lines }) => lines);
  await printLines(file, all, measure);
  const read = linesOf(readStext(file));
  expect(read).toHaveLength(all.length);
  let first = 0;
  return galley.map(({ manuscript, lines }) => {
    const own = read.slice(first, first + lines.length);
    first += lines.length;
    const setting = { measure, indent, tolerance };
    const seen = locateCells(manuscript, own, setting);
    return typeof seen === 'string' ? [seen] : checkLines(seen, own, setting);
  });
}

describe('a galley of all paragraphs, read back from its PDF', () => {
  test.each(measures)('at %i em', async (measure) => {
    const galley = texts.map((text) => {
      const { manuscript, paragraph } = prepareText(text);
      return { manuscript, lines: setLines(paragraph, measure * em) };
    });
    const faults = await faultsOf(galley, measure);
    expect(faults.flatMap((own, index) => own.map((fault) => `${texts[index]}: ${fault}`))).toEqual([]);
  });
});

describe('a glyph that stands 0.02 em beside its place', () => {
  test.each([0.02, -0.02])('is seen, %d', async (off) => {
    const measure = 12;
    const { manuscript, paragraph } = prepareText(
      '第3天，“老街坊”（共5位）——都来了：看《A座的灯》……吃A·B饭。',
    );
    const lines = setLines(paragraph, measure * em);
    const places = lines.flatMap(({ runs }, line) =>
      runs.flatMap(({ ids }, run) => ids.map((_, glyph) => ({ line, run, glyph }))),
    );
    const moved = places.map((place) => ({ manuscript, lines: move(lines, place, off * em) }));
    const [untouched, ...faults] = await faultsOf([{ manuscript, lines }, ...moved], measure);
    expect(untouched).toEqual([]);
    const unseen = places.filter((_, index) => faults[index]?.length === 0);
    expect(unseen.map(({ line, run, glyph }) => lines[line]?.runs[run]?.texts[glyph])).toEqual([]);
  });
});

interface GlyphPlace {
  readonly line: number;
  readonly run: number;
  readonly glyph: number;
}

/** The same lines with one glyph moved to the right, in points. */
function move(lines: readonly Line[], place: GlyphPlace, by: number): readonly Line[] {
  return lines.map((line, number) => ({
    ...line,
    runs: line.runs.map((run, index) => ({
      ...run,
      xs: run.xs.map((x, at) =>
        number === place.line && index === place.run && at === place.glyph ? x + by : x,
      ),
    })),
  }));
}
