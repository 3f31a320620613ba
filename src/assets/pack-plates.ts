import { promisify } from 'node:util';
import { constants, deflate, type ZlibOptions } from 'node:zlib';
import type { Separation } from './separate.ts';

/** Plates as a PDF holds them. */
export interface Packed {
  readonly packed: Uint8Array;
  /** Whether each row tells how it differs from what its neighbours foretell: PNG's filters. */
  readonly foretold: boolean;
}

const pack = promisify<Uint8Array, ZlibOptions, Uint8Array>(deflate);

/**
 * Packs plates. A photograph's dots are foretold by the mean of those to the left and above, and what is left of them has
 * no words that come again, so that only its runs and letters are coded: smaller by an eighth than searching for words,
 * and in half the time (docs/performance.md). A drawing's flat areas pack better as they are.
 */
export async function packPlates({ bytes, width, height, space }: Separation): Promise<Packed> {
  if (space === 'line' || isDrawing(bytes, width, height)) {
    return { packed: await pack(bytes, {}), foretold: false };
  }
  const rows = differences(bytes, width, height);
  return { packed: await pack(rows, { level: 1, strategy: constants.Z_RLE }), foretold: true };
}

/** Every sixteenth row is looked at: in a drawing most dots are like the one before. */
function isDrawing(bytes: Uint8Array, width: number, height: number): boolean {
  const step = bytes.length / (width * height);
  let [seen, alike] = [0, 0];
  for (let row = 0; row < height; row += 16) {
    const start = row * width * step;
    for (let at = start + step; at < start + width * step; at += step) {
      let same = true;
      for (let ink = 0; ink < step; ink += 1) same &&= bytes[at + ink] === bytes[at + ink - step];
      seen += 1;
      if (same) alike += 1;
    }
  }
  return alike * 2 > seen;
}

/** PNG's filter of the mean, in each row before its bytes. ISO 15948, 9.2. */
function differences(bytes: Uint8Array, width: number, height: number): Uint8Array {
  const mean = 3;
  const row = bytes.length / height;
  const step = row / width;
  const rows = new Uint8Array((row + 1) * height);
  for (let y = 0, from = 0, to = 0; y < height; y += 1) {
    rows[to] = mean;
    to += 1;
    for (let x = 0; x < row; x += 1, from += 1, to += 1) {
      const left = x < step ? 0 : bytes[from - step]!;
      const above = y === 0 ? 0 : bytes[from - row]!;
      rows[to] = bytes[from]! - ((left + above) >> 1);
    }
  }
  return rows;
}
