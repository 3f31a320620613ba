import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { makeUp } from '../../src/makeup/make-up.ts';
import { findTornColumns } from '../../src/makeup/report-faults.ts';
import { setLines } from '../../src/text/set-lines.ts';
import { fakeDesk } from '../support/fake-desk.ts';
import { setMarkdown, sheetsOf } from '../support/set-markdown.ts';
import { prepared, textOf } from '../support/set-text.ts';

const copy =
  '社区食堂本周开张，居民在这里吃到热饭菜；志愿者把餐食送到老人家里，大家说味道不错。路灯亮了，花园里的花也开了，孩子们放学后在书屋看书。';

/** A paragraph of any length, that ends with a full stop. */
const paragraph = fc.tuple(fc.nat(40), fc.integer({ min: 6, max: 130 })).map(
  ([from, length]) =>
    `${copy
      .repeat(4)
      .slice(from, from + length)
      .replace(/[，；。]$/, '')}。`,
);
const block = fc
  .tuple(fc.constantFrom('', '', '', '## 小标题\n\n', '![图](320x240.jpg)\n\n', '- 一条\n\n'), paragraph)
  .map((parts) => parts.join(''));
const article = fc
  .tuple(
    fc.constantFrom('', '', ' {span=1}', ' {span=2}', ' {boxed span=1}'),
    fc.array(block, { minLength: 1, maxLength: 7 }),
  )
  .map(([options, blocks]) => `# 社区新闻${options}\n\n${blocks.join('\n\n')}`);
const issue = fc
  .tuple(fc.integer({ min: 2, max: 5 }), fc.array(article, { minLength: 3, maxLength: 14 }))
  .map(([columns, articles]) => `::page{columns=${columns}}\n\n${articles.join('\n\n')}\n`);

test('no column begins with a widow, or where else none may, without a message at its place', async () => {
  await fc.assert(
    fc.asyncProperty(issue, async (text) => {
      const { dummy, galleys, messages } = await sheetsOf(text);
      const torn = findTornColumns(dummy, galleys).map(({ page, placement }) => [
        page + 1,
        placement.line + 1,
      ]);
      const reported = messages
        .filter(({ code }) => code === 'line-widow' || code === 'line-torn')
        .map(({ pagePlace }) => [pagePlace!.page, pagePlace!.line]);
      expect(reported).toEqual(torn);
    }),
    { numRuns: 60 },
  );
});

describe('a widow', () => {
  test('is avoided where a paragraph can be a line longer or shorter, or the article go elsewhere', async () => {
    let [before, after] = [0, 0];
    for (const text of fc.sample(issue, { numRuns: 250, seed: 20261201 })) {
      const { issue: read, galleys, template } = await setMarkdown(text);
      const { desk } = fakeDesk({});
      const plain = findTornColumns(makeUp(read, galleys, template, desk.report), galleys).length;
      if (plain === 0) continue;
      before += plain;
      const cured = await sheetsOf(text);
      after += findTornColumns(cured.dummy, cured.galleys).length;
      expect(cured.dummy.overset).toEqual([]);
    }
    expect(before).toBeGreaterThan(2);
    expect(after).toBe(0);
  });
});

describe('a paragraph in another number of lines', () => {
  const text = copy.repeat(2);
  const lines = (more: -1 | 0 | 1, measure: number) => setLines(prepared(text), measure * 10, more);

  test('is a line longer or shorter, filled, and has all of its text', () => {
    let changed = 0;
    for (let measure = 12; measure <= 30; measure += 1) {
      const usual = lines(0, measure);
      for (const more of [-1, 1] as const) {
        const other = lines(more, measure);
        expect([usual.length, usual.length + more]).toContain(other.length);
        if (other.length !== usual.length) changed += 1;
        expect(other.map(textOf).join('')).toBe(text);
        for (const { width } of other.slice(0, -1)) expect(width).toBeCloseTo(measure * 10, 6);
      }
    }
    expect(changed).toBeGreaterThan(10);
  });
});
