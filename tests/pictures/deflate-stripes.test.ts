import { constants, inflateSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { deflateStripes } from '../../src/pictures/deflate-stripes.ts';

const stripe = 1 << 20;

/** Bytes with repeated sequences at short distances. */
const sample = (length: number, seed: number): Uint8Array =>
  Uint8Array.from({ length }, (_, at) => (at * seed) >> (at & 7));

function* cut(bytes: Uint8Array): Iterable<Uint8Array> {
  for (let at = 0; at === 0 || at < bytes.length; at += stripe) yield bytes.subarray(at, at + stripe);
}

describe('deflateStripes', () => {
  it.each([0, 1, stripe - 1, stripe, stripe + 1, 2 * stripe, 3 * stripe + 65_521])(
    'gives one valid zlib stream for %i bytes',
    async (length) => {
      // zlib checks the Adler-32.
      const bytes = sample(length, 7919);
      const packed = await deflateStripes(cut(bytes), {});
      expect(Buffer.compare(inflateSync(packed), bytes)).toBe(0);
    },
  );

  it('is lossless and reproducible under every strategy', async () => {
    const strategies = [constants.Z_HUFFMAN_ONLY, constants.Z_RLE, constants.Z_DEFAULT_STRATEGY];
    const some = fc.record({
      length: fc.integer({ min: 0, max: 3 * stripe }),
      seed: fc.integer({ min: 0, max: 9999 }),
      strategy: fc.constantFrom(...strategies),
    });
    await fc.assert(
      fc.asyncProperty(some, async ({ length, seed, strategy }) => {
        const bytes = sample(length, seed);
        const packed = await deflateStripes(cut(bytes), { level: 1, strategy });
        expect(Buffer.compare(inflateSync(packed), bytes)).toBe(0);
        expect(Buffer.compare(await deflateStripes(cut(bytes), { level: 1, strategy }), packed)).toBe(0);
      }),
      { numRuns: 12 },
    );
  });
});
