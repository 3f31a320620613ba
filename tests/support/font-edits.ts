import { nameIds, writeNames } from '../../src/fonts/font-file.ts';
import { readSfnt, writeSfnt } from '../../src/fonts/sfnt.ts';

const trueType = 0x0001_0000;
const align4 = (length: number): number => (length + 3) & ~3;

/** A font with some tables replaced, added, or removed where the value is undefined. */
export function withTables(font: Uint8Array, changes: Record<string, Uint8Array | undefined>): Buffer {
  const tables = new Map<string, Uint8Array>(readSfnt(font));
  for (const [tag, bytes] of Object.entries(changes)) {
    if (bytes === undefined) tables.delete(tag);
    else tables.set(tag, bytes);
  }
  return Buffer.from(writeSfnt(trueType, tables));
}

/** A name table with one family, full and PostScript name. */
export const nameTable = (family: string, full: string): Buffer =>
  writeNames([
    { id: nameIds.family, text: family },
    { id: nameIds.full, text: full },
    { id: nameIds.postscript, text: full.replaceAll(' ', '') },
  ]);

/** A copy of the OS/2 table with another usWeightClass. */
export function withWeight(font: Uint8Array, weight: number): Buffer {
  const os2 = Buffer.from(readSfnt(font).get('OS/2')!);
  os2.writeUInt16BE(weight, 4);
  return os2;
}

/** A collection of fonts, each with tables of its own. */
export function collection(fonts: readonly Uint8Array[]): Buffer {
  const header = Buffer.alloc(12 + 4 * fonts.length);
  header.write('ttcf', 0, 'latin1');
  header.writeUInt32BE(0x0001_0000, 4);
  header.writeUInt32BE(fonts.length, 8);
  let start = align4(header.length);
  const parts: Buffer[] = [Buffer.concat([header, Buffer.alloc(start - header.length)])];
  for (const [index, font] of fonts.entries()) {
    header.writeUInt32BE(start, 12 + 4 * index);
    const moved = Buffer.alloc(align4(font.length));
    moved.set(font);
    for (let entry = 0; entry < moved.readUInt16BE(4); entry += 1) {
      const at = 12 + 16 * entry + 8;
      moved.writeUInt32BE(moved.readUInt32BE(at) + start, at);
    }
    parts.push(moved);
    start += moved.length;
  }
  return Buffer.concat([header, ...parts.slice(1)]);
}

/**
 * The tables that make a font variable in weight from 200 to 900, with 200 as its default: at 900 all points of one glyph
 * are moved to the right. In: the number of glyphs, the glyph, its number of points.
 */
export function variableTables(
  glyphs: number,
  glyph: number,
  points: number,
  shift: number,
): Record<'fvar' | 'gvar', Buffer> {
  const fvar = Buffer.alloc(36);
  for (const [at, value] of [1, 0, 16, 2, 1, 20, 0, 8].entries()) fvar.writeUInt16BE(value, 2 * at);
  fvar.write('wght', 16, 'latin1');
  for (const [at, value] of [200, 200, 900].entries()) fvar.writeInt32BE(value * 0x1_0000, 20 + 4 * at);
  fvar.writeUInt16BE(256, 34);
  // All points, and four more for the sides of the glyph.
  const xs: number[] = [];
  const ys: number[] = [];
  for (let left = points + 4; left > 0; left -= 64) {
    const run = Math.min(64, left);
    xs.push(0x40 | (run - 1), ...Array.from({ length: run }, () => [shift >> 8, shift & 0xff]).flat());
    ys.push(0x80 | (run - 1));
  }
  const deltas = Buffer.from([0, ...xs, ...ys]);
  const data = Buffer.alloc(4 + 6 + deltas.length + 1);
  for (const [at, value] of [1, 10, deltas.length, 0xa000, 0x4000].entries())
    data.writeUInt16BE(value, 2 * at);
  data.set(deltas, 10);
  const gvar = Buffer.alloc(20 + 4 * (glyphs + 1));
  for (const [at, value] of [1, 0, 1, 0].entries()) gvar.writeUInt16BE(value, 2 * at);
  gvar.writeUInt32BE(gvar.length, 8);
  gvar.writeUInt16BE(glyphs, 12);
  gvar.writeUInt16BE(1, 14);
  gvar.writeUInt32BE(gvar.length, 16);
  for (let each = glyph + 1; each <= glyphs; each += 1) gvar.writeUInt32BE(data.length, 20 + 4 * each);
  return { fvar, gvar: Buffer.concat([gvar, data]) };
}
