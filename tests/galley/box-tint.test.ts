import { expect, it } from 'vitest';
import { sheetsOf } from '../support/set-markdown.ts';

it.each([
  ['0%', []],
  ['0.2', ['tint-too-faint 7']],
  ['4.9%', ['tint-too-faint 7']],
  ['5%', []],
  ['30%', []],
  ['31%', ['tint-too-dark 7']],
  ['50%', ['tint-too-dark 7']],
  ['51%', ['tint-drowns-type 7']],
  ['100%', ['tint-drowns-type 7']],
])('a box with a tint of %s: %j', async (tint, wanted) => {
  const { messages } = await sheetsOf(
    `# 街坊\n\n一段。\n\n两段。\n\n:::box[题]{tint=${tint}}\n居民自己动手。\n:::\n`,
  );
  expect(messages.map(({ code, place }) => `${code} ${place.start?.line}`)).toEqual(wanted);
});
