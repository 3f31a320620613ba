import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Line, ParagraphStyle } from '../../src/text/text-style.ts';
import { em, set as setPlain, textOf } from '../support/set-text.ts';

const set = (text: string, measure: number, style: Partial<ParagraphStyle> = {}) =>
  setPlain(text, measure, { hanging: true, ...style });

describe('hanging marks, CLREQ 3.1.4', () => {
  test.each([...'，。、；：！？'])('%s hangs half an em outside a line that it does not fit into', (mark) => {
    const [line] = set(`社区食堂今天开门${mark}邻居都来吃饭聊天`, 8);
    expect(textOf(line as Line)).toBe(`社区食堂今天开门${mark}`);
    expect(line?.width).toBeCloseTo(8.5 * em, 6);
    expect(line?.shortfall).toBe(0);
  });

  test('a mark that fits its line does not hang', () => {
    const [line] = set('社区食堂今天开，门口邻居都来吃饭聊天', 8);
    for (const each of set('社区食堂今天开，门口邻居都来吃饭聊天', 7.5)) {
      expect(each.width).toBeLessThanOrEqual(7.5 * em + 1e-6);
    }
    expect(line?.width).toBeCloseTo(8 * em, 6);
  });

  test('neither a bracket or quote hangs, nor the mark before it', () => {
    for (const mark of ['”', '）', '》', '。”']) {
      for (const line of set(`社区食堂今天开门${mark}邻居都来吃饭聊天`, 8))
        expect(line.width).toBeLessThanOrEqual(8 * em + 1e-6);
    }
  });

  test('only the last mark of a row hangs', () => {
    const [line] = set('社区食堂今天开”，邻居都来吃饭聊天', 7.5);
    expect(textOf(line as Line)).toBe('社区食堂今天开”，');
    expect(line?.width).toBeCloseTo(8 * em, 6);
  });

  test('the last mark of a paragraph hangs rather than move to the next line with its word', () => {
    const lines = set('社区食堂今天开门。', 8);
    expect(lines.map(textOf)).toEqual(['社区食堂今天开门。']);
    expect(lines[0]).toMatchObject({ width: 85, shortfall: 0 });
  });

  test('nothing hangs if hanging is off or lines are not justified', () => {
    for (const style of [{ hanging: false }, { align: 'start' }, { align: 'end' }] as const) {
      for (const line of set('社区食堂今天开门，邻居都来吃饭。', 8, style))
        expect(line.width).toBeLessThanOrEqual(8 * em + 1e-6);
    }
  });

  const words = fc.constantFrom(...'社区邻里今天食堂，。、：；！？“”（）《》', 'App', '2024');
  const anyText = fc
    .array(words, { minLength: 4, maxLength: 80 })
    .map((parts) => `社${parts.join('').replace(/[，。、：；！？“”（）《》]{3,}/gu, '，')}区`);

  test('every line ends at its measure or half an em outside it, and only a hanging mark is there', () => {
    fc.assert(
      fc.property(anyText, fc.integer({ min: 9, max: 30 }), (text, measure) => {
        const lines = set(text, measure);
        expect(lines.map(textOf).join('')).toBe(text);
        for (const [index, line] of lines.entries()) {
          const hangs = line.width - measure * em;
          if (hangs > 1e-6) expect(textOf(line)).toMatch(/[，。、；：！？]$/);
          expect(hangs).toBeLessThanOrEqual(em / 2 + 1e-6);
          if (index < lines.length - 1) expect([0, em / 2]).toContainEqual(expect.closeTo(hangs, 6));
        }
      }),
    );
  });
});
