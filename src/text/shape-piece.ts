import { copyCharacters } from '../core/copy-characters.ts';
import type { Report } from '../core/diagnostics.ts';
import type { Pt } from '../core/units.ts';
import type { Face } from '../fonts/face.ts';
import type { FontBook } from '../fonts/font-book.ts';
import { type Asked, faceFor } from './choose-face.ts';
import { longDash } from './long-dash.ts';
import type { TextUnit } from './pieces.ts';
import { isAccent, placeAccent } from './place-accent.ts';
import { hasWordSpace } from './spacing.ts';
import type { StyledRun } from './text-style.ts';

/** A glyph of a piece: x from the piece's start, y up from its run's baseline, all in points. */
export interface UnitGlyph {
  readonly face: Face;
  readonly id: number;
  readonly x: Pt;
  readonly y: Pt;
  readonly advance: Pt;
  readonly text: string;
}

export interface ShapedUnit {
  readonly width: Pt;
  readonly glyphs: readonly UnitGlyph[];
  /** Copy characters. */
  readonly characters: number;
}

/** A glyph in em, before its run's size is known. */
interface EmGlyph extends Omit<UnitGlyph, 'x' | 'y' | 'advance'> {
  readonly x: number;
  readonly y: number;
}

interface EmPiece {
  readonly width: number;
  readonly glyphs: readonly EmGlyph[];
}

/** Half an em holds a mark's ink; GB/T 15834 5.1.6, 5.1.7, 5.1.9 give · – / the same. */
const half = 1 / 2;
/** The height of the ideograph's middle above the baseline: its frame runs from -0.12 to 0.88 em. */
const middle = 0.38;

/** The characters whose glyph is another's: variants of the interpunct, the connector and the solidus. */
const glyphOf: Readonly<Record<string, string>> = { '‧': '·', '・': '·', '•': '·', '／': '/', '〜': '～' };

/**
 * Gives a piece its glyphs and its width. A character without a glyph is reported at its place and set as the
 * face's own sign for that, so that nothing moves when it is mended.
 */
export function shapeUnit(
  piece: TextUnit,
  run: StyledRun,
  fonts: FontBook,
  report: Report,
  tracking: Pt,
): ShapedUnit {
  const source: Source = {
    piece,
    role: roleOf(piece, run),
    place: run.place,
    fonts,
    report,
    tracking: tracking / piece.em,
  };
  const { width, glyphs } = shapeInEm(source);
  const rise = run.rise ?? 0;
  return {
    width: width * piece.em,
    glyphs: glyphs.map((glyph) => ({
      ...glyph,
      x: glyph.x * piece.em,
      y: glyph.y * piece.em + rise,
      advance: glyph.face.advance(glyph.id) * piece.em,
    })),
    characters: copyCharacters(piece.text),
  };
}

const roleOf = ({ kind }: TextUnit, { role, western }: StyledRun) =>
  kind === 'western' ? (western ?? role) : role;

interface Source extends Asked {
  readonly tracking: number;
}

function shapeInEm(source: Source): EmPiece {
  const { piece } = source;
  switch (piece.kind) {
    case 'western':
      return shapeWord(source);
    case 'dash':
      return shapeDash(source);
    case 'ellipsis':
      return sideBySide(source, 1);
    case 'opening':
      // The ink is in the right half of the frame: the glyph starts left of the piece.
      return shapeSign(source, half, (advance) => half - advance);
    case 'closing':
    case 'pause':
    case 'final':
      return shapeSign(source, half, () => 0);
    case 'interpunct':
    case 'short-connector':
    case 'solidus':
      return shapeSign(source, half, (advance) => (half - advance) / 2);
    case 'wide':
      return shapeSign(source, undefined, () => 0);
    case 'connector':
      return shapeConnector(source);
    default:
      return shapeSign(source, 1, (advance) => (1 - advance) / 2);
  }
}

/** One glyph in a frame of `frame` em, or as wide as the face draws it. */
function shapeSign(source: Source, frame: number | undefined, xOf: (advance: number) => number): EmPiece {
  const { piece } = source;
  const character = glyphOf[piece.text] ?? piece.text;
  const face = faceFor(source, character, piece.index);
  if (face === undefined) return { width: frame ?? 1, glyphs: [] };
  const id = glyphIn(face, character);
  const advance = face.advance(id);
  const y = piece.kind === 'short-connector' ? toMiddle(face, id) : 0;
  return { width: frame ?? advance, glyphs: [{ face, id, x: xOf(advance), y, text: piece.text }] };
}

const glyphIn = (face: Face, character: string) => face.glyph(character.codePointAt(0) as number);

/** How far a glyph has to rise for its ink to stand on the ideograph's middle: Latin dashes and dots sit lower. */
function toMiddle(face: Face, id: number): number {
  const heights = face.outline(id).flatMap((step) => (step.to === 'close' ? [] : [-step.y]));
  return heights.length === 0 ? 0 : middle - (Math.min(...heights) + Math.max(...heights)) / 2;
}

/** A dash alone is 一字线: one em, by the face's full-width form where it has one. */
function shapeConnector(source: Source): EmPiece {
  const { piece } = source;
  if (piece.text !== '—') return shapeSign(source, 1, (advance) => (1 - advance) / 2);
  const face = faceFor(source, piece.text, piece.index);
  if (face === undefined) return { width: 1, glyphs: [] };
  const id = face.shape(piece.text, ['fwid'])[0]?.id ?? glyphIn(face, piece.text);
  return {
    width: 1,
    glyphs: [{ face, id, x: (1 - face.advance(id)) / 2, y: toMiddle(face, id), text: piece.text }],
  };
}

/** 破折号: GB/T 15834 5.1.4, two em in one stroke; four dashes in a row are two such strokes. */
function shapeDash(source: Source): EmPiece {
  const { piece } = source;
  const characters = Array.from(piece.text.replaceAll('⸺', '⸺⸺'));
  const face = faceFor(source, '—', piece.index);
  const width = characters.length;
  if (face === undefined) return { width, glyphs: [] };
  const strokes = longDash(face, width);
  const texts = textsOf(piece.text, strokes.length);
  return {
    width,
    glyphs: strokes.map(({ id, x }, index) => ({
      face,
      id,
      x,
      y: toMiddle(face, id),
      text: texts[index] as string,
    })),
  };
}

/** Deals the characters out evenly to the glyphs that draw them: a reader takes only so many from one glyph. */
function textsOf(text: string, count: number): readonly string[] {
  const characters = Array.from(text);
  const first = (index: number) => Math.round((index * characters.length) / count);
  return Array.from({ length: count }, (_, index) =>
    characters.slice(first(index), first(index + 1)).join(''),
  );
}

/** Characters in frames of one width: the dots of an ellipsis. */
function sideBySide(source: Source, frame: number): EmPiece {
  const glyphs: EmGlyph[] = [];
  const characters = Array.from(source.piece.text);
  for (const [index, character] of characters.entries()) {
    const face = faceFor(source, character, source.piece.index + index);
    if (face === undefined) continue;
    const id = glyphIn(face, character);
    const x = index * frame + (frame - face.advance(id)) / 2;
    glyphs.push({ face, id, x, y: toMiddle(face, id), text: character });
  }
  return { width: characters.length * frame, glyphs };
}

/** A word or number, shaped with kerning and ligatures, stretch by stretch of one face. */
function shapeWord(source: Source): EmPiece {
  const glyphs: EmGlyph[] = [];
  let x = 0;
  for (const { face, text } of stretches(source)) {
    // A Chinese face draws curly quotes one em wide; pwid brings their Western form.
    const shaped = face.shape(text, /[“”‘’]/.test(text) ? ['pwid'] : []);
    for (const { id, advance, text: characters, ...shift } of shaped) {
      const glyph = { face, id, x: x + shift.x, y: shift.y, text: characters };
      // Several accents of one letter stand over each other.
      const accent = isAccent(characters) && glyphs.length > 0;
      glyphs.push(accent ? placeAccent(glyph, glyphs.at(-1)) : glyph);
      if (!accent) x += advance + source.tracking;
    }
  }
  return { width: Math.max(0, x - source.tracking), glyphs };
}

function stretches(source: Source): readonly { face: Face; text: string }[] {
  const made: { face: Face; text: string }[] = [];
  let index = source.piece.index;
  for (const character of source.piece.text) {
    const face = faceFor(source, character, index);
    const last = made.at(-1);
    if (face !== undefined && last?.face.id === face.id) last.text += character;
    else if (face !== undefined) made.push({ face, text: character });
    index += character.length;
  }
  return made;
}

/** The glyph of a typed space that is set after piece `index`, so that it can be found and copied; missing where none is. */
export function shapeSpace(
  pieces: readonly TextUnit[],
  index: number,
  runs: readonly StyledRun[],
  fonts: FontBook,
): ShapedUnit | undefined {
  const before = pieces[index] as TextUnit;
  const after = pieces[index + 1];
  if (after === undefined || after.spaceBefore === '' || !hasWordSpace(before, after)) return undefined;
  const run = runs[before.run] as StyledRun;
  const face = fonts.faceFor(roleOf(before, run), 0x20);
  if (face === undefined) return undefined;
  const id = face.glyph(0x20);
  const width = face.advance(id) * run.size;
  return { width, glyphs: [{ face, id, x: 0, y: 0, advance: width, text: ' ' }], characters: 0 };
}
