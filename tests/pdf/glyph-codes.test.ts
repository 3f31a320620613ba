import fc from 'fast-check';
import { expect, it } from 'vitest';
import { rowOf } from '../../src/paint/glyph-row.ts';
import { openCodes } from '../../src/pdf/glyph-codes.ts';

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
      const codeOf = openCodes(encode);
      for (const glyphs of drawn) {
        const row = rowOf(glyphs.map((each) => ({ ...each, x: 0, y: 0, advance: 0 })));
        for (const [index, { id, text }] of glyphs.entries()) {
          const { hex, width } = codeOf(row, index);
          expect([hex, width]).toEqual([encode(id, text).code.toString(16).padStart(4, '0'), id * 100]);
        }
      }
    }),
  );
});
