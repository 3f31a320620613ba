import { expect, it } from 'vitest';
import { glyphsOf } from '../../src/paint/glyph-row.ts';
import type { PaintOp } from '../../src/paint/paint.ts';
import { setMarkdown } from '../support/set-markdown.ts';

const long = '梧桐里街道社区摄影小组的田禾与许文蔚以及十二位居民一起拍摄'.repeat(3);

/** Right and left edge of what an op paints. */
function edges(op: PaintOp): { readonly left: number; readonly right: number } {
  if (op.op === 'image') return { left: op.rect.x, right: op.rect.x + op.rect.width };
  const xs =
    op.op === 'glyphs'
      ? glyphsOf(op.row).flatMap(({ x, advance }) => [op.at.x + x, op.at.x + x + advance])
      : op.path.flatMap((step) => (step.to === 'close' ? [] : [step.x]));
  return { left: Math.min(...xs), right: Math.max(...xs) };
}

it.each([
  ['a code larger than the column', '::qr[扫码]{data="https://example.org" size=200mm}'],
  ['a code’s long caption', `::qr[${long}]{data="https://example.org"}`],
  ['a link’s long text under its code', `[${long}](https://example.org){qr}`],
  ['a picture’s long credit', `![花园](300x200.jpg "${long}")`],
  ['a long credit without a caption', `![](300x200.jpg "${long}")`],
])('%s stays within the column', async (_, block) => {
  for (const columns of [2, 6]) {
    const { galleys, messages } = await setMarkdown(
      `::page{columns=${columns}}\n\n# 花园\n\n月季开了。\n\n${block}\n`,
    );
    expect(messages).toEqual([]);
    const [{ body, floats, measure }] = galleys as [(typeof galleys)[number]];
    for (const { ops } of [...body, ...floats.flatMap(({ bySpan }) => [...bySpan.values()])]) {
      for (const op of ops) {
        expect(edges(op).left).toBeGreaterThanOrEqual(-1e-6);
        expect(edges(op).right).toBeLessThanOrEqual(measure + 1e-6);
      }
    }
  }
});

it.each(['![高楼](30x200.jpg)', '![高楼](30x200.jpg){place=here}', '![高楼](300x200.jpg){crop=1:9}'])(
  'a picture higher than a page is made narrower, in its own shape, and centred: %s',
  async (picture) => {
    const { galleys, template } = await setMarkdown(`# 花园\n\n月季开了。\n\n${picture}\n`);
    const [{ body, floats, measure }] = galleys as [(typeof galleys)[number]];
    const pieces = [...body, ...floats.flatMap(({ bySpan }) => [...bySpan.values()])];
    const frame = pieces.flatMap(({ frames }) => frames)[0]!;
    // The front page also holds the masthead and the headline.
    expect(frame.rect.height).toBeLessThan(template.area.height * 0.7);
    expect(frame.rect.width).toBeLessThan(measure / 2);
    expect(2 * frame.rect.x + frame.rect.width).toBeCloseTo(measure, 6);
  },
);

it('a picture that is the whole article is as wide as the article', async () => {
  const widths = async (text: string) => {
    const { galleys } = await setMarkdown(`::page{columns=3}\n\n${text}`);
    return galleys[0]!.floats.map(({ bySpan }) => [...bySpan.keys()]);
  };
  expect(await widths('# 花园\n\n![花园](300x200.jpg)\n')).toEqual([[3]]);
  expect(await widths('# 花园\n\n月季开了。\n\n![花园](300x200.jpg)\n')).toEqual([[1]]);
  expect(await widths('# 花园\n\n![花园](300x200.jpg)\n\n![月季](300x200.jpg)\n')).toEqual([[1], [1]]);
});
