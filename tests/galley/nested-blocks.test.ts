import { describe, expect, test } from 'vitest';
import { maxNesting } from '../../src/issue/limit-nesting.ts';
import { edgesOf, glyphsOf, wordsOf } from '../support/paint-bounds.ts';
import { setMarkdown } from '../support/set-markdown.ts';

const words = '把一块空地种成了花园并请邻居来看';

/** Markdown nested to a depth. */
const kinds: Readonly<Record<string, (depth: number) => string>> = {
  quotations: (depth) => `${'> '.repeat(depth)}${words}`,
  bullets: (depth) => `${'- '.repeat(depth)}${words}`,
  numbers: (depth) => `${'2022. '.repeat(depth)}${words}`,
  'quotations and bullets': (depth) => `${'> - '.repeat(depth / 2)}${words}`,
  'code in quotations': (depth) => `${'> '.repeat(depth)}~~~\n${'> '.repeat(depth)}${words}`,
};

describe.each(Object.entries(kinds))('%s nested in each other', (_, nest) => {
  test.each([1, 2, 4, 8, 16, maxNesting - 2])(
    '%s deep stay in their column, and lose nothing',
    async (depth) => {
      for (const columns of [2, 6]) {
        const { galleys } = await setMarkdown(`::page{columns=${columns}}\n\n# 花园\n\n${nest(depth)}\n`);
        const [{ body, measure }] = galleys as [(typeof galleys)[number]];
        expect(
          body
            .map(wordsOf)
            .join('')
            .replaceAll(/[●.\d]/g, ''),
        ).toBe(words);
        for (const op of body.flatMap(glyphsOf)) {
          const { left, right } = edgesOf(op);
          expect(left).toBeGreaterThanOrEqual(-1e-6);
          expect(right).toBeLessThanOrEqual(measure + 1e-6);
        }
      }
    },
  );
});
