import { describe, expect, test } from 'vitest';
import type { Place } from '../../src/core/place.ts';
import { prepareParagraph, setLine } from '../../src/text/set-lines.ts';
import { findUnsupportedScript } from '../../src/text/unsupported-scripts.ts';
import { fakeFontBook } from '../support/fake-face.ts';
import { plainStyle, runOf } from '../support/set-text.ts';

/** Reports of a text set in a face that has every character, or that lacks some. */
function reportsOf(text: string, missing = '') {
  const reports: [string, Place, unknown][] = [];
  const place = { file: 'a.md', start: { line: 3, column: 1 } };
  setLine(
    prepareParagraph([runOf(text, { place })], fakeFontBook({ missing }), plainStyle, (code, at, details) =>
      reports.push([code, at, details]),
    ),
  );
  return reports;
}

describe('a word of a script that cannot be set', () => {
  test.each([
    ['阿拉伯文', 'مرحبا'],
    ['希伯来文', 'שלום'],
    ['天城文（印地文、梵文等）', 'नमस्ते'],
    ['泰文', 'สวัสดี'],
    ['高棉文', 'សួស្តី'],
    ['缅甸文', 'မင်္ဂလာပါ'],
    ['藏文', 'བོད་ཡིག'],
    ['传统蒙古文', 'ᠮᠣᠩᠭᠣᠯ'],
    ['泰米尔文', 'தமிழ்'],
    ['孟加拉文', 'বাংলা'],
    ['叙利亚文', 'ܫܠܡܐ'],
    // Presentation forms of Arabic, and a script beyond the BMP.
    ['阿拉伯文', '\ufe8d\ufee7'],
    ['不能从左到右一个个排的文字', '\u{10900}\u{10901}'],
    ['不能从左到右一个个排的文字', '\u{11005}\u{11006}'],
  ])('is an error at its place that names it and the face: %s %s', (script, word) => {
    const reports = reportsOf(`欢迎${word}来宾`);
    expect(reports.map(([code]) => code)).toContain('script-unsupported');
    const [code, place, details] = reports[0]!;
    expect([code, place]).toEqual(['script-unsupported', { file: 'a.md', start: { line: 3, column: 3 } }]);
    expect(details).toMatchObject({ script, face: 'song' });
  });

  test('is one error, whether or not a face has its letters', () => {
    expect(reportsOf('欢迎שלום来宾', 'שלום')).toEqual([
      ['script-unsupported', expect.anything(), { words: 'שלום', script: '希伯来文', face: undefined }],
    ]);
  });

  test('counts its characters as set', () => {
    const paragraph = prepareParagraph([runOf('宝שלום山')], fakeFontBook(), plainStyle, () => undefined);
    expect(setLine(paragraph).characters).toBe(6);
  });

  test.each([
    ...[
      'Type 1.5%',
      'Ω Ελληνικά',
      'Русский',
      'Հայերեն',
      'ქართული',
      'tiếng Việt',
      'n̈ ẹ́',
      'ひらがな',
      '한국어',
    ],
    ...['①★👨‍👩‍👧‍👦🇨🇳', '𠮷', '“‘’”——', 'ABC\u0301', '\u{1d400}', 'ᏣᎳᎩ', 'አማርኛ'],
  ])('is none of these: %s', (text) => {
    expect(findUnsupportedScript(text)).toBeUndefined();
  });
});
