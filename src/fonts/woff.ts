/**
 * The containers of web fonts: WOFF (each table deflated) and WOFF2 (all tables in one Brotli stream, some of them
 * transformed). W3C WOFF File Format 1.0, and 2.0 sections 4 and 5.
 */
import { brotliDecompressSync, inflateSync } from 'node:zlib';
import { ByteReader } from './big-endian.ts';
import { type FontSource, openTables, readSfnt, type SfntTables, writeSfnt } from './sfnt.ts';
import { openPackedGlyphs, rebuildGlyphs, rebuildHmtx } from './woff2-glyf.ts';

/**
 * Unpacks a WOFF or WOFF2 file into the sfnt inside it, so that only that has to be read, measured and embedded. Returns
 * the bytes of any other file unchanged. Throws if the file is damaged.
 */
export function unpackFont(bytes: Uint8Array): Uint8Array {
  const reader = new ByteReader(bytes);
  const signature = bytes.length < 4 ? '' : reader.tag();
  if (signature === 'wOFF') return writeSfnt(reader.u32(), woffTables(reader, bytes));
  if (signature === 'wOF2') {
    const flavour = reader.u32();
    const { tables, transformed } = woff2Tables(reader, bytes);
    return writeSfnt(flavour, restoreTransformed(tables, transformed));
  }
  return bytes;
}

/** Opens a WOFF or WOFF2 font for reading in parts: of a WOFF2 font only the requested glyphs are rebuilt. */
export function openWoff(bytes: Uint8Array): FontSource {
  const reader = new ByteReader(bytes);
  const isWoff2 = reader.tag() === 'wOF2';
  reader.skip(4);
  if (!isWoff2) return openTables(readSfnt(unpackFont(bytes)));
  const { tables, transformed } = woff2Tables(reader, bytes);
  // A transformed hmtx takes bearings from the glyphs, so all of them are needed.
  if (!transformed.has('glyf') || transformed.has('hmtx')) {
    return openTables(restoreTransformed(tables, transformed));
  }
  const rebuild = openPackedGlyphs(tables.get('glyf')!);
  const restored = new Map([...tables, ['head', withLongOffsets(tables.get('head')!)]]);
  return { ...openTables(restored), glyphs: (ids) => ids.map(rebuild) };
}

/** Reads the tables of a WOFF file. In: a reader after the flavour. The header has 44 bytes. */
function woffTables(reader: ByteReader, bytes: Uint8Array): SfntTables {
  reader.skip(4);
  const count = reader.u16();
  reader.seek(44);
  return new Map(
    Array.from({ length: count }, () => {
      const tag = reader.tag();
      const [offset, packed, length] = [reader.u32(), reader.u32(), reader.u32()];
      reader.skip(4);
      const stored = bytes.subarray(offset, offset + packed);
      return [tag, packed < length ? inflateSync(stored) : stored] as const;
    }),
  );
}

interface Woff2Entry {
  readonly tag: string;
  readonly length: number;
  readonly transformed: boolean;
}

/** Decompresses the tables of a WOFF2 file; those in `transformed` are not yet restored. In: a reader after the flavour. */
function woff2Tables(reader: ByteReader, bytes: Uint8Array) {
  reader.skip(4);
  const count = reader.u16();
  reader.skip(6);
  const packed = reader.u32();
  reader.seek(48);
  const entries = Array.from({ length: count }, () => woff2Entry(reader));
  const unpacked = new ByteReader(
    brotliDecompressSync(bytes.subarray(reader.position, reader.position + packed)),
  );
  return {
    tables: new Map(entries.map(({ tag, length }) => [tag, unpacked.bytes(length)])),
    transformed: new Set(entries.flatMap(({ tag, transformed }) => (transformed ? tag : []))),
  };
}

/** WOFF2 5: glyf and loca are transformed together; hmtx may omit bearings that follow from glyf. */
function restoreTransformed(stored: SfntTables, transformed: ReadonlySet<string>): SfntTables {
  if (!transformed.has('glyf')) return stored;
  const { glyf, loca, xMins } = rebuildGlyphs(stored.get('glyf')!);
  const tables = new Map([
    ...stored,
    ['glyf', glyf],
    ['loca', loca],
    ['head', withLongOffsets(stored.get('head')!)],
  ]);
  if (transformed.has('hmtx')) {
    const hhea = new ByteReader(stored.get('hhea')!);
    hhea.seek(34);
    tables.set('hmtx', rebuildHmtx(stored.get('hmtx')!, hhea.u16(), xMins));
  }
  return tables;
}

/** A copy of the head table with indexToLocFormat, at byte 50, set to long. */
function withLongOffsets(head: Uint8Array): Uint8Array {
  const copy = Buffer.from(head);
  copy.writeInt16BE(1, 50);
  return copy;
}

/** WOFF2 4.1: the table tags that are stored as a number. */
const knownTags = (
  'cmap head hhea hmtx maxp name OS/2 post cvt_ fpgm glyf loca prep CFF_ VORG EBDT EBLC gasp hdmx kern LTSH PCLT ' +
  'VDMX vhea vmtx BASE GDEF GPOS GSUB EBSC JSTF MATH CBDT CBLC COLR CPAL SVG_ sbix acnt avar bdat bloc bsln cvar ' +
  'fdsc feat fmtx fvar gvar hsty just lcar mort morx opbd prop trak Zapf Silf Glat Gloc Feat Sill'
)
  .replaceAll('_', ' ')
  .match(/.{4}(?= |$)/g)!;

function woff2Entry(reader: ByteReader): Woff2Entry {
  const flags = reader.u8();
  const tag = (flags & 0x3f) === 0x3f ? reader.tag() : knownTags[flags & 0x3f]!;
  const version = flags >> 6;
  // The null transform is version 3 for glyf and loca, version 0 for all other tables.
  const transformed = tag === 'glyf' || tag === 'loca' ? version === 0 : version !== 0;
  const length = reader.base128();
  return { tag, length: transformed ? reader.base128() : length, transformed };
}
