import type { FaceId } from '../assets/face.ts';
import type { FaceRole } from '../assets/font-book.ts';
import type { Ink } from '../core/ink.ts';
import type { Place } from '../core/place.ts';
import type { Pt } from '../core/units.ts';

/** Text with the face, size and ink it gets: where meaning meets type. '\n' is a forced line end. */
export interface StyledRun {
  readonly text: string;
  readonly role: FaceRole;
  readonly size: Pt;
  readonly ink: Ink;
  /** Above the baseline, for a superscript; such a run takes no gap from its neighbours. */
  readonly rise?: Pt;
  /** True for what the paper adds and no author wrote: list numbers, brackets round a reading. */
  readonly added?: true;
  readonly place: Place;
}

/** Widths of marks: typography.md 6.1, clreq 3.1.6. */
export type PunctuationStyle = 'quanjiao' | 'kaiming' | 'banjiao';

export type Align = 'justify' | 'start' | 'center' | 'end';

/** How a paragraph is set, whatever its measure. */
export interface ParagraphStyle {
  readonly align: Align;
  readonly punctuation: PunctuationStyle;
  /** Of the first line. */
  readonly indent: Pt;
  /** Of all lines after the first. */
  readonly hangingIndent: Pt;
  /** Letter-space added after each glyph but the last, for display lines. */
  readonly tracking: Pt;
}

/** A glyph at its place on a line: x from the line's start, y up from its baseline; `advance` is the face's own at this size. */
export interface LineGlyph {
  readonly id: number;
  readonly x: Pt;
  readonly y: Pt;
  readonly advance: Pt;
  readonly text: string;
}

/** Neighbouring glyphs of one face, size and ink. */
export interface GlyphRun {
  readonly face: FaceId;
  readonly size: Pt;
  readonly ink: Ink;
  readonly added: boolean;
  readonly glyphs: readonly LineGlyph[];
}

/** A set line: indent and alignment are in the glyphs' x. */
export interface Line {
  readonly runs: readonly GlyphRun[];
  /** From the measure's left edge to the last glyph's end, trims applied. */
  readonly width: Pt;
  /** Where in the source the line begins. */
  readonly place: Place;
  /** Copy characters on the line: no spaces, nothing added. */
  readonly characters: number;
  /** The widest space added to a gap between two characters, in em; 0 where the line was not stretched. */
  readonly stretch: number;
}
