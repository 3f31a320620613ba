import { numbers16 } from './big-endian.ts';

/** The widths of a font's glyphs, in its own units. */
export interface GlyphMetrics {
  readonly advance: (glyph: number) => number;
  /** Where the glyph's left edge stands. */
  readonly bearing: (glyph: number) => number;
}

/**
 * Reads the widths of glyphs. In: the tables hhea and hmtx. The last glyphs may share the width of the last that has
 * one of its own. OpenType, hmtx.
 */
export function readMetrics(hhea: Buffer, hmtx: Buffer): GlyphMetrics {
  const full = hhea.readUInt16BE(34);
  const numbers = numbers16(hmtx);
  return {
    advance: (glyph) => numbers[2 * Math.min(glyph, full - 1)]!,
    bearing: (glyph) => signed(numbers[glyph < full ? 2 * glyph + 1 : full + glyph] ?? 0),
  };
}

const signed = (number: number): number => (number << 16) >> 16;
