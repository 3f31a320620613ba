import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { numbers16, numbers32 } from './big-endian.ts';
import type { SfntTables } from './sfnt.ts';

/** Where the tables of one plain TrueType font come from. All offsets are in bytes. */
export interface FontSource {
  readonly tags: readonly string[];
  /** A whole table, read when asked; undefined where the font has none of that name. */
  readonly table: (tag: string) => Buffer | undefined;
  /** What the glyf table holds of each of these glyphs, in their order; empty for one without ink. */
  readonly glyphs: (ids: readonly number[]) => readonly Buffer[];
}

interface TableEntry {
  readonly offset: number;
  readonly length: number;
  readonly bytes: Buffer | undefined;
}

const [headerLength, entryLength] = [12, 16];
/** The first two numbers of a file with TrueType outlines: version 1.0, or the name `true`. */
const flavours: readonly number[] = [0x0001_0000, 0x7472_7565];
/** More tables than fonts have: their directory comes in one read. */
const mostTables = 32;
/** Tables up to so many bytes are read with the directory and kept; opening a file costs more than they do. */
const smallTable = 0x8000;

/**
 * Opens a font file for reading in parts: a Chinese font has 15 MB, of which a page needs 1. Out: undefined where the
 * file is no plain font with TrueType outlines. Throws where it cannot be read, or is not whole. It is closed between
 * readings.
 */
export function openFontFile(file: string): FontSource | undefined {
  const directory = readParts(file, (read, size) => readDirectory(read, size));
  if (directory === undefined) return undefined;
  const table = (tag: string): Buffer | undefined => {
    const entry = directory.get(tag);
    return entry && (entry.bytes ?? readParts(file, (read) => read(entry.offset, entry.length)));
  };
  let offsets: GlyphOffsets | undefined;
  return {
    tags: [...directory.keys()],
    table,
    glyphs: (ids) => {
      offsets ??= readOffsets(table('head')!, table('loca')!);
      return readGlyphs(file, directory.get('glyf')!.offset, offsets, ids);
    },
  };
}

/** Reads glyphs into one buffer: a thousand small ones would take longer to make than to fill. */
function readGlyphs(
  file: string,
  start: number,
  offsets: GlyphOffsets,
  ids: readonly number[],
): readonly Buffer[] {
  const lengths = ids.map((glyph) => offsets(glyph + 1) - offsets(glyph));
  const bytes = Buffer.alloc(lengths.reduce((sum, length) => sum + length, 0));
  let filled = 0;
  return readParts(file, (read) =>
    ids.map((glyph, index) => {
      const place = bytes.subarray(filled, filled + lengths[index]!);
      filled += place.length;
      return read(start + offsets(glyph), place.length, place);
    }),
  );
}

/** A font whose tables are in memory. */
export function fontOfTables(tables: SfntTables): FontSource {
  const table = (tag: string): Buffer | undefined => {
    const bytes = tables.get(tag);
    return bytes && Buffer.from(bytes.buffer as ArrayBuffer, bytes.byteOffset, bytes.length);
  };
  return {
    tags: [...tables.keys()],
    table,
    glyphs: (ids) => {
      const [offsetOf, glyf] = [readOffsets(table('head')!, table('loca')!), table('glyf')!];
      return ids.map((glyph) => Buffer.from(glyf.subarray(offsetOf(glyph), offsetOf(glyph + 1))));
    },
  };
}

/** Reads so many bytes, into a buffer of that length where one is given. */
type Read = (position: number, length: number, into?: Buffer) => Buffer;

function readParts<T>(file: string, use: (read: Read, size: number) => T): T {
  const handle = openSync(file, 'r');
  const read: Read = (position, length, into = Buffer.alloc(length)) => {
    if (length > 0 && readSync(handle, into, 0, length, position) < length) throw tooShort();
    return into;
  };
  try {
    return use(read, fstatSync(handle).size);
  } finally {
    closeSync(handle);
  }
}

const tooShort = () => new RangeError('the font ends too early');

/** OpenType, organization of an OpenType font. */
function readDirectory(read: Read, size: number): ReadonlyMap<string, TableEntry> | undefined {
  const header = read(0, Math.min(size, headerLength + mostTables * entryLength));
  if (size < headerLength || !flavours.includes(header.readUInt32BE(0))) return undefined;
  const count = header.readUInt16BE(4);
  if (count > mostTables) return undefined;
  return new Map(
    Array.from({ length: count }, (_, index) => {
      const entry = headerLength + entryLength * index;
      const [offset, length] = [header.readUInt32BE(entry + 8), header.readUInt32BE(entry + 12)];
      if (offset + length > size) throw tooShort();
      const bytes = length <= smallTable ? read(offset, length) : undefined;
      return [header.toString('latin1', entry, entry + 4), { offset, length, bytes }] as const;
    }),
  );
}

/** Where a glyph's data begins, counted from the glyf table. */
type GlyphOffsets = (glyph: number) => number;

/** OpenType, loca. */
function readOffsets(head: Buffer, loca: Buffer): GlyphOffsets {
  const offsets = hasLongOffsets(head) ? numbers32(loca) : numbers16(loca);
  const unit = hasLongOffsets(head) ? 1 : 2;
  return (glyph) => unit * offsets[glyph]!;
}

/** Whether offsets of glyphs are written in four bytes, or halved in two. In: the head table. */
const hasLongOffsets = (head: Buffer): boolean => head.readInt16BE(50) !== 0;
