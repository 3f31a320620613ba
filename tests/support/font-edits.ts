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

/** An INDEX of CFF with offsets of four bytes. Adobe Technical Note 5176, 5. */
function cffIndex(items: readonly Buffer[]): Buffer {
  if (items.length === 0) return Buffer.alloc(2);
  const head = Buffer.alloc(3 + 4 * (items.length + 1));
  head.writeUInt16BE(items.length, 0);
  head[2] = 4;
  let offset = 1;
  for (const [index, { length }] of [...items, Buffer.alloc(0)].entries()) {
    head.writeUInt32BE(offset, 3 + 4 * index);
    offset += length;
  }
  return Buffer.concat([head, ...items]);
}

/** An operator of a DICT with operands of five bytes each, so that its length does not depend on them. */
function cffOperator(operator: number, ...operands: readonly number[]): Buffer {
  const bytes = Buffer.alloc(5 * operands.length + 1, operator);
  for (const [index, operand] of operands.entries()) {
    bytes[5 * index] = 29;
    bytes.writeInt32BE(operand, 5 * index + 1);
  }
  return bytes;
}

/** A font with CFF outlines made of a TrueType font: every glyph is the same rectangle, drawn by a subroutine. */
export function otfFont(font: Uint8Array): Buffer {
  const tables = readSfnt(font);
  const glyphs = Buffer.from(tables.get('maxp')!).readUInt16BE(4);
  const number = (value: number) => [28, (value >> 8) & 0xff, value & 0xff];
  const [rmoveto, hlineto, callsubr, endchar, subrReturn] = [21, 6, 10, 14, 11];
  // Subroutine 0 of few has the number -107. hlineto alternates between horizontal and vertical.
  const rectangle = Buffer.from([...number(700), ...number(600), ...number(-700), hlineto, subrReturn]);
  const glyph = Buffer.from([...number(100), ...number(50), rmoveto, ...number(-107), callsubr, endchar]);
  const charStrings = cffIndex(Array.from({ length: glyphs }, () => glyph));
  const charset = Buffer.from([2, 0, 1, (glyphs - 2) >> 8, (glyphs - 2) & 0xff]);
  const subrs = cffIndex([rectangle]);
  const topDict = (at: number) => {
    const charStringsAt = at + charset.length;
    const privateAt = charStringsAt + charStrings.length;
    return Buffer.concat([
      cffOperator(15, at),
      cffOperator(17, charStringsAt),
      // Its only entry is the offset of the subroutines, which follow it.
      cffOperator(18, 6, privateAt),
    ]);
  };
  const head = (at: number) =>
    Buffer.concat([
      Buffer.from([1, 0, 4, 4]),
      cffIndex([Buffer.from('Own')]),
      cffIndex([topDict(at)]),
      cffIndex([]),
      cffIndex([]),
    ]);
  const start = head(0).length;
  const cff = Buffer.concat([head(start), charset, charStrings, cffOperator(19, 6), subrs]);
  const maxp = Buffer.alloc(6);
  maxp.writeUInt32BE(0x5000, 0);
  maxp.writeUInt16BE(glyphs, 4);
  const dropped = ['glyf', 'loca', 'cvt ', 'fpgm', 'prep', 'gasp'];
  const own = new Map([...tables].filter(([tag]) => !dropped.includes(tag)));
  return Buffer.from(writeSfnt(0x4f54_544f, own.set('CFF ', cff).set('maxp', maxp)));
}
