import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { copyCharacters } from '../../src/core/copy-characters.ts';
import type { Place } from '../../src/core/place.ts';
import { prepareParagraph, setLine, setLines } from '../../src/text/set-lines.ts';
import type { Line, RubyText } from '../../src/text/text-style.ts';
import { fakeFontBook } from '../support/fake-face.ts';
import { em, type LineGlyph, plainStyle, prepared, runGlyphs, runOf, set } from '../support/set-text.ts';

/** The size of ruby: its Latin letters are 2.5 pt wide. */
const rubySize = 5;
const gap = rubySize / 4;

const dotted = (text: string) => runOf(text, { dots: true });
const rubyText = (text: string, place: Place = { file: 'a.md' }): RubyText => ({
  text,
  role: 'hei',
  size: rubySize,
  place,
});
const withRuby = (text: string, rt: string) => runOf(text, { ruby: rubyText(rt) });

const glyphsOf = (line: Line, face: string): readonly LineGlyph[] =>
  line.runs.filter((run) => run.face === face).flatMap(runGlyphs);
const textOf = (glyphs: readonly LineGlyph[]) => glyphs.map(({ text }) => text).join('');
const xOf = (line: Line, text: string) => glyphsOf(line, 'song').find((glyph) => glyph.text === text)!.x;
const spanOf = (glyphs: readonly LineGlyph[]) => ({
  from: glyphs[0]!.x,
  to: glyphs.at(-1)!.x + glyphs.at(-1)!.advance,
});

describe('dots of emphasis (着重号)', () => {
  const word = fc.constantFrom(
    '社区',
    '重',
    '点',
    '图书室',
    '，',
    '。',
    '“',
    '”',
    'Wi-Fi',
    '3.5',
    ' ',
    '——',
    '①',
  );
  const runs = fc.array(fc.tuple(fc.array(word, { minLength: 1, maxLength: 8 }), fc.boolean()), {
    minLength: 1,
    maxLength: 8,
  });

  test('are under the middle of every ideograph and nothing else, on stretched and other lines', () => {
    fc.assert(
      fc.property(
        runs,
        fc.integer({ min: 6, max: 24 }),
        fc.constantFrom('justify', 'center', 'end'),
        (parts, measure, align) => {
          // 无 is the only ideograph without a dot.
          const styled = parts.map(([words, dots]) => {
            const text = words.join('');
            return dots ? dotted(text) : runOf(text.replaceAll(/\p{sc=Han}/gu, '无'));
          });
          for (const line of set(styled, measure, { align, indent: em })) {
            const marked = glyphsOf(line, 'song').filter(
              ({ text }) => /\p{sc=Han}/u.test(text) && text !== '无',
            );
            expect(line.dots.map(({ x }) => x)).toEqual(
              marked.map(({ x, advance }) => expect.closeTo(x + advance / 2, 9)),
            );
          }
        },
      ),
    );
  });

  test('change nothing else of their lines', () => {
    const text = '图书室从这个星期六起开放，开放时间是上午九点到下午五点，Wi-Fi 免费。';
    const bare = set([runOf(text.slice(0, 13)), runOf(text.slice(13))], 9);
    const emphasised = set([dotted(text.slice(0, 13)), dotted(text.slice(13))], 9);
    expect(emphasised.map(({ dots, ...line }) => line)).toEqual(bare.map(({ dots, ...line }) => line));
    expect(emphasised.flatMap(({ dots }) => dots)).toHaveLength(
      Array.from(text.matchAll(/\p{sc=Han}/gu)).length,
    );
    expect(bare.flatMap(({ dots }) => dots)).toEqual([]);
  });

  test('are 0.15 to 0.2 em wide, close under the frame, and do not touch a line 1.3 em below', () => {
    const { x, y, radius, ink } = setLine(prepared([dotted('重')])).dots[0]!;
    expect(x).toBe(em / 2);
    expect(2 * radius).toBeGreaterThanOrEqual(0.15 * em);
    expect(2 * radius).toBeLessThanOrEqual(0.2 * em);
    const frameBottom = -0.12 * em;
    expect(y + radius).toBeLessThan(frameBottom);
    expect(y + radius).toBeGreaterThan(frameBottom - 0.05 * em);
    expect(y - radius).toBeGreaterThan((0.88 - 1.3) * em + 0.1 * em);
    expect(ink).toEqual(runOf('').ink);
  });
});

test('emphasised Western words get another face, ideographs and marks do not', () => {
  const line = setLine(prepared([runOf('借《Happy Days》 “on” 3天', { western: 'italic' })]));
  expect(textOf(glyphsOf(line, 'italic'))).toBe('Happy Dayson3');
  expect(textOf(glyphsOf(line, 'song')).replaceAll(' ', '')).toBe('借《》“”天');
});

describe('ruby (注音)', () => {
  test('is centred over its base, above the frame of the base', () => {
    const line = setLine(prepared([runOf('甲'), withRuby('乙', 'abc'), runOf('丙')]));
    expect(glyphsOf(line, 'song').map(({ x }) => x)).toEqual([0, 10, 20]);
    const { from, to } = spanOf(glyphsOf(line, 'hei'));
    expect([from, to]).toEqual([11.25, 18.75]);
    for (const { y } of glyphsOf(line, 'hei')) {
      expect(y).toBeGreaterThan(0.88 * em);
      // The frame of ruby of 0.45 em ends inside the white between lines 1.5 em apart.
      expect(y).toBeLessThan(0.88 * em + rubySize / 4);
    }
  });

  test('that is wider than its base overhangs the neighbours by less than half of them', () => {
    const line = setLine(prepared([runOf('甲'), withRuby('乙', 'abcdef'), runOf('丙')]));
    expect(glyphsOf(line, 'song').map(({ x }) => x)).toEqual([0, 10, 20]);
    expect(spanOf(glyphsOf(line, 'hei'))).toEqual({ from: 7.5, to: 22.5 });
  });

  test('that is wider still widens the spaces on both sides equally', () => {
    const line = setLine(prepared([runOf('甲'), withRuby('乙', 'abcdefghijkl'), runOf('丙')]));
    const [, base, after] = glyphsOf(line, 'song').map(({ x }) => x) as [number, number, number];
    expect(base - em).toBeGreaterThan(0);
    expect(after - base - em).toBeCloseTo(base - em, 9);
    const { from, to } = spanOf(glyphsOf(line, 'hei'));
    expect((from + to) / 2).toBeCloseTo(base + em / 2, 9);
    expect(em - from).toBeLessThanOrEqual(em / 2);
    expect(to - after).toBeLessThanOrEqual(em / 2);
  });

  test('does not overhang Western words', () => {
    const line = setLine(prepared([runOf('ab'), withRuby('乙', 'abcdefgh'), runOf('cd')]));
    const [, b, c] = glyphsOf(line, 'song').filter(({ text }) => /[a-d]/.test(text));
    const { from, to } = spanOf(glyphsOf(line, 'hei'));
    expect(from).toBeGreaterThanOrEqual(b!.x + b!.advance);
    expect(to).toBeLessThanOrEqual(c!.x);
  });

  test('at the edge of a line stays inside the line, and its base stays at the edge', () => {
    const measure = 93.75;
    const runs = [
      withRuby('甲', 'abcdefg'),
      runOf('社区社区社区社'),
      withRuby('乙', 'abcdefg'),
      runOf('社区'),
    ];
    const lines = setLines(prepared(runs), measure);
    const [first] = lines as [Line];
    expect(xOf(first, '甲')).toBe(0);
    expect(xOf(first, '乙')).toBeCloseTo(measure - em, 9);
    const ruby = glyphsOf(first, 'hei');
    expect(ruby[0]!.x).toBe(0);
    expect(spanOf(ruby).to).toBeCloseTo(measure, 9);
  });

  test('that an edge pushes inwards pushes its neighbour', () => {
    const line = setLine(prepared([runOf('社社'), withRuby('甲', 'aaaaa'), withRuby('乙', 'bbbbbbb')]));
    const ruby = glyphsOf(line, 'hei');
    expect(spanOf(ruby).to).toBeCloseTo(line.width, 9);
    expect(ruby[5]!.x - spanOf(ruby.slice(0, 5)).to).toBeCloseTo(gap, 9);
  });

  test('overhangs an indent like a neighbour', () => {
    const [line] = set([withRuby('甲', 'abcdef'), runOf('社区')], 9, { indent: 2 * em }) as [Line];
    expect(glyphsOf(line, 'song').map(({ x }) => x)).toEqual([20, 30, 40]);
    expect(spanOf(glyphsOf(line, 'hei'))).toEqual({ from: 17.5, to: 32.5 });
  });

  test('over a group keeps the group on one line, centred over it or with the group spread out', () => {
    const group = rubyText('abcdef');
    const broken = [
      runOf('社区社区'),
      runOf('甲乙', { ruby: group }),
      runOf('丙', { ruby: group }),
      runOf('社区'),
    ];
    expect(set(broken, 6, { align: 'start' }).map((line) => textOf(glyphsOf(line, 'song')))).toEqual([
      '社区社区',
      '甲乙丙社区',
    ]);
    const [, line] = set(broken, 6, { align: 'start' }) as [Line, Line];
    expect(spanOf(glyphsOf(line, 'hei'))).toEqual({ from: 7.5, to: 22.5 });

    const wide = setLine(prepared([runOf('社'), withRuby('甲乙', 'abcdefghijklmnopqr'), runOf('社')]));
    const [a, b, c, d] = glyphsOf(wide, 'song').map(({ x }) => x) as [number, number, number, number];
    expect(b - a - em).toBeGreaterThan(0);
    expect(c - b - em).toBeCloseTo(2 * (b - a - em), 9);
    expect(d - c - em).toBeCloseTo(b - a - em, 9);
  });

  test('over a group wider than the measure is set once, and nothing is lost', () => {
    const lines = set([withRuby('甲乙丙丁戊己', 'ab')], 4);
    expect(lines.map((line) => textOf(glyphsOf(line, 'song'))).join('')).toBe('甲乙丙丁戊己');
    expect(lines.map((line) => textOf(glyphsOf(line, 'hei'))).join('')).toBe('ab');
    expect(lines.reduce((sum, { characters }) => sum + characters, 0)).toBe(8);
  });

  test('reports a missing glyph at the place of the ruby text', () => {
    const messages: unknown[] = [];
    const place = { file: 'a.md', start: { line: 3, column: 20 } };
    const runs = [runOf('甲', { ruby: rubyText('aǎ', place) })];
    prepareParagraph(runs, fakeFontBook({ missing: 'ǎ' }), plainStyle, (code, at) =>
      messages.push([code, at]),
    );
    expect(messages).toEqual([['missing-glyph', { file: 'a.md', start: { line: 3, column: 21 } }]]);
  });

  test('follows the glyphs of its line, in the ink of its base', () => {
    const ink = { c: 0, m: 100, y: 90, k: 10 };
    const line = setLine(prepared([runOf('甲', { ruby: rubyText('ab'), ink }), runOf('丙')]));
    expect(line.runs.map((run) => [textOf(runGlyphs(run)), run.ink.m, run.added])).toEqual([
      ['甲', 100, false],
      ['丙', 0, false],
      ['ab', 100, false],
    ]);
  });

  /** Each ruby text repeats one letter: the first a, the next b. */
  const letter = (index: number) => String.fromCharCode(97 + (index % 26));
  const part = fc.oneof(
    fc
      .constantFrom('社区', '图书室', '，', '。', '“', '”', ' Wi-Fi ', '——')
      .map((text) => ({ text, length: 0 })),
    fc.record({ text: fc.constantFrom('甲', '乙丙', '丁戊己'), length: fc.integer({ min: 1, max: 7 }) }),
  );

  test('never overlaps other ruby or leaves its line, and no character is lost', () => {
    fc.assert(
      fc.property(
        fc.array(part, { minLength: 1, maxLength: 30 }),
        fc.integer({ min: 8, max: 24 }),
        (parts, measure) => {
          const runs = parts.flatMap(({ text, length }, index) =>
            length === 0 ? [runOf(text)] : [withRuby(text, letter(index).repeat(length))],
          );
          const lines = set(runs, measure);
          const expected = runs.reduce(
            (sum, run) => sum + copyCharacters(run.text + (run.ruby?.text ?? '')),
            0,
          );
          expect(lines.reduce((sum, { characters }) => sum + characters, 0)).toBe(expected);
          const inked = lines.flatMap((line) => line.runs.flatMap(runGlyphs));
          expect(copyCharacters(textOf(inked))).toBe(expected);
          for (const line of lines) {
            const lengths = (textOf(glyphsOf(line, 'hei')).match(/(.)\1*/gu) ?? []).map(
              (text) => text.length,
            );
            let at = 0;
            let before = Number.NEGATIVE_INFINITY;
            for (const length of lengths) {
              const { from, to } = spanOf(glyphsOf(line, 'hei').slice(at, at + length));
              expect(from - before).toBeGreaterThanOrEqual(gap - 1e-6);
              expect(from).toBeGreaterThanOrEqual(-1e-6);
              expect(to).toBeLessThanOrEqual(measure * em + 1e-6);
              at += length;
              before = to;
            }
          }
        },
      ),
    );
  });

  const bases = fc.array(fc.integer({ min: 1, max: 7 }), { minLength: 2, maxLength: 12 });

  test('is centred over its own base in any row of them', () => {
    fc.assert(
      fc.property(bases, (lengths) => {
        const runs = lengths.map((length, index) => withRuby('甲', letter(index).repeat(length)));
        const line = setLine(prepared([runOf('社'), ...runs, runOf('社')]));
        const middles = glyphsOf(line, 'song')
          .slice(1, -1)
          .map(({ x }) => x + em / 2);
        let at = 0;
        for (const [index, length] of lengths.entries()) {
          const { from, to } = spanOf(glyphsOf(line, 'hei').slice(at, at + length));
          expect((from + to) / 2).toBeCloseTo(middles[index]!, 9);
          at += length;
        }
      }),
    );
  });
});
