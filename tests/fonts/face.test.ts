import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { fontPath, readBundledFonts } from '../../src/fonts/bundled-fonts.ts';
import type { Face, OutlineStep } from '../../src/fonts/face.ts';
import { openFace } from '../../src/fonts/fontkit-face.ts';
import { openWebFontFace } from '../../src/fonts/web-font-face.ts';

function open(name: string): Face {
  const font = readBundledFonts().find((each) => each.name === name)!;
  return font.css === undefined
    ? openFace(name, readFileSync(fontPath(font)))
    : openWebFontFace(name, fontPath(font));
}
const codePoint = (character: string): number => character.codePointAt(0)!;

/** The steps' end points, without control points, which may lie outside the glyph's box. */
const endPoints = (steps: readonly OutlineStep[]) =>
  steps.flatMap((step) => (step.to === 'close' ? [] : [step]));

describe.each(['Noto Serif SC Regular', 'Noto Sans SC Bold', 'Ma Shan Zheng', 'LXGW WenKai Regular'])(
  'a face of %s',
  (name) => {
    const face = open(name);

    it('gives a Han character an advance of 1 em', () => {
      expect(face.has(codePoint('报'))).toBe(true);
      expect(face.advance(face.glyph(codePoint('报')))).toBe(1);
    });

    it('gives glyph 0 for a missing character', () => {
      expect(face.has(0x1f600)).toBe(false);
      expect(face.glyph(0x1f600)).toBe(0);
    });

    it('draws with y down, most of a character above the baseline', () => {
      const points = endPoints(face.outline(face.glyph(codePoint('国'))));
      const [top, bottom] = [Math.min(...points.map(({ y }) => y)), Math.max(...points.map(({ y }) => y))];
      expect(top).toBeLessThan(-0.5);
      expect(bottom).toBeLessThan(0.3);
      expect(Math.min(...points.map(({ x }) => x))).toBeGreaterThan(-0.1);
      expect(Math.max(...points.map(({ x }) => x))).toBeLessThan(1.1);
    });

    it('closes every contour', () => {
      const steps = face.outline(face.glyph(codePoint('国')));
      const count = (to: string) => steps.filter((step) => step.to === to).length;
      expect(count('move')).toBeGreaterThan(2);
      expect(count('close')).toBe(count('move'));
    });

    it('loses no character in shaping', () => {
      const text = 'Office AV 8:30 报——“道”……';
      expect(
        face
          .shape(text)
          .map((glyph) => glyph.text)
          .join(''),
      ).toBe(text);
    });
  },
);

describe('shape', () => {
  const serif = open('Noto Serif SC Regular');
  const widthOf = (text: string): number => serif.shape(text).reduce((sum, { advance }) => sum + advance, 0);

  // GB/T 15834 4.12: the dash is one stroke, two characters wide.
  it.each(['Noto Serif SC Regular', 'Noto Sans SC Regular'])(
    'draws —— as one stroke of 2 em in %s',
    (name) => {
      expect(open(name).shape('——')).toMatchObject([{ advance: 2, x: 0, y: 0, text: '——' }]);
    },
  );

  it('kerns Latin', () => {
    expect(widthOf('AV')).toBeLessThan(widthOf('A') + widthOf('V'));
  });

  it('forms the ligatures of the face', () => {
    expect(serif.shape('fi')).toMatchObject([{ text: 'fi' }]);
  });

  it('applies the given features', () => {
    expect(serif.shape('A', ['fwid'])[0]!.advance).toBe(1);
  });

  it('gives the characters of each glyph, even where the glyph represented others before', () => {
    const [radical, character] = ['\u2f47', '日'];
    expect(serif.glyph(codePoint(radical))).toBe(serif.glyph(codePoint(character)));
    expect(serif.shape(radical)[0]!.text).toBe(radical);
    expect(serif.shape(character)[0]!.text).toBe(character);
    expect(serif.shape(`${character}${radical}`).map(({ text }) => text)).toEqual([character, radical]);
  });

  it('gives invisible characters no advance, even after a missing character', () => {
    serif.shape('\u{1f600}');
    expect(serif.shape('\u200b')[0]!.advance).toBe(0);
  });
});

describe('a web font split by unicode-range', () => {
  const kai = open('LXGW WenKai Regular');

  it('has a unique glyph id for each character, across slices', () => {
    const characters = [...'宝山区社区报读者来信，。Aa2026'];
    const glyphs = characters.map((character) => kai.glyph(codePoint(character)));
    expect(glyphs.every((glyph) => glyph > 0)).toBe(true);
    expect(new Set(glyphs).size).toBe(new Set(characters).size);
  });

  it('shapes and draws by those glyph ids', () => {
    const [first, second] = kai.shape('读者');
    expect(first).toMatchObject({ id: kai.glyph(codePoint('读')), advance: 1, text: '读' });
    expect(second!.id).toBe(kai.glyph(codePoint('者')));
    expect(kai.outline(second!.id)).not.toEqual(kai.outline(first!.id));
  });
});

describe('openFace', () => {
  it('throws where the bytes are not a font', () => {
    expect(() => openFace('x', Buffer.from('这不是字体'))).toThrow();
    expect(() => openFace('x', new Uint8Array())).toThrow();
  });
});
