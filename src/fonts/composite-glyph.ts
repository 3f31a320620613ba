/** OpenType, glyf, composite glyph flags: how long one part of a glyph made of others is, and whether more follow. */
export const composite = {
  words: 0x01,
  scale: 0x08,
  more: 0x20,
  twoScales: 0x40,
  matrix: 0x80,
  instructions: 0x100,
} as const;

/** The bytes of a part after its flags and glyph number: its offsets, then its scale. */
export function partBytes(flags: number): number {
  const offsets = (flags & composite.words) !== 0 ? 4 : 2;
  if ((flags & composite.scale) !== 0) return offsets + 2;
  if ((flags & composite.twoScales) !== 0) return offsets + 4;
  return (flags & composite.matrix) !== 0 ? offsets + 8 : offsets;
}
