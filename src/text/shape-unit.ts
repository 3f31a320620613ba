import { copyCharacters } from '../core/copy-characters.ts';
import type { Report } from '../core/diagnostics.ts';
import type { Place } from '../core/place.ts';
import type { Pt } from '../core/units.ts';
import type { Face } from '../fonts/face.ts';
import type { EmojiGlyph, FaceRole, FontBook } from '../fonts/font-book.ts';
import { classOf } from './char-class.ts';
import { centreInk, isAccent, longDash, placeAccent, riseToMiddle } from './correct-glyphs.ts';
import { hasWordSpace } from './spacing.ts';
import type { StyledRun } from './text-style.ts';
import type { TextUnit } from './text-units.ts';
import { findUnsupportedScript } from './unsupported-scripts.ts';

/** A glyph of a unit, in points: x from the unit's start, y up from the line's baseline. */
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
  /** The number of copy characters. */
  readonly characters: number;
}

/** A glyph in em. */
interface EmGlyph extends Omit<UnitGlyph, 'x' | 'y' | 'advance'> {
  readonly x: number;
  readonly y: number;
}

interface EmUnit {
  readonly width: number;
  readonly glyphs: readonly EmGlyph[];
}

/** The width of a mark without its blank, in em; GB/T 15834 5.1.6, 5.1.7, 5.1.9 give · – / the same. */
const half = 1 / 2;

/** Characters that are set with the glyph of another: variants of the interpunct, the connector and the solidus. */
const glyphOf: Readonly<Record<string, string>> = { '‧': '·', '・': '·', '•': '·', '／': '/', '〜': '～' };

/** What a unit is shaped from. */
interface ShapingInput {
  readonly unit: TextUnit;
  readonly role: FaceRole;
  readonly place: Place;
  readonly fonts: FontBook;
  readonly report: Report;
  /** In em. */
  readonly tracking: number;
}

/**
 * Returns the glyphs and the width of a unit. A character without a glyph is reported as `missing-glyph` at its place and
 * set as the face's .notdef, so that no line moves once the font has it.
 */
export function shapeUnit(
  unit: TextUnit,
  run: StyledRun,
  fonts: FontBook,
  report: Report,
  tracking: Pt,
): ShapedUnit {
  const input = {
    unit,
    role: roleOf(unit, run),
    place: run.place,
    fonts,
    report,
    tracking: tracking / unit.em,
  };
  const { width, glyphs } = shapeInEm(input);
  const rise = run.rise ?? 0;
  return {
    width: width * unit.em,
    glyphs: glyphs.map((glyph) => ({
      ...glyph,
      x: glyph.x * unit.em,
      y: glyph.y * unit.em + rise,
      advance: glyph.face.advance(glyph.id) * unit.em,
    })),
    characters: copyCharacters(unit.text),
  };
}

const roleOf = ({ kind }: TextUnit, { role, western }: StyledRun) =>
  kind === 'western' ? (western ?? role) : role;

function shapeInEm(input: ShapingInput): EmUnit {
  switch (input.unit.kind) {
    case 'western':
      return shapeWord(input);
    case 'dash':
      return shapeDash(input);
    case 'ellipsis':
      return shapeEllipsis(input);
    case 'opening':
      // Its ink is in the right half of the frame, so the glyph starts left of the unit.
      return shapeSign(input, half, (advance) => half - advance);
    case 'closing':
    case 'pause':
    case 'final':
      return shapeSign(input, half, () => 0);
    case 'interpunct':
    case 'short-connector':
    case 'solidus':
      return shapeSign(input, half, (advance) => (half - advance) / 2);
    case 'wide':
      return shapeWide(input);
    case 'connector':
      return shapeConnector(input);
    default:
      return shapeSign(input, 1, (advance) => (1 - advance) / 2);
  }
}

/** Shapes one glyph in a frame of the given width, or as wide as its advance. */
function shapeSign(input: ShapingInput, frame: number | undefined, xOf: (advance: number) => number): EmUnit {
  const { unit } = input;
  const character = glyphOf[unit.text] ?? unit.text;
  const face = findFace(input, character, unit.index);
  if (face === undefined) return { width: frame ?? 1, glyphs: [] };
  const id = glyphIn(face, character);
  const advance = face.advance(id);
  const y = unit.kind === 'short-connector' ? riseToMiddle(face, id) : 0;
  const x = isLargeQuote(unit) ? centreInk(face, id, half) : xOf(advance);
  return { width: frame ?? advance, glyphs: [{ face, id, x, y, text: unit.text }] };
}

/** From this size on, in points, it shows that the ink of a quotation mark is nearer to one side of its half em. */
const largeType = 18;

/** Whether a unit is a Chinese quotation mark in large type: most faces draw it beside the frame's edge. */
const isLargeQuote = ({ em, kind, text }: TextUnit): boolean =>
  em >= largeType && (kind === 'opening' || kind === 'closing') && /^[“”‘’]$/.test(text);

/**
 * Shapes a sign or an emoji: as wide as drawn; from a symbol face centred in the frame of an ideograph, which it exceeds
 * only if it is wider.
 */
function shapeWide(input: ShapingInput): EmUnit {
  const { unit, fonts } = input;
  const drawn = findGlyph(input);
  if (drawn === undefined) return { width: 1, glyphs: [] };
  const { face, glyph: id } = drawn;
  const advance = face.advance(id);
  const isSymbol = fonts.isSymbolFace(face);
  const width = isSymbol ? Math.max(1, advance) : advance;
  const y = isSymbol ? riseToMiddle(face, id) : 0;
  const joiner = face.glyph(zeroWidthJoiner);
  const [text = '', ...rest] = joiner === 0 ? [unit.text] : splitText(unit.text);
  return {
    width,
    glyphs: [
      { face, id, x: (width - advance) / 2, y, text },
      ...rest.map((part) => ({ face, id: joiner, x: width, y, text: part })),
    ],
  };
}

const zeroWidthJoiner = 0x200d;
/** The most UTF-16 units that every PDF reader takes from one glyph. */
const maxGlyphText = 8;

/** Splits the text of a long emoji before joiners and tags. The further parts are given to joiners, which are blank. */
function splitText(text: string): readonly string[] {
  const parts = [''];
  for (const element of text.split(/(?=[\u200d\u{e0020}-\u{e007f}])/u)) {
    if ((parts.at(-1) as string).length + element.length > maxGlyphText) parts.push('');
    parts[parts.length - 1] += element;
  }
  return parts;
}

/** Choose whether a pictograph is drawn as text or in colours, which are one in a single ink. */
const variationSelectors = /[\ufe0e\ufe0f]/g;

/** The glyph of a sign, or the only one of an emoji of several characters. */
function findGlyph(input: ShapingInput): EmojiGlyph | undefined {
  const { unit, fonts, role } = input;
  const text = (glyphOf[unit.text] ?? unit.text).replace(variationSelectors, '');
  const codePoint = text.codePointAt(0) as number;
  if (text === String.fromCodePoint(codePoint)) {
    const face = findFace(input, text, unit.index);
    return face && { face, glyph: face.glyph(codePoint) };
  }
  const emoji = fonts.emojiFor(role, text);
  if (emoji !== undefined) return emoji;
  reportMissing(input, unit.text, unit.index);
  const face = substituteFace(input);
  return face && { face, glyph: 0 };
}

const glyphIn = (face: Face, character: string) => face.glyph(character.codePointAt(0) as number);

/** A single dash is 一字线: one em, with the face's full-width form if there is one. */
function shapeConnector(input: ShapingInput): EmUnit {
  const { unit } = input;
  if (unit.text !== '—') return shapeSign(input, 1, (advance) => (1 - advance) / 2);
  const face = findFace(input, unit.text, unit.index);
  if (face === undefined) return { width: 1, glyphs: [] };
  const id = face.shape(unit.text, ['fwid'])[0]?.id ?? glyphIn(face, unit.text);
  return {
    width: 1,
    glyphs: [{ face, id, x: (1 - face.advance(id)) / 2, y: riseToMiddle(face, id), text: unit.text }],
  };
}

/** 破折号: GB/T 15834 5.1.4, two em in one stroke; four dashes in a row are two such strokes. */
function shapeDash(input: ShapingInput): EmUnit {
  const { unit } = input;
  const characters = Array.from(unit.text.replaceAll('⸺', '⸺⸺'));
  const face = findFace(input, '—', unit.index);
  const width = characters.length;
  if (face === undefined) return { width, glyphs: [] };
  const strokes = longDash(face, width);
  const texts = distributeText(unit.text, strokes.length);
  return {
    width,
    glyphs: strokes.map(({ id, x }, index) => ({
      face,
      id,
      x,
      y: riseToMiddle(face, id),
      text: texts[index] as string,
    })),
  };
}

/** Distributes the characters evenly over the glyphs that draw them: PDF readers take only so many from one glyph. */
function distributeText(text: string, count: number): readonly string[] {
  const characters = Array.from(text);
  const first = (index: number) => Math.round((index * characters.length) / count);
  return Array.from({ length: count }, (_, index) =>
    characters.slice(first(index), first(index + 1)).join(''),
  );
}

/** Each character is centred in a frame of one em. */
function shapeEllipsis(input: ShapingInput): EmUnit {
  const glyphs: EmGlyph[] = [];
  const characters = Array.from(input.unit.text);
  for (const [index, character] of characters.entries()) {
    const face = findFace(input, character, input.unit.index + index);
    if (face === undefined) continue;
    const id = glyphIn(face, character);
    const x = index + (1 - face.advance(id)) / 2;
    glyphs.push({ face, id, x, y: riseToMiddle(face, id), text: character });
  }
  return { width: characters.length, glyphs };
}

/** Shapes a word or number with kerning and ligatures, one stretch of a face after another. */
function shapeWord(input: ShapingInput): EmUnit {
  reportUnsupportedScript(input);
  const glyphs: EmGlyph[] = [];
  let x = 0;
  for (const { face, text } of splitByFace(input)) {
    // A Chinese face draws curly quotes one em wide; its feature pwid has the Western forms.
    const shaped = face.shape(text, /[“”‘’]/.test(text) ? ['pwid'] : []);
    for (const { id, advance, text: characters, ...offset } of shaped) {
      const glyph = { face, id, x: x + offset.x, y: offset.y, text: characters };
      // Several accents of one letter are stacked.
      const accent = isAccent(characters) && glyphs.length > 0;
      glyphs.push(accent ? placeAccent(glyph, glyphs.at(-1)) : glyph);
      if (!accent) x += advance + input.tracking;
    }
  }
  return { width: Math.max(0, x - input.tracking), glyphs };
}

function splitByFace(input: ShapingInput): readonly { face: Face; text: string }[] {
  const stretches: { face: Face; text: string }[] = [];
  let index = input.unit.index;
  for (const character of input.unit.text) {
    const face = findFace(input, character, index);
    const last = stretches.at(-1);
    if (face !== undefined && last?.face.id === face.id) last.text += character;
    else if (face !== undefined) stretches.push({ face, text: character });
    index += character.length;
  }
  return stretches;
}

/** Shapes the typed space after unit `index`, so that readers can find and copy it; undefined if there is none. */
export function shapeSpace(
  units: readonly TextUnit[],
  index: number,
  runs: readonly StyledRun[],
  fonts: FontBook,
): ShapedUnit | undefined {
  const before = units[index] as TextUnit;
  const after = units[index + 1];
  if (after === undefined || after.spaceBefore === '' || !hasWordSpace(before, after)) return undefined;
  const run = runs[before.run] as StyledRun;
  const face = fonts.faceFor(roleOf(before, run), 0x20);
  if (face === undefined) return undefined;
  const id = face.glyph(0x20);
  const width = face.advance(id) * run.size;
  return { width, glyphs: [{ face, id, x: 0, y: 0, advance: width, text: ' ' }], characters: 0 };
}

/**
 * Returns the face that sets a character of a unit, `index` being the character's index in its run. If no face has the
 * character, reports `missing-glyph` and returns the role's own face.
 */
function findFace(input: ShapingInput, character: string, index: number): Face | undefined {
  const { fonts, role } = input;
  const codePoint = character.codePointAt(0) as number;
  const preferred = preferredFace(input, character);
  if (preferred?.has(codePoint)) return preferred;
  const face = fonts.faceFor(role, codePoint);
  if (face !== undefined) {
    fonts.noteCharacter?.(role, character, face, placeOf(input, index));
    return face;
  }
  // The whole word was reported if its script cannot be set.
  if (findUnsupportedScript(character) === undefined) reportMissing(input, character, index);
  return substituteFace(input);
}

/** The face whose .notdef is set for a missing character. */
const substituteFace = ({ fonts, role }: ShapingInput): Face | undefined =>
  fonts.faceFor(role, anIdeograph) ?? fonts.faceFor(role, aLetter);

const anIdeograph = '一'.codePointAt(0) as number;
const aLetter = 'a'.codePointAt(0) as number;

/** Marks that Latin and Chinese faces draw differently come from the face of the text around them. */
function preferredFace({ unit, fonts, role }: ShapingInput, character: string): Face | undefined {
  if (!isShared(character)) return undefined;
  return fonts.faceFor(role, unit.kind === 'western' ? aLetter : anIdeograph);
}

const isShared = (character: string) =>
  /[“”‘’·–—…⋯]/.test(character) || classOf(character.codePointAt(0) as number) === 'solidus';

/** Reports a word of a script whose letters change places or shapes: set one after the other they would be nonsense. */
function reportUnsupportedScript({ unit, fonts, role, place, report }: ShapingInput) {
  const found = findUnsupportedScript(unit.text);
  if (found === undefined) return;
  const face = fonts.faceFor(role, found.codePoint)?.id;
  report('script-unsupported', placeOf({ place }, unit.index + found.index), {
    words: unit.text,
    script: found.script,
    face,
  });
}

/** Reports a character, or an emoji of several, that no face has. */
function reportMissing(input: ShapingInput, character: string, index: number) {
  const { fonts, role, report } = input;
  report('missing-glyph', placeOf(input, index), {
    character,
    codePoint: Array.from(character, codePointName).join(' '),
    faces: fonts.candidates(role),
  });
}

/** The place of a character, `index` being its index in its run. */
const placeOf = ({ place }: Pick<ShapingInput, 'place'>, index: number): Place =>
  place.start === undefined
    ? place
    : { file: place.file, start: { ...place.start, column: place.start.column + index } };

const codePointName = (character: string): string =>
  `U+${(character.codePointAt(0) as number).toString(16).toUpperCase().padStart(4, '0')}`;
