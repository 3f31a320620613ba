import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { breakCost } from '../../src/text/break-opportunities.ts';
import { segmentText } from '../../src/text/text-units.ts';
import { em, runOf, set, textOf } from '../support/set-text.ts';

/** The text with | where a line may end at the cost of an ordinary break, as with 20 between a number and its measure word. */
function breaksOf(text: string): string {
  const units = segmentText([runOf(text)]);
  return units
    .map(({ spaceBefore, text: own }, index) => {
      const isFree = index > 0 && breakCost(units, index - 1, 'normal') <= 60;
      return (isFree ? '|' : '') + spaceBefore + own;
    })
    .join('');
}

describe('a number in several parts has no ordinary break inside', () => {
  test.each([
    ['（021）5678-1234', 'an area code in brackets'],
    ['（0515）85551234', 'a longer one'],
    ['+86 21 5678 1234', 'a country code'],
    ['（+86）21-5678-1234', 'one in brackets'],
    ['138 1234 5678', 'a mobile number in groups'],
    ['400 820 1234', 'a service number'],
    ['021 5678 1234', 'an area code and a space'],
    ['021—56781234', 'a dash for a hyphen'],
    ['5678 1234', 'two groups'],
    ['12 000', 'thousands'],
    ['GB/T 15834', 'a national standard'],
    ['DB31/T 668.1', 'a local standard'],
    ['ISO 9001', 'an international one'],
    ['CN 31-0123', 'a register'],
    ['沪A·12345', 'a licence plate'],
    ['沪B 12345', 'one with a space'],
    ['沪AD12345', 'one without a space'],
    ['¥ 50', 'a currency before a space'],
    ['± 5', 'a sign before a space'],
  ])('%s, %s', (number) => {
    expect(breaksOf(`请记${number}为好`).replace(/.*记/, '').replace(/为.*/, '')).toMatch(
      new RegExp(`^\\|?${number.replace(/[+.()]/g, '\\$&')}\\|?$`),
    );
  });

  test.each([
    ['56781234转801', '拨|56781234转801'],
    ['021-5678 1234转801', '拨|021-5678 1234转801'],
    ['56781234 转 801', '拨|56781234 转 801'],
  ])('%s, with an extension', (number, expected) => {
    expect(breaksOf(`拨${number}`)).toBe(expected);
  });

  test.each([
    ['B股', 'B股'],
    ['T恤', 'T恤'],
    ['IC卡', 'IC卡'],
    ['选A还是B', '选|A|还|是|B'],
  ])('%s, a letter and its ideograph', (text, expected) => {
    expect(breaksOf(text)).toBe(expected);
  });
});

describe('what is no such number keeps its breaks', () => {
  test.each([
    ['5678 1234、6678 1234', '5678 1234、|6678 1234'],
    ['56781234 66781234', '56781234| 66781234'],
    ['25 20 25 18', '25| 20| 25| 18'],
    ['（2024）5678号', '（2024）|5678|号'],
    ['66781234（2楼）', '66781234|（2|楼）'],
    ['Windows 10', 'Windows| 10'],
  ])('%s', (text, expected) => {
    expect(breaksOf(text)).toBe(expected);
  });
});

const han = fc
  .integer({ min: 3, max: 60 })
  .map((length) => '社区居民来信说路灯亮了'.repeat(6).slice(0, length));
const numbers = (...all: readonly string[]) => fc.constantFrom(...all);
const solid = (text: string) => text.replace(/\s/g, '');

test('a number that is far shorter than the measure is on one line', () => {
  fc.assert(
    fc.property(
      han,
      numbers('5678 1234', 'GB/T 15834', 'ISO 9001', '沪B 12345', 'B股'),
      han,
      fc.integer({ min: 24, max: 40 }),
      (before, number, after, measure) => {
        const lines = set(`${before}${number}${after}`, measure).map(textOf);
        expect(lines.some((line) => solid(line).includes(solid(number)))).toBe(true);
      },
    ),
    { numRuns: 300 },
  );
});

test('a number that fits its line is on one line where lines need not be filled', () => {
  fc.assert(
    fc.property(
      han,
      numbers('（021）5678-1234', '+86 21 5678 1234', '400 820 1234', '021-5678 1234转801'),
      han,
      fc.integer({ min: 14, max: 32 }),
      (before, number, after, measure) => {
        const lines = set(`${before}${number}${after}`, measure, { align: 'start' }).map(textOf);
        expect(lines.some((line) => solid(line).includes(solid(number)))).toBe(true);
      },
    ),
    { numRuns: 300 },
  );
});

test('a column narrower than a number is filled', () => {
  fc.assert(
    fc.property(
      han,
      numbers('（021）5678-1234', '+86 21 5678 1234', 'DB31/T 668.1'),
      han,
      fc.integer({ min: 5, max: 12 }),
      (before, number, after, measure) => {
        for (const { width } of set(`${before}${number}${after}`, measure))
          expect(width).toBeLessThanOrEqual(measure * em + 1e-6);
      },
    ),
    { numRuns: 300 },
  );
});

test('no line begins with a stop in an odd form, nor with a sign of degrees, minutes or a share', () => {
  const signs = [...'﹐﹑｡､﹔﹕﹖﹗﹚﹜﹞｣°′″‰‱℃℉％%︐︒'];
  for (const sign of signs) expect(breaksOf(`甲${sign}乙`).split('|')[0], sign).toBe(`甲${sign}`);
  for (const sign of '﹙﹛﹝｢︵') expect(breaksOf(`甲${sign}乙`), sign).toBe(`甲|${sign}乙`);
});
