import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A glyph as read from a PDF. Lengths are in points, y downwards from the top of the page. */
export interface ReadGlyph {
  /** A character, or all characters of a ligature such as a two-em dash. */
  readonly text: string;
  /** The origin, on the baseline. */
  readonly x: number;
  readonly y: number;
  /** The advance of the glyph in the font, without spacing. */
  readonly width: number;
  /** The distance to the origin of the next glyph on the line; missing for the last one. */
  readonly advance?: number;
  /** The name of the font in the file, without a subset tag. */
  readonly font: string;
  readonly size: number;
}

/** Glyphs on one baseline, in drawing order. */
export interface ReadLine {
  /** The number of the page, from 1. */
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
 * Reads the pages of a PDF through mutool: the glyphs in drawing order, without spaces added for gaps. Origins are exact
 * to about a thousandth of a point. Throws if mutool is missing or cannot read the file.
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

/** Parses mutool's `stext` format, in which a page and a font precede their characters. */
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
      if (before !== undefined && continuesLigature(before, glyph)) {
        glyphs[glyphs.length - 1] = { ...before, text: before.text + glyph.text };
      } else glyphs.push(glyph);
    }
  }
  return pages;
}

/** Whether a glyph continues a ligature: mutool gives its first character the entire width, and none to the others. */
const continuesLigature = (before: ReadGlyph, { x, y, width }: ReadGlyph): boolean =>
  width < 1e-3 && y === before.y && Math.abs(x - before.x - before.width) < 1e-2;

const named: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

function plainText(text: string): string {
  return text.replace(/&(?:#x([0-9a-f]+)|#(\d+)|(\w+));/gi, (all, hex, decimal, name) => {
    if (name !== undefined) return named[name] ?? all;
    return String.fromCodePoint(hex === undefined ? Number(decimal) : Number.parseInt(hex, 16));
  });
}

/**
 * Groups the glyphs of pages into lines. A line ends if the next glyph is further left, is off the baseline by more than
 * the rise of a superscript, or follows a gap of more than `maxGap` em, as in the next column.
 */
export function linesOf(pages: readonly ReadPage[], maxGap = 1.5): readonly ReadLine[] {
  return pages.flatMap(({ glyphs }, index) => {
    const lines: ReadGlyph[][] = [];
    for (const glyph of glyphs) {
      const before = lines.at(-1)?.at(-1);
      if (before !== undefined && follows(before, glyph, maxGap)) lines.at(-1)!.push(glyph);
      else lines.push([glyph]);
    }
    return lines.map((line) => withAdvances(index + 1, line));
  });
}

function follows(before: ReadGlyph, glyph: ReadGlyph, maxGap: number): boolean {
  const em = Math.max(before.size, glyph.size);
  const gap = glyph.x - before.x - before.width;
  return Math.abs(glyph.y - before.y) < 0.6 * em && glyph.x >= before.x - 0.1 * em && gap <= maxGap * em;
}

function withAdvances(page: number, line: readonly ReadGlyph[]): ReadLine {
  const glyphs = line.map((glyph, index) => {
    const next = line[index + 1];
    return next === undefined ? glyph : { ...glyph, advance: next.x - glyph.x };
  });
  const { x, y } = line[0]!;
  return { page, x, y, text: glyphs.map(({ text }) => text).join(''), glyphs };
}
