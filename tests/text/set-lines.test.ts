import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { copyCharacters } from '../../src/core/copy-characters.ts';
import type { Code } from '../../src/core/diagnostics.ts';
import type { Place } from '../../src/core/place.ts';
import { naturalWidths, prepareParagraph, setLine, setLines } from '../../src/text/set-lines.ts';
import type { Line, ParagraphStyle } from '../../src/text/text-style.ts';
import { fakeFontBook, longDashGlyph } from '../support/fake-face.ts';
import { em, glyphsOf, plainStyle, prepared, runOf, set, textOf } from '../support/set-text.ts';
import kinsoku from '../vectors/kinsoku.json' with { type: 'json' };

const xs = (line: Line | undefined) => (line === undefined ? [] : glyphsOf(line).map(({ x }) => x));

describe('one line', () => {
  test('has its ideographs one em apart from x 0, whatever the alignment', () => {
    const line = setLine(prepared('社区报', { align: 'center', indent: 20 }));
    expect(xs(line)).toEqual([0, 10, 20]);
    expect(line).toMatchObject({
      width: 30,
      characters: 3,
      stretch: 0,
      place: { start: { line: 1, column: 1 } },
    });
  });

  test('has a dash as one glyph of two em for both characters', () => {
    const dash = glyphsOf(setLine(prepared('他——我')))[1];
    expect(dash).toMatchObject({ id: longDashGlyph, x: 10, advance: 20, text: '——' });
  });

  test('has dots, short connectors and solidi centred in half an em', () => {
    expect(setLine(prepared('甲·乙–丙/丁')).width).toBeCloseTo(5.5 * em, 9);
  });

  test('has superscripts raised, without a gap', () => {
    const line = setLine(prepared([runOf('办法'), runOf('1', { rise: 4, size: 5 }), runOf('施行')]));
    expect(xs(line)).toEqual([0, 10, 20, 22.5, 32.5]);
    expect(glyphsOf(line)[2]?.y).toBe(4);
  });

  test('has added text in runs of its own, not counted', () => {
    const line = setLine(prepared([runOf('1.', { added: true }), runOf('登记 A')]));
    expect(line.characters).toBe(3);
    expect(line.runs.map(({ added }) => added)).toEqual([true, false]);
  });

  test('has letter-spacing after each letter but the last', () => {
    const line = setLine(prepared('版AB面', { tracking: 1 }));
    expect(line.width).toBeCloseTo(10 + 1 + 2.5 + 5 + 1 + 5 + 1 + 2.5 + 10, 9);
  });
});

describe('a paragraph', () => {
  test('fills all lines but the last to the measure', () => {
    const lines = set('社区食堂今天正式开门迎客，老人吃饭方便了。', 12);
    expect(lines.map(textOf)).toEqual(['社区食堂今天正式开门迎', '客，老人吃饭方便了。']);
    expect(lines.map(({ width }) => width)).toEqual([expect.closeTo(120, 6), expect.closeTo(95, 6)]);
    expect(lines[0]?.stretch).toBeCloseTo(0.1, 6);
    expect(lines[1]?.place.start).toEqual({ line: 1, column: 12 });
  });

  test('has the first line indented, or the others', () => {
    expect(set('社区食堂', 4, { indent: 20 }).map((line) => xs(line)[0])).toEqual([20, 0]);
    expect(set('社区食堂', 3, { hangingIndent: 10 }).map((line) => xs(line)[0])).toEqual([0, 10]);
  });

  test.each([
    ['start', [0, 0]],
    ['center', [0, 10]],
    ['end', [0, 20]],
  ] as const)('keeps the natural width of lines aligned %s', (align, starts) => {
    expect(set('社区食堂开门', 4, { align }).map((line) => xs(line)[0])).toEqual(starts);
  });

  test('does not fill a line that the author ended', () => {
    const lines = set('社区\n食堂开门', 4);
    expect(lines.map(textOf)).toEqual(['社区', '食堂开门']);
    expect(lines[0]).toMatchObject({ width: 20, stretch: 0 });
  });

  test('does not leave a single ideograph on its last line', () => {
    const lines = set('社区食堂今天开门迎客了。', 10);
    expect(copyCharacters(textOf(lines.at(-1) as Line).replace('。', ''))).toBeGreaterThan(1);
  });

  test('breaks an address only if it does not fit, after its signs', () => {
    expect(set('请看https://a.cn/news', 9).map(textOf)).toEqual(['请看', 'https://a.cn/news']);
    const narrow = set('https://a.cn/news/list', 8).map(textOf);
    expect(narrow.length).toBeGreaterThan(1);
    for (const line of narrow.slice(0, -1)) expect(line).toMatch(/\/$/);
  });

  test('stretches both gaps of a Latin word equally', () => {
    const [line] = set('社区里用App办事方便又省', 12);
    const glyphs = glyphsOf(line as Line);
    const before = (glyphs[4]?.x ?? 0) - (glyphs[3]?.x ?? 0) - em;
    const after = (glyphs[7]?.x ?? 0) - (glyphs[6]?.x ?? 0) - em / 2;
    expect(before).toBeCloseTo(after, 9);
  });

  test('reports a missing glyph once, at its place, and still counts the character', () => {
    const messages: [Code, Place][] = [];
    const place = { file: 'a.md', start: { line: 3, column: 5 } };
    const runs = [runOf('社区𠮷好👩‍👩‍👧吗', { place })];
    const paragraph = prepareParagraph(runs, fakeFontBook({ missing: '𠮷👩' }), plainStyle, (code, at) =>
      messages.push([code, at]),
    );
    setLines(paragraph, 20);
    setLines(paragraph, 30);
    expect(messages).toEqual([
      ['missing-glyph', { file: 'a.md', start: { line: 3, column: 7 } }],
      ['missing-glyph', { file: 'a.md', start: { line: 3, column: 10 } }],
    ]);
    expect(setLine(paragraph).characters).toBe(copyCharacters(runs[0]?.text ?? ''));
  });

  test('drops invisible characters', () => {
    const line = setLine(prepared('宝\u200b山\ufe0f区\ufeff'));
    expect([textOf(line), line.width, line.characters]).toEqual(['宝山区', 30, 3]);
  });

  test('without text has no lines', () => {
    expect(set('', 10)).toEqual([]);
    expect(set(' \u3000', 10)).toEqual([]);
  });

  test('has natural widths of its parts', () => {
    const paragraph = prepared([runOf('社区，'), runOf('（食堂）')]);
    expect(naturalWidths(paragraph)(0, 3)).toBeCloseTo(25, 9);
    expect(naturalWidths(paragraph)(3, 7)).toBeCloseTo(30, 9);
  });
});

describe('push-in and push-out, CLREQ 3.1.7', () => {
  test.each(kinsoku.lines)('$id $text', ({ text, measure, style, indent, lines }) => {
    const punctuation = style as ParagraphStyle['punctuation'];
    const set = setLines(prepared(text, { punctuation, indent: indent * em }), measure * em);
    expect(set.map(textOf).join('')).toBe(text);
    if (set.length === lines.length && set.every((line, index) => textOf(line) === lines[index]?.text))
      return;
    // The vectors come from a first-fit algorithm; total fit must not be looser.
    const firstFit = lines.map((line) => (line.mode === 'stretch' ? line.delta : 0)) as number[];
    const totalFit = set.map((line) => line.stretch * (glyphsOf(line).length - 1));
    expect(Math.max(...totalFit)).toBeLessThanOrEqual(Math.max(...firstFit));
  });
});

const words = fc.constantFrom(
  ...'社区邻里今天食堂',
  '，',
  '。',
  '、',
  '：',
  '“',
  '”',
  '（',
  '）',
  '《',
  '》',
  '？！',
  '——',
  '……',
  '·',
  '3.5',
  '2024',
  'App',
  ' ',
  'community',
  '%',
);
const anyText = fc.array(words, { minLength: 1, maxLength: 60 }).map((parts) => parts.join(''));
const styles = fc.record({
  punctuation: fc.constantFrom('quanjiao', 'kaiming', 'banjiao'),
  align: fc.constantFrom('justify', 'justify', 'start', 'center', 'end'),
  indent: fc.constantFrom(0, 20),
});
const measures = fc.integer({ min: 8, max: 40 });

describe('any text at any measure', () => {
  test('the lines together contain the text', () => {
    fc.assert(
      fc.property(anyText, measures, styles, (text, measure, style) => {
        const lines = set(text, measure, style);
        expect(
          lines
            .map(textOf)
            .join('')
            .replaceAll(/[ \u00ad]/g, ''),
        ).toBe(text.replaceAll(' ', ''));
        expect(lines.reduce((sum, { characters }) => sum + characters, 0)).toBe(copyCharacters(text));
      }),
    );
  });

  test('no line starts with a closing mark or ends with an opening one', () => {
    // Such a text has no alternative at its start and end, and a row of marks may be wider than a line.
    const breakable = anyText.map((text) => `社${text.replace(/[，。、：”）》？！·“（《%]{4,}/gu, '社')}区`);
    fc.assert(
      fc.property(breakable, measures, styles, (text, measure, style) => {
        for (const line of set(text, measure, style)) {
          expect(textOf(line)).not.toMatch(/^[，。、：”）》？！·%]/u);
          expect(textOf(line)).not.toMatch(/[“（《]$/u);
        }
      }),
    );
  });

  test('every justified line ends at its measure, and no line is overfull', () => {
    fc.assert(
      fc.property(anyText, measures, styles, (text, measure, style) => {
        const lines = set(`社${text}区`, measure, { ...style, align: 'justify' });
        for (const [index, line] of lines.entries()) {
          const glyphs = glyphsOf(line);
          const first = glyphs[0]?.x ?? 0;
          expect(line.width).toBeLessThan(measure * em + 0.01 * em + unbreakable(text));
          if (index === lines.length - 1 || isOneWord(textOf(line))) continue;
          if (unbreakable(text) === 0) expect(Math.abs(line.width - measure * em)).toBeLessThan(0.01 * em);
          expect(first).toBeGreaterThanOrEqual((index === 0 ? style.indent : 0) - em / 2);
        }
      }),
    );
  });
});

/** The tolerance for texts with rows of marks that may be wider than a line; only the width of the others is checked. */
const unbreakable = (text: string) => (/[，。、：”）》？！·“（《%—…]{5,}/u.test(text) ? 1000 : 0);
/** A single word or ideograph has no gap to stretch. */
const isOneWord = (text: string) => /^[“（《]*(?:[\w.%]+|.)[，。、：”）》？！·]*$/u.test(text);
