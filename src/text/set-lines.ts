import type { FontBook } from '../assets/font-book.ts';
import { copyCharacters } from '../core/copy-characters.ts';
import type { Report } from '../core/diagnostics.ts';
import type { Place } from '../core/place.ts';
import type { Pt } from '../core/units.ts';
import { adjustLine } from './adjust-line.ts';
import { breakLines } from './break-lines.ts';
import { pieceEnding, toItems, toJoints } from './items.ts';
import { layGlyphs } from './lay-glyphs.ts';
import type { Paragraph } from './paragraph.ts';
import { type Piece, toPieces } from './pieces.ts';
import { type ShapedPiece, shapePiece, shapeSpace } from './shape-piece.ts';
import { splitWide } from './split-wide.ts';
import type { Line, ParagraphStyle, StyledRun } from './text-style.ts';

export type { Paragraph } from './paragraph.ts';

/**
 * Shapes a paragraph once; it may then be broken to as many measures as are tried.
 * In: its runs in reading order, '\n' where the author ends a line. Reports `missing-glyph` at the character.
 */
export function prepare(
  runs: readonly StyledRun[],
  fonts: FontBook,
  style: ParagraphStyle,
  report: Report,
): Paragraph {
  const pieces = toPieces(runs);
  const shapes = pieces.map((piece) =>
    shapePiece(piece, runs[piece.run] as StyledRun, fonts, report, style.tracking),
  );
  const spaces = pieces.map((_, index) => shapeSpace(pieces, index, runs, fonts));
  const spaceWidth = (index: number) => spaces[index]?.width ?? 0;
  const joints = toJoints(pieces, style.punctuation, style.tracking, spaceWidth);
  return { runs, style, pieces, shapes, joints, spaces };
}

/**
 * Sets a paragraph to a measure in points. Lines are filled to it if the style says so, but for the last line and
 * those that the author ended; all others keep their natural width. Glyphs stand at their final places.
 */
export function setLines(paragraph: Paragraph, measure: Pt): readonly Line[] {
  if (paragraph.pieces.length === 0) return [];
  const { style } = paragraph;
  const measures = [measure - style.indent, measure - style.hangingIndent];
  const whole = splitWide(paragraph, Math.min(...measures));
  const widths = whole.shapes.map(({ width }) => width);
  const justify = style.align === 'justify';
  const { ends } = breakLines(toItems(whole.pieces, whole.joints, widths), { measures, justify });
  const last = ends.map(pieceEnding);
  return last.map((to, number) => {
    const from = number === 0 ? 0 : (last[number - 1] as number) + 1;
    const indent = number === 0 ? style.indent : style.hangingIndent;
    return setStretch(whole, { from, to, indent, measure: measure - indent });
  });
}

/** Sets a paragraph as one line of its natural width from x 0, whatever the style's alignment: captions, folios. */
export function setLine(paragraph: Paragraph): Line {
  const to = paragraph.pieces.length - 1;
  return setStretch(paragraph, { from: 0, to, indent: 0, measure: undefined });
}

/** The natural width that the text from one UTF-16 place of the paragraph to another would have as a line of its own. */
export function naturalWidth({ pieces, shapes, joints, runs }: Paragraph, from: number, to: number): Pt {
  const starts = runs.map((_, run) => runs.slice(0, run).reduce((sum, { text }) => sum + text.length, 0));
  const place = (piece: Piece) => (starts[piece.run] ?? 0) + piece.index;
  const first = pieces.findIndex((piece) => place(piece) >= from);
  const last = pieces.findLastIndex((piece) => place(piece) < to);
  if (first === -1 || last < first) return 0;
  return widthOf(
    shapes.slice(first, last + 1),
    joints.slice(first, last).map(({ width }) => width),
  );
}

interface Stretch {
  readonly from: number;
  readonly to: number;
  readonly indent: Pt;
  /** Missing where the line has none. */
  readonly measure: Pt | undefined;
}

function setStretch(paragraph: Paragraph, { from, to, indent, measure }: Stretch): Line {
  const { pieces, shapes, joints, runs, style } = paragraph;
  const spaces = joints.slice(from, to);
  const natural = widthOf(
    shapes.slice(from, to + 1),
    spaces.map(({ width }) => width),
  );
  const spare = measure === undefined ? 0 : measure - natural;
  const ended = joints[to]?.cost === Number.NEGATIVE_INFINITY;
  const adjusted = adjustLine(spaces, wantedOf(style.align, ended, spare));
  const start = indent + (measure === undefined ? 0 : offsetOf(style.align, spare));
  const glyphs = layGlyphs(paragraph, from, to, start, adjusted.widths);
  return {
    runs: glyphs,
    width: start + widthOf(shapes.slice(from, to + 1), adjusted.widths),
    place: placeOf(pieces[from], runs),
    characters: charactersOf(pieces.slice(from, to + 1), runs),
    stretch: adjusted.stretch,
  };
}

/** What the spaces of a line have to take up. A line too full is squeezed whatever its alignment. */
function wantedOf(align: ParagraphStyle['align'], ended: boolean, spare: Pt): Pt {
  if (spare < 0) return align === 'justify' ? spare : 0;
  return align === 'justify' && !ended ? spare : 0;
}

function offsetOf(align: ParagraphStyle['align'], spare: Pt): Pt {
  if (align === 'center') return spare / 2;
  return align === 'end' ? spare : 0;
}

function widthOf(shapes: readonly ShapedPiece[], spaces: readonly Pt[]): Pt {
  const boxes = shapes.reduce((sum, { width }) => sum + width, 0);
  return spaces.reduce((sum, width) => sum + width, boxes);
}

function placeOf(piece: Piece | undefined, runs: readonly StyledRun[]): Place {
  const place = runs[piece?.run ?? 0]?.place ?? { file: '' };
  if (place.start === undefined) return place;
  return { file: place.file, start: { ...place.start, column: place.start.column + (piece?.index ?? 0) } };
}

function charactersOf(pieces: readonly Piece[], runs: readonly StyledRun[]): number {
  const copy = pieces.filter((piece) => runs[piece.run]?.added !== true);
  return copy.reduce((sum, { text }) => sum + copyCharacters(text), 0);
}
