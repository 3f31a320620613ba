import { describe, expect, test } from 'vitest';
import { em, glyphsOf, runOf, set, textOf } from '../support/set-text.ts';

/** What a glyph of the fake faces covers: its bar keeps 0.07 em from both edges. */
const middleOf = ({ x, advance }: { readonly x: number; readonly advance: number }) => x + advance / 2;

describe('an accent typed after its letter', () => {
  test.each(['n\u0304', 'm\u0300', 'W\u0308'])('%s stands over the letter, and moves nothing', (text) => {
    const [line] = set(`社${text}区`, 20);
    const [, letter, accent, next] = line === undefined ? [] : glyphsOf(line);
    expect(accent?.text).toBe(text.slice(1));
    expect(middleOf(accent!)).toBeCloseTo(middleOf(letter!), 6);
    expect(accent!.y).toBeGreaterThan(letter!.y);
    const [plain] = set(`社${text.slice(0, 1)}区`, 20);
    expect(next?.x).toBeCloseTo(glyphsOf(plain!)[2]!.x, 6);
  });
});

describe('a Japanese word', () => {
  test.each(['ラーメン', 'ショッピング', '人々', 'ファミリー'])(
    '%s keeps its signs off the start of a line',
    (word) => {
      for (let measure = 4; measure <= 12; measure += 0.5) {
        for (const line of set(`社区食堂有${word}${word}和${word}吃`, measure)) {
          expect(textOf(line)).not.toMatch(/^[ー々ョッァィ]/);
        }
      }
    },
  );

  test('may break there at the loose level', () => {
    expect(set('社ラー', 2, { kinsoku: 'loose' }).map(textOf)).toEqual(['社ラ', 'ー']);
  });
});

describe('a word wider than its line', () => {
  const address = 'https://example.org/canteen/opening/hours?from=paper&to=neighbours';

  test.each([8, 17, 31, 50])('breaks alike where a run ends inside it, after %i letters', (at) => {
    const runs = [runOf(`见${address.slice(0, at)}`), runOf(`${address.slice(at)}好`)];
    for (const measure of [8, 10, 13, 17]) {
      expect(set(runs, measure).map(textOf)).toEqual(set(`见${address}好`, measure).map(textOf));
    }
  });

  test('has no hyphen in an address of two runs', () => {
    const runs = [runOf('https://example.org/?a=1&'), runOf('communitynoticeboards')];
    expect(set(runs, 8).map(textOf).join('')).not.toContain('\u00ad');
  });

  test('leaves holes alike rather than one character alone on a line', () => {
    const widest = (text: string) => Math.max(...set(text, 14).map(({ shortfall }) => shortfall)) / em;
    for (const before of ['请', '请到', '请访问', '请大家访问']) {
      expect(
        widest(`${before}https://www.example.org.cn/community/canteen/opening-hours.html查看。`),
      ).toBeLessThan(7);
    }
  });
});
