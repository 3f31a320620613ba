import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { hyphenationPoints, mayDivideName, mayHyphenate } from '../../src/text/hyphenate.ts';
import { setLine } from '../../src/text/set-lines.ts';
import type { Line } from '../../src/text/text-style.ts';
import { glyphsOf, prepared, runGlyphs, runOf, set, textOf } from '../support/set-text.ts';

const textsOf = (lines: readonly Line[]) => lines.map(textOf);
const hyphen = '\u00ad';
const hyphenated = (lines: readonly Line[]) => textsOf(lines).filter((line) => line.endsWith(hyphen));

const syllabified = (text: string) => {
  const ends = [0, ...hyphenationPoints(text), text.length];
  return ends
    .slice(1)
    .map((end, index) => text.slice(ends[index], end))
    .join('-');
};

describe('hyphenation points of English', () => {
  test.each([
    ['community', 'com-mu-nity'],
    ['canteen', 'can-teen'],
    ['table', 'ta-ble'],
    ['project', 'project'],
    ['about', 'about'],
    ['the', 'the'],
    ['(volunteers).', '(vol-un-teers).'],
    ['library’s', 'li-brary’s'],
    ['Charlotte', 'Char-lotte'],
  ])('%s', (text, parts) => {
    expect(syllabified(text)).toBe(parts);
  });

  test.each([
    ['Xiaoming', 'Xiao-ming'],
    ['Changning', 'Chang-ning'],
    ['Xujiahui', 'Xu-jia-hui'],
    ['Lujiazui', 'Lu-jia-zui'],
    ['Fangan', 'Fan-gan'],
    ['Shanghai', 'Shang-hai'],
    ['Zhuanqiao', 'Zhuan-qiao'],
    ['Heilongjiang', 'Hei-long-jiang'],
  ])('%s is divided between its syllables of pinyin', (text, parts) => {
    expect(syllabified(text)).toBe(parts);
  });

  test.each(['Library', 'Charlotte’s', '“Shanghai'])(
    '%s may be a name, which is divided at its own cost',
    (text) => {
      expect([mayHyphenate(text, false), mayDivideName(text)]).toEqual([false, true]);
    },
  );

  test.each(['Paris', 'UNESCO', 'JavaScript', 'Covid19', 'library', 'Library-based', 'Évreux'])(
    '%s is no name to divide',
    (text) => {
      expect(mayDivideName(text)).toBe(false);
    },
  );

  test.each(['community', '(community),', 'library’s', '“recycling”'])('%s may be hyphenated', (text) => {
    expect(mayHyphenate(text, false)).toBe(true);
  });

  test.each([
    ['a capitalised word may be a name', 'Library'],
    ['capitals', 'UNESCO'],
    ['a capital inside', 'JavaScript'],
    ['digits', 'covid19'],
    ['an address', 'https://example.org/community'],
    ['a mail address', 'library@example.org'],
    ['a file name', 'community.html'],
    ['an identifier', 'community_centre'],
    ['a hashtag', '#community'],
    ['a compound with a hyphen', 'community-based'],
    ['another language', 'bibliothèque'],
  ])('%s: %s stays whole', (_, text) => {
    expect(mayHyphenate(text, false)).toBe(false);
  });
});

const words =
  'the community library and its volunteers prepared vegetarian dishes together for every neighbourhood committee considering environmental recycling temporary arrangements information'.split(
    ' ',
  );
const english = fc
  .array(fc.constantFrom(...words, '社区', '，', 'Shanghai', 'NASA', '2024'), { minLength: 1, maxLength: 40 })
  .map((parts) => parts.join(' '));
const narrow = fc.integer({ min: 8, max: 16 });

describe('English words in a column', () => {
  const text = '社区食堂的 community canteen 今天开门';

  test('are broken with a hyphen that is added and not counted as copy', () => {
    const lines = set(text, 8);
    expect(textsOf(lines)[0]).toBe(`社区食堂的com${hyphen}`);
    const last = lines[0]?.runs.at(-1);
    expect(last).toMatchObject({ added: true, face: 'song', size: 10 });
    expect(runGlyphs(last!)).toEqual([expect.objectContaining({ id: 0x2d, text: hyphen, advance: 5 })]);
    expect(lines[0]).toMatchObject({ characters: 8, width: expect.closeTo(80, 6) });
    expect(last?.xs[0]).toBeCloseTo(75, 6);
  });

  test.each([
    ['narrow', 16, true],
    ['narrow', 17, false],
    ['always', 17, true],
    ['never', 16, false],
  ] as const)('%s at a measure of %d em: %s', (hyphenate, measure, expected) => {
    const paragraph = `${'社'.repeat(measure - 4)} environmental 社区里的邻居都来了`;
    const broken = set(paragraph, measure, { hyphenate }).some((line) => textOf(line).endsWith(hyphen));
    expect(broken).toBe(expected);
  });

  const nameLine = (text: string, measure: number) => textOf(set(text, measure)[0]!);

  test('a name is divided where the gaps would be wide, and stays whole where they would not', () => {
    expect(nameLine('社区里来了一位Charlotte女士和她的孩子', 11)).toBe(`社区里来了一位Char${hyphen}`);
    expect(nameLine('社区昨天来了一位Charlotte女士和她的孩子', 9)).toBe('社区昨天来了一位');
  });

  test('are not hyphenated in code', () => {
    const runs = [runOf('社区食堂的 '), runOf('community', { code: true }), runOf(' canteen 今天开门')];
    for (const line of textsOf(set(runs, 8))) expect(line).not.toMatch(/com\u00ad|commu\u00ad/);
  });

  test('are not hyphenated under ruby', () => {
    const ruby = { text: 'zhong', role: 'hei', size: 5, place: { file: 'a.md' } } as const;
    const runs = [runOf('社区食堂的 '), runOf('community', { ruby }), runOf(' canteen 今天开门')];
    for (const line of textsOf(set(runs, 8))) expect(line).not.toMatch(/com\u00ad|commu\u00ad/);
  });

  test('do not include long strings of letters', () => {
    const long = 'abcdefghij'.repeat(1000);
    expect(hyphenated(set(long, 12))).toEqual([]);
    expect(hyphenated(set(`https://example.org/${long}`, 12))).toEqual([]);
  });

  test('keep two letters before the hyphen and three after it, and break only at hyphenation points', () => {
    fc.assert(
      fc.property(english, narrow, (text, measure) => {
        const lines = textsOf(set(text, measure));
        for (const [index, line] of lines.entries()) {
          if (!line.endsWith(hyphen)) continue;
          const before = /[A-Za-z]+(?=\u00ad$)/.exec(line)?.[0] ?? '';
          const after = /^[A-Za-z]+/.exec(lines[index + 1] ?? '')?.[0] ?? '';
          expect([...words, 'Shanghai']).toContain(before + after);
          expect(hyphenationPoints(before + after)).toContain(before.length);
        }
        const whole = lines.join(' ').replaceAll(/\u00ad /g, '');
        const found = whole.match(/[a-z]+/gi) ?? [];
        expect(found.filter((word) => ![...words, 'Shanghai', 'NASA'].includes(word))).toEqual([]);
      }),
    );
  });

  test('that are not broken have the glyphs and positions of the word set alone', () => {
    fc.assert(
      fc.property(english, narrow, (text, measure) => {
        for (const line of set(text, measure)) {
          const glyphs = glyphsOf(line);
          const written = glyphs.map((glyph) => glyph.text).join('');
          for (const { 0: word, index } of written.matchAll(/[a-z]{5,}(?!\u00ad)/g)) {
            const alone = glyphsOf(setLine(prepared(word)));
            const start = glyphs[index]?.x ?? 0;
            for (const [at, glyph] of alone.entries()) {
              expect(glyphs[index + at]).toMatchObject({
                id: glyph.id,
                x: expect.closeTo(start + glyph.x, 6),
              });
            }
          }
        }
      }),
    );
  });

  test('rarely cause consecutive hyphens or a hyphen before the last line', () => {
    const stacked = (lines: readonly string[]) =>
      lines.filter((line, index) => line.endsWith(hyphen) && lines[index + 1]?.endsWith(hyphen)).length;
    const clause = fc.constantFrom(
      '社区里的老人和孩子们每天都来食堂吃饭聊天，',
      '志愿者帮助行动不便的居民送餐上门，',
      '读者可以借阅图书。',
    );
    const mixed = fc.tuple(clause, fc.constantFrom(...words), fc.nat(20)).map(([text, word, at]) => {
      const middle = at % text.length;
      return text.slice(0, middle) + word + text.slice(middle);
    });
    const texts = fc.sample(fc.array(mixed, { minLength: 5, maxLength: 20 }), { numRuns: 100, seed: 7 });
    const set14 = texts.map((parts) => textsOf(set(parts.join(''), 14)));
    const hyphenatedLines = set14.flat().filter((line) => line.endsWith(hyphen)).length;
    expect(hyphenatedLines).toBeGreaterThan(100);
    expect(set14.reduce((sum, lines) => sum + stacked(lines), 0)).toBeLessThan(hyphenatedLines / 40);
    expect(set14.filter((lines) => lines.at(-2)?.endsWith(hyphen)).length).toBeLessThan(hyphenatedLines / 40);
  });
});

describe('a word wider than its line', () => {
  const long = 'Internationalization';

  test('is broken at its hyphenation points', () => {
    const lines = textsOf(set(long, 7));
    expect(lines.length).toBeGreaterThan(1);
    for (const line of lines.slice(0, -1)) expect(line).toMatch(/\u00ad$/);
    expect(lines.join('').replaceAll(hyphen, '')).toBe(long);
    const at = lines.slice(0, -1).map(
      (_, index) =>
        lines
          .slice(0, index + 1)
          .join('')
          .replaceAll(hyphen, '').length,
    );
    for (const place of at) expect(hyphenationPoints(long)).toContain(place);
  });

  test('is broken between letters if a syllable is too wide, hyphenation is off, or it is code', () => {
    const expectNoHyphen = (lines: readonly Line[]) => expect(textsOf(lines).join('')).toBe(long);
    expectNoHyphen(set(long, 7, { hyphenate: 'never' }));
    expectNoHyphen(set([runOf(long, { code: true })], 7));
    for (const line of set('strengths', 3)) expect(line.width).toBeLessThanOrEqual(30 + 1e-6);
  });
});
