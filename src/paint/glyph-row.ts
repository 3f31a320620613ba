import type { GlyphBond, GlyphRow, PlacedGlyph } from './paint.ts';
import { thousandth } from './translate.ts';

/**
 * Glyphs as a row. Their places are rounded to a thousandth of a point, once and for all: a row is moved by its start alone.
 * In one pass, for every line of a newspaper comes through here.
 */
export function rowOf(glyphs: readonly PlacedGlyph[]): GlyphRow {
  const count = glyphs.length;
  const ids = new Array<number>(count);
  const xs = new Array<number>(count);
  const advances = new Array<number>(count);
  const units = new Array<number>(count);
  // Of one character a glyph, all on the baseline, and nothing bound to any: nearly all rows.
  let plain = true;
  let [left, right] = count === 0 ? [0, 0] : [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (let index = 0; index < count; index += 1) {
    const glyph = glyphs[index]!;
    const { text, advance } = glyph;
    const x = thousandth(glyph.x);
    ids[index] = glyph.id;
    xs[index] = x;
    advances[index] = advance;
    if (x < left) left = x;
    if (x + advance > right) right = x + advance;
    units[index] = text.charCodeAt(0);
    if (text.length !== 1 || glyph.y !== 0 || isBound(glyph)) plain = false;
  }
  if (plain) return { ids, xs, advances, left, right, text: String.fromCharCode.apply(undefined, units) };
  return {
    ids,
    xs,
    advances,
    left,
    right,
    text: glyphs.map(({ text }) => text).join(''),
    ...(glyphs.some(({ y }) => y !== 0) && { ys: glyphs.map(({ y }) => thousandth(y)) }),
    ...(glyphs.some(({ text }) => text.length !== 1) && { starts: startsOf(glyphs.map(({ text }) => text)) }),
    ...(glyphs.some(isBound) && { bonds: glyphs.map(bondOf) }),
  };
}

const isBound = ({ link, ruby }: PlacedGlyph): boolean => link !== undefined || ruby !== undefined;

/** Where in a row's text the share of each glyph begins. */
export function startsOf(texts: readonly string[]): readonly number[] {
  let start = 0;
  return texts.map((text) => {
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
