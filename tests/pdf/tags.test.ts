import { describe, expect, it } from 'vitest';
import { tagOps } from '../../src/paint/ops.ts';
import type { PartPath, Sheet } from '../../src/paint/paint.ts';
import { linkRects } from '../../src/pdf/navigation.ts';
import { type TagElement, tagSheets } from '../../src/pdf/tags.ts';
import { sheetsOf } from '../support/set-markdown.ts';

/** The structure tree as indented text: each element with the words that it contains directly. */
function outlineOf(sheets: readonly Sheet[]): string {
  const { root, stretches } = tagSheets(sheets);
  const wordsOf = (sheet: number, id: number): string =>
    (stretches[sheet]?.find(({ tag }) => tag?.id === id)?.ops ?? [])
      .flatMap((op) => (op.op === 'glyphs' ? [op.row.text] : [`[${op.op}]`]))
      .join('');
  const linesOf = ({ role, kids }: TagElement, depth: number): readonly string[] => {
    const words = kids.flatMap((kid) => ('role' in kid ? [] : [wordsOf(kid.sheet, kid.id)])).join('');
    const line = `${'  '.repeat(depth)}${role} ${words}`.trimEnd();
    return [line, ...kids.flatMap((kid) => ('role' in kid ? linesOf(kid, depth + 1) : []))];
  };
  return linesOf(root, 0).join('\n');
}

const page = (...paths: readonly (PartPath | undefined)[]): Sheet => ({
  trim: { width: 100, height: 100 },
  bleed: 0,
  ops: paths.map((part) => ({
    op: 'fill',
    path: [],
    ink: { c: 0, m: 0, y: 0, k: 100 },
    ...(part && { part }),
  })),
});

const art = { role: 'Art', key: '0' } as const;
const p = (key: string): PartPath => [art, { role: 'P', key }];

/** The links on each sheet: the target, the element, and a rectangle for each line. */
const linksOf = (sheets: readonly Sheet[]) =>
  tagSheets(sheets).stretches.map((stretches) =>
    stretches.flatMap(({ ops, tag }) =>
      tag?.target ? [{ target: tag.target, element: tag.element, rects: linkRects(ops) }] : [],
    ),
  );

const shape = ({ role, kids }: TagElement): unknown => [
  role,
  ...kids.map((kid) => ('role' in kid ? shape(kid) : `${kid.sheet}:${kid.id}`)),
];

describe('tagSheets', () => {
  it('consecutive ops of one element form one stretch, and ops of no element are artifacts', () => {
    const { root, stretches } = tagSheets([page(undefined, p('a'), p('a'), undefined, p('b'))]);
    expect(stretches[0]!.map(({ ops, tag }) => [tag?.id, ops.length])).toEqual([
      [undefined, 1],
      [0, 2],
      [undefined, 1],
      [1, 1],
    ]);
    expect(shape(root)).toEqual(['Document', ['Art', ['P', '0:0'], ['P', '0:1']]]);
  });

  it('an element continues after others, and on the next sheet', () => {
    const { root } = tagSheets([page(p('a'), [{ role: 'Sect', key: 'x' }], p('a')), page(p('a'), p('b'))]);
    expect(shape(root)).toEqual([
      'Document',
      ['Art', ['P', '0:0', '0:2', '1:0'], ['P', '1:1']],
      ['Sect', '0:1'],
    ]);
  });

  it('elements of equal keys in different parents are different elements', () => {
    const row = (key: string): PartPath => [
      { role: 'TR', key },
      { role: 'TD', key: '0' },
    ];
    expect(shape(tagSheets([page(row('0'), row('1'))]).root)).toEqual([
      'Document',
      ['TR', ['TD', '0:0']],
      ['TR', ['TD', '0:1']],
    ]);
  });
});

describe('the structure of an issue', () => {
  const issue = `---
paper: 江湾
---

::kicker[街坊自己动手]

# 社区花园开门迎客

::deck[四季有花]

::byline[记者 田禾]

一段话，里面有[一个网址](https://example.org/a)。

## 小标题

![花园一角](300x200.jpg "摄影 林木")

1. 头一件

> 引文。

:::box[小贴士]
带上水壶。
:::

| 日子 | 时间 |
| --- | --- |
| 周一 | 八点 |

::qr[扫码报名]{data="https://example.org/b"}

末段有注[^1]。

::credit[（供稿 江湾街道）]

[^1]: 注文。

# 第二篇

正文。
`;

  it('is articles with their headlines, text, pictures and captions', async () => {
    const { publication } = await sheetsOf(issue);
    const outline = outlineOf(publication.sheets);
    expect(outline.split('\n')[0]).toBe('Document');
    const from = outline.indexOf('  Art');
    expect(outline.slice(from)).toMatchInlineSnapshot(`
      "  Art
          P 街坊自己动手
          H1 社区花园开门迎客
          P 四季有花
          P 记者田禾
          P 一段话，里面有。
            Link 一个网址
          H2 小标题
          L
            LI
              Lbl 1.
              LBody
                P 头一件
          BlockQuote
            P 引文。
          Sect
            H2 小贴士
            P 带上水壶。
          Table
            TR
              TH 日子
              TH 时间
            TR
              TD 周一
              TD 八点
          Figure
            Link [fill]
            Caption 扫码报名
          Figure [image]
            Caption 花园一角摄影 林木
          P 末段有注①。
          P （供稿 江湾街道）
          Note
            Lbl ①
            P 注文。
        Art
          H1 第二篇
          P 正文。
        P 第1版"
    `);
  });

  it('pictures and QR codes have alternate text', async () => {
    const { root } = tagSheets((await sheetsOf(issue)).publication.sheets);
    const alts: string[] = [];
    const walk = ({ alt, role, kids }: TagElement): void => {
      if (role === 'Figure') alts.push(alt ?? 'none');
      for (const kid of kids) if ('role' in kid) walk(kid);
    };
    walk(root);
    expect(alts.sort()).toEqual(['二维码：https://example.org/b', '花园一角'].sort());
  });

  it('all copy and all pictures are in it', async () => {
    const { publication } = await sheetsOf(issue);
    for (const op of publication.sheets.flatMap(({ ops }) => ops)) {
      if (op.op === 'glyphs' && op.source === 'copy') expect(op.part, op.row.text).toBeDefined();
      if (op.op === 'image') expect(op.part).toBeDefined();
    }
  });

  it('the words of a link and a QR code link to their URLs', async () => {
    const { publication } = await sheetsOf(issue);
    const links = linksOf(publication.sheets).flat();
    expect(links.map(({ target }) => target)).toEqual([
      { url: 'https://example.org/a' },
      { url: 'https://example.org/b' },
    ]);
    const [words, code] = links;
    // 一个网址: four characters of the body.
    expect(words!.rects[0]!.width).toBeCloseTo(4 * 10.5, 1);
    expect(words!.rects[0]!.height).toBeCloseTo(10.5, 1);
    expect(code!.rects[0]!.width).toBeCloseTo(code!.rects[0]!.height, 1);
  });

  it('a link over several lines is one element with a rectangle on each line', async () => {
    const words = '一个很长的链接，从这一行写到下一行，里面有 Latin words 也有汉字'.repeat(2);
    const { publication } = await sheetsOf(
      `# 链接\n\n前文[${words}](https://example.org/a)，[甲](https://example.org/b)[乙](https://example.org/b)、[丙](https://example.org/b)。\n`,
    );
    const links = linksOf(publication.sheets).flat();
    const elements = new Set(links.map(({ element }) => element));
    expect(elements.size).toBe(3);
    const [first] = links;
    const long = links.filter(({ element }) => element === first!.element).flatMap(({ rects }) => rects);
    expect(long.length).toBeGreaterThan(1);
    // One rectangle for each line of each column.
    const lines = long.map(({ x, y }) => `${x < 390 ? 'left' : 'right'} ${y.toFixed(2)}`);
    expect(new Set(lines).size).toBe(lines.length);
  });

  it('ruby text follows its base, although it is set after the line', async () => {
    const { publication } = await sheetsOf(
      '# 地名\n\n浜是小河，:ruby[泾]{rt=jīng}通大河，:ruby[梧桐]{rt="wú tóng"}成行。\n',
    );
    const outline = outlineOf(publication.sheets);
    expect(outline.slice(outline.indexOf('    P 浜'))).toMatchInlineSnapshot(`
      "    P 浜是小河，通大河，成行。
            Ruby
              RB 泾
              RT jīng
            Ruby
              RB 梧
              RT wú
            Ruby
              RB 桐
              RT tóng
        P 第1版"
    `);
  });

  it('a link with no URL or an unsafe scheme is no element', async () => {
    const { publication } = await sheetsOf(
      '# 链接\n\n[脚本](javascript:alert)、[文件](file:///etc/hosts)、[邻近](other.md)、[信](mailto:a@example.org)。\n',
    );
    expect(
      linksOf(publication.sheets)
        .flat()
        .map(({ target }) => target),
    ).toEqual([{ url: 'mailto:a@example.org' }]);
  });

  it('has a bookmark where each article begins', async () => {
    const { publication, template } = await sheetsOf(issue);
    const { bookmarks = [] } = publication;
    expect(bookmarks.map(({ title, page: number }) => [title, number])).toEqual([
      ['社区花园开门迎客', 1],
      ['第二篇', 1],
    ]);
    expect(bookmarks[0]!.y).toBeGreaterThan(template.area.y);
    expect(bookmarks[1]!.y).toBeGreaterThan(bookmarks[0]!.y);
  });

  it('a jump line links to the page where the article continues, and back', async () => {
    const long = `# 长文章\n\n${`${'居民自己动手，把一块空地种成了花园。'.repeat(8)}\n\n`.repeat(40)}`;
    const { publication } = await sheetsOf(long);
    const targets = linksOf(publication.sheets).map((links) => links.map(({ target }) => target));
    expect(targets.slice(0, 2)).toEqual([[{ page: 2 }], expect.arrayContaining([{ page: 1 }])]);
    // A page that is not in the file is not linked to.
    expect(linksOf(publication.sheets.slice(0, 1))).toEqual([[]]);
    const { root } = tagSheets(publication.sheets);
    expect(root.kids.filter((kid) => 'role' in kid && kid.role === 'Art')).toHaveLength(1);
  });

  it('decoration is in no element', () => {
    const rule = page(undefined).ops;
    expect(tagOps({ role: 'P', key: '' }, rule)).toEqual(rule);
  });
});
