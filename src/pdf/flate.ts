import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { constants, deflate, type ZlibOptions } from 'node:zlib';
import { bundledProfiles } from './bundled-profiles.ts';

/** A compressed stream: the entries that its dictionary needs to be decoded, and its bytes. ISO 32000-1, 7.4.4. */
export interface Compressed {
  readonly data: Readonly<Record<string, unknown>>;
  readonly bytes: Uint8Array | Promise<Uint8Array>;
}

const inThreadPool = promisify<Uint8Array, ZlibOptions, Uint8Array>(deflate);

/** The largest hash table for matches: a tenth faster than zlib's default, and no larger. */
const compact = { level: 9, memLevel: 9 };

/**
 * For content streams. A small symbol buffer ends a block often, so that text and paths, which have hardly a byte in common,
 * get Huffman codes of their own; Z_FILTERED drops short matches, which cost more than their literals. 4 % smaller.
 */
const mixed = { level: 9, memLevel: 5, strategy: constants.Z_FILTERED };

/** Deflates in zlib's thread pool. A failure reaches whoever awaits the bytes, and is never an unhandled rejection. */
function compress(bytes: Uint8Array, options: ZlibOptions): Promise<Uint8Array> {
  const compressed = inThreadPool(bytes, options);
  compressed.catch(() => undefined);
  return compressed;
}

export const deflateBytes = (bytes: Uint8Array): Promise<Uint8Array> => compress(bytes, compact);
export const deflateContent = (bytes: Uint8Array): Promise<Uint8Array> => compress(bytes, mixed);

/** A glyph offset (`loca`, long format) is four bytes. */
const offsetSize = 4;

/** The PNG filter types of a row: ISO 15948, 9.2. */
const [none, sub] = [0, 1];

/**
 * Compresses a font program. Successive glyph offsets have hardly a byte in common, but their differences have: so PNG's
 * Sub filter, over four-byte samples, predicts the `loca` table, which halves it. A row is as long as the file up to the
 * end of `loca`; the first row has the filter Sub, the others None. ISO 32000-1, 7.4.4.4.
 */
export function compressFont(bytes: Uint8Array): Compressed {
  const length = offsetsEnd(bytes);
  if (length === 0) return { data: { Filter: 'FlateDecode' }, bytes: deflateBytes(bytes) };
  const rows = Math.ceil(bytes.length / length);
  // The last row is padded with zeros, after the font's last table.
  const predicted = new Uint8Array(rows * (length + 1));
  for (let row = 0; row < rows; row += 1) {
    predicted[row * (length + 1)] = row === 0 ? sub : none;
    predicted.set(bytes.subarray(row * length, (row + 1) * length), row * (length + 1) + 1);
  }
  for (let at = offsetSize; at < length; at += 1) predicted[at + 1] = bytes[at]! - bytes[at - offsetSize]!;
  return {
    data: {
      Filter: 'FlateDecode',
      DecodeParms: { Predictor: 15, Colors: offsetSize, BitsPerComponent: 8, Columns: length / offsetSize },
    },
    bytes: deflateBytes(predicted),
  };
}

/**
 * The end of a font's `loca` table, if that is the first table and in long format; otherwise 0. In: a bare sfnt or CFF
 * font program. OpenType, "Organization of an OpenType font" and `head`.
 */
function offsetsEnd(bytes: Uint8Array): number {
  const font = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  if (font.toString('latin1', 12, 16) !== 'loca') return 0;
  const directoryEnd = 12 + 16 * font.readUInt16BE(4);
  const [start, length] = [font.readUInt32BE(20), font.readUInt32BE(24)];
  return start === directoryEnd && hasLongOffsets(font, directoryEnd) ? start + length : 0;
}

/** Whether `indexToLocFormat` of `head` is 1. The size of the file does not decide it: other tables may be the large ones. */
function hasLongOffsets(font: Buffer, directoryEnd: number): boolean {
  for (let entry = 12; entry < directoryEnd; entry += 16) {
    if (font.toString('latin1', entry, entry + 4) === 'head')
      return font.readInt16BE(font.readUInt32BE(entry + 8) + 50) === 1;
  }
  return false;
}

/** Compresses an ICC profile, or takes it from the bundle, where it is a third smaller. */
export function compressProfile(bytes: Uint8Array): Compressed {
  const hash = createHash('sha256').update(bytes).digest('hex');
  const found = bundledProfiles.find(({ sha256 }) => sha256 === hash);
  if (found === undefined) return { data: { Filter: 'FlateDecode' }, bytes: deflateBytes(bytes) };
  return {
    data: { Filter: 'FlateDecode', DecodeParms: found.predictor },
    bytes: Buffer.from(found.base64, 'base64'),
  };
}
