import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { glyphsOf, isSilent, rowOf, textAt } from '../../src/paint/glyph-row.ts';
import type { PlacedGlyph } from '../../src/paint/paint.ts';
import { thousandth } from '../../src/paint/translate.ts';

const places = fc.double({ min: -500, max: 500, noNaN: true });
const plain = fc.record({
  id: fc.integer({ min: 0, max: 65_535 }),
  x: places,
  y: fc.constant(0),
  advance: places,
  text: fc.constantFrom('街', '坊', 'a', '，'),
});
const odd = fc.record(
  {
    id: fc.integer({ min: 0, max: 65_535 }),
    x: places,
    y: fc.oneof(fc.constant(0), places),
    advance: places,
    text: fc.constantFrom('街', '', '——', '𠮷', 'fi'),
    link: fc.constantFrom({ url: 'https://example.cn' }, { page: 2 }),
    ruby: fc.constantFrom({ part: 'RB' as const, key: '1' }, { part: 'RT' as const, key: '1' }),
  },
  { requiredKeys: ['id', 'x', 'y', 'advance', 'text'] },
);
const lines = fc.oneof(fc.array(plain), fc.array(fc.oneof(plain, odd)));

const rounded = (glyph: PlacedGlyph): PlacedGlyph => ({
  ...glyph,
  x: thousandth(glyph.x),
  y: thousandth(glyph.y),
});

describe('a row of glyphs', () => {
  it('holds all of each, its place in thousandths of a point, and survives JSON', () => {
    fc.assert(
      fc.property(lines, (glyphs) => {
        const row = rowOf(glyphs);
        expect(glyphsOf(row)).toEqual(glyphs.map(rounded));
        expect(row.text).toBe(glyphs.map(({ text }) => text).join(''));
        expect(JSON.parse(JSON.stringify(row))).toEqual(row);
      }),
    );
  });

  it('tells what each stands for, and which stand for nothing', () => {
    fc.assert(
      fc.property(lines, (glyphs) => {
        const row = rowOf(glyphs);
        expect(glyphs.map((_, index) => textAt(row, index))).toEqual(glyphs.map(({ text }) => text));
        expect(glyphs.map((_, index) => isSilent(row, index))).toEqual(glyphs.map(({ text }) => text === ''));
      }),
    );
  });

  it('reaches from the first frame of its glyphs to the last', () => {
    fc.assert(
      fc.property(lines, (glyphs) => {
        const { left, right } = rowOf(glyphs);
        const placed = glyphs.map(rounded);
        expect(left).toBe(placed.length === 0 ? 0 : Math.min(...placed.map(({ x }) => x)));
        expect(right).toBe(
          placed.length === 0 ? 0 : Math.max(...placed.map(({ x, advance }) => x + advance)),
        );
      }),
    );
  });

  it('has no list of what its glyphs have nothing of', () => {
    const row = rowOf([{ id: 1, x: 0, y: 0, advance: 9, text: '街' }]);
    expect(Object.keys(row).sort()).toEqual(['advances', 'ids', 'left', 'right', 'text', 'xs']);
  });
});
