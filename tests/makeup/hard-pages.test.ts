import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import type { Dummy } from '../../src/makeup/dummy.ts';
import { makeUp } from '../../src/makeup/make-up.ts';
import { issueOf } from '../support/galleys.ts';
import { sheetsOf } from '../support/set-markdown.ts';

const sentence = '居民把闲置的空地翻土浇水种上花草。';
const paragraphs = (count: number) => Array.from({ length: count }, () => sentence.repeat(8)).join('\n\n');
const errors = (messages: readonly { readonly code: string }[]) => messages.map(({ code }) => code);

/** Every 下转 names a later page that holds more of its story, and every 上接 an earlier one. */
function expectTrueJumps(dummy: Dummy): void {
  for (const [index, { jumps }] of dummy.pages.entries()) {
    for (const { kind, page, galley } of jumps) {
      expect(kind === 'to' ? page > index + 1 : page < index + 1).toBe(true);
      expect(dummy.pages[page - 1]?.placements.some((placement) => placement.galley === galley)).toBe(true);
      const back = dummy.pages[page - 1]?.jumps.filter((jump) => jump.galley === galley);
      expect(back?.some((jump) => jump.kind !== kind && jump.page === index + 1)).toBe(true);
    }
  }
}

describe('an article with a requested width', () => {
  it.each([2, 3, 4, 6])(
    'is placed whole on a page of %i columns though nothing is beside it',
    async (columns) => {
      for (const options of ['{span=1}', '{boxed span=1}']) {
        const { dummy, messages } = await sheetsOf(
          `::page{columns=${columns}}\n\n# 花园\n\n${paragraphs(4)}\n\n# 食堂 ${options}\n\n${paragraphs(1)}\n`,
        );
        expect(errors(messages)).toEqual([]);
        expect(dummy.pages).toHaveLength(1);
        expect(dummy.pages[0]!.jumps).toEqual([]);
      }
    },
  );

  it('alone on its page does not jump to an empty page', async () => {
    const { dummy } = await sheetsOf(`# 花园 {span=1}\n\n${paragraphs(4)}\n`);
    expect(dummy.pages).toHaveLength(1);
    expect(dummy.pages[0]!.jumps).toEqual([]);
  });

  it('has its width where another fills the rest of the band', async () => {
    const { dummy, galleys } = await sheetsOf(
      `::page{columns=2}\n\n# 花园\n\n${paragraphs(4)}\n\n# 食堂 {span=1}\n\n${paragraphs(2)}\n\n# 书屋 {span=1}\n\n${paragraphs(2)}\n`,
    );
    const heads = dummy.pages[0]!.placements.filter(({ part }) => part.kind === 'head');
    expect(heads.map(({ part }) => part.kind === 'head' && part.span)).toEqual([2, 1, 1]);
    expect(heads[2]!.x).toBeCloseTo(galleys[2]!.pitch, 6);
  });

  it('does not prevent a story that fits an empty page from being placed', async () => {
    const article = fc.record({
      span: fc.integer({ min: 1, max: 4 }),
      boxed: fc.boolean(),
      length: fc.integer({ min: 0, max: 3 }),
    });
    const page = fc.record({
      columns: fc.integer({ min: 1, max: 4 }),
      articles: fc.array(article, { minLength: 1, maxLength: 5 }),
    });
    await fc.assert(
      fc.asyncProperty(page, async ({ columns, articles }) => {
        const text = articles.map(
          ({ span, boxed, length }, index) =>
            `# 第${index}篇 {span=${span}${boxed ? ' boxed' : ''}}\n\n${paragraphs(length)}`,
        );
        const { dummy, messages } = await sheetsOf(`::page{columns=${columns}}\n\n${text.join('\n\n')}\n`);
        expect(errors(messages)).toEqual([]);
        expect(dummy.pages.every(({ placements }) => placements.length > 0)).toBe(true);
        expectTrueJumps(dummy);
      }),
      { numRuns: 30 },
    );
  });
});

test('jump lines name the page on which a rest is, where two rests were due on one page', async () => {
  const { dummy, messages } = await sheetsOf(
    `::page[甲]\n\n# 花园 {jump=3}\n\n${paragraphs(70)}\n\n::page[乙]\n\n# 食堂 {jump=3}\n\n${paragraphs(70)}\n\n::page[丙]\n\n# 书屋\n\n${paragraphs(4)}\n`,
  );
  expect(errors(messages)).toEqual([]);
  expect(dummy.pages[0]!.jumps.map(({ page }) => page)).toEqual([3]);
  expectTrueJumps(dummy);
});

test('a picture that fits no page is reported at its place, though all the text is placed', async () => {
  const { issue, galleys, template } = await sheetsOf(`# 花园\n\n${sentence}\n\n![高楼](300x200.jpg)\n`);
  const high = galleys.map((galley) => ({
    ...galley,
    floats: galley.floats.map((float) => ({
      ...float,
      bySpan: new Map(
        [...float.bySpan].map(([span, piece]) => [span, { ...piece, lines: 80, minLines: 80, maxLines: 80 }]),
      ),
    })),
  }));
  const reported: unknown[] = [];
  makeUp({ ...issueOf(issue.pages), source: issue.source }, high, template, (code, place) =>
    reported.push([code, place.start?.line]),
  );
  expect(reported).toEqual([['article-overset', 5]]);
});

test('a short text with a picture does not span more columns than it can fill', async () => {
  const { dummy, galleys } = await sheetsOf(
    `::page{columns=3}\n\n# 花园\n\n${paragraphs(6)}\n\n# 食堂\n\n${paragraphs(4)}\n\n# 书屋\n\n![书屋](300x200.jpg "田禾 摄")\n\n${paragraphs(1)}\n`,
  );
  const feet = new Map<number, number>();
  for (const { galley, part, x, line, lines } of dummy.pages[0]!.placements) {
    if (galley !== 2 || part.kind === 'head') continue;
    const column = Math.round(x / galleys[2]!.pitch);
    feet.set(column, Math.max(feet.get(column) ?? 0, line + lines));
  }
  expect(Math.max(...feet.values()) - Math.min(...feet.values())).toBeLessThanOrEqual(2);
});
