import type { Pt } from '../../src/core/units.ts';
import type { Bond, GlyphRun } from '../../src/text/text-style.ts';

/** A glyph of a run by itself: x from the line's start, y up from its baseline. */
export interface LineGlyph extends Bond {
  readonly id: number;
  readonly x: Pt;
  readonly y: Pt;
  readonly advance: Pt;
  readonly text: string;
}

/** The glyphs of a run, each by itself. */
export const runGlyphs = ({ ids, xs, ys, advances, texts, bonds }: GlyphRun): readonly LineGlyph[] =>
  ids.map((id, index) => ({
    id,
    x: xs[index]!,
    y: ys?.[index] ?? 0,
    advance: advances[index]!,
    text: texts[index]!,
    ...bonds?.[index],
  }));
