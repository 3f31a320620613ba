import type { Pt } from '../core/units.ts';
import { dotsUnder, placeReadings } from './annotate.ts';
import type { Paragraph } from './paragraph.ts';
import type { PieceGlyph } from './shape-piece.ts';
import type { GlyphRun, Line, LineGlyph, StyledRun } from './text-style.ts';

interface LaidLine extends Pick<Line, 'runs' | 'dots'> {
  readonly readings: readonly GlyphRun[];
}

/**
 * Lays the glyphs of pieces `from` to `to` from x `start` on, with the spaces between them as given, and gathers
 * neighbours of one face, size and ink into runs. Readings keep between x 0 and `measureEnd`, or
 * the end of the type. Out: the line's own runs, and apart those of its readings.
 */
export function layGlyphs(
  paragraph: Paragraph,
  from: number,
  to: number,
  start: Pt,
  widths: readonly Pt[],
  measureEnd: Pt | undefined,
): LaidLine {
  const { pieces, shapes, spaces, runs } = paragraph;
  const starts = startsOf(paragraph, from, to, start, widths);
  const right = (index: number): Pt => (starts[index - from] as Pt) + (shapes[index]?.width ?? 0);
  const laid: GlyphRun[] = [];
  for (let index = from; index <= to; index += 1) {
    const run = runs[pieces[index]?.run as number] as StyledRun;
    for (const glyph of shapes[index]?.glyphs ?? []) append(laid, run, glyph, starts[index - from] as Pt);
    if (index === to) break;
    for (const glyph of spaces[index]?.glyphs ?? []) append(laid, run, glyph, right(index));
  }
  const edges = { left: 0, right: measureEnd ?? right(to) };
  const readings: GlyphRun[] = [];
  for (const { line, x, y } of placeReadings(paragraph, from, to, starts, edges)) {
    for (const run of line.runs) for (const glyph of run.glyphs) join(readings, run, moved(glyph, x, y));
  }
  return { runs: laid, readings, dots: dotsUnder(paragraph, from, to, starts) };
}

/** The left edges of the pieces. */
function startsOf(
  { shapes }: Paragraph,
  from: number,
  to: number,
  start: Pt,
  widths: readonly Pt[],
): readonly Pt[] {
  const starts = [start];
  for (let index = from; index < to; index += 1) {
    starts.push((starts.at(-1) as Pt) + (shapes[index]?.width ?? 0) + (widths[index - from] ?? 0));
  }
  return starts;
}

function append(laid: GlyphRun[], { size, ink, added, link }: StyledRun, glyph: PieceGlyph, x: Pt) {
  const { id, advance, text } = glyph;
  const voice = { face: glyph.face.id, size, ink, added: added === true };
  join(laid, voice, {
    id,
    x: x + glyph.x,
    y: glyph.y,
    advance,
    text,
    ...(link !== undefined && { link: { url: link } }),
  });
}

const moved = (glyph: LineGlyph, x: Pt, y: Pt): LineGlyph => ({ ...glyph, x: glyph.x + x, y: glyph.y + y });

function join(laid: GlyphRun[], { face, size, ink, added }: Omit<GlyphRun, 'glyphs'>, glyph: LineGlyph) {
  const last = laid.at(-1);
  const joins =
    last !== undefined &&
    last.face === face &&
    last.size === size &&
    last.added === added &&
    sameInk(last.ink, ink);
  if (joins) (last.glyphs as LineGlyph[]).push(glyph);
  else laid.push({ face, size, ink, added, glyphs: [glyph] });
}

const sameInk = (a: StyledRun['ink'], b: StyledRun['ink']) =>
  a.c === b.c && a.m === b.m && a.y === b.y && a.k === b.k;
