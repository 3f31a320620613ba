/**
 * The sfnt container of TrueType and OpenType fonts: a directory of tables, each with its offset and length. Read from
 * memory or in parts from a file, and written. OpenType, "Organization of an OpenType Font".
 */
import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { ByteReader, decode16, decode32, fontTooShort } from './big-endian.ts';

/** The tables of a font by tag, in file order. */
export type SfntTables = ReadonlyMap<string, Uint8Array>;

/** Access to the tables and the glyph data of one font with TrueType outlines. */
export interface FontSource {
  readonly tags: readonly string[];
  /** Reads a whole table; undefined if the font has none of that name. */
  readonly table: (tag: string) => Buffer | undefined;
  /** Reads the glyf data of each of these glyphs, in their order; empty for a glyph without an outline. */
  readonly glyphs: (ids: readonly number[]) => readonly Buffer[];
}

const headerLength = 12;
const entryLength = 16;

/** Reads the tables of a font in memory, which begins at an offset in a collection. */
export function readSfnt(bytes: Uint8Array, start = 0): SfntTables {
  const reader = new ByteReader(bytes);
  reader.seek(start + 4);
  const count = reader.u16();
  reader.seek(start + headerLength);
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
 * Throws a RangeError if a table ends after the end of the file, as in a truncated one. In: where the font begins; by
 * default the only one, or the first of a collection.
 */
export function assertComplete(bytes: Uint8Array, start?: number): void {
  const reader = new ByteReader(bytes);
  if (start !== undefined) reader.seek(start + 4);
  else if (reader.tag() === 'ttcf') {
    reader.seek(headerLength);
    reader.seek(reader.u32() + 4);
  }
  const count = reader.u16();
  reader.skip(6);
  for (let entry = 0; entry < count; entry += 1) {
    reader.skip(8);
    if (reader.u32() + reader.u32() > bytes.length) throw fontTooShort();
  }
}

/** Writes a font. Checksums are left at 0, because neither fontkit nor PDF readers verify them. */
export function writeSfnt(flavour: number, tables: SfntTables): Uint8Array {
  const start = headerLength + entryLength * tables.size;
  const total = [...tables.values()].reduce((sum, { length }) => sum + align4(length), start);
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
    offset += align4(bytes.length);
  }
  return font;
}

/** Tables begin at multiples of four bytes. */
const align4 = (length: number): number => (length + 3) & ~3;

/** The source of a font whose tables are in memory. */
export function openTables(tables: SfntTables): FontSource {
  const table = (tag: string): Buffer | undefined => {
    const bytes = tables.get(tag);
    return bytes && Buffer.from(bytes.buffer as ArrayBuffer, bytes.byteOffset, bytes.length);
  };
  let offsetOf: GlyphOffsets | undefined;
  return {
    tags: [...tables.keys()],
    table,
    glyphs: (ids) => {
      offsetOf ??= readLoca(table('head')!, table('loca')!);
      const glyf = table('glyf')!;
      return ids.map((glyph) => Buffer.from(glyf.subarray(offsetOf!(glyph), offsetOf!(glyph + 1))));
    },
  };
}

/** The sfnt versions of TrueType outlines: 1.0 and `true`. */
const trueTypeVersions: readonly number[] = [0x0001_0000, 0x7472_7565];
/** An upper bound on the number of tables in a font, so that the directory takes one read. */
const maxTables = 32;
/** Tables up to this many bytes are read together with the directory, because opening the file again costs more. */
const smallTable = 0x8000;

/**
 * Opens a font file for reading in parts: a Chinese font is 15 MB, of which a page needs about 1 MB. The file is closed between
 * reads. Returns undefined if it is not a plain font with TrueType outlines. Throws a RangeError if it is
 * truncated.
 */
export function openFontFile(file: string): FontSource | undefined {
  const directory = withFile(file, (read, size) => readDirectory(read, size));
  if (directory === undefined) return undefined;
  const table = (tag: string): Buffer | undefined => {
    const entry = directory.get(tag);
    return entry && (entry.bytes ?? withFile(file, (read) => read(entry.offset, entry.length)));
  };
  let offsetOf: GlyphOffsets | undefined;
  return {
    tags: [...directory.keys()],
    table,
    glyphs: (ids) => {
      offsetOf ??= readLoca(table('head')!, table('loca')!);
      return readGlyphs(file, directory.get('glyf')!.offset, offsetOf, ids);
    },
  };
}

/** Reads glyphs into slices of one buffer, because allocating a thousand small ones would take longer than the reading. */
function readGlyphs(
  file: string,
  start: number,
  offsetOf: GlyphOffsets,
  ids: readonly number[],
): readonly Buffer[] {
  const lengths = ids.map((glyph) => offsetOf(glyph + 1) - offsetOf(glyph));
  const bytes = Buffer.alloc(lengths.reduce((sum, length) => sum + length, 0));
  let filled = 0;
  return withFile(file, (read) =>
    ids.map((glyph, index) => {
      const target = bytes.subarray(filled, filled + lengths[index]!);
      filled += target.length;
      return read(start + offsetOf(glyph), target.length, target);
    }),
  );
}

/** Reads `length` bytes, into `target` if it is given. */
type Read = (position: number, length: number, target?: Buffer) => Buffer;

function withFile<T>(file: string, use: (read: Read, size: number) => T): T {
  const handle = openSync(file, 'r');
  const read: Read = (position, length, target = Buffer.alloc(length)) => {
    if (length > 0 && readSync(handle, target, 0, length, position) < length) throw fontTooShort();
    return target;
  };
  try {
    return use(read, fstatSync(handle).size);
  } finally {
    closeSync(handle);
  }
}

interface TableEntry {
  readonly offset: number;
  readonly length: number;
  /** The table itself, if it is small. */
  readonly bytes: Buffer | undefined;
}

function readDirectory(read: Read, size: number): ReadonlyMap<string, TableEntry> | undefined {
  const header = read(0, Math.min(size, headerLength + maxTables * entryLength));
  if (size < headerLength || !trueTypeVersions.includes(header.readUInt32BE(0))) return undefined;
  const count = header.readUInt16BE(4);
  if (count > maxTables) return undefined;
  return new Map(
    Array.from({ length: count }, (_, index) => {
      const entry = headerLength + entryLength * index;
      const [offset, length] = [header.readUInt32BE(entry + 8), header.readUInt32BE(entry + 12)];
      if (offset + length > size) throw fontTooShort();
      const bytes = length <= smallTable ? read(offset, length) : undefined;
      return [header.toString('latin1', entry, entry + 4), { offset, length, bytes }] as const;
    }),
  );
}

/** The byte offset of a glyph's data in the glyf table. */
type GlyphOffsets = (glyph: number) => number;

/** Reads the loca table: 32-bit offsets, or 16-bit offsets that are halved. */
function readLoca(head: Buffer, loca: Buffer): GlyphOffsets {
  // head.indexToLocFormat
  const isLong = head.readInt16BE(50) !== 0;
  const offsets = isLong ? decode32(loca) : decode16(loca);
  const unit = isLong ? 1 : 2;
  return (glyph) => unit * offsets[glyph]!;
}
