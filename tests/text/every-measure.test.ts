import { beforeAll, describe, expect, test } from 'vitest';
import { normalise } from '../../src/edit/normalise.ts';
import type { FontBook } from '../../src/fonts/font-book.ts';
import { prepareParagraph, setLines } from '../../src/text/set-lines.ts';
import type { Line, PunctuationStyle } from '../../src/text/text-style.ts';
import { openFonts } from '../pdf/small-publication.ts';
import { findRunts, isAvoidable } from '../support/avoidable-runts.ts';
import { checkLines } from '../support/check-lines.ts';
import { asTyped, paragraphs } from '../support/corpus.ts';
import {
  locateCells,
  type Manuscript,
  type ObservedGlyph,
  readManuscript,
} from '../support/observed-lines.ts';
import { plainStyle, runGlyphs, runOf } from '../support/set-text.ts';

const em = 10;
const indent = 2;
/** Every whole one from 8 to 40 em, and others that are none. */
const measures = [
  ...Array.from({ length: 33 }, (_, index) => index + 8),
  8.37,
  11.5,
  17.25,
  26.9,
  33.333,
  60,
];
/** Places are sums of many widths. */
const tolerance = 1e-6;
const styles: readonly PunctuationStyle[] = ['quanjiao', 'kaiming', 'banjiao'];

/** Tests are told apart by how their text begins. */
const named = (texts: readonly string[]) => texts.map((text) => [text.slice(0, 24), text] as const);

const seenOn = (line: Line): readonly ObservedGlyph[] =>
  line.runs.flatMap((run) =>
    runGlyphs(run).map(({ text, x, advance }) => ({ text, x: x / em, advance: advance / em })),
  );

let fonts: FontBook;
beforeAll(async () => {
  fonts = await openFonts();
});

/** What is wrong with a text in a style at all measures; each sentence says where. Messages about it are among them. */
function faultsOf(text: string, style: PunctuationStyle): readonly string[] {
  const face = fonts.faceFor('song', 0x20)!;
  const manuscript = readManuscript(text, style, face.advance(face.glyph(0x20)));
  const rules = { ...plainStyle, punctuation: style, indent: indent * em };
  const told: string[] = [];
  const paragraph = prepareParagraph([runOf(text)], fonts, rules, (code) => told.push(code));
  const faults = measures.flatMap((measure) => {
    const lines = setLines(paragraph, measure * em);
    const tellsRunt = (line: number) => lines[line]?.runt === true;
    return faultsIn(manuscript, lines.map(seenOn), measure, tellsRunt).map(
      (fault) => `${measure} em: ${fault}`,
    );
  });
  return [...told, ...faults];
}

/** `tellsRunt` says of a line whether it was told to be a runt: one that could not be helped must be. */
function faultsIn(
  manuscript: Manuscript,
  lines: readonly (readonly ObservedGlyph[])[],
  measure: number,
  tellsRunt: (line: number) => boolean,
): readonly string[] {
  const setting = { measure, indent, tolerance };
  const seen = locateCells(manuscript, lines, setting);
  if (typeof seen === 'string') return [seen];
  const runts = findRunts(seen).flatMap((runt) => {
    if (isAvoidable(seen, setting, runt)) return [`“${runt.text}” is alone on a line, avoidably`];
    return tellsRunt(runt.line) ? [] : [`“${runt.text}” is alone on a line, and not reported`];
  });
  return [...checkLines(seen, lines, setting), ...runts];
}

describe('the corpus', () => {
  test('has 220 paragraphs and more, no two alike, with their marks put right', () => {
    expect(paragraphs.length).toBeGreaterThanOrEqual(220);
    expect(new Set([...paragraphs, ...asTyped]).size).toBe(paragraphs.length + asTyped.length);
    for (const text of paragraphs) expect(normalise(text).text).toBe(text);
  });
});

describe.each(styles)('at every measure, %s', (style) => {
  test.each(named(paragraphs))('%s', (_, text) => expect(faultsOf(text, style)).toEqual([]));
});

describe.each(styles)('as typed, at every measure, %s', (style) => {
  test.each(named(asTyped))('%s', (_, text) => expect(faultsOf(text, style)).toEqual([]));
});

describe('a character that no face has', () => {
  test('is told, and takes its place on its line', () => {
    expect(faultsOf('今天真热🥵，西瓜🍉半价，路过的街坊都来尝了一口。', 'quanjiao')).toEqual([
      'missing-glyph',
      'missing-glyph',
    ]);
  });
});

/** Lines by hand, solid, an em a character and half an em a mark at a line's end; each with where it begins. */
const byHand = (
  ...lines: readonly (readonly [x: number, text: string])[]
): readonly (readonly ObservedGlyph[])[] =>
  lines.map(([x, text]) => Array.from(text, (char, index) => ({ text: char, x: x + index, advance: 1 })));

describe('the check itself', () => {
  const check = (text: string, ...lines: readonly (readonly [x: number, text: string])[]) =>
    faultsIn(readManuscript(text, 'quanjiao', 0.25), byHand(...lines), 8, () => false).join('; ');

  test('passes what is right', () => {
    expect(check('一二三四五六七八九十', [2, '一二三四五六'], [0, '七八九十'])).toBe('');
  });

  test.each([
    [
      'a mark at a line’s start',
      '一二三四五六，八九十',
      [2, '一二三四五六'],
      [0, '，八九十'],
      '“，” is at the start',
    ],
    [
      'a mark at a line’s end',
      '一二三四五（七八）',
      [2, '一二三四五（'],
      [0, '七八）'],
      '“（” is at its end',
    ],
    ['a long mark in two', '一二三四五——八九', [2, '一二三四五—'], [0, '—八九'], '“——” is broken'],
    [
      'a number from its unit',
      '一二三四五2亿九',
      [2, '一二三四五2'],
      [0, '亿九'],
      '“2” and “亿” are separated',
    ],
    [
      'a line over its measure',
      '一二三四五六七八九',
      [2, '一二三四五六七'],
      [0, '八九'],
      'it ends at 9 em of 8',
    ],
    [
      'a line that is short',
      '一二三四五六七八九',
      [2, '一二三四五'],
      [0, '六七八九'],
      'it ends at 7 em of 8, short',
    ],
    [
      'a line that begins late',
      '一二三四五六七八九',
      [2, '一二三四五六'],
      [0.1, '七八九'],
      'it begins at 0.1 em',
    ],
    ['a lost character', '一二三四五六七八九', [2, '一二三四五六'], [0, '七八'], '“九” is missing'],
    [
      'a character twice',
      '一二三四五六七八九',
      [2, '一二三四五六'],
      [0, '六七八九'],
      '“六” was found instead of “七”',
    ],
    [
      'a needless runt',
      '一，三四五六七八',
      [2, '一，三四五六七'],
      [0, '八'],
      '“八” is alone on a line, avoidably',
    ],
    [
      'a runt untold',
      '一二三四五六七',
      [2, '一二三四五六'],
      [0, '七'],
      '“七” is alone on a line, and not reported',
    ],
  ] as const)('finds %s', (_, text, first, second, fault) => {
    expect(check(text, first, second)).toContain(fault);
  });
});
