import type { Pt } from '../core/units.ts';
import type { GlyphBond, GlyphRow, PlacedGlyph } from './paint.ts';
import { thousandth } from './translate.ts';

/** What a row is made of: a list for each of the facts of its glyphs. */
interface GlyphLists {
  readonly ids: readonly number[];
  readonly xs: readonly Pt[];
  /** Missing where all stand on the baseline. */
  readonly ys: readonly Pt[] | undefined;
  readonly advances: readonly Pt[];
  readonly texts: readonly string[];
  /** Missing where none is bound to anything. */
  readonly bonds: readonly (GlyphBond | null)[] | undefined;
}

/**
 * Glyphs as a row. Their places are rounded to a thousandth of a point, once and for all: a row is moved by its start alone.
 * In one pass, for every line of a newspaper comes through here.
 */
export function rowOfLists({ ids, xs: natural, ys, advances, texts, bonds }: GlyphLists): GlyphRow {
  // Copies hold no more room than they need; what a line grew in is let go.
  const xs = natural.slice();
  // Of one character a glyph, as in nearly all rows.
  let single = true;
  let [left, right] = xs.length === 0 ? [0, 0] : [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (let index = 0; index < xs.length; index += 1) {
    const x = thousandth(xs[index]!);
    xs[index] = x;
    if (x < left) left = x;
    if (x + advances[index]! > right) right = x + advances[index]!;
    if (texts[index]!.length !== 1) single = false;
  }
  const row = { ids: ids.slice(), xs, advances: advances.slice(), left, right, text: texts.join('') };
  if (single && ys === undefined && bonds === undefined) return row;
  return {
    ...row,
    ...(ys && { ys: ys.map(thousandth) }),
    ...(!single && { starts: startsOf(texts) }),
    ...(bonds && { bonds }),
  };
}

/** The same of glyphs each by itself. */
export const rowOf = (glyphs: readonly PlacedGlyph[]): GlyphRow =>
  rowOfLists({
    ids: glyphs.map(({ id }) => id),
    xs: glyphs.map(({ x }) => x),
    ys: glyphs.some(({ y }) => y !== 0) ? glyphs.map(({ y }) => y) : undefined,
    advances: glyphs.map(({ advance }) => advance),
    texts: glyphs.map(({ text }) => text),
    bonds: glyphs.some(isBound) ? glyphs.map(bondOf) : undefined,
  });

const isBound = ({ link, ruby }: PlacedGlyph): boolean => link !== undefined || ruby !== undefined;

/** Where in a row's text the share of each glyph begins. */
function startsOf(texts: readonly string[]): readonly number[] {
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
