/**
 * The interface of a font face. Two readers implement it: `fontkit-face.ts` opens any font through fontkit and is the
 * reference; `true-type-face.ts` reads bundled TrueType fonts without it and must give the same answers.
 */
import type { Pt } from '../core/units.ts';

/** Identifies a face from setting to the PDF writer: the name of its file, so that it is equal on every machine. */
export type FaceId = string;

/** One font face. All measures are in em: multiply by the size. */
export interface Face {
  readonly id: FaceId;
  readonly has: (codePoint: number) => boolean;
  /** The nominal glyph of a character; 0 if the face has none. */
  readonly glyph: (codePoint: number) => number;
  readonly advance: (glyph: number) => Pt;
  /**
   * Shapes text in the language `simplifiedChinese` with the default features of the face (kerning, ligatures) and the
   * given ones. `——` in one call becomes one glyph of 2 em if the face has it; shaped one by one, the two dashes
   * would be 1 em each with a gap between them.
   */
  readonly shape: (text: string, features?: readonly string[]) => readonly ShapedGlyph[];
  /**
   * The one glyph of an emoji that is written with several characters, such as a flag or a family, given without its
   * variation selectors; undefined if the face would draw it in pieces.
   */
  readonly sequence: (text: string) => number | undefined;
  readonly outline: (glyph: number) => readonly OutlineStep[];
  /** The font program that the PDF writer embeds. Opaque to everyone else. */
  readonly program: unknown;
}

/** A glyph as shaping places it, in em. */
export interface ShapedGlyph {
  readonly id: number;
  readonly advance: number;
  readonly x: number;
  readonly y: number;
  /** The characters it represents; empty for the second and later glyphs of one character. */
  readonly text: string;
}

/** A segment of a glyph's outline, in em. The origin is the start of the baseline; y runs down. */
export type OutlineStep =
  | { readonly to: 'move' | 'line'; readonly x: number; readonly y: number }
  | {
      readonly to: 'curve';
      readonly x1: number;
      readonly y1: number;
      readonly x2: number;
      readonly y2: number;
      readonly x: number;
      readonly y: number;
    }
  | { readonly to: 'close' };

/** The OpenType language system in which all text is shaped: Chinese as written in mainland China. */
export const simplifiedChinese = 'ZHS';

/**
 * The OpenType script in which a text is shaped. Faces may have the Chinese forms of dashes and quotation marks under
 * the Han script only, and the kerning of Latin letters under Latin only.
 */
export const scriptOf = (text: string): string => (/\p{Script=Latin}|\p{Nd}/u.test(text) ? 'latn' : 'hani');

/** Caches a function of a code point or glyph id. Undefined results are not cached. */
export function memoizeLookup<T>(compute: (key: number) => T): (key: number) => T {
  const cached = new Map<number, T>();
  return (key) => {
    const before = cached.get(key);
    if (before !== undefined) return before;
    const result = compute(key);
    cached.set(key, result);
    return result;
  };
}
