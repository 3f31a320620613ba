import { brotliDecompressSync, inflateSync } from 'node:zlib';
import { ByteReader } from './byte-reader.ts';
import { type FontSource, fontOfTables } from './font-source.ts';
import { openPackedGlyphs, rebuildGlyphs, rebuildMetrics } from './rebuild-glyphs.ts';
import { readSfnt, type SfntTables, writeSfnt } from './sfnt.ts';

/**
 * Unpacks a web font into the plain font (sfnt) inside it, so that one kind of file is read, measured and embedded.
 * In: the bytes of a font file. Out: the same bytes where they are neither WOFF nor WOFF2. Throws where the packing
 * is broken. W3C WOFF File Format 1.0, and 2.0 section 4 and 5.
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

/** Opens a web font for reading in parts: of a WOFF2 font only the glyphs that are asked for are put together. */
export function openWebFont(bytes: Uint8Array): FontSource {
  const reader = new ByteReader(bytes);
  const isPacked = reader.tag() === 'wOF2';
  reader.skip(4);
  if (!isPacked) return fontOfTables(readSfnt(unpackFont(bytes)));
  const { tables, transformed } = woff2Tables(reader, bytes);
  // Left bearings may have to be told from the glyphs, all of them.
  if (!transformed.has('glyf') || transformed.has('hmtx')) {
    return fontOfTables(restoreTransformed(tables, transformed));
  }
  const rebuild = openPackedGlyphs(tables.get('glyf')!);
  const restored = new Map([...tables, ['head', withLongOffsets(tables.get('head')!)]]);
  return { ...fontOfTables(restored), glyphs: (ids) => ids.map(rebuild) };
}

/** After the flavour: length, number of tables … up to the end of the 44 byte header. */
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

/** The tables as they are stored, and which of them are rearranged. After the flavour: length, number of tables … */
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

/** WOFF2 5: glyf and loca are stored rearranged together, hmtx may leave out what glyf tells. */
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
    tables.set('hmtx', rebuildMetrics(stored.get('hmtx')!, hhea.u16(), xMins));
  }
  return tables;
}

/** The head table with indexToLocFormat, at its byte 50, set to long. */
function withLongOffsets(head: Uint8Array): Uint8Array {
  const copy = Buffer.from(head);
  copy.writeInt16BE(1, 50);
  return copy;
}

/** WOFF2 4.1: the tags that a number stands for. */
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
  // For glyf and loca version 3 means untouched, for all others version 0.
  const transformed = tag === 'glyf' || tag === 'loca' ? version === 0 : version !== 0;
  const length = reader.base128();
  return { tag, length: transformed ? reader.base128() : length, transformed };
}
