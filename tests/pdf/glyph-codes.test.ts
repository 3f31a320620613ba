import fc from 'fast-check';
import { expect, it } from 'vitest';
import { toGlyphRow } from '../../src/paint/glyph-row.ts';
import { codeOf as codeFor, oncePerGlyph } from '../../src/pdf/glyph-codes.ts';

it('gives none to a glyph that stands for no text', () => {
  const codeOf = oncePerGlyph(() => codeFor({ code: 1, width: 1 }));
  const glyph = { id: 1, x: 0, y: 0, advance: 0 };
  const row = toGlyphRow([
    { ...glyph, text: '街' },
    { ...glyph, text: '' },
  ]);
  expect([codeOf(row, 0)?.hex, codeOf(row, 1)]).toEqual(['0001', undefined]);
});

it('gives every glyph the code that the font has for it and its text, however often and in whatever order', () => {
  const glyph = fc.record({
    id: fc.integer({ min: 0, max: 5 }),
    text: fc.constantFrom('·', '．', '\0', 'fi', '𠮷'),
  });
  const rows = fc.array(fc.array(glyph, { minLength: 1, maxLength: 6 }), { maxLength: 20 });
  fc.assert(
    fc.property(rows, (drawn) => {
      const codes = new Map<string, number>();
      const encode = (id: number, text: string) => {
        const name = `${id} ${text}`;
        codes.set(name, codes.get(name) ?? codes.size + 1);
        return { code: codes.get(name)!, width: id * 100 };
      };
      const codeOf = oncePerGlyph((glyph, text) => codeFor(encode(glyph, text)));
      for (const glyphs of drawn) {
        const row = toGlyphRow(glyphs.map((each) => ({ ...each, x: 0, y: 0, advance: 0 })));
        for (const [index, { id, text }] of glyphs.entries()) {
          const hex = encode(id, text).code.toString(16).padStart(4, '0');
          expect(codeOf(row, index)).toMatchObject({ hex, width: id * 100 });
        }
      }
    }),
  );
});
