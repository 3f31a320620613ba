import { describe, expect, test } from 'vitest';
import { em, runOf, set, textOf } from '../support/set-text.ts';

describe('what may not part and is wider than its line', () => {
  test.each([
    ['full stops', `社区里人来人往${'。'.repeat(40)}`],
    ['opening brackets', `${'（'.repeat(40)}社区`],
    ['cries', `开门了${'！'.repeat(40)}真好`],
    ['closing marks of all kinds', `开门${'！”）'.repeat(20)}`],
    ['a chain of solidi', '甲/乙/丙/丁/戊/己/庚/辛/壬/癸'],
    ['words joined by spaces that do not break', '社区\u00a0'.repeat(12)],
  ])('breaks inside, as to %s, and loses nothing', (_, text) => {
    const lines = set(text, 8);
    for (const { width } of lines) expect(width).toBeLessThanOrEqual(8 * em + 1e-6);
    expect(lines.map(textOf).join('').replaceAll(/\s/g, '')).toBe(text.replaceAll(/\s/g, ''));
  });

  test('a word in two faces as well', () => {
    const lines = set([runOf('community'), runOf('librarians', { role: 'hei' })], 6);
    for (const { width } of lines) expect(width).toBeLessThanOrEqual(6 * em + 1e-6);
  });

  test('rows part between two of their marks, not from the text', () => {
    // Fourteen stops would fill the second line without the ideograph before them.
    for (const line of set(`社区里人来人往${'。'.repeat(14)}`, 7).map(textOf))
      expect(line).not.toMatch(/往$/);
    for (const line of set(`${'（'.repeat(40)}社区里人来人往`, 8).map(textOf))
      expect(line).not.toMatch(/^社/);
  });

  test('what fits its line stays whole', () => {
    for (const line of set('社区食堂的饭真好吃！！！”（笑）', 8).map(textOf))
      expect(line).not.toMatch(/^[！”）]/);
  });

  test('a full-width space never begins a line', () => {
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

describe('a long mark that an author and the paper share', () => {
  test.each(['—', '…'])('%s is two pieces, and the author’s alone is counted', (mark) => {
    const [line] = set([runOf(`报${mark}`, { added: true }), runOf(`${mark}读`)], 20);
    expect(line?.characters).toBe(2);
    expect(line?.runs.map(({ added, texts }) => [added, texts.join('')])).toEqual([
      [true, `报${mark}`],
      [false, `${mark}读`],
    ]);
  });

  test('of one hand is one piece, in two faces too', () => {
    const [line] = set([runOf('社—'), runOf('—区', { role: 'hei' })], 20);
    expect(line?.width).toBe(4 * em);
    expect(line?.runs.flatMap(({ texts }) => texts)).toEqual(['社', '——', '区']);
  });
});

describe('what is wider than a line that is not squeezed', () => {
  test.each(['center', 'start', 'end'] as const)('breaks inside, aligned %s', (align) => {
    for (const { width } of set(`社${'，～'.repeat(4)}`, 8, { align }))
      expect(width).toBeLessThanOrEqual(8 * em);
  });
});
