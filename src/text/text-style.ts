import type { Ink } from '../core/ink.ts';
import type { Place } from '../core/place.ts';
import type { Pt } from '../core/units.ts';
import type { FaceId } from '../fonts/face.ts';
import type { FaceRole } from '../fonts/font-book.ts';

/** Text with its face, size and ink. '\n' is a forced line end. */
export interface StyledRun {
  readonly text: string;
  readonly role: FaceRole;
  /** The face of its Western words and numbers if it differs, such as an italic. */
  readonly western?: FaceRole;
  readonly size: Pt;
  readonly ink: Ink;
  /** The height above the baseline of a superscript or, negative, a subscript; it has no gap to its neighbours. */
  readonly rise?: Pt;
  /** True for text that no author wrote: list numbers, brackets around ruby. */
  readonly added?: true;
  /** 着重号: a dot of emphasis under each of its ideographs. */
  readonly dots?: true;
  /** A rule under the text. */
  readonly underline?: true;
  /** Code, a command or a file name: its words are never hyphenated. */
  readonly code?: true;
  /** Which of its spaces are characters, set like letters: in a block of code all, at a line's head too; within text those in a row. */
  readonly typedSpaces?: 'all' | 'rows';
  /** The target of a link, in PDFs for the screen. */
  readonly link?: string;
  /** 注音 over it; consecutive runs with the same object share one ruby text. */
  readonly ruby?: RubyText;
  readonly place: Place;
}

/** Ruby (注音): a small text over its base characters that gives their reading. */
export interface RubyText {
  readonly text: string;
  readonly role: FaceRole;
  readonly size: Pt;
  readonly place: Place;
}

/** Widths of marks: CLREQ 3.1.6. */
export type PunctuationStyle = 'quanjiao' | 'kaiming' | 'banjiao';

/** 避头尾: the basic rules of CLREQ 3.1.5, those of GB/T 15834 5.1, and CLREQ's strict ones. */
export type KinsokuLevel = 'loose' | 'normal' | 'strict';

/** Whether English words are hyphenated in narrow columns only, at any measure, or never. */
export type Hyphenation = 'narrow' | 'always' | 'never';

/** The rules for all text of a paper. */
export interface SettingRules {
  readonly punctuation: PunctuationStyle;
  readonly kinsoku: KinsokuLevel;
  /** False for no gap between digits and ideographs (GB/T 15835 5.1.7.1 gives a digit half a body). */
  readonly numericGap: boolean;
  /** 标点悬挂: the last mark of a filled line may hang half an em outside the measure. */
  readonly hanging: boolean;
  readonly hyphenate: Hyphenation;
}

/** The default rules: GB/T 15834, CLREQ. */
export const standardRules: SettingRules = {
  punctuation: 'quanjiao',
  kinsoku: 'normal',
  numericGap: true,
  hanging: false,
  hyphenate: 'narrow',
};

export type Align = 'justify' | 'start' | 'center' | 'end';

/** How a paragraph is set, independent of its measure. */
export interface ParagraphStyle extends SettingRules {
  readonly align: Align;
  /** Of the first line. */
  readonly indent: Pt;
  /** Of all lines after the first. */
  readonly hangingIndent: Pt;
  /** Letter-spacing after each glyph but the last, for display lines. */
  readonly tracking: Pt;
}

/** The link and the ruby group of a glyph. */
export interface InlineMarkup {
  readonly link?: { readonly url: string };
  readonly ruby?: RubyPart;
}

/** A ruby base (RB) or ruby text (RT), ISO 32000-1, 14.8.4.4; parts with the same key belong together. */
export interface RubyPart {
  readonly part: 'RB' | 'RT';
  readonly key: string;
}

/**
 * Consecutive glyphs of one face, size and ink, as a struct of arrays of equal length: a newspaper has hundreds of
 * thousands of glyphs.
 */
export interface GlyphRun {
  readonly face: FaceId;
  readonly size: Pt;
  readonly ink: Ink;
  readonly added: boolean;
  readonly ids: readonly number[];
  /** From the start of the line. */
  readonly xs: readonly Pt[];
  /** Upwards from the line's baseline; undefined if all are 0. */
  readonly ys: readonly Pt[] | undefined;
  /** From the face, at this size. */
  readonly advances: readonly Pt[];
  /** The characters that each glyph represents. */
  readonly texts: readonly string[];
  /** Undefined if no glyph has a link or ruby. */
  readonly markup: readonly (InlineMarkup | null)[] | undefined;
}

/** 着重号: a filled circle; x from the start of the line, y upwards from its baseline. */
export interface Dot {
  readonly x: Pt;
  readonly y: Pt;
  readonly radius: Pt;
  readonly ink: Ink;
}

/** An underline, one for neighbours of one ink; x from the start of the line, y of its upper edge upwards from the baseline. */
export interface Underline {
  readonly x: Pt;
  readonly y: Pt;
  readonly width: Pt;
  readonly thickness: Pt;
  readonly ink: Ink;
}

/** A set line; the x of its glyphs include indent and alignment. */
export interface Line {
  readonly runs: readonly GlyphRun[];
  readonly dots: readonly Dot[];
  readonly underlines: readonly Underline[];
  /** From the left edge of the measure to the end of the last glyph, without a blank at the line end. */
  readonly width: Pt;
  /** Where in the source the line begins. */
  readonly place: Place;
  /** The number of copy characters: no spaces, nothing that the paper adds. */
  readonly characters: number;
  /** The largest stretch of a gap between two characters, in em; 0 if the line is not stretched. */
  readonly stretch: number;
  /** By how much a justified line does not fill its measure for lack of gaps; negative for an overfull line. */
  readonly shortfall: Pt;
  /** 孤字: the line ends a paragraph of several lines and has less than two characters of text. */
  readonly runt: boolean;
}
