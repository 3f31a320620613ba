import { beforeAll, describe, expect, it, test } from 'vitest';
import type { Piece } from '../../src/galley/galley.ts';
import { divideColumns } from '../../src/galley/set-article.ts';
import { glyphsOf as placed } from '../../src/paint/glyph-row.ts';
import type { GlyphsOp } from '../../src/paint/paint.ts';
import type { Template } from '../../src/template/template.ts';
import { edgesOf, glyphsOf, wordsOf } from '../support/paint-bounds.ts';
import { bodyOf, galleyOf, setMarkdown } from '../support/set-markdown.ts';

const never = Number.POSITIVE_INFINITY;
const leading = 15.74;
const firstBaseline = 0.88 * 10.5;
const sentence = '居民自己动手，把一块空地种成了花园。';
const long = sentence.repeat(9);
const find = (pieces: readonly Piece[], words: string): number =>
  pieces.findIndex((piece) => wordsOf(piece).includes(words));

const everyBlock = `【社区短讯】${long}

## 小标题

${sentence}

### 词头

${long}

> ${long}

- ${long}
  1. ${sentence}
- [ ] ${sentence}

| 表 | 头 |
| -- | -- |
| ${sentence} | 格 |

:::box[框]
${long}

## 框里的题

- ${sentence}
:::

---

\`\`\`
${sentence}
\`\`\`

注[^1]，字:ruby[垚]{rt=yáo}，行\\
行。

（文 田禾）

[^1]: ${long}`;

describe('the grid', () => {
  test.each([1, 2, 3, 4, 5, 6])('has every baseline of %i columns on it', async (columns) => {
    for (const piece of await bodyOf(everyBlock, columns)) {
      for (const op of glyphsOf(piece)) {
        const lines = (op.at.y - firstBaseline) / leading;
        expect(Math.abs(lines - Math.round(lines)) * leading).toBeLessThan(0.001);
      }
    }
  });

  it('is kept by pieces of whole lines, whose paint stays within their measure and white', async () => {
    const { measure, body, heads } = await galleyOf(
      `${everyBlock}\n\n::qr[码]{data="x"}\n\n![图](30x20.jpg){place=here}`,
    );
    for (const piece of [...body, heads.get(1)!]) {
      for (const lines of [piece.lines, piece.minLines, piece.maxLines, piece.spaceBefore]) {
        expect(Number.isInteger(lines)).toBe(true);
      }
      expect(piece.minLines).toBeLessThanOrEqual(piece.lines);
      expect(piece.maxLines).toBeGreaterThanOrEqual(piece.lines);
      for (const op of piece.ops) {
        const { left, top, right, bottom } = edgesOf(op);
        // A box's frame is centred on the piece's edge.
        expect(left).toBeGreaterThan(-0.5);
        // The blank half of a closing mark may be outside.
        expect(right).toBeLessThan(measure + 5.26);
        expect(top).toBeGreaterThan(-(leading - 10.5));
        expect(bottom).toBeLessThan(piece.lines * leading);
      }
    }
  });
});

describe('a paragraph', () => {
  it('is indented by two characters, or by one in a narrow column', async () => {
    const indentOf = async (columns: number) => glyphsOf((await bodyOf(long, columns))[0]!)[0]!.row.xs[0]!;
    expect(await indentOf(2)).toBeCloseTo(21, 6);
    expect(await indentOf(6)).toBeCloseTo(10.5, 6);
  });

  it('never begins a column with its last line, and begins one with its second only at a cost', async () => {
    const body = await bodyOf(long);
    const costs = body.map(({ breakBefore }) => breakBefore);
    expect(costs.length).toBeGreaterThan(3);
    expect(costs[0]).toBe(0);
    expect(costs[1]).toBeGreaterThan(costs[2]!);
    expect(costs.at(-1)).toBe(never);
    expect(costs.slice(0, -1)).not.toContain(never);
  });

  it('fills its measure in every line but the last', async () => {
    const { body, measure } = await galleyOf(long);
    for (const piece of body.slice(0, -1)) {
      const [op] = glyphsOf(piece);
      const last = placed(op!.row).at(-1)!;
      // The blank half of a mark is trimmed at the line's end.
      const mark = /[，。]/.test(last.text) ? 5.25 : 0;
      expect(op!.at.x + last.x + last.advance - mark).toBeCloseTo(measure, 2);
    }
  });

  it('with line breaks of its author has all lines indented alike', async () => {
    const body = await bodyOf('花开了\\\n叶绿了\\\n人来了');
    expect(body.map((piece) => glyphsOf(piece)[0]!.row.xs[0]!)).toEqual([21, 21, 21]);
  });

  it('has pieces of at least one line beside a missing picture', async () => {
    const { galleys, messages } = await setMarkdown(`# 街坊\n\n![](gone.jpg){place=here}\n`);
    expect(messages).toEqual([]);
    expect(galleys[0]!.body.every(({ lines }) => lines >= 1)).toBe(true);
  });
});

describe('a crosshead', () => {
  const stays = (body: readonly Piece[], words: string) => {
    const at = find(body, words);
    return body.slice(at + 1, at + 3).map(({ breakBefore }) => breakBefore);
  };

  it('has an empty line above it, and two lines of text stay with it', async () => {
    const body = await bodyOf(`${long}\n\n## 小标题\n\n${long}`);
    expect(body[find(body, '小标题')]).toMatchObject({ spaceBefore: 1, breakBefore: 0 });
    expect(stays(body, '小标题')).toEqual([never, never]);
  });

  it.each([
    ['a list', `- ${long}`],
    ['a quotation', `> ${long}`],
    ['a table', '| 表 | 头 |\n| - | - |\n| 甲 | 乙 |'],
    ['another crosshead', `## 又一题\n\n${long}`],
    ['a run-in head', `### 词头\n\n${long}`],
    ['a picture that make-up may move', `![图](300x200.jpg)\n\n${long}`],
  ])('stays with %s', async (_, text) => {
    expect(stays(await bodyOf(`${long}\n\n## 小标题\n\n${text}`), '小标题')).toEqual([never, never]);
  });

  it('stays with two lines where the first paragraph has only one', async () => {
    expect(stays(await bodyOf(`${long}\n\n## 小标题\n\n一行。\n\n${long}`), '小标题')).toEqual([
      never,
      never,
    ]);
  });

  it('of lower rank runs into its paragraph', async () => {
    const [first] = await bodyOf(`### 报名\n\n${sentence}`);
    expect(glyphsOf(first!).map(({ face }) => face)).toEqual(['hei-bold', 'song']);
    const [head, text] = glyphsOf(first!) as [GlyphsOp, GlyphsOp];
    const end = head.at.x + head.row.xs.at(-1)! + head.row.advances.at(-1)!;
    expect(text.at.x + text.row.xs[0]! - end).toBeCloseTo(10.5, 6);
  });
});

describe('the end of an article', () => {
  it('has its credit flush right, never first in a column, and free to sink', async () => {
    const { body, measure } = await galleyOf(`${long}\n\n（文 田禾）`);
    const credit = body.at(-1)!;
    expect(credit).toMatchObject({ breakBefore: never, sinks: true });
    expect(edgesOf(glyphsOf(credit).at(-1)!).right).toBeGreaterThan(measure - 0.01);
  });

  it('has its notes after the credit, which then does not sink', async () => {
    const body = await bodyOf(`${sentence}[^1]\n\n（文 田禾）\n\n[^1]: 注文一条。`);
    expect(body.map(wordsOf)).toEqual([`${sentence}①`, '（文 田禾）', '①注文一条。']);
    expect(body[1]!.sinks).toBeUndefined();
  });
});

let template: Template;
beforeAll(async () => {
  ({ template } = await setMarkdown('# 街坊\n'));
});

const page = (columns: number, ...headings: readonly string[]) =>
  setMarkdown(
    `::page{columns=${columns}}\n\n${headings.map((heading) => `# ${heading}\n\n正文。\n`).join('\n')}`,
  );

// CLREQ 2.4: the type area is a whole number of characters, and so is a column.
test.each([1, 2, 3, 4, 5, 6])(
  '%i columns have a measure of whole characters and fill the type area',
  (columns) => {
    const { measure, gutter } = divideColumns(template, columns);
    const characters = measure / template.grid.size;
    expect(Math.abs(characters - Math.round(characters))).toBeLessThan(1e-9);
    expect(columns * measure + (columns - 1) * gutter).toBeCloseTo(template.area.width, 6);
    expect(gutter).toBeGreaterThanOrEqual(columns === 1 ? 0 : template.grid.minGutter - 1e-6);
    // One character more would not fit.
    expect(
      columns * (measure + template.grid.size) + (columns - 1) * template.grid.minGutter,
    ).toBeGreaterThan(template.area.width);
  },
);

describe('an article', () => {
  it('alone on its page spans all columns', async () => {
    const { galleys } = await page(3, '独一篇');
    expect(galleys[0]!.spans).toEqual([3]);
  });

  it('that leads a page of two columns spans both', async () => {
    const { galleys } = await page(2, '头条', '二条');
    expect(galleys.map(({ spans }) => spans)).toEqual([[2], [1, 2]]);
  });

  it('has the requested width, but not more than its page', async () => {
    const { galleys } = await page(3, '头条', '二条 {span=2}', '三条 {span=9}');
    expect(galleys.slice(1).map(({ spans }) => spans)).toEqual([[2], [3]]);
  });

  it('in a frame has a measure reduced by the white at both sides, and the page’s pitch', async () => {
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
