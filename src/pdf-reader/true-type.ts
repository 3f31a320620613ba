import { PdfFault } from './objects.ts';

/** A glyph's ink in thousandths of the em. */
export interface GlyphBox {
  readonly left: number;
  readonly bottom: number;
  readonly right: number;
  readonly top: number;
}

/** The outlines of a TrueType font program, as far as their boxes. */
export interface TrueType {
  readonly glyphs: number;
  /** A glyph's box; undefined where it has no ink. */
  readonly box: (glyph: number) => GlyphBox | undefined;
}

/** Reads head, maxp, loca and glyf. Out: undefined for a program without TrueType outlines. ISO 14496-22, 5.3. */
export function readTrueType(bytes: Uint8Array): TrueType | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  // Programs of other kinds, Type 1 and CFF, begin otherwise.
  if (bytes.length < 12 || ![0x00010000, 0x74727565].includes(view.getUint32(0))) return undefined;
  try {
    const tables = tablesOf(view);
    const [head, maxp, loca, glyf] = ['head', 'maxp', 'loca', 'glyf'].map((tag) => tables.get(tag));
    if (head === undefined || maxp === undefined || loca === undefined || glyf === undefined)
      return undefined;
    const scale = 1000 / Math.max(1, view.getUint16(head + 18));
    const long = view.getInt16(head + 50) === 1;
    const glyphs = view.getUint16(maxp + 4);
    const offset = (glyph: number) =>
      long ? view.getUint32(loca + glyph * 4) : view.getUint16(loca + glyph * 2) * 2;
    const box = (glyph: number) => {
      const at = offset(glyph);
      if (offset(glyph + 1) <= at) return undefined;
      const side = (index: number) => view.getInt16(glyf + at + index) * scale;
      return { left: side(2), bottom: side(4), right: side(6), top: side(8) };
    };
    return { glyphs, box: (glyph) => within(() => box(glyph)) };
  } catch (error) {
    throw beyond(error);
  }
}

function tablesOf(view: DataView): ReadonlyMap<string, number> {
  const count = view.getUint16(4);
  const tag = (at: number) => String.fromCharCode(...[0, 1, 2, 3].map((index) => view.getUint8(at + index)));
  return new Map(
    Array.from({ length: count }, (_, index) => [tag(12 + index * 16), view.getUint32(20 + index * 16)]),
  );
}

function within<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    throw beyond(error);
  }
}

/** A table that ends too soon is the font's fault. */
const beyond = (error: unknown): unknown =>
  error instanceof RangeError ? new PdfFault('嵌入的 TrueType 字体不完整') : error;
