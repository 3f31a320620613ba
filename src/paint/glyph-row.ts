import type { GlyphBond, GlyphRow, PlacedGlyph } from './paint.ts';
import { thousandth } from './translate.ts';

/** Glyphs as a row. Their places are rounded to a thousandth of a point, once and for all: a row is moved by its start alone. */
export function rowOf(glyphs: readonly PlacedGlyph[]): GlyphRow {
  const row = {
    ids: glyphs.map(({ id }) => id),
    xs: glyphs.map(({ x }) => thousandth(x)),
    advances: glyphs.map(({ advance }) => advance),
  };
  // Nearly all rows are of this kind: one character a glyph, all on the baseline, and nothing bound to any.
  if (glyphs.every(isPlain)) return { ...row, text: lettersOf(glyphs) };
  return {
    ...row,
    text: glyphs.map(({ text }) => text).join(''),
    ...(glyphs.some(({ y }) => y !== 0) && { ys: glyphs.map(({ y }) => thousandth(y)) }),
    ...(glyphs.some(({ text }) => text.length !== 1) && { starts: startsOf(glyphs) }),
    ...(glyphs.some(isBound) && { bonds: glyphs.map(bondOf) }),
  };
}

const isBound = ({ link, ruby }: PlacedGlyph): boolean => link !== undefined || ruby !== undefined;

const isPlain = (glyph: PlacedGlyph): boolean => glyph.text.length === 1 && glyph.y === 0 && !isBound(glyph);

/** The text of glyphs that stand for one unit of it each, made at once and not by joining. */
const lettersOf = (glyphs: readonly PlacedGlyph[]): string =>
  String.fromCharCode.apply(
    undefined,
    glyphs.map(({ text }) => text.charCodeAt(0)),
  );

function startsOf(glyphs: readonly PlacedGlyph[]): readonly number[] {
  let start = 0;
  return glyphs.map(({ text }) => {
    start += text.length;
    return start - text.length;
  });
}

const bondOf = (glyph: PlacedGlyph): GlyphBond | null =>
  isBound(glyph)
    ? { ...(glyph.link && { link: glyph.link }), ...(glyph.ruby && { ruby: glyph.ruby }) }
    : null;

/** What a glyph of a row stands for. */
export const textAt = ({ text, starts }: GlyphRow, index: number): string =>
  starts === undefined ? text.charAt(index) : text.slice(starts[index], starts[index + 1]);

/** Whether a glyph of a row stands for no text: a dot of emphasis, a further glyph of one character. */
export const isSilent = ({ text, starts }: GlyphRow, index: number): boolean =>
  starts !== undefined && starts[index] === (starts[index + 1] ?? text.length);

/** The glyphs of a row, each by itself. */
export const glyphsOf = (row: GlyphRow): readonly PlacedGlyph[] =>
  row.ids.map((id, index) => ({
    id,
    x: row.xs[index]!,
    y: row.ys?.[index] ?? 0,
    advance: row.advances[index]!,
    text: textAt(row, index),
    ...row.bonds?.[index],
  }));
