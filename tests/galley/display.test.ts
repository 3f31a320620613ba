import { describe, expect, it } from 'vitest';
import type { Piece } from '../../src/galley/galley.ts';
import { edgesOf, glyphsOf, isGlyphs, overlap, wordsOf } from '../support/paint-bounds.ts';
import { galleyOf, setMarkdown } from '../support/set-markdown.ts';

const leading = 15.74;

describe('a picture', () => {
  const pictureOf = async (text: string, columns = 2): Promise<Piece> => {
    const { body, floats } = await galleyOf(text, columns);
    return floats[0] === undefined ? body[0]! : [...floats[0].bySpan.values()][0]!;
  };

  it.each(['300x200', '200x300', '500x500', '1600x300', '333x777', '4000x500'])(
    'of %s can be cropped by a tenth and no more',
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

  it('has the shape and the width that its author requests', async () => {
    const piece = await pictureOf('![图](300x200.jpg){width=60mm crop=16:9 place=here}');
    const [{ rect }] = piece.frames as [Piece['frames'][number]];
    expect(rect.width).toBeCloseTo((60 * 72) / 25.4, 6);
    expect(rect.width / rect.height).toBeCloseTo(16 / 9, 6);
    expect(piece.minLines).toBe(piece.maxLines);
  });

  it('in a group has the height of the others, and the group fills the measure', async () => {
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

  it('has its credit on the caption’s last line, or below where there is no room', async () => {
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

  it('has its caption below it', async () => {
    const piece = await pictureOf('![园中人来人往](300x200.jpg "田禾 摄")');
    const { rect } = piece.frames[0]!;
    for (const op of glyphsOf(piece)) expect(edgesOf(op).top).toBeGreaterThan(rect.y + rect.height + 2);
  });
});

describe('a headline block', () => {
  it.each([1, 2, 3, 4, 6])('of any length stays within its measure in %i columns', async (columns) => {
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

  it.each(['lead', 'second', 'brief'] as const)(
    'of rank %s always has about the same distance from its text',
    async (rank) => {
      const words = '街坊携手把二十三处边角闲地种成口袋花园';
      const whites: number[] = [];
      for (const length of [3, 6, 9, 12, 15, 18]) {
        for (const byline of ['', '\n\n::byline[通讯员 田禾]']) {
          const headline = `# ${words.slice(0, length)}${byline}\n\n正文。\n\n`;
          const { galleys, template } = await setMarkdown(`::page{columns=4}\n\n${headline}${headline}`);
          const { size, leading: line } = template.grid;
          const spans = { lead: 4, second: 3, brief: 2 };
          const head = galleys[rank === 'lead' ? 0 : 1]!.heads.get(spans[rank])!;
          const bottom = Math.max(...head.ops.map((op) => edgesOf(op).bottom));
          whites.push((head.lines * line - bottom) / size);
        }
      }
      expect(Math.min(...whites)).toBeGreaterThanOrEqual(0.8);
      expect(Math.max(...whites) - Math.min(...whites)).toBeLessThanOrEqual(0.55);
    },
  );

  it('is in reading order: section, kicker, headline, deck, byline', async () => {
    const { galleys } = await setMarkdown(
      '::kicker[引题]\n\n# 主题 {section=栏目}\n\n::deck[副题]\n\n::byline[署名]\n',
    );
    expect(wordsOf(galleys[0]!.heads.get(2)!)).toBe('栏目引题主题副题署名');
  });

  it('without content has no lines', async () => {
    const { galleys } = await setMarkdown('只有正文。\n');
    expect(galleys[0]!.heads.get(2)).toMatchObject({ lines: 0, ops: [], characters: 0 });
  });
});
