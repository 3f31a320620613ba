import { describe, expect, it } from 'vitest';
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

describe('the shape of a picture', () => {
  /** What make-up may change of the picture: its height in lines, and the parts of the pictures that are cropped. */
  const croppingOf = async (picture: string) => {
    const { galleys } = await setMarkdown(`# 花园\n\n月季开了。\n\n${picture}\n`);
    const pieces = galleys[0]!.floats.flatMap(({ bySpan }) => [...bySpan.values()]);
    return pieces.map(({ minLines, maxLines, frames }) => ({
      flexible: minLines < maxLines,
      kept: frames.every(({ rect, ratio }) => Math.abs(rect.width / rect.height - ratio) < 1e-9),
      mayCrop: frames.map(({ mayCrop }) => mayCrop),
    }))[0]!;
  };

  it.each([
    ['a photograph', '![花园](300x200.jpg)'],
    ['a drawing that the author calls a photograph', '![花园](300x200.png){photo=yes}'],
    ['a group of photographs', '![花园](300x200.jpg) ![月季](200x300.jpg)'],
  ])('may change: %s', async (_, picture) => {
    const cropping = await croppingOf(picture);
    expect(cropping.flexible).toBe(true);
    expect(cropping.mayCrop.every((part) => part === 0.1)).toBe(true);
  });

  it.each([
    ['a drawing', '![图表](300x200.png)'],
    ['a photograph whose author wants all of it', '![花园](300x200.jpg){photo=no}'],
    ['a group with a drawing', '![花园](300x200.jpg) ![图表](200x300.png)'],
    ['a drawing of a given width', '![图表](317x211.png){width=61mm}'],
  ])('is kept: %s', async (_, picture) => {
    const cropping = await croppingOf(picture);
    expect(cropping).toMatchObject({ flexible: false, kept: true });
    expect(cropping.mayCrop.every((part) => part === 0)).toBe(true);
  });

  it('is that of `crop`, also of a drawing', async () => {
    expect(await croppingOf('![图表](300x200.png){crop=2:1}')).toMatchObject({
      flexible: false,
      kept: false,
    });
  });

  it('is not read from a word', async () => {
    const { messages } = await setMarkdown('# 花园\n\n![花园](300x200.jpg){photo=maybe}\n');
    expect(messages).toMatchObject([{ code: 'bad-value', place: { start: { line: 3 } } }]);
  });
});
