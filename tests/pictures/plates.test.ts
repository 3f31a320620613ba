import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { limitInk } from '../../src/pictures/plates.ts';

describe('the limit of ink', () => {
  it('leaves what is within it, and takes back C, M and Y in proportion from what is over, as little as it can', () => {
    const ink = fc.constantFrom(0, 1, 2, 100, 127, 128, 200, 254, 255);
    const picture = fc.record({
      dots: fc.array(fc.tuple(ink, ink, ink, ink), { minLength: 1, maxLength: 30 }),
      tac: fc.constantFrom(90, 120, 240, 300, 400),
    });
    fc.assert(
      fc.property(picture, ({ dots, tac }) => {
        const given = Uint8Array.from(dots.flat());
        const limited = limitInk(given, tac);
        const most = (tac / 100) * 255;
        for (const [index, [c, m, y, k]] of dots.entries()) {
          const share = c + m + y + k > most ? Math.max(0, most - k) / (c + m + y) : 1;
          const wanted = [c, m, y].map((each) => Math.floor(each * share));
          expect([...limited.subarray(index * 4, index * 4 + 4)]).toEqual([...wanted, k]);
        }
        expect([...given]).toEqual(dots.flat());
      }),
    );
  });
});
