import { constants } from 'node:zlib';
import { deflateStripes } from './deflate-stripes.ts';
import type { Separation } from './separate.ts';

/** Plates as a PDF holds them. */
export interface Packed {
  readonly packed: Uint8Array;
  /** Whether each row tells how it differs from what its neighbours foretell: PNG's filters. */
  readonly predicted: boolean;
}

/**
 * Packs plates. A photograph's dots are predicted by the mean of those to the left and above, and what is left of them has
 * no words that come again, so that only its letters are coded, and its runs where it has any: smaller by an eighth than
 * searching for words, and in a seventh of the time (docs/performance.md). A drawing's flat areas pack better as they are.
 */
export async function packPlates({ bytes, width, height, space }: Separation): Promise<Packed> {
  const dots = space === 'cmyk' ? new Int32Array(bytes.buffer, bytes.byteOffset, width * height) : bytes;
  const alike = space === 'line' ? 1 : shareAlike(dots, width, height);
  if (alike > 1 / 2) return { packed: await deflateStripes(stripesOf(bytes), {}), predicted: false };
  const strategy = alike > 1 / 16 ? constants.Z_RLE : constants.Z_HUFFMAN_ONLY;
  const rows =
    dots instanceof Int32Array
      ? differences(dots, width, height)
      : stripesOf(greyDifferences(dots, width, height));
  return { packed: await deflateStripes(rows, { level: 1, strategy }), predicted: true };
}

/** How many dots are like the one before: most of a drawing, hardly any of a photograph. Every sixteenth row is looked at. */
function shareAlike(dots: Int32Array | Uint8Array, width: number, height: number): number {
  let [seen, alike] = [0, 0];
  for (let row = 0; row < height; row += 16) {
    seen += width - 1;
    for (let at = row * width + 1; at < (row + 1) * width; at += 1) if (dots[at] === dots[at - 1]) alike += 1;
  }
  return seen === 0 ? 0 : alike / seen;
}

/** PNG's filter of the mean: in each row its number, and then each byte less the mean of its neighbours. ISO 15948, 9.2. */
const mean = 3;

/**
 * Bytes that one thread packs: enough to be worth a thread, few enough that several share a picture; words are looked for
 * in more. Never by how many processors there are, so that the file is the same on every machine.
 */
const stripe = { words: 1 << 21, letters: 1 << 20 };

function* stripesOf(bytes: Uint8Array): Iterable<Uint8Array> {
  for (let at = 0; at === 0 || at < bytes.length; at += stripe.words)
    yield bytes.subarray(at, at + stripe.words);
}

/** Of plates of four inks, whose dots are whole words. */
function* differences(dots: Int32Array, width: number, height: number): Iterable<Uint8Array> {
  const length = width * 4 + 1;
  const most = Math.ceil(stripe.letters / length);
  const row = new Int32Array(width);
  const rowBytes = new Uint8Array(row.buffer);
  let above: Int32Array = new Int32Array(width);
  for (let first = 0; first < height; first += most) {
    const rows = new Uint8Array(Math.min(most, height - first) * length);
    for (let to = 0, y = first; to < rows.length; to += length, y += 1) {
      const dotsOfRow = dots.subarray(y * width, (y + 1) * width);
      rowDifferences(dotsOfRow, above, row);
      rows[to] = mean;
      rows.set(rowBytes, to + 1);
      above = dotsOfRow;
    }
    yield rows;
  }
}

/** All but the lowest bit of each byte, the upper bit of each, and all but that. */
const halves = 0xfefefefe | 0;
const uppers = 0x80808080 | 0;
const lowers = 0x7f7f7f7f;

/**
 * Four bytes at a time, none of which carries into the next: the mean of two is what both have and half of what one has,
 * and a difference is taken below a borrowed upper bit. A quarter of the steps, for V8 optimises the loop only after many.
 */
function rowDifferences(dots: Int32Array, above: Int32Array, row: Int32Array): void {
  let left = 0;
  for (let x = 0; x < row.length; x += 1) {
    const dot = dots[x]!;
    const up = above[x]!;
    const middle = (left & up) + (((left ^ up) & halves) >>> 1);
    row[x] = ((dot | uppers) - (middle & lowers)) ^ (~(dot ^ middle) & uppers);
    left = dot;
  }
}

/** The same of the K plate alone, byte by byte. */
function greyDifferences(bytes: Uint8Array, width: number, height: number): Uint8Array {
  const rows = new Uint8Array((width + 1) * height);
  for (let y = 0, from = 0, to = 0; y < height; y += 1) {
    rows[to] = mean;
    to += 1;
    for (let x = 0; x < width; x += 1, from += 1, to += 1) {
      const left = x === 0 ? 0 : bytes[from - 1]!;
      const above = y === 0 ? 0 : bytes[from - width]!;
      rows[to] = bytes[from]! - ((left + above) >> 1);
    }
  }
  return rows;
}
