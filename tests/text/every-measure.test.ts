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
import { fullSweeps } from '../support/sweeps.ts';

const em = 10;
const indent = 2;
/** All whole ones from 8 to 40 em, and some fractional and wider ones; in em. */
const measures = [
  ...Array.from({ length: 33 }, (_, index) => index + 8),
  8.37,
  11.5,
  17.25,
  26.9,
  33.333,
  60,
];
/** Positions are sums of many widths. */
const tolerance = 1e-6;
const styles: readonly PunctuationStyle[] = ['quanjiao', 'kaiming', 'banjiao'];

const seenOn = (line: Line): readonly ObservedGlyph[] =>
  line.runs.flatMap((run) =>
    runGlyphs(run).map(({ text, x, advance }) => ({ text, x: x / em, advance: advance / em })),
  );

let fonts: FontBook;
beforeAll(async () => {
  fonts = await openFonts();
});

/** Returns the faults of a text set in a style at the given measures, as sentences, preceded by its messages. */
function faultsOf(
  text: string,
  style: PunctuationStyle,
  atMeasures: readonly number[] = measures,
): readonly string[] {
  const face = fonts.faceFor('song', 0x20)!;
  const manuscript = readManuscript(text, style, face.advance(face.glyph(0x20)));
  const rules = { ...plainStyle, punctuation: style, indent: indent * em };
  const messages: string[] = [];
  const paragraph = prepareParagraph([runOf(text)], fonts, rules, (code) => messages.push(code));
  const faults = atMeasures.flatMap((measure) => {
    const lines = setLines(paragraph, measure * em);
    const isMarkedRunt = (line: number) => lines[line]?.runt === true;
    return faultsIn(manuscript, lines.map(seenOn), measure, isMarkedRunt).map(
      (fault) => `${measure} em: ${fault}`,
    );
  });
  return [...messages, ...faults];
}

/** `isMarkedRunt` says whether a line is marked as a runt, as every unavoidable runt must be. */
function faultsIn(
  manuscript: Manuscript,
  lines: readonly (readonly ObservedGlyph[])[],
  measure: number,
  isMarkedRunt: (line: number) => boolean,
): readonly string[] {
  const setting = { measure, indent, tolerance };
  const seen = locateCells(manuscript, lines, setting);
  if (typeof seen === 'string') return [seen];
  const runts = findRunts(seen).flatMap((runt) => {
    if (isAvoidable(seen, setting, runt)) return [`“${runt.text}” is alone on a line, avoidably`];
    return isMarkedRunt(runt.line) ? [] : [`“${runt.text}” is alone on a line, and not reported`];
  });
  return [...checkLines(seen, lines, setting), ...runts];
}

describe('the corpus', () => {
  test('has at least 220 different paragraphs, and their marks are normalised', () => {
    expect(paragraphs.length).toBeGreaterThanOrEqual(220);
    expect(new Set([...paragraphs, ...asTyped]).size).toBe(paragraphs.length + asTyped.length);
    for (const text of paragraphs) expect(normalise(text).text).toBe(text);
  });
});

/**
 * A full sweep sets every text in all styles at all measures. Otherwise each text is set in one style and at every fourth
 * measure, in turn, so that the corpus as a whole covers all of them.
 */
const cases = (texts: readonly string[], style: PunctuationStyle) =>
  texts.flatMap((text, index) => {
    if (!fullSweeps && styles[index % styles.length] !== style) return [];
    const atMeasures = measures.filter((_, at) => fullSweeps || (at + index) % 4 === 0);
    // A test is named by the beginning of its text.
    return [[text.slice(0, 24), text, atMeasures] as const];
  });

describe.each(styles)('lines of the corpus have no fault at any measure, %s', (style) => {
  test.each(cases(paragraphs, style))('%s', (_, text, atMeasures) =>
    expect(faultsOf(text, style, atMeasures)).toEqual([]),
  );
});

describe.each(styles)('lines of text as typed have no fault at any measure, %s', (style) => {
  test.each(cases(asTyped, style))('%s', (_, text, atMeasures) =>
    expect(faultsOf(text, style, atMeasures)).toEqual([]),
  );
});

describe('a character that no face has', () => {
  test('is reported, and takes its room on the line', () => {
    expect(faultsOf('今天真热\u{1faff}，西瓜\u{1fafe}半价，路过的街坊都来尝了一口。', 'quanjiao')).toEqual([
      'missing-glyph',
      'missing-glyph',
    ]);
  });
});

/** Lines written by hand, set solid with one em for each character; each with its start. */
const byHand = (
  ...lines: readonly (readonly [x: number, text: string])[]
): readonly (readonly ObservedGlyph[])[] =>
  lines.map(([x, text]) => Array.from(text, (char, index) => ({ text: char, x: x + index, advance: 1 })));

describe('the check itself', () => {
  const check = (text: string, ...lines: readonly (readonly [x: number, text: string])[]) =>
    faultsIn(readManuscript(text, 'quanjiao', 0.25), byHand(...lines), 8, () => false).join('; ');

  test('accepts correct lines', () => {
    expect(check('一二三四五六七八九十', [2, '一二三四五六'], [0, '七八九十'])).toBe('');
  });

  test.each([
    [
      'a closing mark at a line start',
      '一二三四五六，八九十',
      [2, '一二三四五六'],
      [0, '，八九十'],
      '“，” is at the start',
    ],
    [
      'an opening mark at a line end',
      '一二三四五（七八）',
      [2, '一二三四五（'],
      [0, '七八）'],
      '“（” is at its end',
    ],
    ['a broken long mark', '一二三四五——八九', [2, '一二三四五—'], [0, '—八九'], '“——” is broken'],
    [
      'a number separated from its unit',
      '一二三四五2亿九',
      [2, '一二三四五2'],
      [0, '亿九'],
      '“2” and “亿” are separated',
    ],
    ['an overfull line', '一二三四五六七八九', [2, '一二三四五六七'], [0, '八九'], 'it ends at 9 em of 8'],
    [
      'a line that is not filled',
      '一二三四五六七八九',
      [2, '一二三四五'],
      [0, '六七八九'],
      'it ends at 7 em of 8, short',
    ],
    [
      'a line that starts too far right',
      '一二三四五六七八九',
      [2, '一二三四五六'],
      [0.1, '七八九'],
      'it begins at 0.1 em',
    ],
    ['a lost character', '一二三四五六七八九', [2, '一二三四五六'], [0, '七八'], '“九” is missing'],
    [
      'a repeated character',
      '一二三四五六七八九',
      [2, '一二三四五六'],
      [0, '六七八九'],
      '“六” was found instead of “七”',
    ],
    [
      'an avoidable runt',
      '一，三四五六七八',
      [2, '一，三四五六七'],
      [0, '八'],
      '“八” is alone on a line, avoidably',
    ],
    [
      'a runt that is not marked',
      '一二三四五六七',
      [2, '一二三四五六'],
      [0, '七'],
      '“七” is alone on a line, and not reported',
    ],
  ] as const)('finds %s', (_, text, first, second, fault) => {
    expect(check(text, first, second)).toContain(fault);
  });
});
