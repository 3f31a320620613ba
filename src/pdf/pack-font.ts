import { pack } from './pack.ts';

/** How a font lies in a file: what its stream's dictionary says of it, and its bytes, packed. */
export interface PackedFont {
  readonly data: Readonly<Record<string, unknown>>;
  readonly packed: Promise<Uint8Array>;
}

/** Offsets of glyphs in large fonts take so many bytes. */
const step = 4;

/**
 * Packs a font. Offsets of glyphs grow from one to the next, and have hardly a byte in common: those of a large font are
 * told by how far they grow, which takes half the room. Rows are as long as all up to the end of that table, the first is of
 * differences, the others as they are. ISO 32000-1, 7.4.4.4.
 */
export function packFont(bytes: Uint8Array): PackedFont {
  const length = offsetsEnd(bytes);
  if (length === 0) return { data: { Filter: 'FlateDecode' }, packed: pack(bytes) };
  const left = 1;
  const rows = Math.ceil(bytes.length / length);
  // What is left of the last row is nought, behind the font's last table.
  const foretold = new Uint8Array(rows * (length + 1));
  for (let row = 0; row < rows; row += 1) {
    foretold.set(bytes.subarray(row * length, (row + 1) * length), row * (length + 1) + 1);
  }
  foretold[0] = left;
  for (let at = step; at < length; at += 1) foretold[at + 1] = bytes[at]! - bytes[at - step]!;
  return {
    data: {
      Filter: 'FlateDecode',
      DecodeParms: { Predictor: 15, Colors: step, BitsPerComponent: 8, Columns: length / step },
    },
    packed: pack(foretold),
  };
}

/**
 * Where the table of offsets ends of a TrueType font, if it is the first and tells each in four bytes; else 0. In: a plain
 * font. OpenType, organization of an OpenType font, and head.
 */
function offsetsEnd(bytes: Uint8Array): number {
  const font = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  if (font.toString('latin1', 12, 16) !== 'loca') return 0;
  const directoryEnd = 12 + 16 * font.readUInt16BE(4);
  const [start, length] = [font.readUInt32BE(20), font.readUInt32BE(24)];
  return start === directoryEnd && hasLongOffsets(font, directoryEnd) ? start + length : 0;
}

/** A large font may have short ones all the same: its glyphs are not all that is in it. */
function hasLongOffsets(font: Buffer, directoryEnd: number): boolean {
  for (let entry = 12; entry < directoryEnd; entry += 16) {
    if (font.toString('latin1', entry, entry + 4) === 'head')
      return font.readInt16BE(font.readUInt32BE(entry + 8) + 50) === 1;
  }
  return false;
}
