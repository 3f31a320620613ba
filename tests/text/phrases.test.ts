import { describe, expect, test } from 'vitest';
import { goodBreak, phraseBreaks } from '../../src/text/phrases.ts';

/** The text cut at every good break. */
function phrases(text: string): readonly string[] {
  const places = phraseBreaks(text)
    .filter(({ cost }) => cost <= goodBreak)
    .map(({ index }) => index);
  return [0, ...places].map((from, number) => text.slice(from, places[number]));
}

describe('where a headline may break', () => {
  test.each([
    ['的了和与及等地得 never begin a line', '社区的花园和邻居的食堂'],
    ['a number keeps its unit', '举办第12届邻里节 新增300个车位'],
    ['a short quotation stays whole', '建成“一老一小”服务站'],
    ['a title stays whole', '新版《居民公约》发布'],
  ])('%s', (_, text) => {
    expect(phrases(text).join('')).toBe(text);
    for (const phrase of phrases(text).slice(1)) expect(phrase).not.toMatch(/^[的了和与及等地得个届”》]/);
    for (const phrase of phrases(text)) expect(phrase).not.toMatch(/[“《]$|[0-9]$/);
    for (const phrase of phrases(text)) {
      expect(phrase.includes('“')).toBe(phrase.includes('”'));
      expect(phrase.includes('《')).toBe(phrase.includes('》'));
    }
  });

  test('a space and a mark are the best places', () => {
    const text = '小区加装电梯：街坊点赞 明年再添';
    const best = phraseBreaks(text).filter(({ cost }) => cost === 0);
    expect(best.map(({ index }) => text.slice(0, index))).toEqual([
      '小区加装电梯：',
      '小区加装电梯：街坊点赞 ',
    ]);
  });

  test('a dash stays with the phrase before it', () => {
    expect(phrases('邻里守望——社区食堂记')).toEqual(expect.arrayContaining([expect.stringMatching(/——$/)]));
  });

  test('a word is never cut', () => {
    for (const { index } of phraseBreaks('社区图书馆今天开放')) {
      expect('社区图书馆今天开放'.slice(index - 1, index + 1)).not.toMatch(/^(社区|图书|今天|开放)$/);
    }
  });

  test('a long quotation breaks only where nothing else will do', () => {
    const places = phraseBreaks('“让每一位老人都能在家门口吃上热饭”');
    expect(places.length).toBeGreaterThan(0);
    expect(places.every(({ cost }) => cost > goodBreak)).toBe(true);
  });
});
