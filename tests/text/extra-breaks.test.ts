import { describe, expect, test } from 'vitest';
import { em, glyphsOf, runOf, set, textOf } from '../support/set-text.ts';

describe('a sequence without legal breaks that is wider than its line', () => {
  test.each([
    ['full stops', `社区里人来人往${'。'.repeat(40)}`],
    ['opening brackets', `${'（'.repeat(40)}社区`],
    ['exclamation marks', `开门了${'！'.repeat(40)}真好`],
    ['closing marks of all kinds', `开门${'！”）'.repeat(20)}`],
    ['a chain of solidi', '甲/乙/丙/丁/戊/己/庚/辛/壬/癸'],
    ['words joined by no-break spaces', '社区\u00a0'.repeat(12)],
  ])('of %s is broken, and nothing is lost', (_, text) => {
    const lines = set(text, 8);
    for (const { width } of lines) expect(width).toBeLessThanOrEqual(8 * em + 1e-6);
    expect(lines.map(textOf).join('').replaceAll(/\s/g, '')).toBe(text.replaceAll(/\s/g, ''));
  });

  test('is broken if it is a word in two faces', () => {
    const lines = set([runOf('community'), runOf('librarians', { role: 'hei' })], 6);
    for (const { width } of lines) expect(width).toBeLessThanOrEqual(6 * em + 1e-6);
  });

  test('breaks between two marks of a row, not between the row and its text', () => {
    // Fourteen stops fill the second line without the ideograph before them.
    for (const line of set(`社区里人来人往${'。'.repeat(14)}`, 7).map(textOf))
      expect(line).not.toMatch(/往$/);
    for (const line of set(`${'（'.repeat(40)}社区里人来人往`, 8).map(textOf))
      expect(line).not.toMatch(/^社/);
  });

  test('is not broken if it fits its line', () => {
    for (const line of set('社区食堂的饭真好吃！！！”（笑）', 8).map(textOf))
      expect(line).not.toMatch(/^[！”）]/);
  });

  test('may have full-width spaces, but none begins a line', () => {
    for (const text of [
      '社区食堂今天开门\u3000邻居都来',
      '社区食堂今天开门\u3000\u3000邻居都来',
      '社区\n\u3000食堂',
    ]) {
      for (const line of set(text, 8)) {
        expect(textOf(line)).not.toMatch(/^\s/);
        expect(line.runs[0]?.xs[0]).toBe(0);
      }
    }
  });
});

describe('a long mark written partly by the author and partly added', () => {
  test.each(['—', '…'])('%s is two units, and only the author’s is counted', (mark) => {
    const [line] = set([runOf(`报${mark}`, { added: true }), runOf(`${mark}读`)], 20);
    expect(line?.characters).toBe(2);
    expect(line?.runs.map(({ added, texts }) => [added, texts.join('')])).toEqual([
      [true, `报${mark}`],
      [false, `${mark}读`],
    ]);
  });

  test('is one unit if the author wrote all of it, even in two faces', () => {
    const [line] = set([runOf('社—'), runOf('—区', { role: 'hei' })], 20);
    expect(line?.width).toBe(4 * em);
    expect(line?.runs.flatMap(({ texts }) => texts)).toEqual(['社', '——', '区']);
  });
});

describe('a sequence wider than a line that is not shrunk', () => {
  test.each(['center', 'start', 'end'] as const)('is broken, aligned %s', (align) => {
    for (const { width } of set(`社${'，～'.repeat(4)}`, 8, { align }))
      expect(width).toBeLessThanOrEqual(8 * em);
  });
});

describe('a word wider than its line', () => {
  const address = 'https://example.org/canteen/opening/hours?from=paper&to=neighbours';

  test.each([8, 17, 31, 50])('breaks at the same places if a run ends inside it, after %i letters', (at) => {
    const runs = [runOf(`见${address.slice(0, at)}`), runOf(`${address.slice(at)}好`)];
    for (const measure of [8, 10, 13, 17]) {
      expect(set(runs, measure).map(textOf)).toEqual(set(`见${address}好`, measure).map(textOf));
    }
  });

  test('gets no hyphen if it is an address in two runs', () => {
    const runs = [runOf('https://example.org/?a=1&'), runOf('communitynoticeboards')];
    expect(set(runs, 8).map(textOf).join('')).not.toContain('\u00ad');
  });

  test('leaves several small holes rather than one character alone on a line', () => {
    const widest = (text: string) => Math.max(...set(text, 14).map(({ shortfall }) => shortfall)) / em;
    for (const before of ['请', '请到', '请访问', '请大家访问']) {
      expect(
        widest(`${before}https://www.example.org.cn/community/canteen/opening-hours.html查看。`),
      ).toBeLessThan(7);
    }
  });
});

describe('a rule typed as a row of marks', () => {
  test.each([
    ['dashes', '—'.repeat(24)],
    ['an odd number of dashes', '—'.repeat(25)],
    ['dots', '…'.repeat(30)],
    ['dashes between words', `姓名${'—'.repeat(40)}电话`],
  ])('of %s is broken inside the measure, and nothing is lost', (_, text) => {
    const lines = set(text, 8);
    for (const { width } of lines) expect(width).toBeLessThanOrEqual(8 * em + 1e-6);
    const glyphs = lines.flatMap(glyphsOf);
    expect(glyphs.map((glyph) => glyph.text).join('')).toBe(text);
  });

  test('is not broken if it fits its line', () => {
    expect(set('—'.repeat(8), 8)).toHaveLength(1);
  });
});
