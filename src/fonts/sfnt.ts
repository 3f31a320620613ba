import { ByteReader } from './byte-reader.ts';

/** The tables of a plain font file by tag. */
export type SfntTables = ReadonlyMap<string, Uint8Array>;

const headerLength = 12;
const entryLength = 16;

/** Reads the directory of a plain font. OpenType, organization of an OpenType font. */
export function readSfnt(bytes: Uint8Array): SfntTables {
  const reader = new ByteReader(bytes);
  reader.skip(4);
  const count = reader.u16();
  reader.seek(headerLength);
  return new Map(
    Array.from({ length: count }, () => {
      const tag = reader.tag();
      reader.skip(4);
      const offset = reader.u32();
      return [tag, bytes.subarray(offset, offset + reader.u32())] as const;
    }),
  );
}

/**
 * Throws a RangeError where a table lies beyond the end of the file, as in one cut short. Of a collection the first
 * font is looked at.
 */
export function checkWhole(bytes: Uint8Array): void {
  const reader = new ByteReader(bytes);
  if (reader.tag() === 'ttcf') {
    reader.seek(headerLength);
    reader.seek(reader.u32() + 4);
  }
  const count = reader.u16();
  reader.skip(6);
  for (let entry = 0; entry < count; entry += 1) {
    reader.skip(8);
    if (reader.u32() + reader.u32() > bytes.length) throw new RangeError('the font ends too early');
  }
}

/**
 * Puts tables together into a plain font, in their order. Checksums stay 0: neither fontkit nor a PDF reader looks at them.
 */
export function writeSfnt(flavour: number, tables: SfntTables): Uint8Array {
  const start = headerLength + entryLength * tables.size;
  const total = [...tables.values()].reduce((sum, { length }) => sum + padded(length), start);
  const font = Buffer.alloc(total);
  font.writeUInt32BE(flavour, 0);
  font.writeUInt16BE(tables.size, 4);
  let [entry, offset] = [headerLength, start];
  for (const [tag, bytes] of tables) {
    font.write(tag, entry, 'latin1');
    font.writeUInt32BE(offset, entry + 8);
    font.writeUInt32BE(bytes.length, entry + 12);
    font.set(bytes, offset);
    entry += entryLength;
    offset += padded(bytes.length);
  }
  return font;
}

/** Tables begin at multiples of four bytes. */
const padded = (length: number): number => (length + 3) & ~3;
