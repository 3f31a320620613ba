import { expect, test } from 'vitest';
import { findMarkup } from '../../src/edit/known-markup.ts';

// Elements that the reader of HTML passes over: their tags are no copy that was lost.
test.each('big tt acronym marquee progress output menu search slot dir'.split(' '))(
  'the tags of <%s> are markup',
  (name) => {
    expect(findMarkup(`<${name}>`, 0)?.end).toBe(name.length + 2);
    expect(findMarkup(`</${name}>`, 0)?.end).toBe(name.length + 3);
  },
);
