import { describe, expect, test, vi } from 'vitest';
import { build } from '../../src/build.ts';
import * as editing from '../../src/edit/edit-issue.ts';
import type { Galley, Piece } from '../../src/galley/galley.ts';
import * as setting from '../../src/galley/set-issue.ts';
import type { Article, Block, Issue, Run } from '../../src/issue/issue.ts';
import * as reading from '../../src/issue/read-issue.ts';
import * as makingUp from '../../src/makeup/make-up.ts';
import type { PaintOp } from '../../src/paint/paint.ts';
import * as finishing from '../../src/sheet/make-sheets.ts';
import { fakeDesk } from '../support/fake-desk.ts';

/** A line for each part of a page that copy comes from. */
const source = `---
paper: 梧桐里
slogan: 邻里守望
publishers: [花圃居委会]
imprint: ["地址：青石路8号"]
credits: { 责任编辑: 田禾, 校对: 林木 }
pages:
  - { name: 要闻, editor: 方圆 }
---

::kicker[门前空地有了新用处]

# 一块空地种成花园

::deck[居民自己动手]

::byline[周舟]

前年春天清理出一块空地，如今**开满了月季**与绣球。

共有:ruby[垚]{rt=yáo}字形花坛138个，每户认领1处。

3. 登记住址
7. 领取花苗

| 花名 | 株数 |
|---|---|
| 月季 | 261 |
| 绣球 | 94 |

![黄昏里的花坛](a.svg "秋野 摄")

:::box[小贴士]
浇水宜在清晨。
:::

::qr[扫码报名]{data="https://example.org"}

种花人说[^1]，来年还要再种。

（来稿 冬青）

[^1]: 名册在活动室。
`;

const picture =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 30"><rect width="40" height="30"/></svg>';

/** Builds the issue and lists what the account reports: lines with their words. */
async function built(): Promise<readonly string[]> {
  const { desk, messages } = fakeDesk({ 'issue.md': source, 'a.svg': picture });
  const now = '2026-01-02T03:04:05.000Z';
  await build({ issue: 'issue.md', creator: 'a test', date: undefined, now }, desk);
  expect(messages.filter(({ code, severity }) => severity === 'error' && code !== 'copy-lost')).toEqual([]);
  const lost = messages.filter(({ code }) => code === 'copy-lost');
  return lost.map(
    ({ place: { start }, text }) => `${start?.line}:${start?.column} ${/“(.*)”/.exec(text)![1]}`,
  );
}

const lineOf = (words: string) => source.slice(0, source.indexOf(words)).split('\n').length;
const columnOf = (words: string) => source.indexOf(words) - source.lastIndexOf('\n', source.indexOf(words));
const at = (words: string) => `${lineOf(words)}:${columnOf(words)} ${words}`;

const drop = (words: string) => (runs: readonly Run[]) => runs.filter(({ text }) => !text.includes(words));

/** Changes the first article of an issue. */
const withArticle = (issue: Issue, change: (article: Article) => Partial<Article>): Issue => ({
  ...issue,
  pages: issue.pages.map((page) => ({
    ...page,
    articles: page.articles.map((article) => ({ ...article, ...change(article) })),
  })),
});

const withBlocks = (issue: Issue, change: (block: Block) => Block | undefined): Issue =>
  withArticle(issue, ({ body }) => ({ body: body.flatMap((block) => change(block) ?? []) }));

const withRuns = (issue: Issue, change: (runs: readonly Run[]) => readonly Run[]): Issue =>
  withBlocks(issue, (block) => (block.kind === 'paragraph' ? { ...block, runs: change(block.runs) } : block));

test('the whole program reports nothing', async () => {
  expect(await built()).toEqual([]);
});

describe('a reader that', () => {
  test.each<[string, (issue: Issue) => Issue, readonly string[]]>([
    [
      'drops a character',
      (issue) =>
        withRuns(issue, (runs) => runs.map((run) => ({ ...run, text: run.text.replace('如今', '如') }))),
      [at('今')],
    ],
    ['drops bold text', (issue) => withRuns(issue, drop('月季')), [at('开满了月季')]],
    [
      'drops a kicker',
      (issue) => withArticle(issue, ({ headline }) => ({ headline: { ...headline, kickers: [] } })),
      [at('门前空地有了新用处')],
    ],
    ['drops a byline', (issue) => withArticle(issue, () => ({ bylines: [] })), [at('周舟')]],
    ['drops a credit', (issue) => withArticle(issue, () => ({ credits: [] })), [at('来稿 冬青')]],
    ['drops a note', (issue) => withArticle(issue, () => ({ notes: [] })), [at('名册在活动室')]],
    [
      'numbers lists anew',
      (issue) =>
        withBlocks(issue, (block) =>
          block.kind !== 'list'
            ? block
            : {
                ...block,
                items: block.items.map((item, index) => ({
                  ...item,
                  label: { ...item.label!, text: `${index + 3}.` },
                })),
              },
        ),
      [at('7.')],
    ],
    [
      'drops list numbers',
      (issue) =>
        withBlocks(issue, (block) =>
          block.kind !== 'list'
            ? block
            : { ...block, items: block.items.map(({ label: _, ...item }) => item) },
        ),
      [at('3.'), at('7.')],
    ],
    [
      'drops a cell',
      (issue) =>
        withBlocks(issue, (block) =>
          block.kind !== 'table' ? block : { ...block, rows: block.rows.map((row) => row.map(drop('261'))) },
        ),
      [at('261')],
    ],
    [
      'drops a picture’s caption',
      (issue) =>
        withBlocks(issue, (block) =>
          block.kind !== 'pictures'
            ? block
            : { ...block, pictures: block.pictures.map((one) => ({ ...one, caption: [] })) },
        ),
      [at('黄昏里的花坛')],
    ],
    [
      'drops a picture’s credit',
      (issue) =>
        withBlocks(issue, (block) =>
          block.kind !== 'pictures'
            ? block
            : { ...block, pictures: block.pictures.map((one) => ({ ...one, credit: [] })) },
        ),
      [at('秋野 摄')],
    ],
    [
      'drops ruby',
      (issue) => withRuns(issue, (runs) => runs.map((run) => ({ ...run, marks: [] }))),
      [at('yáo')],
    ],
    [
      'drops a box',
      (issue) => withBlocks(issue, (block) => (block.kind === 'box' ? undefined : block)),
      [at('小贴士'), at('浇水宜在清晨')],
    ],
    [
      'sets a paragraph twice',
      (issue) => withArticle(issue, ({ body }) => ({ body: [...body.slice(0, 1), ...body] })),
      [at('前年春天清理出一块空地'), at('开满了月季'), at('与绣球')],
    ],
    [
      'drops a slogan',
      ({ masthead: { slogan: _, ...masthead }, ...issue }) => ({ ...issue, masthead }),
      [at('邻里守望')],
    ],
    [
      'drops the imprint and names of the foot',
      ({ masthead, ...issue }) => ({
        ...issue,
        masthead: { ...masthead, imprint: [], credits: masthead.credits.slice(1) },
      }),
      [at('["地址：青石路8号"]'), at('{ 责任编辑: 田禾,')],
    ],
    [
      'drops the editor of a page',
      (issue) => ({ ...issue, pages: issue.pages.map(({ editor: _, ...page }) => page) }),
      [at('方圆')],
    ],
  ])('%s', async (_, change, lost) => {
    const { readIssue } = reading;
    vi.spyOn(reading, 'readIssue').mockImplementation(async (path, desk) => {
      const issue = await readIssue(path, desk);
      return issue && change(issue);
    });
    const found = await built();
    expect(found.map((line, index) => line.slice(0, lost[index]?.length))).toEqual(lost);
  });
});

test('an editor that drops a figure is reported', async () => {
  const { editIssue } = editing;
  vi.spyOn(editing, 'editIssue').mockImplementation((issue, report) =>
    withRuns(editIssue(issue, report), (runs) =>
      runs.map((run) => ({ ...run, text: run.text.replace('138', '18') })),
    ),
  );
  expect(await built()).toEqual([expect.stringMatching(/^21:19 字形花坛138个/)]);
});

/** Changes the pieces of all galleys. */
function breakGalleys(change: (piece: Piece) => Piece | undefined): void {
  const { setIssue } = setting;
  vi.spyOn(setting, 'setIssue').mockImplementation((...facts) => {
    const set = setIssue(...facts);
    const changed = ({ body, ...galley }: Galley): Galley => ({
      ...galley,
      body: body.flatMap((piece) => change(piece) ?? []),
    });
    return { ...set, galleys: set.galleys.map(changed) };
  });
}

const has = (op: PaintOp, words: string) => op.op === 'glyphs' && op.row.text.includes(words);

describe('after reading', () => {
  test('a galley without a block', async () => {
    breakGalleys((piece) => (piece.ops.some((op) => has(op, '来年')) ? undefined : piece));
    expect((await built())[0]).toMatch(at('种花人说'));
  });

  test('a galley without a table cell', async () => {
    breakGalleys((piece) => ({ ...piece, ops: piece.ops.filter((op) => !has(op, '261')) }));
    expect(await built()).toEqual([at('261')]);
  });

  test('a galley without a list number', async () => {
    breakGalleys((piece) => ({ ...piece, ops: piece.ops.filter((op) => !has(op, '7.')) }));
    expect(await built()).toEqual([at('7.')]);
  });

  test('a galley without ruby', async () => {
    breakGalleys((piece) => ({ ...piece, ops: piece.ops.filter((op) => !has(op, 'yáo')) }));
    expect(await built()).toEqual([at('yáo')]);
  });

  test('a dummy without a picture and its caption', async () => {
    const { makeUp } = makingUp;
    vi.spyOn(makingUp, 'makeUp').mockImplementation((...facts) => {
      const dummy = makeUp(...facts);
      const pages = dummy.pages.map((page) => ({
        ...page,
        placements: page.placements.filter(({ part }) => part.kind !== 'float'),
      }));
      return { ...dummy, pages };
    });
    expect((await built()).join('\n')).toContain(at('黄昏里的花坛'));
  });

  test.each([
    ['a headline', '一块空地种成花园'],
    ['a kicker', '门前空地有了新用处'],
    ['a name of the foot', '林木'],
    ['the imprint', '地址：青石路8号'],
    ['a credit', '（来稿 冬青）'],
    ['the title of a box', '小贴士'],
    ['a line of a code', '扫码报名'],
  ])('sheets without %s', async (_, words) => {
    const { makeSheets } = finishing;
    vi.spyOn(finishing, 'makeSheets').mockImplementation((...facts) => {
      const publication = makeSheets(...facts);
      const isLost = (op: PaintOp) => op.op === 'glyphs' && op.row.text !== '' && words.includes(op.row.text);
      const sheets = publication.sheets.map((sheet) => ({
        ...sheet,
        ops: sheet.ops.filter((op) => !isLost(op)),
      }));
      return { ...publication, sheets };
    });
    const found = await built();
    expect(found.map((line) => Number.parseInt(line, 10))).toContain(lineOf(words));
  });

  test('sheets with a line printed twice', async () => {
    const { makeSheets } = finishing;
    vi.spyOn(finishing, 'makeSheets').mockImplementation((...facts) => {
      const publication = makeSheets(...facts);
      const sheets = publication.sheets.map((sheet) => ({
        ...sheet,
        ops: [...sheet.ops, ...sheet.ops.filter((op) => has(op, '浇水'))],
      }));
      return { ...publication, sheets };
    });
    expect(await built()).toEqual([at('浇水宜在清晨。')]);
  });
});
