import { expect, test } from 'vitest';
import { findClosingBrace, findClosingBracket, readSettings } from '../../src/issue/settings.ts';
import { sourceText } from '../../src/issue/source-text.ts';
import {
  findMisspeltWord,
  findNearWord,
  readBoolean,
  readPercent,
  readPoint,
  readRatio,
  readWholeNumber,
} from '../../src/issue/values.ts';
import { fakeDesk } from '../support/fake-desk.ts';

const place = { file: 'a.md' };

type Reader =
  | typeof readWholeNumber
  | typeof readPercent
  | typeof readRatio
  | typeof readPoint
  | typeof readBoolean;

test.for<[Reader, string, unknown]>([
  [readWholeNumber, '2', 2],
  [readWholeNumber, '012', 12],
  [readWholeNumber, '0', undefined],
  [readWholeNumber, '-1', undefined],
  [readWholeNumber, '1.5', undefined],
  [readWholeNumber, '二', undefined],
  [readBoolean, '', true],
  [readBoolean, 'false', false],
  [readBoolean, 'yes', undefined],
  [readPercent, '10%', { value: 10, place }],
  [readPercent, '7.5', { value: 7.5, place }],
  [readPercent, '101%', undefined],
  [readPercent, '', undefined],
  [readRatio, '16:9', 16 / 9],
  [readRatio, '4/3', 4 / 3],
  [readRatio, '1:0', undefined],
  [readRatio, '16', undefined],
  [readPoint, '0.5,.3', { x: 0.5, y: 0.3 }],
  [readPoint, '1,0', { x: 1, y: 0 }],
  [readPoint, '1.2,0', undefined],
  [readPoint, '0.5', undefined],
])('%o reads %j, or reports it', ([reader, written, expected]) => {
  const { desk, messages } = fakeDesk({});
  expect(reader({ value: written, place }, 'key', desk)).toEqual(expected);
  expect(messages.map(({ code }) => code)).toEqual(expected === undefined ? ['bad-value'] : []);
});

test('settings are flags, bare values and quoted values, each with the place of its value', () => {
  const text = `{boxed span=2 a="x y" b='"z"' url=https://example.org/?q }`;
  const { desk, messages } = fakeDesk({});
  const braces = { open: 0, close: text.length - 1 };
  const settings = readSettings(sourceText('a.md', text), braces, ['boxed', 'span', 'a', 'b', 'url'], desk);
  expect(messages).toEqual([]);
  expect([...settings].map(([key, { value, place }]) => `${key}=${value}@${place.start?.column}`)).toEqual([
    'boxed=@2',
    'span=2@13',
    'a=x y@18',
    'b="z"@26',
    'url=https://example.org/?q@35',
  ]);
});

test('brackets nest and may be escaped, and a blank line ends the search for the closing one', () => {
  expect(findClosingBracket('[a[b]c]', 0)).toBe(6);
  expect(findClosingBracket('[a\\]b]', 0)).toBe(5);
  expect(findClosingBracket('[a\\\nb]', 0)).toBe(5);
  expect(findClosingBracket('[a\n\nb]', 0)).toBeUndefined();
  expect(findClosingBrace('{a="}"}', 0)).toBe(6);
  expect(findClosingBrace('{a', 0)).toBeUndefined();
});

test('a near word is within two edits, a misspelt one at a distance that its length allows', () => {
  expect(findNearWord('tempalte', ['template', 'total'])).toBe('template');
  expect(findNearWord('Template', ['template', 'total'])).toBe('template');
  expect(findNearWord('columns', ['lunar', 'number'])).toBeUndefined();
  expect(findNearWord('x', [])).toBeUndefined();
  expect(findMisspeltWord('rubby', ['ruby', 'box'])).toBe('ruby');
  expect(findMisspeltWord('note', ['ruby', 'box'])).toBeUndefined();
});
