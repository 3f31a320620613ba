import type { Pt } from '../core/units.ts';
import { dotsUnder, placeReadings } from './annotate.ts';
import type { Paragraph } from './paragraph.ts';
import type { ShapedPiece } from './shape-piece.ts';
import type { GlyphRun, Line, LineGlyph, Reading, StyledRun } from './text-style.ts';

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
    append(laid, run, shapes[index], starts[index - from] as Pt);
    if (index < to && spaces[index] !== undefined) append(laid, run, spaces[index], right(index));
  }
  const edges = { left: 0, right: measureEnd ?? right(to) };
  const readings: GlyphRun[] = [];
  for (const { reading, line, x, y } of placeReadings(paragraph, from, to, starts, edges)) {
    const ruby = rubyOf(reading, 'RT');
    for (const run of line.runs)
      for (const glyph of run.glyphs)
        join(readings, run.face, run.size, run.ink, run.added, { ...moved(glyph, x, y), ruby });
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
  let at = start;
  for (let index = from; index < to; index += 1) {
    at = at + (shapes[index]?.width ?? 0) + (widths[index - from] ?? 0);
    starts.push(at);
  }
  return starts;
}

function append(laid: GlyphRun[], run: StyledRun, shape: ShapedPiece | undefined, x: Pt) {
  for (const glyph of shape?.glyphs ?? []) {
    const placed = { id: glyph.id, x: x + glyph.x, y: glyph.y, advance: glyph.advance, text: glyph.text };
    // Most glyphs neither lead anywhere nor are read: theirs are the plainest objects there can be.
    const bare = run.link === undefined && run.reading === undefined;
    join(laid, glyph.face.id, run.size, run.ink, run.added === true, bare ? placed : bound(placed, run));
  }
}

const bound = (glyph: LineGlyph, { link, reading }: StyledRun): LineGlyph => ({
  ...glyph,
  ...(link !== undefined && { link: { url: link } }),
  ...(reading !== undefined && { ruby: rubyOf(reading, 'RB') }),
});

/** Of which reading a glyph is part: neighbours in the copy that are read alike may count as one. */
const rubyOf = ({ text, place: { start } }: Reading, part: 'RB' | 'RT') => ({
  part,
  key: `${start?.line ?? 0}:${start?.column ?? 0} ${text}`,
});

const moved = (glyph: LineGlyph, x: Pt, y: Pt): LineGlyph => ({ ...glyph, x: glyph.x + x, y: glyph.y + y });

function join(
  laid: GlyphRun[],
  face: GlyphRun['face'],
  size: Pt,
  ink: GlyphRun['ink'],
  added: boolean,
  glyph: LineGlyph,
) {
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
  a === b || (a.c === b.c && a.m === b.m && a.y === b.y && a.k === b.k);
