import { describe, expect, it, test } from 'vitest';
import type { Galley, Piece } from '../../src/galley/galley.ts';
import type { GlyphsOp, PaintOp } from '../../src/paint/paint.ts';
import { edgesOf, isGlyphs, overlap, pathEdges, textOf } from '../support/paint-bounds.ts';
import { setMarkdown } from '../support/set-markdown.ts';

const never = Number.POSITIVE_INFINITY;
const sentence = '居民自己动手，把一块空地种成了花园。';
const long = sentence.repeat(9);

/** The galley of one article in one of `columns` columns. */
async function galleyOf(text: string, columns = 2): Promise<Galley> {
  const { galleys } = await setMarkdown(`::page{columns=${columns}}\n\n# 头条\n\n# 街坊 {span=1}\n\n${text}`);
  return galleys[1]!;
}

const bodyOf = async (text: string, columns = 2): Promise<readonly Piece[]> =>
  (await galleyOf(text, columns)).body;

const glyphsOf = ({ ops }: Piece): readonly GlyphsOp[] => ops.filter(isGlyphs);
const wordsOf = ({ ops }: Piece): string => ops.map(textOf).join('');
const find = (pieces: readonly Piece[], words: string): number =>
  pieces.findIndex((piece) => wordsOf(piece).includes(words));

const leading = 15.75;
const firstBaseline = 0.88 * 10.5;

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
  test.each([1, 2, 3, 4, 5, 6])('carries every line of text in %i columns', async (columns) => {
    for (const piece of await bodyOf(everyBlock, columns)) {
      for (const op of glyphsOf(piece)) {
        const lines = (op.at.y - firstBaseline) / leading;
        expect(Math.abs(lines - Math.round(lines)) * leading).toBeLessThan(0.001);
      }
    }
  });

  it('is kept by pieces of whole lines, whose paint stays in their measure and their white', async () => {
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
        // A box's frame stands on its piece's edge.
        expect(left).toBeGreaterThan(-0.5);
        // A closing mark may have its blank half outside.
        expect(right).toBeLessThan(measure + 5.26);
        expect(top).toBeGreaterThan(-(leading - 10.5));
        expect(bottom).toBeLessThan(piece.lines * leading);
      }
    }
  });
});

describe('a paragraph', () => {
  it('is indented by two characters, by one in a narrow column', async () => {
    const indentOf = async (columns: number) => glyphsOf((await bodyOf(long, columns))[0]!)[0]!.glyphs[0]!.x;
    expect(await indentOf(2)).toBeCloseTo(21, 6);
    expect(await indentOf(6)).toBeCloseTo(10.5, 6);
  });

  it('never begins a column with its last line, and had rather not with its second', async () => {
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
      const last = op!.glyphs.at(-1)!;
      // A mark at the line's end gives up its blank half.
      const mark = /[，。]/.test(last.text) ? 5.25 : 0;
      expect(op!.at.x + last.x + last.advance - mark).toBeCloseTo(measure, 2);
    }
  });

  it('whose author breaks its lines has them under each other', async () => {
    const body = await bodyOf('花开了\\\n叶绿了\\\n人来了');
    expect(body.map((piece) => glyphsOf(piece)[0]!.glyphs[0]!.x)).toEqual([21, 21, 21]);
  });

  it('gives a missing picture no piece’s height', async () => {
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

  it('has a white line above it, and two lines of text stay with it', async () => {
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
  ])('keeps %s', async (_, text) => {
    expect(stays(await bodyOf(`${long}\n\n## 小标题\n\n${text}`), '小标题')).toEqual([never, never]);
  });

  it('keeps two lines where the first paragraph has but one', async () => {
    expect(stays(await bodyOf(`${long}\n\n## 小标题\n\n一行。\n\n${long}`), '小标题')).toEqual([
      never,
      never,
    ]);
  });

  it('of lower rank runs into its paragraph', async () => {
    const [first] = await bodyOf(`### 报名\n\n${sentence}`);
    expect(glyphsOf(first!).map(({ face }) => face)).toEqual(['hei-bold', 'song']);
    const [head, text] = glyphsOf(first!) as [GlyphsOp, GlyphsOp];
    const end = head.at.x + head.glyphs.at(-1)!.x + head.glyphs.at(-1)!.advance;
    expect(text.at.x + text.glyphs[0]!.x - end).toBeCloseTo(10.5, 6);
  });
});

describe('a list', () => {
  it('hangs its text behind the mark, and a nested one deeper', async () => {
    const body = await bodyOf(`- ${long}\n  - ${long}`);
    const starts = body.map((piece) => glyphsOf(piece).filter(({ source }) => source === 'copy')[0]!.at.x);
    expect(new Set(starts)).toEqual(new Set([21, 42]));
    expect(starts.toSorted((a, b) => a - b)).toEqual(starts);
  });

  it('counts from the number its author wrote, and ticks tasks', async () => {
    const marks = (await bodyOf('9. 取号\n10. 等候\n\n文。\n\n- [x] 甲\n- [ ] 乙')).flatMap((piece) =>
      glyphsOf(piece).flatMap((op) => (op.source === 'furniture' ? [textOf(op)] : [])),
    );
    expect(marks).toEqual(['9.', '10.', '■', '□']);
  });

  it('of many levels in a narrow column loses nothing', async () => {
    const nested = Array.from({ length: 8 }, (_, level) => `${'  '.repeat(level)}- 第${level}层`).join('\n');
    const words = (await bodyOf(nested, 6)).map(wordsOf).join('').replaceAll('●', '');
    expect(words).toBe(Array.from({ length: 8 }, (_, level) => `第${level}层`).join(''));
  });
});

describe('a table', () => {
  const rows = (count: number) => `| 表 | 头 |\n| - | - |\n${'| 甲 | 乙 |\n'.repeat(count)}`;

  it('of up to a dozen rows stays whole; a longer one breaks between rows, never under its head', async () => {
    const costs = async (count: number) => (await bodyOf(rows(count))).map(({ breakBefore }) => breakBefore);
    expect(await costs(11)).toEqual([0, ...Array.from({ length: 11 }, () => never)]);
    expect(await costs(12)).toEqual([0, never, ...Array.from({ length: 11 }, () => 0)]);
  });

  it('keeps a figure whole beside a long cell', async () => {
    const body = await bodyOf(`| 地点 | 人数 |\n| - | -: |\n| ${'活动中心大厅'.repeat(4)} | 1200 |`, 4);
    const words = body.flatMap((piece) => glyphsOf(piece).map(textOf));
    expect(words).toContain('1200');
    expect(words).toContain('人数');
  });

  it('leaves a column of words its width beside a very long one', async () => {
    const body = await bodyOf(`| 甲 | 乙 |\n| - | - |\n| ${sentence.repeat(20)} | ${sentence} |`);
    const right = body.flatMap((piece) => glyphsOf(piece).filter(({ at }) => at.x > 150));
    expect(Math.max(...right.map((op) => textOf(op).length))).toBeGreaterThan(4);
  });

  it('lets no cell touch its neighbour', async () => {
    const body = await bodyOf(`| 甲 | 乙 | 丙 |\n| - | :-: | -: |\n| ${sentence} | ${sentence} | 12345 |`, 3);
    for (const piece of body) {
      const cells = glyphsOf(piece);
      for (const [at, cell] of cells.entries()) {
        for (const other of cells.slice(at + 1)) expect(overlap(edgesOf(cell), edgesOf(other))).toBe(false);
      }
    }
  });
});

describe('a box', () => {
  it('is one piece; its frame holds all that is in it and keeps off its neighbours', async () => {
    const { body, measure } = await galleyOf(
      `${long}\n\n:::box[温馨提示]{tint=10%}\n${long}\n\n- 甲\n\n| 表 | 头 |\n| - | - |\n| 甲 | 乙 |\n\n![图](300x200.jpg){place=here}\n\n::qr[码]{data="x"}\n:::\n\n${long}`,
    );
    const box = body[find(body, '温馨提示')]!;
    expect(box.minLines).toBe(box.lines);
    expect(box.maxLines).toBe(box.lines);
    const frame = box.ops.find(({ op }) => op === 'stroke') as Extract<PaintOp, { op: 'stroke' }>;
    const inside = pathEdges(frame.path, -frame.width / 2);
    const outside = pathEdges(frame.path, frame.width / 2);
    const held = [
      ...box.ops.slice(2).map(edgesOf),
      ...box.frames.map(({ rect: { x, y, width, height } }) => ({
        left: x,
        top: y,
        right: x + width,
        bottom: y + height,
      })),
    ];
    expect(held.length).toBeGreaterThan(8);
    for (const { left, top, right, bottom } of held) {
      expect(left - inside.left).toBeGreaterThan(2);
      expect(top - inside.top).toBeGreaterThan(2);
      expect(inside.right - right).toBeGreaterThan(2);
      expect(inside.bottom - bottom).toBeGreaterThan(2);
    }
    // The frames of the characters above and below end at the piece's edge and a line's white before it.
    expect(outside.top).toBeGreaterThan(1);
    expect(outside.bottom).toBeLessThan((box.lines - 1) * leading + 10.5 - 1);
    expect(outside.left).toBeGreaterThan(-0.5);
    expect(outside.right).toBeLessThan(measure + 0.5);
  });
});

describe('a picture', () => {
  const pictureOf = async (text: string, columns = 2): Promise<Piece> => {
    const { body, floats } = await galleyOf(text, columns);
    return floats[0] === undefined ? body[0]! : [...floats[0].bySpan.values()][0]!;
  };

  it.each(['300x200', '200x300', '500x500', '1600x300', '333x777', '4000x500'])(
    'of %s may lose a tenth of its height and no more',
    async (size) => {
      for (const columns of [1, 2, 3, 4, 5, 6]) {
        const piece = await pictureOf(`![图](${size}.jpg "田禾")`, columns);
        const [frame] = piece.frames;
        const natural = frame!.rect.width / frame!.ratio;
        for (const lines of [piece.minLines, piece.lines, piece.maxLines]) {
          const height = frame!.rect.height + (lines - piece.lines) * leading;
          expect(height / natural).toBeGreaterThan(0.9 - 1e-6);
          expect(natural / height).toBeGreaterThan(0.9 - 1e-6);
        }
      }
    },
  );

  it('keeps the shape and the width its author gives', async () => {
    const piece = await pictureOf('![图](300x200.jpg){width=60mm crop=16:9 place=here}');
    const [{ rect }] = piece.frames as [Piece['frames'][number]];
    expect(rect.width).toBeCloseTo((60 * 72) / 25.4, 6);
    expect(rect.width / rect.height).toBeCloseTo(16 / 9, 6);
    expect(piece.minLines).toBe(piece.maxLines);
  });

  it('of a group is as high as its neighbours, and the group fills the measure', async () => {
    const { floats, measure } = await galleyOf('![甲](300x200.jpg)\n![乙](200x300.jpg)\n![丙](500x500.jpg)');
    const [piece] = [...floats[0]!.bySpan.values()];
    const rects = piece!.frames.map(({ rect }) => rect);
    expect(rects).toHaveLength(3);
    expect(new Set(rects.map(({ height }) => height.toFixed(6))).size).toBe(1);
    expect(rects[0]!.x).toBeCloseTo(0, 6);
    expect(rects[2]!.x + rects[2]!.width).toBeCloseTo(measure, 6);
    for (const [at, rect] of rects.slice(1).entries()) {
      expect(rect.x - rects[at]!.x - rects[at]!.width).toBeCloseTo(10.5, 6);
    }
  });

  it('has its credit on the caption’s last line where there is room, else on its own', async () => {
    const heights = async (caption: string) => {
      const piece = await pictureOf(`![${caption}](300x200.jpg "田禾 摄")`, 4);
      const texts = glyphsOf(piece);
      const edges = texts.map(edgesOf);
      for (const [at, one] of edges.entries()) {
        for (const other of edges.slice(at + 1)) expect(overlap(one, other)).toBe(false);
      }
      return texts.map(({ at }) => at.y);
    };
    const [caption, credit] = await heights('园中人');
    expect(credit).toBe(caption);
    const apart = await heights('园中人来人往，四季都有花开');
    expect(apart.at(-1)).toBeGreaterThan(apart.at(-2)!);
  });

  it('has its caption under it', async () => {
    const piece = await pictureOf('![园中人来人往](300x200.jpg "田禾 摄")');
    const { rect } = piece.frames[0]!;
    for (const op of glyphsOf(piece)) expect(edgesOf(op).top).toBeGreaterThan(rect.y + rect.height + 2);
  });
});

describe('a headline block', () => {
  it.each([1, 2, 3, 4, 6])('stays in its measure in %i columns, whatever its length', async (columns) => {
    const words = '街坊携手把二十三处边角闲地种成口袋花园';
    const { galleys, template } = await setMarkdown(
      `::page{columns=${columns}}\n\n::kicker[${words}]\n\n# ${words}${words} {section=要闻}\n\n::deck[${words}${words}]\n\n::byline[通讯员 田禾]\n\n# ${words} {span=1}\n\n::kicker[${words}${words}${words}]\n`,
    );
    for (const { heads, measure, gutter } of galleys) {
      for (const [span, head] of heads) {
        expect(Number.isInteger(head.lines)).toBe(true);
        const width = span * measure + (span - 1) * gutter;
        let above = Number.NEGATIVE_INFINITY;
        for (const op of head.ops) {
          const { left, top, right, bottom } = edgesOf(op);
          expect(left).toBeGreaterThan(-0.01);
          expect(right).toBeLessThan(width + 5.26);
          expect(top).toBeGreaterThan(0);
          expect(bottom).toBeLessThan(head.lines * template.grid.leading);
        }
        for (const op of head.ops.filter(isGlyphs)) {
          const { y } = op.at;
          expect(y).toBeGreaterThanOrEqual(above);
          above = y;
        }
      }
    }
  });

  it('stands in reading order: section, kicker, headline, deck, byline', async () => {
    const { galleys } = await setMarkdown(
      '::kicker[引题]\n\n# 主题 {section=栏目}\n\n::deck[副题]\n\n::byline[署名]\n',
    );
    expect(wordsOf(galleys[0]!.heads.get(2)!)).toBe('栏目引题主题副题署名');
  });

  it('of an article without a headline takes no line', async () => {
    const { galleys } = await setMarkdown('只有正文。\n');
    expect(galleys[0]!.heads.get(2)).toMatchObject({ lines: 0, ops: [], characters: 0 });
  });
});

describe('the end of an article', () => {
  it('has its credit at the right, never first in a column, and free to sink', async () => {
    const { body, measure } = await galleyOf(`${long}\n\n（文 田禾）`);
    const credit = body.at(-1)!;
    expect(credit).toMatchObject({ breakBefore: never, sinks: true });
    expect(edgesOf(glyphsOf(credit).at(-1)!).right).toBeGreaterThan(measure - 0.01);
  });

  it('has its notes after the credit, which then stays where it is', async () => {
    const body = await bodyOf(`${sentence}[^1]\n\n（文 田禾）\n\n[^1]: 注文一条。`);
    expect(body.map(wordsOf)).toEqual([`${sentence}①`, '（文 田禾）', '①注文一条。']);
    expect(body[1]!.sinks).toBeUndefined();
  });
});
