import { describe, expect, test } from 'vitest';
import { openFontBook } from '../../src/fonts/font-book.ts';
import { prepareParagraph, setLine } from '../../src/text/set-lines.ts';
import { fakeDesk } from '../support/fake-desk.ts';
import { glyphsOf, plainStyle, runOf, set } from '../support/set-text.ts';

/** The ink of a glyph of the fake faces is centred in its advance. */
const middleOf = ({ x, advance }: { readonly x: number; readonly advance: number }) => x + advance / 2;

describe('an accent typed after its letter', () => {
  test.each(['n\u0304', 'm\u0300', 'W\u0308'])(
    '%s is centred over the letter and moves no other glyph',
    (text) => {
      const [line] = set(`社${text}区`, 20);
      const [, letter, accent, next] = line === undefined ? [] : glyphsOf(line);
      expect(accent?.text).toBe(text.slice(1));
      expect(middleOf(accent!)).toBeCloseTo(middleOf(letter!), 6);
      expect(accent!.y).toBeGreaterThan(letter!.y);
      const [plain] = set(`社${text.slice(0, 1)}区`, 20);
      expect(next?.x).toBeCloseTo(glyphsOf(plain!)[2]!.x, 6);
    },
  );
});

describe('a quotation mark in the bundled faces', () => {
  const place = { file: 'template.yaml' };
  const fonts = ['Noto Serif SC Black', 'Noto Serif SC Regular', 'Noto Sans SC Bold', 'LXGW WenKai Regular'];

  /** The white on both sides of the ink of each quotation mark in its half em, in em, at a size. */
  async function sidesOf(font: string, size: number) {
    const { desk } = fakeDesk({});
    const book = await openFontBook(
      new Map([['song', { font, fallback: [], place, from: 'template.yaml' }]]),
      desk,
    );
    const style = { ...plainStyle, punctuation: 'banjiao' } as const;
    const { runs } = setLine(prepareParagraph([runOf('“社‘区’好”', { size })], book, style, desk.report));
    let frame = 0;
    return runs.flatMap(({ face: id, ids, xs, texts }) => {
      const face = book.face(id);
      return texts.flatMap((text, index) => {
        const left = frame;
        frame += /[“”‘’]/.test(text) ? size / 2 : size;
        if (!/[“”‘’]/.test(text)) return [];
        const ink = face.outline(ids[index]!).flatMap((step) => (step.to === 'close' ? [] : [step.x]));
        const x = xs[index]! - left;
        return [[x / size + Math.min(...ink), 1 / 2 - x / size - Math.max(...ink)] as const];
      });
    });
  }

  test.each(fonts)('is in the middle of its half em in large type: %s', async (font) => {
    const sides = await sidesOf(font, 36);
    expect(sides).toHaveLength(4);
    for (const [left, right] of sides) expect(left).toBeCloseTo(right, 6);
  });

  test('is where its face draws it in small type, next to what it encloses', async () => {
    const [[outside, inside]] = (await sidesOf('Noto Serif SC Black', 10)) as [readonly [number, number]];
    expect(inside - outside).toBeGreaterThan(0.05);
  });
});
