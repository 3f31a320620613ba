import type { Report } from '../core/diagnostics.ts';
import type { Place } from '../core/place.ts';
import type { Face } from '../fonts/face.ts';
import type { FaceRole, FontBook } from '../fonts/font-book.ts';
import { classOf } from './char-class.ts';
import type { TextUnit } from './pieces.ts';

/** Whose characters want a face: a piece of a run of this role, written at this place. */
export interface Asked {
  readonly piece: TextUnit;
  readonly role: FaceRole;
  readonly place: Place;
  readonly fonts: FontBook;
  readonly report: Report;
}

/**
 * The face that sets a character of a piece; `index` is its place in the run. Where there is none, the role's own,
 * after a report of `missing-glyph` at the character.
 */
export function faceFor(asked: Asked, character: string, index: number): Face | undefined {
  const { fonts, role } = asked;
  const codePoint = character.codePointAt(0) as number;
  const preferred = preferredFace(asked, character);
  if (preferred?.has(codePoint)) return preferred;
  const face = fonts.faceFor(role, codePoint);
  if (face !== undefined) return face;
  reportMissing(asked, character, codePoint, index);
  return fonts.faceFor(role, ideograph) ?? fonts.faceFor(role, letter);
}

const ideograph = '一'.codePointAt(0) as number;
const letter = 'a'.codePointAt(0) as number;

/** Marks that Latin and Chinese faces draw differently come from the face of the text they stand in. */
function preferredFace({ piece, fonts, role }: Asked, character: string): Face | undefined {
  if (piece.kind !== 'western') return isShared(character) ? fonts.faceFor(role, ideograph) : undefined;
  return isShared(character) ? fonts.faceFor(role, letter) : undefined;
}

const isShared = (character: string) =>
  /[“”‘’·–—…⋯]/.test(character) || classOf(character.codePointAt(0) as number) === 'solidus';

function reportMissing(
  { place, fonts, role, report }: Asked,
  character: string,
  codePoint: number,
  index: number,
) {
  const start =
    place.start === undefined ? undefined : { ...place.start, column: place.start.column + index };
  report('missing-glyph', start === undefined ? place : { file: place.file, start }, {
    character,
    codePoint: `U+${codePoint.toString(16).toUpperCase().padStart(4, '0')}`,
    faces: fonts.candidates(role),
  });
}
