import { beforeAll, describe, expect, it, test } from 'vitest';
import { divideColumns } from '../../src/galley/set-article.ts';
import type { Template } from '../../src/template/template.ts';
import { setMarkdown } from '../support/set-markdown.ts';

let template: Template;
beforeAll(async () => {
  ({ template } = await setMarkdown('# 街坊\n'));
});

const page = (columns: number, ...headings: readonly string[]) =>
  setMarkdown(
    `::page{columns=${columns}}\n\n${headings.map((heading) => `# ${heading}\n\n正文。\n`).join('\n')}`,
  );

// CLREQ 2.4: the type area is a whole number of characters, and so is a column.
test.each([1, 2, 3, 4, 5, 6])('%i columns are whole characters and fill the type area', (columns) => {
  const { measure, gutter } = divideColumns(template, columns);
  const characters = measure / template.grid.size;
  expect(Math.abs(characters - Math.round(characters))).toBeLessThan(1e-9);
  expect(columns * measure + (columns - 1) * gutter).toBeCloseTo(template.area.width, 6);
  expect(gutter).toBeGreaterThanOrEqual(columns === 1 ? 0 : template.grid.minGutter - 1e-6);
  // Not a character could be more.
  expect(columns * (measure + template.grid.size) + (columns - 1) * template.grid.minGutter).toBeGreaterThan(
    template.area.width,
  );
});

describe('an article', () => {
  it('alone on its page lies over all its columns', async () => {
    const { galleys } = await page(3, '独一篇');
    expect(galleys[0]!.spans).toEqual([3]);
  });

  it('that leads a page of two columns lies over both', async () => {
    const { galleys } = await page(2, '头条', '二条');
    expect(galleys.map(({ spans }) => spans)).toEqual([[2], [1, 2]]);
  });

  it('lies as wide as it asks, but not wider than its page', async () => {
    const { galleys } = await page(3, '头条', '二条 {span=2}', '三条 {span=9}');
    expect(galleys.slice(1).map(({ spans }) => spans)).toEqual([[2], [3]]);
  });

  it('in a frame is set narrower by the white at both sides, and keeps the page’s pitch', async () => {
    const { galleys } = await page(3, '头条', '二条 {span=2 boxed}', '三条 {span=2}');
    const [, boxed, plain] = galleys;
    expect(boxed!.inset).toBeGreaterThan(0);
    expect(2 * boxed!.measure + boxed!.gutter + 2 * boxed!.inset).toBeCloseTo(
      2 * plain!.measure + plain!.gutter,
      6,
    );
    expect(boxed!.pitch).toBeCloseTo(plain!.pitch, 9);
    expect(plain!.inset).toBe(0);
  });
});
