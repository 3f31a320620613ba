import type { Pt } from '../core/units.ts';

/** The name under which a face is known from here to the writer: its file's own name, the same on every machine. */
export type FaceId = string;

/** A glyph as the face's own shaping places it, in em. */
export interface ShapedGlyph {
  readonly id: number;
  readonly advance: number;
  readonly x: number;
  readonly y: number;
  /** The characters it stands for; empty for the second and later glyphs of one character. */
  readonly text: string;
}

/** One step of a glyph's outline, in em, y down, from the baseline's start. */
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

/** One font face. All measures are fractions of the em; multiply by the size. */
export interface Face {
  readonly id: FaceId;
  readonly has: (codePoint: number) => boolean;
  /** The nominal glyph of a character; 0 where the face has none. */
  readonly glyph: (codePoint: number) => number;
  readonly advance: (glyph: number) => Pt;
  /**
   * Shapes a stretch of text in the Chinese of the mainland (language ZHS) with the face's kerning and ligatures,
   * and with the further features named. Asked for the whole of `——`, a face that can draws one stroke of 2 em
   * (one glyph whose text is `——`); asked for each `—` alone, it gives two of 1 em with a gap between.
   */
  readonly shape: (text: string, features?: readonly string[]) => readonly ShapedGlyph[];
  readonly outline: (glyph: number) => readonly OutlineStep[];
  /** The opened font program, for the writer that embeds it; nothing else may look inside. */
  readonly program: unknown;
}
