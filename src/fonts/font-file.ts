/**
 * A font file as an author names it: TTF, OTF, TTC, OTC, WOFF or WOFF2, unpacked into the fonts it holds, each as its
 * tables. Nothing is parsed but the directory, the names and the weight, so that what is wrong with a font can be said
 * before anything reads the rest.
 */
import { ByteReader, fontTooShort } from './big-endian.ts';
import { assertComplete, readSfnt, type SfntTables } from './sfnt.ts';
import { unpackFont } from './woff.ts';

/** One font of a file. */
export interface FileFont {
  /** The sfnt version: which kind of outlines it has. */
  readonly flavour: number;
  readonly tables: SfntTables;
  /** Its name in a list: the full name, or `#2`. */
  readonly name: string;
  readonly postscriptName: string | undefined;
  /** Family, full and PostScript names in all languages. */
  readonly names: readonly string[];
  /** OpenType, OS/2, usWeightClass. */
  readonly weight: number;
}

const collectionTag = 0x7474_6366;
/** The versions of a font: 1.0 and `true` for TrueType outlines, `OTTO` for CFF. */
const versions: readonly number[] = [0x0001_0000, 0x7472_7565, 0x4f54_544f];
/** More than any collection has; the largest in use have some thirty. */
const maxFonts = 256;
const regular = 400;
/** OpenType, name: the language of names for Windows. */
const english = 0x0409;

/** Whether the bytes are no font of a format that can be read, whatever is inside. */
export class NotAFont extends Error {}

/** Reads the fonts of a file. Throws `NotAFont` for another format, and a RangeError if the file is cut or damaged. */
export function readFontFile(bytes: Uint8Array): readonly FileFont[] {
  const unpacked = unpackFont(bytes);
  if (unpacked.length < 12) throw new NotAFont();
  const reader = new ByteReader(unpacked);
  const version = reader.u32();
  if (version !== collectionTag) return [readFont(unpacked, 0, 0)];
  reader.skip(4);
  const count = reader.u32();
  if (count > maxFonts) throw fontTooShort();
  return Array.from({ length: count }, (_, index) => readFont(unpacked, reader.u32(), index));
}

function readFont(bytes: Uint8Array, offset: number, index: number): FileFont {
  const reader = new ByteReader(bytes);
  reader.seek(offset);
  const flavour = reader.u32();
  if (!versions.includes(flavour)) throw new NotAFont();
  assertComplete(bytes, offset);
  const tables = readSfnt(bytes, offset);
  const names = readNames(tables.get('name'));
  const full = names.find(({ id }) => id === nameIds.full)?.text;
  return {
    flavour,
    tables,
    postscriptName: names.find(({ id }) => id === nameIds.postscript)?.text,
    name: full ?? `#${index + 1}`,
    names: names.map(({ text }) => text),
    weight: readWeight(tables.get('OS/2')),
  };
}

function readWeight(os2: Uint8Array | undefined): number {
  if (os2 === undefined || os2.length < 6) return regular;
  const weight = (os2[4]! << 8) | os2[5]!;
  return weight > 0 && weight <= 1000 ? weight : regular;
}

const windowsUnicode = [3, 1] as const;

/** Writes a name table in English. OpenType, name. */
export function writeNames(names: readonly FontName[]): Buffer {
  const strings = names.map(({ text }) => Buffer.from(text, 'utf16le').swap16());
  const header = Buffer.alloc(6 + 12 * names.length);
  header.writeUInt16BE(names.length, 2);
  header.writeUInt16BE(header.length, 4);
  let offset = 0;
  for (const [index, { id }] of names.entries()) {
    const { length } = strings[index]!;
    for (const [at, value] of [...windowsUnicode, english, id, length, offset].entries())
      header.writeUInt16BE(value, 6 + 12 * index + 2 * at);
    offset += length;
  }
  return Buffer.concat([header, ...strings]);
}

/** OpenType, name: the ids of names that tell fonts apart. */
export const nameIds = { family: 1, full: 4, postscript: 6, typographicFamily: 16 } as const;
const wantedIds: readonly number[] = Object.values(nameIds);

export interface FontName {
  readonly id: number;
  readonly text: string;
}

/** Reads the names of a font, those in English first. A broken table has none. */
function readNames(table: Uint8Array | undefined): readonly FontName[] {
  if (table === undefined || table.length < 6) return [];
  const bytes = Buffer.from(table.buffer, table.byteOffset, table.length);
  const [count, strings] = [bytes.readUInt16BE(2), bytes.readUInt16BE(4)];
  const found: (FontName & { readonly isEnglish: boolean })[] = [];
  for (let record = 6; record + 12 <= bytes.length && record < 6 + 12 * count; record += 12) {
    const [platform, language, id] = [0, 4, 6].map((at) => bytes.readUInt16BE(record + at)) as [
      number,
      number,
      number,
    ];
    if (!wantedIds.includes(id)) continue;
    const start = strings + bytes.readUInt16BE(record + 10);
    const raw = bytes.subarray(start, start + bytes.readUInt16BE(record + 8));
    // Platform 1 is the Macintosh, whose Roman names are ASCII in practice.
    const text = platform === 1 ? raw.toString('latin1') : decodeUtf16(raw);
    found.push({ id, text: printable(text), isEnglish: language === english || platform === 1 });
  }
  return found.filter(({ text }) => text !== '').sort((a, b) => Number(b.isEnglish) - Number(a.isEnglish));
}

const decodeUtf16 = (raw: Buffer): string =>
  Buffer.from(raw.subarray(0, raw.length & ~1))
    .swap16()
    .toString('utf16le');

/** A name is shown in messages, so it must not command the terminal. */
const printable = (text: string): string =>
  text
    .replace(/[\p{C}\s]+/gu, ' ')
    .trim()
    .slice(0, 100);

/**
 * Chooses a font of a file. In: its fonts; the name or the number from 1 on that the author wrote after `#`, if any; the
 * weight that is wanted. Without a name a font for mainland China goes before those of other regions, then the nearest
 * weight, then the first. Out: undefined if none has that name.
 */
export function chooseFont(
  fonts: readonly FileFont[],
  wanted: string | undefined,
  weight: number,
): FileFont | undefined {
  if (wanted !== undefined && /^[0-9]{1,3}$/.test(wanted)) return fonts[Number(wanted) - 1];
  const named =
    wanted === undefined
      ? fonts
      : fonts.filter(({ names }) => names.some((name) => plain(name) === plain(wanted)));
  const regional = named.filter(({ names }) => names.some(isSimplifiedChinese));
  const candidates = regional.length > 0 ? regional : named;
  return [...candidates].sort((a, b) => Math.abs(a.weight - weight) - Math.abs(b.weight - weight))[0];
}

const plain = (name: string): string => name.toLowerCase().replace(/[\s_-]+/g, '');

/** Names of fonts in the forms of mainland China: Noto Serif CJK SC, Source Han Serif CN, PingFangSC-Regular. */
const isSimplifiedChinese = (name: string): boolean =>
  /(?:^|[^A-Z])(?:SC|CN|GB|Hans)(?![A-Za-z])|(?<=[a-z])(?:SC|CN)(?![A-Za-z])|简/.test(name);
