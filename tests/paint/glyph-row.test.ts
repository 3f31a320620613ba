import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { glyphsOf, hasNoText, textAt, toGlyphRow } from '../../src/paint/glyph-row.ts';
import { roundToThousandth } from '../../src/paint/ops.ts';
import type { PlacedGlyph } from '../../src/paint/paint.ts';

const lengths = fc.double({ min: -500, max: 500, noNaN: true });
const plain = fc.record({
  id: fc.integer({ min: 0, max: 65_535 }),
  x: lengths,
  y: fc.constant(0),
  advance: lengths,
  text: fc.constantFrom('街', '坊', 'a', '，'),
});
const marked = fc.record(
  {
    id: fc.integer({ min: 0, max: 65_535 }),
    x: lengths,
    y: fc.oneof(fc.constant(0), lengths),
    advance: lengths,
    text: fc.constantFrom('街', '', '——', '𠮷', 'fi'),
    link: fc.constantFrom({ url: 'https://example.cn' }, { page: 2 }),
    ruby: fc.constantFrom({ part: 'RB' as const, key: '1' }, { part: 'RT' as const, key: '1' }),
  },
  { requiredKeys: ['id', 'x', 'y', 'advance', 'text'] },
);
const lines = fc.oneof(fc.array(plain), fc.array(fc.oneof(plain, marked)));

const rounded = (glyph: PlacedGlyph): PlacedGlyph => ({
  ...glyph,
  x: roundToThousandth(glyph.x),
  y: roundToThousandth(glyph.y),
});

describe('a row of glyphs', () => {
  it('holds every fact of its glyphs, offsets rounded to a thousandth of a point, and survives JSON', () => {
    fc.assert(
      fc.property(lines, (glyphs) => {
        const row = toGlyphRow(glyphs);
        expect(glyphsOf(row)).toEqual(glyphs.map(rounded));
        expect(row.text).toBe(glyphs.map(({ text }) => text).join(''));
        expect(JSON.parse(JSON.stringify(row))).toEqual(row);
      }),
    );
  });

  it('gives the text of each glyph, and which glyphs have none', () => {
    fc.assert(
      fc.property(lines, (glyphs) => {
        const row = toGlyphRow(glyphs);
        expect(glyphs.map((_, index) => textAt(row, index))).toEqual(glyphs.map(({ text }) => text));
        expect(glyphs.map((_, index) => hasNoText(row, index))).toEqual(
          glyphs.map(({ text }) => text === ''),
        );
      }),
    );
  });

  it('extends from the smallest x to the largest x + advance', () => {
    fc.assert(
      fc.property(lines, (glyphs) => {
        const { left, right } = toGlyphRow(glyphs);
        const placed = glyphs.map(rounded);
        expect(left).toBe(placed.length === 0 ? 0 : Math.min(...placed.map(({ x }) => x)));
        expect(right).toBe(
          placed.length === 0 ? 0 : Math.max(...placed.map(({ x, advance }) => x + advance)),
        );
      }),
    );
  });

  it('omits the arrays that its glyphs do not need', () => {
    const row = toGlyphRow([{ id: 1, x: 0, y: 0, advance: 9, text: '街' }]);
    expect(Object.keys(row).sort()).toEqual(['advances', 'ids', 'left', 'right', 'text', 'xs']);
  });
});
