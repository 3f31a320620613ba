import { expect, it } from 'vitest';
import { openImage } from '../../../src/pictures/image-file.ts';
import { isTooIntricate } from '../../../src/pictures/svg/intricacy.ts';
import { fakeDesk } from '../../support/fake-desk.ts';
import { fonts, readPlain, svg } from './drawings.ts';

const zigzag = (lines: number) => `M0 0${'L100 50L0 0'.repeat(lines / 2)}`;
const isIntricate = (inside: string) => isTooIntricate(readPlain(svg(inside)).plain!);

it('a path that crosses itself all over the drawing thousands of times is refused before it is rendered', async () => {
  const inside = `<path d="${zigzag(10_000)}" stroke="red" opacity=".5"/>`;
  const { desk, messages } = fakeDesk({ 'a.svg': svg(inside) });
  const place = { file: 'issue.md', start: { line: 3, column: 1 } };
  expect(await openImage('a.svg', place, desk, { fonts })).toBeUndefined();
  expect(messages).toMatchObject([{ code: 'image-broken', place }]);
  expect(messages[0]!.text).toContain('太密');
});

it('length counts as it is drawn, and many short pieces are no fault', () => {
  expect(isIntricate(`<path d="${zigzag(1000)}"/>`)).toBe(false);
  expect(isIntricate(`<g transform="scale(9)"><path d="${zigzag(1000)}"/></g>`)).toBe(true);
  expect(isIntricate(`<path d="${zigzag(10_000)}" transform="scale(.01)"/>`)).toBe(false);
  expect(isIntricate(`<path d="M0 0${'l1 0l0 1l-1 -1'.repeat(20_000)}"/>`)).toBe(false);
  expect(isIntricate(`<g>${`<path d="${zigzag(1500)}"/>`.repeat(30)}</g>`)).toBe(true);
});
