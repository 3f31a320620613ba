import { expect, test } from 'vitest';
import { closingBrace, closingBracket } from '../../src/issue/brackets.ts';
import { nearest, slipOf } from '../../src/issue/nearest.ts';
import { readSettings } from '../../src/issue/settings.ts';
import { sourceText } from '../../src/issue/source-text.ts';
import { percentOf, pointOf, ratioOf, trueOrFalse, wholeNumber } from '../../src/issue/values.ts';
import { fakeDesk } from '../support/fake-desk.ts';

const place = { file: 'a.md' };

type Reader = typeof wholeNumber | typeof percentOf | typeof ratioOf | typeof pointOf | typeof trueOrFalse;

test.for<[Reader, string, unknown]>([
  [wholeNumber, '2', 2],
  [wholeNumber, '012', 12],
  [wholeNumber, '0', undefined],
  [wholeNumber, '-1', undefined],
  [wholeNumber, '1.5', undefined],
  [wholeNumber, '二', undefined],
  [trueOrFalse, '', true],
  [trueOrFalse, 'false', false],
  [trueOrFalse, 'yes', undefined],
  [percentOf, '10%', { value: 10, place }],
  [percentOf, '7.5', { value: 7.5, place }],
  [percentOf, '101%', undefined],
  [percentOf, '', undefined],
  [ratioOf, '16:9', 16 / 9],
  [ratioOf, '4/3', 4 / 3],
  [ratioOf, '1:0', undefined],
  [ratioOf, '16', undefined],
  [pointOf, '0.5,.3', { x: 0.5, y: 0.3 }],
  [pointOf, '1,0', { x: 1, y: 0 }],
  [pointOf, '1.2,0', undefined],
  [pointOf, '0.5', undefined],
])('%o of %j', ([reader, written, expected]) => {
  const { desk, messages } = fakeDesk({});
  expect(reader({ value: written, place }, 'key', desk)).toEqual(expected);
  expect(messages.map(({ code }) => code)).toEqual(expected === undefined ? ['bad-value'] : []);
});

test('settings: flags, bare values, both quotes, places of the values', () => {
  const text = `{boxed span=2 a="x y" b='"z"' url=https://example.org/?q }`;
  const { desk, messages } = fakeDesk({});
  const braces = { open: 0, close: text.length - 1 };
  const settings = readSettings(sourceText('a.md', text), braces, ['boxed', 'span', 'a', 'b', 'url'], desk);
  expect(messages).toEqual([]);
  expect([...settings].map(([key, told]) => `${key}=${told.value}@${told.place.start?.column}`)).toEqual([
    'boxed=@2',
    'span=2@13',
    'a=x y@18',
    'b="z"@26',
    'url=https://example.org/?q@35',
  ]);
});

test('brackets nest, escapes count, a blank line ends the search', () => {
  expect(closingBracket('[a[b]c]', 0)).toBe(6);
  expect(closingBracket('[a\\]b]', 0)).toBe(5);
  expect(closingBracket('[a\\\nb]', 0)).toBe(5);
  expect(closingBracket('[a\n\nb]', 0)).toBeUndefined();
  expect(closingBrace('{a="}"}', 0)).toBe(6);
  expect(closingBrace('{a', 0)).toBeUndefined();
});

test('the nearest word, and what is a slip of one', () => {
  expect(nearest('tempalte', ['template', 'total'])).toBe('template');
  expect(nearest('x', [])).toBeUndefined();
  expect(slipOf('rubby', ['ruby', 'box'])).toBe('ruby');
  expect(slipOf('note', ['ruby', 'box'])).toBeUndefined();
});
