import type { Pt } from '../core/units.ts';
import type { Paragraph } from './paragraph.ts';
import type { PieceGlyph } from './shape-piece.ts';
import type { GlyphRun, LineGlyph, StyledRun } from './text-style.ts';

/**
 * Lays the glyphs of pieces `from` to `to` from x `start` on, with the spaces between them as given, and gathers
 * neighbours of one face, size and ink into runs.
 */
export function layGlyphs(
  { pieces, shapes, spaces, runs }: Paragraph,
  from: number,
  to: number,
  start: Pt,
  widths: readonly Pt[],
): readonly GlyphRun[] {
  const laid: GlyphRun[] = [];
  let x = start;
  for (let index = from; index <= to; index += 1) {
    const run = runs[pieces[index]?.run as number] as StyledRun;
    for (const glyph of shapes[index]?.glyphs ?? []) append(laid, run, glyph, x);
    x += shapes[index]?.width ?? 0;
    if (index === to) break;
    for (const glyph of spaces[index]?.glyphs ?? []) append(laid, run, glyph, x);
    x += widths[index - from] ?? 0;
  }
  return laid;
}

function append(laid: GlyphRun[], run: StyledRun, glyph: PieceGlyph, x: Pt) {
  const placed: LineGlyph = {
    id: glyph.id,
    x: x + glyph.x,
    y: glyph.y,
    advance: glyph.advance,
    text: glyph.text,
  };
  const last = laid.at(-1);
  const added = run.added === true;
  const joins =
    last !== undefined &&
    last.face === glyph.face.id &&
    last.size === run.size &&
    last.added === added &&
    sameInk(last.ink, run.ink);
  if (joins) (last.glyphs as LineGlyph[]).push(placed);
  else laid.push({ face: glyph.face.id, size: run.size, ink: run.ink, added, glyphs: [placed] });
}

const sameInk = (a: StyledRun['ink'], b: StyledRun['ink']) =>
  a.c === b.c && a.m === b.m && a.y === b.y && a.k === b.k;
