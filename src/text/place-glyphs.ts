import type { Pt } from '../core/units.ts';
import type { Face, FaceId } from '../fonts/face.ts';
import { placeRuby } from './place-ruby.ts';
import type { ShapedUnit, UnitGlyph } from './shape-unit.ts';
import type { Paragraph } from './shaped-paragraph.ts';
import type { Dot, GlyphRun, InlineMarkup, Line, RubyText, StyledRun, Underline } from './text-style.ts';
import type { TextUnit } from './text-units.ts';

interface PlacedLine extends Pick<Line, 'runs' | 'dots' | 'underlines'> {
  readonly ruby: readonly GlyphRun[];
}

/**
 * Places the glyphs of units `from` to `to` from x `start` on, with the given widths between units, and gathers neighbours
 * of one face, size and ink into runs. Ruby stays between x 0 and `measureEnd` or the end of the last unit. The runs of
 * ruby are returned apart.
 */
export function placeGlyphs(
  paragraph: Paragraph,
  from: number,
  to: number,
  start: Pt,
  widths: readonly Pt[],
  measureEnd: Pt | undefined,
): PlacedLine {
  const { units, shapes, spaces, runs, ruby: set } = paragraph;
  const builder: RunBuilder = { runs: [], style: undefined, face: undefined };
  const starts: Pt[] = [];
  let at = start;
  for (let index = from; index <= to; index += 1) {
    const run = runs[(units[index] as TextUnit).run] as StyledRun;
    const shape = shapes[index] as ShapedUnit;
    const space = index < to && spaces.size > 0 ? spaces.get(index) : undefined;
    starts.push(at);
    append(builder, run, shape, at);
    if (space !== undefined) append(builder, run, space, at + shape.width);
    if (index < to) at = at + shape.width + (widths[index - from] as Pt);
  }
  const ruby = set.size === 0 ? [] : rubyRuns(paragraph, from, to, starts, measureEnd);
  const dots = dotsUnder(paragraph, from, to, starts);
  return { runs: builder.runs, ruby, dots, underlines: underlinesOf(paragraph, from, to, starts) };
}

function rubyRuns(
  paragraph: Paragraph,
  from: number,
  to: number,
  starts: readonly Pt[],
  measureEnd: Pt | undefined,
): readonly GlyphRun[] {
  const right = (starts[to - from] as Pt) + (paragraph.shapes[to] as ShapedUnit).width;
  const runs: OpenRun[] = [];
  const edges = { left: 0, right: measureEnd ?? right };
  for (const { ruby, line, x, y } of placeRuby(paragraph, from, to, starts, edges)) {
    const markup = { ruby: rubyPart(ruby, 'RT') };
    for (const run of line.runs)
      for (const [index, id] of run.ids.entries()) {
        const [glyphX, glyphY] = [(run.xs[index] as Pt) + x, (run.ys?.[index] ?? 0) + y];
        const open = openRun(runs, run.face, run);
        add(open, id, glyphX, glyphY, run.advances[index] as Pt, run.texts[index] as string, markup);
      }
  }
  return runs;
}

/** CLREQ 3.3: a dot of emphasis, in em of its ideograph: its radius, and its middle below the baseline, close under the ink. */
const dot = { radius: 0.085, middle: -0.225 };

/** 着重号: a dot under the middle of each ideograph's frame, none under marks, signs and Western words. */
function dotsUnder(
  { units, shapes, runs }: Paragraph,
  from: number,
  to: number,
  starts: readonly Pt[],
): readonly Dot[] {
  if (!runs.some(({ dots }) => dots === true)) return [];
  return units.slice(from, to + 1).flatMap(({ kind, run, em }, index) => {
    const { dots, ink, rise } = runs[run] as StyledRun;
    if (dots !== true || kind !== 'han') return [];
    const middle = (starts[index] as Pt) + (shapes[from + index]?.width ?? 0) / 2;
    return [{ x: middle, y: (rise ?? 0) + dot.middle * em, radius: dot.radius * em, ink }];
  });
}

/** An underline, in em of its text: its upper edge below the baseline, clear of the ink of Han, and its thickness. */
const rule = { below: 0.16, thickness: 0.05 };

/** One rule under each row of underlined units, the spaces between them included. */
function underlinesOf(
  { units, shapes, runs }: Paragraph,
  from: number,
  to: number,
  starts: readonly Pt[],
): readonly Underline[] {
  if (!runs.some(({ underline }) => underline === true)) return [];
  const rules: Underline[] = [];
  let open = false;
  for (let index = from; index <= to; index += 1) {
    const { underline, ink, size, rise } = runs[(units[index] as TextUnit).run] as StyledRun;
    const last = rules.at(-1);
    const x = starts[index - from] as Pt;
    const end = x + (shapes[index] as ShapedUnit).width;
    // A superscript goes on with the rule of the text beside it.
    const joins = open && last !== undefined && isSameInk(last.ink, ink);
    if (underline === true && joins) rules[rules.length - 1] = { ...last, width: end - last.x };
    else if (underline === true)
      rules.push({
        x,
        y: Math.min(0, rise ?? 0) - rule.below * size,
        width: end - x,
        thickness: rule.thickness * size,
        ink,
      });
    open = underline === true;
  }
  return rules;
}

/** The glyph runs of a line so far, and the source of the last glyph, which the next one nearly always shares. */
interface RunBuilder {
  readonly runs: OpenRun[];
  style: StyledRun | undefined;
  face: Face | undefined;
}

function append(builder: RunBuilder, run: StyledRun, { glyphs }: ShapedUnit, x: Pt) {
  const markup = run.link === undefined && run.ruby === undefined ? null : markupOf(run);
  for (let index = 0; index < glyphs.length; index += 1) {
    const { face, id, x: offset, y, advance, text } = glyphs[index] as UnitGlyph;
    const isSame = builder.style === run && builder.face === face;
    const open = isSame
      ? (builder.runs[builder.runs.length - 1] as OpenRun)
      : openRun(builder.runs, face.id, run);
    builder.style = run;
    builder.face = face;
    add(open, id, x + offset, y, advance, text, markup);
  }
}

/** Returns a run of one glyph that the paper adds: the hyphen of a broken word. */
export function hyphenRun({ face, id, x, y, advance, text }: UnitGlyph, { size, ink }: StyledRun): GlyphRun {
  const run = openRun([], face.id, { size, ink, added: true });
  add(run, id, x, y, advance, text, null);
  return run;
}

const markupOf = ({ link, ruby }: StyledRun): InlineMarkup => ({
  ...(link !== undefined && { link: { url: link } }),
  ...(ruby !== undefined && { ruby: rubyPart(ruby, 'RB') }),
});

/** The key is that of the ruby text, by place: neighbours in the copy may have equal ruby. */
const rubyPart = ({ text, place: { start } }: RubyText, part: 'RB' | 'RT') => ({
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
  markup: (InlineMarkup | null)[] | undefined;
}

/** What the glyphs of one run have in common, apart from the face. */
type RunStyle = Pick<StyledRun, 'size' | 'ink'> & { readonly added?: boolean };

/** Returns the last run if the next glyph can join it, otherwise a new one. */
function openRun(runs: OpenRun[], face: FaceId, { size, ink, added = false }: RunStyle): OpenRun {
  const last = runs[runs.length - 1];
  const joins =
    last !== undefined &&
    last.face === face &&
    last.size === size &&
    last.added === added &&
    isSameInk(last.ink, ink);
  if (joins) return last;
  const lists = { ids: [], xs: [], ys: undefined, advances: [], texts: [], markup: undefined };
  const opened: OpenRun = { face, size, ink, added, ...lists };
  runs.push(opened);
  return opened;
}

function add(run: OpenRun, id: number, x: Pt, y: Pt, advance: Pt, text: string, markup: InlineMarkup | null) {
  // Nearly all glyphs are on the baseline and have no markup: those lists are created on demand.
  if (y !== 0) run.ys ??= run.ids.map(() => 0);
  if (markup !== null) run.markup ??= run.ids.map(() => null);
  run.ids.push(id);
  run.xs.push(x);
  run.advances.push(advance);
  run.texts.push(text);
  if (run.ys !== undefined) run.ys.push(y);
  if (run.markup !== undefined) run.markup.push(markup);
}

const isSameInk = (a: StyledRun['ink'], b: StyledRun['ink']) =>
  a === b || (a.c === b.c && a.m === b.m && a.y === b.y && a.k === b.k);
