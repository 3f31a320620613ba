import { inflateSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { packPlates } from '../../src/pictures/plates.ts';

/** Reverses the PNG filter Average byte by byte, by ISO 15948, 9.2. */
function unfilter(rows: Uint8Array, width: number, height: number, step: number): Uint8Array {
  const row = width * step;
  const out = new Uint8Array(row * height);
  for (let y = 0; y < height; y += 1) {
    expect(rows[y * (row + 1)]).toBe(3);
    for (let x = 0; x < row; x += 1) {
      const left = x < step ? 0 : out[y * row + x - step]!;
      const above = y === 0 ? 0 : out[(y - 1) * row + x]!;
      out[y * row + x] = rows[y * (row + 1) + 1 + x]! + Math.floor((left + above) / 2);
    }
  }
  return out;
}

describe('packed plates', () => {
  it('of a photograph decode to the separation', async () => {
    const picture = fc.record({
      width: fc.integer({ min: 2, max: 9 }),
      height: fc.integer({ min: 1, max: 40 }),
      space: fc.constantFrom('cmyk' as const, 'gray' as const),
      seed: fc.integer({ min: 1, max: 250 }),
    });
    await fc.assert(
      fc.asyncProperty(picture, async ({ width, height, space, seed }) => {
        const step = space === 'cmyk' ? 4 : 1;
        const bytes = Uint8Array.from({ length: width * height * step }, (_, at) => at * seed + (at >> 3));
        const { packed, predicted } = await packPlates({ width, height, space, bytes });
        const rows = inflateSync(packed);
        const plain = predicted ? unfilter(rows, width, height, step) : rows;
        expect(Buffer.compare(plain, bytes)).toBe(0);
      }),
    );
  });

  it.each(['cmyk', 'gray'] as const)(
    'of a photograph of several stripes decode as one stream (%s)',
    async (space) => {
      const [width, height, step] = space === 'cmyk' ? [641, 1000, 4] : [1601, 1500, 1];
      const bytes = Uint8Array.from(
        { length: width * height * step },
        (_, at) => Math.imul(at, 0x9e3779b1) >>> 23,
      );
      const { packed, predicted } = await packPlates({ width, height, space, bytes });
      expect(predicted).toBe(true);
      const rows = inflateSync(packed);
      // The test above checks the filter; this one, that rows are predicted across the edges of stripes.
      expect(rows.length).toBe((width * step + 1) * height);
      for (const y of [0, 1, 408, 409, 410, 654, 655, 656, height - 1]) {
        const above = y === 0 ? new Uint8Array(width * step) : bytes.subarray((y - 1) * width * step);
        const at = y * width * step + 9 * step;
        const mean = Math.floor((bytes[at - step]! + above[9 * step]!) / 2);
        expect(rows[y * (width * step + 1) + 1 + 9 * step]).toBe((bytes[at]! - mean) & 255);
      }
    },
  );

  it('are predicted where pixels change, and not where they repeat or are bits', async () => {
    const shape = { width: 64, height: 32, space: 'cmyk' as const };
    const changing = Uint8Array.from({ length: 64 * 32 * 4 }, (_, at) => (at * 7919) >> 3);
    const staying = Uint8Array.from({ length: 64 * 32 * 4 }, (_, at) => at >> 6);
    expect((await packPlates({ ...shape, bytes: changing })).predicted).toBe(true);
    expect((await packPlates({ ...shape, bytes: staying })).predicted).toBe(false);
    const bits = { width: 512, height: 32, space: 'line' as const, bytes: changing.subarray(0, 2048) };
    expect((await packPlates(bits)).predicted).toBe(false);
  });
});
