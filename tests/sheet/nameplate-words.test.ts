import { expect, it } from 'vitest';
import { isGlyphs } from '../support/paint-bounds.ts';
import { sheetsOf } from '../support/set-markdown.ts';

const fits = '{ name: 江湾, latin: JIANG WAN, section: 街坊报, section_latin: COMMUNITY NEWS }';

it.each([
  [
    'a Latin name of many words',
    `{ name: 江湾, section: 街坊报, section_latin: ${'COMMUNITY NEWS '.repeat(6)}}`,
    '街/坊',
    2,
  ],
  ['a section of many characters', `{ name: 江湾, section: ${'社区街坊生活'.repeat(9)} }`, '街/坊', 2],
  ['a slogan of long parts', fits, '自己家门口的这一点点小事情/邻里之间的那一点心意', 3],
])('%s that would be too small to read is reported at its place', async (_, paper, slogan, line) => {
  const { messages } = await sheetsOf(
    `---\npaper: ${paper}\nslogan: ${slogan}\n---\n\n# 花园\n\n月季开了。\n`,
  );
  expect(messages.map(({ code, place }) => [code, place.start?.line])).toEqual([
    ['furniture-too-long', line],
  ]);
});

it('the words of a nameplate are set at 6 pt or more', async () => {
  const { messages, publication } = await sheetsOf(
    `---\npaper: ${fits}\nslogan: 自己家门口的事/邻里的心意\n---\n\n# 花园\n\n月季开了。\n`,
  );
  expect(messages).toEqual([]);
  const sizes = publication.sheets[0]!.ops.filter(isGlyphs).map(({ size }) => size);
  expect(Math.min(...sizes)).toBeGreaterThanOrEqual(6);
});
