/**
 * A face of an author's font, whose file may be damaged anywhere: every glyph is tried before it is set. A character whose
 * glyph cannot be drawn, or is blank although the character is not, is one that the face does not have, so that another
 * face sets it and this is reported. Invariant: no method throws, and of no glyph that the face returns can the outline or the advance not be read later.
 */
import { type Face, memoizeLookup, type ShapedGlyph } from './face.ts';
import type { RunLimited } from './step-limit.ts';

/** The longest advance and the farthest point of a sound glyph, in em. */
const farthest = 16;

/** Characters that print ink: all but spaces, controls, the fillers of Hangul and the blank pattern of Braille. */
const inked = /^[^\p{Z}\p{C}\p{Default_Ignorable_Code_Point}\u2800]$/u;

/** Letters of writing, digits and punctuation take room; marks and modifiers may have no advance. */
const spacing = /^[\p{Lo}\p{Lu}\p{Ll}\p{N}\p{P}]$/u;

/** In: a face; whether a glyph's data may be drawn; how to run work on the font with a limit. */
export function guardFace(face: Face, mayDraw: (glyph: number) => boolean, run: RunLimited): Face {
  /** Out: `otherwise` if the work fails. */
  const attempt = <T>(work: () => T, otherwise: T, shapes = false): T => {
    try {
      return run(work, shapes);
    } catch {
      return otherwise;
    }
  };
  const isDrawable = (glyph: number): boolean => {
    const advance = face.advance(glyph);
    const isNear = (value: number) => Math.abs(value) < farthest;
    return (
      advance >= 0 &&
      isNear(advance) &&
      face.outline(glyph).every((step) => step.to === 'close' || (isNear(step.x) && isNear(step.y)))
    );
  };
  const isSound = memoizeLookup((glyph) => attempt(() => mayDraw(glyph) && isDrawable(glyph), false));
  /** Some fonts list characters that nobody drew: their glyphs are blank or without a width. In: a sound glyph. */
  const showsCharacter = (shown: number, character: string): boolean =>
    !(inked.test(character) && face.outline(shown).length === 0) &&
    !(spacing.test(character) && face.advance(shown) === 0);
  const glyph = memoizeLookup((codePoint) => {
    const found = attempt(() => (face.has(codePoint) ? face.glyph(codePoint) : 0), 0);
    return isSound(found) && showsCharacter(found, String.fromCodePoint(codePoint)) ? found : 0;
  });
  const advance = (measured: number): number => (isSound(measured) ? face.advance(measured) : 1);
  const nominal = (text: string): readonly ShapedGlyph[] =>
    Array.from(text, (character) => {
      const id = glyph(character.codePointAt(0)!);
      return { id, advance: advance(id), x: 0, y: 0, text: character };
    });
  const isSoundRow = (shaped: readonly ShapedGlyph[], text: string): boolean =>
    shaped.map((each) => each.text).join('') === text &&
    shaped.every(
      ({ id, advance: width, x, y }) =>
        isSound(id) && [width, x, y].every((value) => Math.abs(value) < farthest),
    );
  // A font whose rules failed once is not asked again, because it may fail after the longest work that is allowed.
  let hasRules = true;
  return {
    id: face.id,
    has: (codePoint) => glyph(codePoint) !== 0,
    glyph,
    advance,
    outline: (traced) => (isSound(traced) ? face.outline(traced) : []),
    shape: (text, features) => {
      const shaped = hasRules ? attempt(() => face.shape(text, features), undefined, true) : undefined;
      if (shaped === undefined) hasRules = false;
      return shaped !== undefined && isSoundRow(shaped, text) ? shaped : nominal(text);
    },
    sequence: (text) => {
      const found = hasRules ? attempt(() => face.sequence(text), undefined, true) : undefined;
      return found !== undefined && isSound(found) ? found : undefined;
    },
    get program() {
      return face.program;
    },
  };
}
