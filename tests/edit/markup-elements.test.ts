import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { findMarkup } from '../../src/edit/known-markup.ts';
import { isElement } from '../../src/issue/html-elements.ts';

// Elements that the reader of HTML passes over: their tags are no copy that was lost.
test.each('big tt acronym marquee progress output menu search slot dir'.split(' '))(
  'the tags of <%s> are markup',
  (name) => {
    expect(findMarkup(`<${name}>`, 0)?.end).toBe(name.length + 2);
    expect(findMarkup(`</${name}>`, 0)?.end).toBe(name.length + 3);
  },
);

test('every element that the reader of HTML knows has tags that are markup, and no other name has', () => {
  const written = readFileSync(new URL('../../src/issue/html-elements.ts', import.meta.url), 'utf8');
  const account = readFileSync(new URL('../../src/edit/known-markup.ts', import.meta.url), 'utf8');
  const candidates = new Set(`${written} ${account}`.match(/(?<![\w<-])[a-z][a-z0-9]*(?![\w-])/g));
  expect(candidates.size).toBeGreaterThan(100);
  for (const name of candidates) expect(findMarkup(`<${name}>`, 0) !== undefined, name).toBe(isElement(name));
});
