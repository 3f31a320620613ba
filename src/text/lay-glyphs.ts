import type { Pt } from '../core/units.ts';
import type { Face, FaceId } from '../fonts/face.ts';
import { dotsUnder, placeReadings } from './annotate.ts';
import type { Paragraph } from './paragraph.ts';
import type { TextUnit } from './pieces.ts';
import type { ShapedUnit, UnitGlyph } from './shape-piece.ts';
import type { Bond, GlyphRun, Line, RubyText, StyledRun } from './text-style.ts';

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
  const { units, shapes, spaces, runs, ruby: set } = paragraph;
  const bed: Bed = { runs: [], voice: undefined, face: undefined };
  const starts: Pt[] = [];
  let at = start;
  for (let index = from; index <= to; index += 1) {
    const run = runs[(units[index] as TextUnit).run] as StyledRun;
    const shape = shapes[index] as ShapedUnit;
    const space = index < to && spaces.size > 0 ? spaces.get(index) : undefined;
    starts.push(at);
    append(bed, run, shape, at);
    if (space !== undefined) append(bed, run, space, at + shape.width);
    if (index < to) at = at + shape.width + (widths[index - from] as Pt);
  }
  const readings = set.size === 0 ? [] : layReadings(paragraph, from, to, starts, measureEnd);
  return { runs: bed.runs, readings, dots: dotsUnder(paragraph, from, to, starts) };
}

function layReadings(
  paragraph: Paragraph,
  from: number,
  to: number,
  starts: readonly Pt[],
  measureEnd: Pt | undefined,
): readonly GlyphRun[] {
  const right = (starts[to - from] as Pt) + (paragraph.shapes[to] as ShapedUnit).width;
  const readings: OpenRun[] = [];
  const edges = { left: 0, right: measureEnd ?? right };
  for (const { reading, line, x, y } of placeReadings(paragraph, from, to, starts, edges)) {
    const bond = { ruby: rubyOf(reading, 'RT') };
    for (const run of line.runs)
      for (const [index, id] of run.ids.entries()) {
        const [at, up] = [(run.xs[index] as Pt) + x, (run.ys?.[index] ?? 0) + y];
        const open = openRun(readings, run.face, run);
        add(open, id, at, up, run.advances[index] as Pt, run.texts[index] as string, bond);
      }
  }
  return readings;
}

/** The runs of a line being laid, and what the last glyph was of: the next one is nearly always of the same. */
interface Bed {
  readonly runs: OpenRun[];
  voice: StyledRun | undefined;
  face: Face | undefined;
}

function append(bed: Bed, run: StyledRun, { glyphs }: ShapedUnit, x: Pt) {
  const bond = run.link === undefined && run.ruby === undefined ? null : bondOf(run);
  for (let index = 0; index < glyphs.length; index += 1) {
    const { face, id, x: shift, y, advance, text } = glyphs[index] as UnitGlyph;
    const same = bed.voice === run && bed.face === face;
    const open = same ? (bed.runs[bed.runs.length - 1] as OpenRun) : openRun(bed.runs, face.id, run);
    bed.voice = run;
    bed.face = face;
    add(open, id, x + shift, y, advance, text, bond);
  }
}

/** The run of one glyph. */
export function runOfOne({ face, id, x, y, advance, text }: UnitGlyph, { size, ink }: StyledRun): GlyphRun {
  const laid: OpenRun[] = [];
  const run = openRun(laid, face.id, { size, ink, added: true });
  add(run, id, x, y, advance, text, null);
  return run;
}

const bondOf = ({ link, ruby }: StyledRun): Bond => ({
  ...(link !== undefined && { link: { url: link } }),
  ...(ruby !== undefined && { ruby: rubyOf(ruby, 'RB') }),
});

/** Of which reading a glyph is part: neighbours in the copy that are read alike may count as one. */
const rubyOf = ({ text, place: { start } }: RubyText, part: 'RB' | 'RT') => ({
  part,
  key: `${start?.line ?? 0}:${start?.column ?? 0} ${text}`,
});

/** A run to which glyphs are being added. */
interface OpenRun extends GlyphRun {
  readonly ids: number[];
  readonly xs: Pt[];
  ys: Pt[] | undefined;
  readonly advances: Pt[];
  readonly texts: string[];
  bonds: (Bond | null)[] | undefined;
}

/** The run that the next glyph of a face, size and ink goes to: the last one, or a new one. */
function openRun(laid: OpenRun[], face: FaceId, { size, ink, added = false }: Voice): OpenRun {
  const last = laid[laid.length - 1];
  const joins =
    last !== undefined &&
    last.face === face &&
    last.size === size &&
    last.added === added &&
    sameInk(last.ink, ink);
  if (joins) return last;
  const lists = { ids: [], xs: [], ys: undefined, advances: [], texts: [], bonds: undefined };
  const opened: OpenRun = { face, size, ink, added, ...lists };
  laid.push(opened);
  return opened;
}

function add(run: OpenRun, id: number, x: Pt, y: Pt, advance: Pt, text: string, bond: Bond | null) {
  // Nearly all glyphs stand on the baseline and are bound to nothing.
  if (y !== 0) run.ys ??= run.ids.map(() => 0);
  if (bond !== null) run.bonds ??= run.ids.map(() => null);
  run.ids.push(id);
  run.xs.push(x);
  run.advances.push(advance);
  run.texts.push(text);
  if (run.ys !== undefined) run.ys.push(y);
  if (run.bonds !== undefined) run.bonds.push(bond);
}

/** What neighbours must have in common to be one run. */
type Voice = Pick<StyledRun, 'size' | 'ink'> & { readonly added?: boolean };

const sameInk = (a: StyledRun['ink'], b: StyledRun['ink']) =>
  a === b || (a.c === b.c && a.m === b.m && a.y === b.y && a.k === b.k);
