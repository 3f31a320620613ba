import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { limitInk } from '../../src/pictures/limit-ink.ts';

describe('limitInk', () => {
  it('scales C, M and Y of pixels over the limit and changes nothing else', () => {
    const ink = fc.constantFrom(0, 1, 2, 100, 127, 128, 200, 254, 255);
    const picture = fc.record({
      pixels: fc.array(fc.tuple(ink, ink, ink, ink), { minLength: 1, maxLength: 30 }),
      tac: fc.constantFrom(90, 120, 240, 300, 400),
    });
    fc.assert(
      fc.property(picture, ({ pixels, tac }) => {
        const given = Uint8Array.from(pixels.flat());
        const limited = limitInk(given, tac);
        const limit = (tac / 100) * 255;
        for (const [index, [c, m, y, k]] of pixels.entries()) {
          const scale = c + m + y + k > limit ? Math.max(0, limit - k) / (c + m + y) : 1;
          const chromatic = [c, m, y].map((each) => Math.floor(each * scale));
          expect([...limited.subarray(index * 4, index * 4 + 4)]).toEqual([...chromatic, k]);
        }
        expect([...given]).toEqual(pixels.flat());
        expect(limitInk(limited, tac)).toEqual(limited);
      }),
    );
  });
});
