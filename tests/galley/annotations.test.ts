import { describe, expect, it } from 'vitest';
import type { Piece } from '../../src/galley/galley.ts';
import { glyphsOf as placed } from '../../src/paint/glyph-row.ts';
import { roundToThousandth } from '../../src/paint/ops.ts';
import type { FillOp, GlyphsOp, PaintOp } from '../../src/paint/paint.ts';
import { glyphsOf, isGlyphs, pathEdges, textOf, wordsOf } from '../support/paint-bounds.ts';
import { bodyOf, galleyOf, setMarkdown } from '../support/set-markdown.ts';

const leading = 15.74;
const opsOf = (pieces: readonly Piece[]): readonly PaintOp[] => pieces.flatMap(({ ops }) => ops);
/** Round fills: no rule and no frame has curves. */
const dotsOf = (ops: readonly PaintOp[]): readonly FillOp[] =>
  ops.filter((op): op is FillOp => op.op === 'fill' && op.path.some(({ to }) => to === 'curve'));
const words = (pieces: readonly Piece[]): string => pieces.map(wordsOf).join('');
/** Glyphs set above the baseline of their line. */
const rubyOf = (pieces: readonly Piece[]): readonly GlyphsOp[] =>
  pieces.flatMap((piece) => glyphsOf(piece).filter(({ row }) => (row.ys?.[0] ?? 0) < -7));

describe('emphasis', () => {
  it('keeps the face of its text and puts a black dot under each ideograph', async () => {
    const body = await bodyOf('请带*身份证，原件*来。\n\n> 引文里的*两字*。');
    expect(glyphsOf(body[0]!).map(({ face }) => face)).toEqual(['song']);
    expect(glyphsOf(body[1]!).map(({ face }) => face)).toEqual(['kai']);
    const dots = dotsOf(opsOf(body));
    expect(dots).toHaveLength(7);
    for (const { ink } of dots) expect(ink).toEqual({ c: 0, m: 0, y: 0, k: 100 });
  });

  it('sets Western words in italic without dots, and bold ones in their bold face', async () => {
    const body = await bodyOf('看*Happy Days*，又看***Wi-Fi 信号***。');
    const faces = new Map(glyphsOf(body[0]!).map((op) => [textOf(op), op.face]));
    expect(faces.get('Happy Days')).toBe('song-italic');
    expect(faces.get('Wi-Fi信号')).toBe('hei-bold');
    expect(dotsOf(opsOf(body))).toHaveLength(2);
  });

  it('has dots in lists, tables, boxes, crossheads, notes and captions, but not in a headline', async () => {
    const cases = [
      '- *两字*',
      '| *两字* | 乙 |\n| - | - |\n| 甲 | 乙 |',
      ':::box[题]\n*两字*\n:::',
      '## *两字*\n\n文。',
      '注[^1]\n\n[^1]: *两字*',
      '![*两字*](30x20.jpg){place=here}',
    ];
    for (const text of cases) expect(dotsOf(opsOf(await bodyOf(text)))).toHaveLength(2);
    const { galleys } = await setMarkdown('# *两字*街坊\n\n文。');
    expect(dotsOf(opsOf([...galleys[0]!.heads.values()]))).toEqual([]);
  });

  it('does not touch the next line of a caption, where lines are closest', async () => {
    const [piece] = await bodyOf(`![*${'社区图书室'.repeat(12)}*](60x20.jpg){place=here}`);
    const baselines = glyphsOf(piece!).map(({ at }) => at.y);
    expect(baselines.length).toBeGreaterThan(1);
    for (const { path } of dotsOf(piece!.ops)) {
      const { top, bottom } = pathEdges(path, 0);
      const next = baselines.find((y) => y > top);
      if (next !== undefined) expect(next - 0.88 * 9 - bottom).toBeGreaterThan(0.5);
    }
  });
});

describe('ruby', () => {
  it('is over its character in text on the page grid, and is counted as copy', async () => {
    for (const [text, count] of [
      ['过了:ruby[浜]{rt=bāng}', 7],
      ['> 过了:ruby[浜]{rt=bāng}', 7],
      ['- 过了:ruby[浜]{rt=bāng}', 7],
      ['### 过了:ruby[浜]{rt=bāng}\n\n文', 8],
      ['注[^1]\n\n[^1]: 过了:ruby[浜]{rt=bāng}', 9],
    ] as const) {
      const body = await bodyOf(text);
      expect(rubyOf(body).map(textOf)).toEqual(['bāng']);
      expect(words(body)).not.toContain('（');
      expect(body.reduce((sum, { characters }) => sum + characters, 0)).toBe(count);
    }
  });

  it('is 0.45 em of its text in size and stays within the white above it', async () => {
    const body = await bodyOf('过了:ruby[浜]{rt=bāng}\n\n注[^1]\n\n[^1]: 过了:ruby[浜]{rt=bāng}');
    const [inText, inNote] = rubyOf(body);
    expect(inText!.size).toBeCloseTo(0.45 * 10.5, 6);
    expect(inNote!.size).toBeCloseTo(0.45 * 9, 6);
    for (const { at, row, size } of [inText!, inNote!]) {
      const top = at.y + row.ys![0]! - 0.88 * size;
      // The frame of the line above ends here.
      expect(top).toBeGreaterThan(-(leading - 10.5));
    }
  });

  it('follows its characters in brackets where lines are too close', async () => {
    for (const text of [
      '## 过:ruby[浜]{rt=bāng}\n\n文。',
      '| 过:ruby[浜]{rt=bāng} | 乙 |\n| - | - |\n| 甲 | 乙 |',
      '![过:ruby[浜]{rt=bāng}](30x20.jpg){place=here}',
    ]) {
      const body = await bodyOf(text);
      expect(rubyOf(body)).toEqual([]);
      expect(words(body)).toContain('过浜（bāng）');
    }
    const { galleys } = await setMarkdown('# 过:ruby[浜]{rt=bāng}\n\n::kicker[过:ruby[浜]{rt=bāng}]\n\n文。');
    const head = [...galleys[0]!.heads.values()][0]!;
    expect(wordsOf(head).match(/（bāng）/g)).toHaveLength(2);
    const near = await setMarkdown(
      '---\ntypography: {leading: 15pt}\n---\n\n# 街坊\n\n过:ruby[浜]{rt=bāng}。',
    );
    expect(words(near.galleys[0]!.body)).toBe('过浜（bāng）。');
  });

  it('with a syllable for each ideograph is attached to each, so that a line may end between them', async () => {
    const [piece] = await bodyOf('那里叫:ruby[河**湾**]{rt="hé wān"}。');
    const middles = glyphsOf(piece!).flatMap(({ row }) =>
      placed(row)
        .filter(({ text }) => /[河湾]/.test(text))
        .map(({ x }) => x + 5.25),
    );
    const starts = rubyOf([piece!]).flatMap(({ row }) =>
      placed(row)
        .filter(({ text }) => /[hw]/.test(text))
        .map(({ x }) => x),
    );
    const width = 0.45 * 10.5 * 0.5;
    expect(starts).toEqual([middles[0]! - width, middles[1]! - 1.5 * width].map(roundToThousandth));
    const firsts = async (rt: string) => {
      const body = await bodyOf(`:ruby[河湾里弄]{rt="${rt}"}`.repeat(40), 5);
      return new Set(body.map((line) => wordsOf(line).charAt(0)));
    };
    expect(await firsts('héwānlǐlòng')).toEqual(new Set(['河']));
    expect((await firsts('hé wān lǐ lòng')).size).toBeGreaterThan(1);
  });

  it('is set in brackets where it is too long, has an empty base or a base with a line break', async () => {
    for (const [text, set] of [
      [`:ruby[浜]{rt=${'断头的小河'.repeat(9)}}`, `浜（${'断头的小河'.repeat(9)}）`],
      [':ruby[浜\\\n边]{rt=bāngbiān}', '浜边（bāngbiān）'],
      ['过:ruby[&#8203;]{rt=bāng}', '过（bāng）'],
    ] as const) {
      expect(words(await bodyOf(text))).toBe(set);
    }
  });

  it('can be combined with emphasis dots', async () => {
    const body = await bodyOf('*过:ruby[浜]{rt=bāng}*');
    expect(dotsOf(opsOf(body))).toHaveLength(2);
    expect(rubyOf(body).map(textOf)).toEqual(['bāng']);
  });

  it('comes after its line in the reading order of the page', async () => {
    const { body } = await galleyOf('过了:ruby[浜]{rt=bāng}就到');
    expect(body[0]!.ops.filter(isGlyphs).map(textOf)).toEqual(['过了浜就到', 'bāng']);
  });
});
