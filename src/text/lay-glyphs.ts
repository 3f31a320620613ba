import type { FaceId } from '../assets/face.ts';
import type { Pt } from '../core/units.ts';
import { dotsUnder, placeReadings } from './annotate.ts';
import type { Paragraph } from './paragraph.ts';
import type { Piece } from './pieces.ts';
import type { PieceGlyph, ShapedPiece } from './shape-piece.ts';
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
  const { pieces, shapes, spaces, runs, readings: set } = paragraph;
  const laid: GlyphRun[] = [];
  const starts: Pt[] = [];
  let at = start;
  for (let index = from; index <= to; index += 1) {
    const run = runs[(pieces[index] as Piece).run] as StyledRun;
    const shape = shapes[index] as ShapedPiece;
    const space = index < to && spaces.size > 0 ? spaces.get(index) : undefined;
    starts.push(at);
    append(laid, run, shape, at);
    if (space !== undefined) append(laid, run, space, at + shape.width);
    if (index < to) at = at + shape.width + (widths[index - from] as Pt);
  }
  const readings = set.size === 0 ? [] : layReadings(paragraph, from, to, starts, measureEnd);
  return { runs: laid, readings, dots: dotsUnder(paragraph, from, to, starts) };
}

function layReadings(
  paragraph: Paragraph,
  from: number,
  to: number,
  starts: readonly Pt[],
  measureEnd: Pt | undefined,
): readonly GlyphRun[] {
  const right = (starts[to - from] as Pt) + (paragraph.shapes[to] as ShapedPiece).width;
  const readings: GlyphRun[] = [];
  const edges = { left: 0, right: measureEnd ?? right };
  for (const { reading, line, x, y } of placeReadings(paragraph, from, to, starts, edges)) {
    const ruby = rubyOf(reading, 'RT');
    for (const run of line.runs)
      for (const glyph of run.glyphs)
        glyphsFor(readings, run.face, run).push({ ...moved(glyph, x, y), ruby });
  }
  return readings;
}

function append(laid: GlyphRun[], run: StyledRun, { glyphs }: ShapedPiece, x: Pt) {
  // Most glyphs neither lead anywhere nor are read: theirs are the plainest objects there can be.
  const bare = run.link === undefined && run.reading === undefined;
  for (let index = 0; index < glyphs.length; index += 1) {
    const { face, id, x: shift, y, advance, text } = glyphs[index] as PieceGlyph;
    const placed = { id, x: x + shift, y, advance, text };
    glyphsFor(laid, face.id, run).push(bare ? placed : bound(placed, run));
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

/** Where the next glyph of a face, size and ink goes: to the last run, or to a new one. */
function glyphsFor(laid: GlyphRun[], face: FaceId, { size, ink, added }: Voice): LineGlyph[] {
  const last = laid.at(-1);
  const joins =
    last !== undefined &&
    last.face === face &&
    last.size === size &&
    last.added === (added === true) &&
    sameInk(last.ink, ink);
  if (joins) return last.glyphs as LineGlyph[];
  const glyphs: LineGlyph[] = [];
  laid.push({ face, size, ink, added: added === true, glyphs });
  return glyphs;
}

/** What neighbours must have in common to be one run. */
type Voice = Pick<StyledRun, 'size' | 'ink'> & { readonly added?: boolean };

const sameInk = (a: StyledRun['ink'], b: StyledRun['ink']) =>
  a === b || (a.c === b.c && a.m === b.m && a.y === b.y && a.k === b.k);
