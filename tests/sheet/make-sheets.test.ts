import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { encodeQr } from '../../src/galley/qr-code.ts';
import { dump } from '../../src/paint/dump.ts';
import type { GlyphsOp, PaintOp, Sheet } from '../../src/paint/paint.ts';
import type { Template } from '../../src/template/template.ts';
import { edgesOf, isGlyphs, overlap, textOf } from '../support/paint-bounds.ts';
import { sheetsOf } from '../support/set-markdown.ts';
import { runs } from '../support/sweeps.ts';

const sentence = '居民自己动手，把一块空地种成了花园，四季都有人来看花。';
const article = `# 社区花园开门迎客\n\n${sentence}\n`;

const masthead = `---
paper:
  name: 江湾
  latin: JIANG WAN
  section: 街坊报
  section_latin: COMMUNITY NEWS
date: 2022-07-15
lunar: true
number: 12
total: 220
slogan: 街/坊/事
publishers: [江湾街道, 江湾社区中心]
imprint: [内部资料 免费交流]
credits: { 责任编辑: 田禾, 校对: 林木 }
ears:
  - qr: https://example.org/a
    caption: |-
      扫描二维码
      关注本报
  - qr: https://example.org/a-longer-address-of-a-page
    caption: 读电子版
---

`;

const wordsOf = ({ ops }: Sheet): readonly string[] => ops.map(textOf).filter((text) => text !== '');
const allText = (sheet: Sheet): string => wordsOf(sheet).join('\n');
const find = ({ ops }: Sheet, words: string): GlyphsOp => {
  const found = ops.filter(isGlyphs).find((op) => textOf(op).includes(words));
  if (found === undefined) throw new Error(`the sheet does not contain ${words}`);
  return found;
};

/** The ops above the articles: masthead and date line. */
const headOf = ({ ops }: Sheet, { area, grid, masthead: design, dateline }: Template): readonly PaintOp[] => {
  const foot = area.y + (design.lines + dateline.lines) * grid.leading;
  return ops.filter((op) => edgesOf(op).bottom <= foot);
};

/** Filled paths of many steps: lettering and codes. */
const outlines = (ops: readonly PaintOp[], ink: 'm' | 'k'): readonly PaintOp[] =>
  ops.filter((op) => op.op === 'fill' && op.path.length > 5 && op.ink[ink] === 100);

describe('the masthead', () => {
  it('contains all words of the front matter', async () => {
    const { publication } = await sheetsOf(masthead + article);
    const text = allText(publication.sheets[0]!).replaceAll('\n', '');
    const words =
      '江湾,JIANGWAN,街坊报,COMMUNITYNEWS,2022年7月15日,星期五,农历壬寅年六月十七,第12期,（总第220期）,今日1版,江湾街道,江湾社区中心,联合出版,扫描二维码,关注本报,读电子版,责任编辑：田禾,校对：林木,内部资料,免费交流,第1版';
    for (const word of words.split(',')) expect(text.replaceAll(/[ \u3000]/g, '')).toContain(word);
  });

  it('sets the parts of the slogan in equal cells', async () => {
    const { publication } = await sheetsOf(masthead + article);
    const middles = ['街', '坊', '事'].map((part) => {
      const op = publication.sheets[0]!.ops.filter(isGlyphs).find((one) => textOf(one) === part)!;
      const { left, right } = edgesOf(op);
      return (left + right) / 2;
    });
    expect(middles[1]! - middles[0]!).toBeCloseTo(middles[2]! - middles[1]!, 2);
    expect(middles[1]! - middles[0]!).toBeGreaterThan(10);
  });

  it('has its ears on the right, flush with the type area, and no other op in their quiet zones', async () => {
    const { publication, template } = await sheetsOf(masthead + article);
    const { area } = template;
    const ops = headOf(publication.sheets[0]!, template);
    const codes = outlines(ops, 'k');
    expect(codes).toHaveLength(2);
    for (const [index, data] of [
      'https://example.org/a',
      'https://example.org/a-longer-address-of-a-page',
    ].entries()) {
      const code = codes[index]!;
      const symbol = edgesOf(code);
      const module = (symbol.right - symbol.left) / encodeQr(data, 'M')!.length;
      expect(module * 25.4).toBeGreaterThan(0.33 * 72);
      const quiet = {
        left: symbol.left - 4 * module,
        top: symbol.top - 4 * module,
        right: symbol.right + 4 * module,
        bottom: symbol.bottom + 4 * module,
      };
      for (const op of ops) if (op !== code) expect(overlap(edgesOf(op), quiet)).toBe(false);
      expect(symbol.right).toBeLessThan(area.x + area.width + 0.01);
      expect(symbol.top).toBeGreaterThan(area.y - 0.01);
    }
    const rightmost = Math.max(...ops.map((op) => edgesOf(op).right));
    expect(rightmost).toBeCloseTo(area.x + area.width, 1);
  });

  it.each(['江湾', '江湾街坊报', 'JIANG WAN WEEKLY', '江湾社区街坊生活周报'])(
    'fits the name %s between the type area and the block',
    async (name) => {
      const { publication, template } = await sheetsOf(
        masthead.replace('name: 江湾', `name: ${name}`) + article,
      );
      const [sheet] = publication.sheets;
      const [lettering] = outlines(sheet!.ops, 'm');
      const block = edgesOf(find(sheet!, 'COMMUNITY'));
      const ears = outlines(headOf(sheet!, template), 'k').map((code) => edgesOf(code).left);
      const { left, right, bottom } = edgesOf(lettering!);
      expect(left).toBeGreaterThan(template.area.x);
      expect(right).toBeLessThan(block.left);
      expect(block.right).toBeLessThan(Math.min(...ears));
      expect(bottom).toBeLessThan(template.area.y + template.masthead.lines * template.grid.leading);
    },
  );

  it('is centred without ears', async () => {
    const { publication, template } = await sheetsOf(`---\nnumber: 3\n---\n\n${article}`);
    const { area, grid, masthead: design } = template;
    const foot = area.y + design.lines * grid.leading;
    const edges = publication.sheets[0]!.ops.map(edgesOf).filter(({ bottom }) => bottom < foot);
    const left = Math.min(...edges.map((one) => one.left));
    const right = Math.max(...edges.map((one) => one.right));
    // Lettering has side bearings.
    expect(Math.abs((left + right) / 2 - (area.x + area.width / 2))).toBeLessThan(6);
  });

  it('of another paper does not take the section and the Latin name of the template', async () => {
    const { publication } = await sheetsOf(`---\npaper: 江湾\n---\n\n${article}`);
    const text = allText(publication.sheets[0]!);
    expect(text).toContain('江湾');
    expect(text).not.toMatch(/社区报|SHANGHAI|BAO SHAN/);
    // Its slogan is painted cell by cell.
    expect(text).not.toMatch(/^[自家门口这点事]$/m);
  });

  it('is painted as outlines with invisible text over them', async () => {
    const { publication } = await sheetsOf(masthead + article);
    const hidden = publication.sheets[0]!.ops.filter((op) => op.op === 'glyphs' && op.hidden === true);
    expect(hidden.map(textOf)).toEqual(['江湾']);
    expect(overlap(edgesOf(hidden[0]!), edgesOf(outlines(publication.sheets[0]!.ops, 'm')[0]!))).toBe(true);
  });
});

describe('an inside page', () => {
  const two = `${masthead}::page[要闻]\n\n${article}\n::page[民生]{editor=何若溪 designer=白桦}\n\n${article}`;

  it('has a folio with page number, page name, editors, paper and date, and no masthead', async () => {
    const { publication, template } = await sheetsOf(two);
    const sheet = publication.sheets[1]!;
    const { area, folio, grid } = template;
    const head = sheet.ops.filter((op) => edgesOf(op).bottom < area.y + folio.lines * grid.leading);
    const text = head
      .map(textOf)
      .join('')
      .replaceAll(/[ \u3000]/g, '');
    for (const words of [
      '2',
      '民生',
      '责任编辑：何若溪',
      '美术编辑：白桦',
      '2022年7月15日',
      '星期五',
      '江湾街坊报',
    ]) {
      expect(text).toContain(words);
    }
    expect(outlines(sheet.ops, 'm')).toEqual([]);
    const edges = head.map(edgesOf);
    expect(Math.min(...edges.map(({ left }) => left))).toBeCloseTo(area.x, 1);
    expect(Math.max(...edges.map(({ right }) => right))).toBeCloseTo(area.x + area.width, 1);
    const words = head.filter(isGlyphs).map(edgesOf);
    for (const [at, one] of words.entries()) {
      for (const other of words.slice(at + 1)) expect(overlap(one, other)).toBe(false);
    }
  });

  it('is counted in the date line of the first page', async () => {
    const { publication } = await sheetsOf(two);
    expect(wordsOf(publication.sheets[0]!).join('')).toContain('今日2版');
  });

  it('does not count repeated words as copy', async () => {
    const { publication } = await sheetsOf(two);
    const copy = publication.sheets[1]!.ops.filter((op) => op.op === 'glyphs' && op.source === 'copy').map(
      textOf,
    );
    expect(copy.join('')).not.toContain('江湾');
  });
});

describe('the foot of the first page', () => {
  it('is below the type area, inside the trim', async () => {
    const { publication, template } = await sheetsOf(masthead + article);
    const sheet = publication.sheets[0]!;
    const { area, trim } = template;
    const foot = sheet.ops.filter((op) => edgesOf(op).top > area.y + area.height).map(edgesOf);
    expect(foot.length).toBeGreaterThan(3);
    for (const { left, right, bottom } of foot) {
      expect(left).toBeGreaterThan(area.x - 0.01);
      expect(right).toBeLessThan(area.x + area.width + 0.01);
      expect(bottom).toBeLessThan(trim.height - 10);
    }
  });
});

describe('jump lines', () => {
  const jumping = (paragraphs: number) =>
    sheetsOf(`${masthead}# 社区花园开门迎客\n\n${`${sentence.repeat(6)}\n\n`.repeat(paragraphs)}`);

  test.each([20, 45, 80])(
    'come in pairs, with the numbers of the pages they lead to: %i paragraphs',
    async (paragraphs) => {
      const { publication } = await jumping(paragraphs);
      const { sheets } = publication;
      for (const [index, sheet] of sheets.entries()) {
        const text = wordsOf(sheet).join('');
        const to = [...text.matchAll(/（下转第(\d+)版）/g)].map(([, page]) => Number(page));
        const from = [...text.matchAll(/（上接第(\d+)版）/g)].map(([, page]) => Number(page));
        expect(to).toEqual(index < sheets.length - 1 ? [index + 2] : []);
        expect(from).toEqual(index > 0 ? [index] : []);
      }
      expect(sheets.length).toBeGreaterThan(paragraphs > 40 ? 1 : 0);
    },
  );

  it('follow the repeated headline on the page of the continuation', async () => {
    const { publication } = await jumping(45);
    const text = wordsOf(publication.sheets[1]!);
    expect(text.indexOf('（上接第1版）')).toBe(text.indexOf('社区花园开门迎客') + 1);
  });

  it('touch no other text', async () => {
    const { publication } = await jumping(45);
    for (const { ops } of publication.sheets) {
      const glyphs = ops.filter(isGlyphs);
      for (const jump of glyphs.filter((op) => /上接|下转/.test(textOf(op)))) {
        for (const op of glyphs) if (op !== jump) expect(overlap(edgesOf(op), edgesOf(jump))).toBe(false);
      }
    }
  });
});

describe('every sheet', () => {
  const block = fc.constantFrom(
    sentence.repeat(8),
    `## 小标题\n\n${sentence}`,
    `- ${sentence}\n- ${sentence}`,
    `> ${sentence}`,
    '![图](300x200.jpg "田禾 摄")',
    '![图](900x200.jpg){span=2 place=top}',
    `:::box[题]{tint=10%}\n${sentence}\n:::`,
    `| 表 | 头 |\n| - | - |\n| ${sentence} | 12 |`,
    '::qr[码]{data="https://example.org"}',
  );
  const story = fc
    .tuple(
      fc.constantFrom('', ' {span=1}', ' {boxed}', ' {section=要闻}'),
      fc.array(block, { minLength: 1, maxLength: 8 }),
    )
    .map(([settings, blocks]) => [`# 社区花园开门迎客${settings}`, ...blocks].join('\n\n'));
  const paper = fc
    .tuple(fc.integer({ min: 1, max: 5 }), fc.array(story, { minLength: 1, maxLength: 4 }))
    .map(([columns, stories]) => `${masthead}::page[要闻]{columns=${columns}}\n\n${stories.join('\n\n')}`);

  it('keeps all ops inside the bleed, text in black only, and texts and pictures apart', async () => {
    await fc.assert(
      fc.asyncProperty(paper, async (source) => {
        const { publication } = await sheetsOf(source);
        for (const { ops, trim, bleed } of publication.sheets) {
          const boxes: ReturnType<typeof edgesOf>[] = [];
          for (const op of ops) {
            const edges = edgesOf(op);
            expect(edges.left).toBeGreaterThan(-bleed);
            expect(edges.top).toBeGreaterThan(-bleed);
            expect(edges.right).toBeLessThan(trim.width + bleed);
            expect(edges.bottom).toBeLessThan(trim.height + bleed);
            if (op.op === 'image') boxes.push(edges);
            else expect(op.ink.c + op.ink.m + op.ink.y + op.ink.k).toBeLessThanOrEqual(240);
            if (op.op !== 'glyphs' || op.hidden === true) continue;
            expect(op.ink).toEqual({ c: 0, m: 0, y: 0, k: 100 });
            boxes.push(edges);
          }
          const sorted = boxes.toSorted((a, b) => a.top - b.top);
          for (const [at, one] of sorted.entries()) {
            for (const other of sorted.slice(at + 1)) {
              if (other.top >= one.bottom) break;
              // The box of a trimmed punctuation mark overlaps its neighbour by half an em.
              const shrunk = { ...one, left: one.left + 3, right: one.right - 5.5, bottom: one.bottom - 1 };
              if (overlap(shrunk, other)) throw new Error(JSON.stringify({ one, other }));
            }
          }
        }
      }),
      runs(60, 24),
    );
  });
});

test('the display list of a small paper of two pages is unchanged', async () => {
  const { publication } = await sheetsOf(
    `${masthead}::page[要闻]{editor=何若溪}\n\n::kicker[街坊同乐]\n\n${article}\n::page[民生]\n\n${article}\n# 通知 {boxed span=1}\n\n${sentence}\n\n（文 田禾）\n`,
  );
  const legible = dump(publication).replace(/^(fill {4}.{200}).+$/gm, '$1…');
  await expect(legible).toMatchFileSnapshot('dumps/two-pages.txt');
});

test('the tint of a box is painted under the pictures in it', async () => {
  const { publication } = await sheetsOf(
    '# 花园\n\n:::box[花讯]{tint=10%}\n月季开了。\n\n![月季](300x200.jpg)\n:::\n',
  );
  const ops = publication.sheets[0]!.ops;
  const tint = ops.findIndex((op) => op.op === 'fill' && op.ink.k === 10 && op.ink.m === 0);
  const picture = ops.findIndex((op) => op.op === 'image');
  expect(tint).toBeGreaterThanOrEqual(0);
  expect(picture).toBeGreaterThan(tint);
});

describe('a code on a tint', () => {
  /** The fill before the symbol of the code in an issue, and the bounds of the symbol. */
  const codeIn = async (text: string) => {
    const { publication } = await sheetsOf(`# 花园\n\n${text}\n`);
    const { ops } = publication.sheets[0]!;
    const symbol = ops.findIndex((op) => op.op === 'fill' && op.link !== undefined);
    const before = ops[symbol - 1];
    return {
      symbol: edgesOf(ops[symbol]!),
      patch: before?.op === 'fill' && before.ink.k === 0 ? edgesOf(before) : undefined,
    };
  };
  const code = '::qr[扫码报名]{data="https://example.org/a"}';

  it.each([
    ['of a box', `:::box[花讯]{tint=10%}\n月季开了。\n\n${code}\n:::`],
    ['of a link', ':::box[花讯]{tint=10%}\n看[花园](https://example.org/a){qr}。\n:::'],
    ['in a quotation in a box', `:::box[花讯]{tint=10%}\n> 月季开了。\n>\n> ${code}\n:::`],
  ])('has paper below its quiet zone: %s', async (_, text) => {
    const { symbol, patch } = await codeIn(text);
    // Version 2 has 25 modules, and the quiet zone 4 on each side.
    const quiet = ((symbol.right - symbol.left) / 25) * 4;
    expect(patch?.left).toBeCloseTo(symbol.left - quiet, 2);
    expect(patch?.top).toBeCloseTo(symbol.top - quiet, 2);
    expect(patch?.right).toBeCloseTo(symbol.right + quiet, 2);
    expect(patch?.bottom).toBeCloseTo(symbol.bottom + quiet, 2);
  });

  it.each([
    ['in the text', code],
    ['in a box without a tint', `:::box[花讯]\n${code}\n:::`],
  ])('needs none on paper: %s', async (_, text) => {
    expect((await codeIn(text)).patch).toBeUndefined();
  });
});
