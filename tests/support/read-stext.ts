import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A glyph as a reader of the PDF finds it. Lengths in points, y down from the top of the page. */
export interface ReadGlyph {
  /** One character, or all those of a ligature, as of a dash of two em. */
  readonly text: string;
  /** Its origin, on the baseline. */
  readonly x: number;
  readonly y: number;
  /** The glyph's own advance, which says nothing of how it was spaced. */
  readonly width: number;
  /** From its origin to that of the next glyph on its line; missing on the last one. */
  readonly advance?: number;
  /** As the font is named in the file, without the tag of a subset. */
  readonly font: string;
  readonly size: number;
}

/** Characters on one baseline, in the order they are drawn in. */
export interface ReadLine {
  /** The page, from 1. */
  readonly page: number;
  readonly x: number;
  readonly y: number;
  readonly text: string;
  readonly glyphs: readonly ReadGlyph[];
}

export interface ReadPage {
  readonly width: number;
  readonly height: number;
  readonly glyphs: readonly ReadGlyph[];
}

/**
 * The pages of a PDF as mutool reads them: its text in the order it is drawn, no space added where there is room.
 * Origins are told to about a thousandth of a point. Throws where mutool is not there or cannot read the file.
 */
export function readStext(file: string): readonly ReadPage[] {
  const options = 'inhibit-spaces,preserve-ligatures,mediabox-clip=no';
  const folder = mkdtempSync(join(tmpdir(), 'stext-'));
  try {
    const out = join(folder, 'pages.xml');
    execFileSync('mutool', ['convert', '-F', 'stext', '-O', options, '-o', out, file], { stdio: 'pipe' });
    return parseStext(readFileSync(out, 'utf8'));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const tag =
  /<(?:page [^>]*width="(?<width>[^"]+)" height="(?<height>[^"]+)"|font name="(?<font>[^"]*)" size="(?<size>[^"]+)"|char quad="(?<quad>[^"]+)" x="(?<x>[^"]+)" y="(?<y>[^"]+)"[^>]* c="(?<text>[^"]*)")/g;

/** In: the text of mutool's `stext` format, which names a page and a font before the characters they hold. */
export function parseStext(xml: string): readonly ReadPage[] {
  const pages: { width: number; height: number; glyphs: ReadGlyph[] }[] = [];
  let font = '';
  let size = 0;
  for (const { groups = {} } of xml.matchAll(tag)) {
    if (groups['width'] !== undefined) {
      pages.push({ width: Number(groups['width']), height: Number(groups['height']), glyphs: [] });
    } else if (groups['quad'] === undefined) {
      font = groups['font']!.replace(/^[A-Z]{6}\+/, '');
      size = Number(groups['size']);
    } else {
      const [left = 0, , right = 0] = groups['quad'].split(' ').map(Number);
      const [x, y] = [Number(groups['x']), Number(groups['y'])];
      const { glyphs } = pages.at(-1)!;
      const glyph = { text: plainText(groups['text']!), x, y, width: right - left, font, size };
      const before = glyphs.at(-1);
      if (before !== undefined && goesOn(before, glyph)) {
        glyphs[glyphs.length - 1] = { ...before, text: before.text + glyph.text };
      } else glyphs.push(glyph);
    }
  }
  return pages;
}

/** mutool gives the first character of a ligature all its width and lays the others, without any, at its end. */
const goesOn = (before: ReadGlyph, { x, y, width }: ReadGlyph): boolean =>
  width < 1e-3 && y === before.y && Math.abs(x - before.x - before.width) < 1e-2;

const named: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

function plainText(text: string): string {
  return text.replace(/&(?:#x([0-9a-f]+)|#(\d+)|(\w+));/gi, (all, hex, decimal, name) => {
    if (name !== undefined) return named[name] ?? all;
    return String.fromCodePoint(hex === undefined ? Number(decimal) : Number.parseInt(hex, 16));
  });
}

/**
 * The lines of pages. A line ends where the next glyph is drawn further left, off the baseline by more than a
 * superscript's rise, or behind an empty stretch wider than `widestGap` em, as in the next column.
 */
export function linesOf(pages: readonly ReadPage[], widestGap = 1.5): readonly ReadLine[] {
  return pages.flatMap(({ glyphs }, index) => {
    const lines: ReadGlyph[][] = [];
    for (const glyph of glyphs) {
      const before = lines.at(-1)?.at(-1);
      if (before !== undefined && follows(before, glyph, widestGap)) lines.at(-1)!.push(glyph);
      else lines.push([glyph]);
    }
    return lines.map((line) => withAdvances(index + 1, line));
  });
}

function follows(before: ReadGlyph, glyph: ReadGlyph, widestGap: number): boolean {
  const em = Math.max(before.size, glyph.size);
  const gap = glyph.x - before.x - before.width;
  return Math.abs(glyph.y - before.y) < 0.6 * em && glyph.x >= before.x - 0.1 * em && gap <= widestGap * em;
}

function withAdvances(page: number, line: readonly ReadGlyph[]): ReadLine {
  const glyphs = line.map((glyph, index) => {
    const next = line[index + 1];
    return next === undefined ? glyph : { ...glyph, advance: next.x - glyph.x };
  });
  const { x, y } = line[0]!;
  return { page, x, y, text: glyphs.map(({ text }) => text).join(''), glyphs };
}
