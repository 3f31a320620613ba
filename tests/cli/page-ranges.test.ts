import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { includesPage, pagesBeyond, parsePageRanges } from '../../src/cli/page-ranges.ts';

const rangeLists = fc.array(
  fc
    .tuple(fc.integer({ min: 1, max: 60 }), fc.integer({ min: 0, max: 20 }))
    .map(([first, more]) => ({ first, last: first + more })),
  { minLength: 1, maxLength: 5 },
);

const written = (list: readonly { first: number; last: number }[]) =>
  list.map(({ first, last }) => (first === last ? `${first}` : `${first}-${last}`)).join(',');

describe('parsePageRanges', () => {
  it('parses pages and ranges of pages', () => {
    fc.assert(
      fc.property(rangeLists, (list) => {
        expect(parsePageRanges(written(list))).toEqual(list);
      }),
    );
  });

  it('allows spaces around the numbers', () => {
    expect(parsePageRanges(' 1, 3 - 4 ')).toEqual(parsePageRanges('1,3-4'));
  });

  it.each(['', ',', '0', '1,', '3-1', '-2', '2-', 'a', '1.5', '1-2-3', '1;2', '999999', '０'])(
    'rejects %j',
    (text) => {
      expect(parsePageRanges(text)).toBeUndefined();
    },
  );
});

describe('pagesBeyond', () => {
  it('is empty if and only if every requested page exists', () => {
    fc.assert(
      fc.property(rangeLists, fc.integer({ min: 0, max: 90 }), (list, count) => {
        const highest = Math.max(...list.map(({ last }) => last));
        expect(pagesBeyond(list, count).length === 0).toBe(highest <= count);
      }),
    );
  });

  it('contains only the missing pages', () => {
    expect(
      pagesBeyond(
        [
          { first: 1, last: 1 },
          { first: 3, last: 6 },
          { first: 9, last: 9 },
        ],
        4,
      ),
    ).toEqual(['5-6', '9']);
  });
});

describe('includesPage', () => {
  it('is true for the pages of the ranges only', () => {
    const ranges = [
      { first: 1, last: 1 },
      { first: 3, last: 4 },
    ];
    expect([1, 2, 3, 4, 5].filter((page) => includesPage(ranges, page))).toEqual([1, 3, 4]);
  });
});
