import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toUnicodeCMap } from '../../src/pdf/embed-font.ts';
import { readToUnicode } from '../../src/pdf-reader/cmap.ts';

describe('a ToUnicode CMap', () => {
  it('gives every code its text, ligatures and characters beyond the BMP included', () => {
    const text = fc.oneof(fc.constantFrom('fi', '——', '𠮷', ''), fc.string({ minLength: 1, maxLength: 2 }));
    fc.assert(
      fc.property(fc.array(text, { minLength: 1, maxLength: 700 }), (texts) => {
        const read = readToUnicode(Buffer.from(toUnicodeCMap(['', ...texts])));
        expect(texts.map((_, index) => read.get(index + 1))).toEqual(texts);
        expect(read.has(0)).toBe(false);
      }),
      { numRuns: 30 },
    );
  });

  it('is split into several blocks where one block cannot hold its ranges', () => {
    const texts = Array.from({ length: 26_000 }, (_, index) => String.fromCodePoint(0x4e00 + index));
    const written = toUnicodeCMap(['', ...texts]);
    const counts = [...written.matchAll(/(\d+) beginbfrange/g)].map(([, count]) => Number(count));
    expect(counts).toEqual([100, 2]);
    const read = readToUnicode(Buffer.from(written));
    expect(texts.every((text, index) => read.get(index + 1) === text)).toBe(true);
  });
});
