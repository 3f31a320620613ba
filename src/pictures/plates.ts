import { constants } from 'node:zlib';
import type { CacheFolder } from '../core/cache.ts';
import { contentHash, entryName, readEntry, writeEntry } from '../core/cache-entry.ts';
import type { Rect, Size } from '../core/geometry.ts';
import { deflateStripes } from './deflate-stripes.ts';
import { addGround } from './ground.ts';
import type { ImageFile } from './image-file.ts';
import { type Press, type Separation, separate } from './separate.ts';

/** A separation deflated as a PDF stream holds it. */
interface Packed {
  readonly packed: Uint8Array;
  /** Whether each row begins with the type of its PNG filter. */
  readonly predicted: boolean;
}

/** All of the plates but the bytes. */
type PlateFacts = Omit<Separation, 'bytes'> & Pick<Packed, 'predicted'>;

/** The plates of a picture: its colour separation, packed for PDF. */
export interface PackedPlates extends PlateFacts {
  readonly packed: Uint8Array;
}

/**
 * Separates and packs a picture, or takes its plates from the cache, whose key covers all that determines them. In: also the
 * tint that it is printed on, in percent of black.
 */
export async function platesOf(
  image: ImageFile,
  crop: Rect,
  placed: Size,
  press: Press,
  folder: CacheFolder | undefined,
  ground = 0,
): Promise<PackedPlates> {
  if (folder === undefined) return makePlates(image, crop, placed, press, ground);
  const { id, width, height } = image;
  const size = [width, height, crop, placed.width, placed.height, ground];
  const name = entryName(folder, ['plates', id, size, press.tac, contentHash(press.profile.bytes)]);
  const cached = readEntry<PlateFacts>(folder, name);
  if (cached !== undefined) return { ...cached.facts, packed: cached.bytes };
  const { packed, ...facts } = await makePlates(image, crop, placed, press, ground);
  void writeEntry<PlateFacts>(folder, name, { facts, bytes: packed });
  return { ...facts, packed };
}

async function makePlates(
  image: ImageFile,
  crop: Rect,
  placed: Size,
  press: Press,
  ground: number,
): Promise<PackedPlates> {
  const onPaper = await separate(image, crop, placed, press);
  const separation =
    ground === 0 ? onPaper : await addGround(onPaper, image, crop, placed, ground, press.tac);
  const { bytes: _, ...facts } = separation;
  return { ...facts, ...(await packPlates(separation)) };
}

/**
 * Packs a separation, by one of three methods, chosen by the share of pixels that equal the one before:
 *
 * - above 1/2, a drawing: deflate as it is;
 * - above 1/16, a photograph with flat areas: the PNG filter Average, then run lengths and Huffman codes;
 * - otherwise, a photograph: Average, then Huffman codes only.
 *
 * Photographs hardly ever repeat a byte sequence: deflate, which searches for such matches, takes an eighth more room and seven
 * times as long. Line art is always deflated as it is.
 */
export async function packPlates({ bytes, width, height, space }: Separation): Promise<Packed> {
  const pixels = space === 'cmyk' ? new Int32Array(bytes.buffer, bytes.byteOffset, width * height) : bytes;
  const repeated = space === 'line' ? 1 : shareRepeated(pixels, width, height);
  if (repeated > 1 / 2) return { packed: await deflateStripes(stripesOf(bytes), {}), predicted: false };
  const strategy = repeated > 1 / 16 ? constants.Z_RLE : constants.Z_HUFFMAN_ONLY;
  const rows =
    pixels instanceof Int32Array
      ? filterCmyk(pixels, width, height)
      : stripesOf(filterGrey(pixels, width, height));
  return { packed: await deflateStripes(rows, { level: 1, strategy }), predicted: true };
}

/** The share of pixels that equal the one to their left, in a sample of every 16th row. */
function shareRepeated(pixels: Int32Array | Uint8Array, width: number, height: number): number {
  let [compared, equal] = [0, 0];
  for (let row = 0; row < height; row += 16) {
    compared += width - 1;
    for (let at = row * width + 1; at < (row + 1) * width; at += 1)
      if (pixels[at] === pixels[at - 1]) equal += 1;
  }
  return compared === 0 ? 0 : equal / compared;
}

/** The PNG filter type Average: each byte minus the mean of those to its left and above. ISO 15948, 9.2. */
const average = 3;

/**
 * The size of a stripe in bytes: large enough to be worth a thread, small enough that several threads share a picture; larger
 * where matches are searched for. Constant, so that the file is the same on every machine.
 */
const stripeSize = { matching: 1 << 21, filtered: 1 << 20 };

function* stripesOf(bytes: Uint8Array): Iterable<Uint8Array> {
  for (let at = 0; at === 0 || at < bytes.length; at += stripeSize.matching)
    yield bytes.subarray(at, at + stripeSize.matching);
}

/** The filtered rows of CMYK pixels, stripe by stripe. */
function* filterCmyk(pixels: Int32Array, width: number, height: number): Iterable<Uint8Array> {
  const rowLength = width * 4 + 1;
  const rowsPerStripe = Math.ceil(stripeSize.filtered / rowLength);
  const filtered = new Int32Array(width);
  const filteredBytes = new Uint8Array(filtered.buffer);
  let above: Int32Array = new Int32Array(width);
  for (let first = 0; first < height; first += rowsPerStripe) {
    const rows = new Uint8Array(Math.min(rowsPerStripe, height - first) * rowLength);
    for (let to = 0, y = first; to < rows.length; to += rowLength, y += 1) {
      const row = pixels.subarray(y * width, (y + 1) * width);
      filterRow(row, above, filtered);
      rows[to] = average;
      rows.set(filteredBytes, to + 1);
      above = row;
    }
    yield rows;
  }
}

/** Of each of the four bytes: all bits but the lowest, the highest bit, all bits but the highest. */
const notLow = 0xfefefefe | 0;
const high = 0x80808080 | 0;
const notHigh = 0x7f7f7f7f;

/**
 * Filters one row of CMYK pixels, all four bytes of a pixel at once, without a carry between bytes (SWAR): the mean of a and b
 * is (a & b) + ((a ^ b) >> 1), and a difference is taken below a high bit that is borrowed and then corrected. A quarter of
 * the iterations matters, because V8 optimizes the loop only after many.
 */
function filterRow(row: Int32Array, above: Int32Array, filtered: Int32Array): void {
  let left = 0;
  for (let x = 0; x < filtered.length; x += 1) {
    const pixel = row[x]!;
    const up = above[x]!;
    const mean = (left & up) + (((left ^ up) & notLow) >>> 1);
    filtered[x] = ((pixel | high) - (mean & notHigh)) ^ (~(pixel ^ mean) & high);
    left = pixel;
  }
}

/** The filtered rows of grey pixels, byte by byte. */
function filterGrey(bytes: Uint8Array, width: number, height: number): Uint8Array {
  const rows = new Uint8Array((width + 1) * height);
  for (let y = 0, from = 0, to = 0; y < height; y += 1) {
    rows[to] = average;
    to += 1;
    for (let x = 0; x < width; x += 1, from += 1, to += 1) {
      const left = x === 0 ? 0 : bytes[from - 1]!;
      const above = y === 0 ? 0 : bytes[from - width]!;
      rows[to] = bytes[from]! - ((left + above) >> 1);
    }
  }
  return rows;
}
