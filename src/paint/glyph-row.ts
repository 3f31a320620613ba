import type { Pt } from '../core/units.ts';
import { roundToThousandth } from './ops.ts';
import type { GlyphMarkup, GlyphRow, PlacedGlyph } from './paint.ts';

/** The arrays a row is built from, one value per glyph. */
interface GlyphLists {
  readonly ids: readonly number[];
  readonly xs: readonly Pt[];
  /** Undefined if all glyphs are on the baseline. */
  readonly ys: readonly Pt[] | undefined;
  readonly advances: readonly Pt[];
  readonly texts: readonly string[];
  /** Undefined if no glyph has a link or ruby. */
  readonly markup: readonly (GlyphMarkup | null)[] | undefined;
}

/**
 * Builds a row. Offsets are rounded to a thousandth of a point here, once: later only the row's origin moves. Every line
 * of a newspaper is built here, so one pass does all the work.
 */
export function makeGlyphRow({ ids, xs: exactXs, ys, advances, texts, markup }: GlyphLists): GlyphRow {
  // The copies have no spare capacity, unlike the arrays that grew while the line was set.
  const xs = exactXs.slice();
  let hasUnitTexts = true;
  let [left, right] = xs.length === 0 ? [0, 0] : [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (let index = 0; index < xs.length; index += 1) {
    const x = roundToThousandth(xs[index]!);
    xs[index] = x;
    if (x < left) left = x;
    if (x + advances[index]! > right) right = x + advances[index]!;
    if (texts[index]!.length !== 1) hasUnitTexts = false;
  }
  const row = { ids: ids.slice(), xs, advances: advances.slice(), left, right, text: texts.join('') };
  if (hasUnitTexts && ys === undefined && markup === undefined) return row;
  return {
    ...row,
    ...(ys && { ys: ys.map(roundToThousandth) }),
    ...(!hasUnitTexts && { starts: textStarts(texts) }),
    ...(markup && { markup }),
  };
}

/** Where the text of each glyph begins in the joined text. */
function textStarts(texts: readonly string[]): readonly number[] {
  let start = 0;
  return texts.map((text) => {
    start += text.length;
    return start - text.length;
  });
}

/** Builds a row from glyphs that are objects. */
export const toGlyphRow = (glyphs: readonly PlacedGlyph[]): GlyphRow =>
  makeGlyphRow({
    ids: glyphs.map(({ id }) => id),
    xs: glyphs.map(({ x }) => x),
    ys: glyphs.some(({ y }) => y !== 0) ? glyphs.map(({ y }) => y) : undefined,
    advances: glyphs.map(({ advance }) => advance),
    texts: glyphs.map(({ text }) => text),
    markup: glyphs.some(hasMarkup) ? glyphs.map(markupOf) : undefined,
  });

const hasMarkup = ({ link, ruby }: PlacedGlyph): boolean => link !== undefined || ruby !== undefined;

const markupOf = (glyph: PlacedGlyph): GlyphMarkup | null =>
  hasMarkup(glyph)
    ? { ...(glyph.link && { link: glyph.link }), ...(glyph.ruby && { ruby: glyph.ruby }) }
    : null;

/** The characters that a glyph of a row represents. */
export const textAt = ({ text, starts }: GlyphRow, index: number): string =>
  starts === undefined ? text.charAt(index) : text.slice(starts[index], starts[index + 1]);

/** Whether a glyph of a row represents no text: an emphasis dot, or a further glyph of one character. */
export const hasNoText = ({ text, starts }: GlyphRow, index: number): boolean =>
  starts !== undefined && starts[index] === (starts[index + 1] ?? text.length);

/** The glyphs of a row as objects. */
export const glyphsOf = (row: GlyphRow): readonly PlacedGlyph[] =>
  row.ids.map((id, index) => ({
    id,
    x: row.xs[index]!,
    y: row.ys?.[index] ?? 0,
    advance: row.advances[index]!,
    text: textAt(row, index),
    ...row.markup?.[index],
  }));
