import type { Ink } from '../core/ink.ts';
import type { Place } from '../core/place.ts';
import type { Pt } from '../core/units.ts';
import type { FaceId } from '../fonts/face.ts';
import type { FaceRole } from '../fonts/font-book.ts';

/** Text with the face, size and ink it gets: where meaning meets type. '\n' is a forced line end. */
export interface StyledRun {
  readonly text: string;
  readonly role: FaceRole;
  /** The face of its Western words and numbers, where that is another: italic. */
  readonly western?: FaceRole;
  readonly size: Pt;
  readonly ink: Ink;
  /** Above the baseline, for a superscript; such a run takes no gap from its neighbours. */
  readonly rise?: Pt;
  /** True for what the paper adds and no author wrote: list numbers, brackets round a reading. */
  readonly added?: true;
  /** 着重号: a dot under each of its ideographs. */
  readonly dots?: true;
  /** Code, a command or a file name: its words are never hyphenated. */
  readonly code?: true;
  /** The address that its words lead to on a screen. */
  readonly link?: string;
  /** 注音 over it; neighbouring runs that hold the same object share one reading. */
  readonly ruby?: RubyText;
  readonly place: Place;
}

/** What is set small over the characters it reads. */
export interface RubyText {
  readonly text: string;
  readonly role: FaceRole;
  readonly size: Pt;
  readonly place: Place;
}

/** Widths of marks: CLREQ 3.1.6. */
export type PunctuationStyle = 'quanjiao' | 'kaiming' | 'banjiao';

/** 避头避尾, CLREQ 3.1.5: its basic rules, those of GB/T 15834 5.1, its strict ones. */
export type KinsokuLevel = 'loose' | 'normal' | 'strict';

/** English words end a line at hyphenation points in narrow columns alone, at any measure, or at none. */
export type Hyphenation = 'narrow' | 'always' | 'never';

/** What the house sets all its text by. */
export interface SettingRules {
  readonly punctuation: PunctuationStyle;
  readonly kinsoku: KinsokuLevel;
  /** False where digits stand solid beside ideographs (GB/T 15835 5.1.7.1 gives a digit half a body). */
  readonly numericGap: boolean;
  /** 标点悬挂: one mark may hang half an em outside a filled line's end. */
  readonly hanging: boolean;
  readonly hyphenate: Hyphenation;
}

/** The rules where a house has set none: GB/T 15834, CLREQ. */
export const standardRules: SettingRules = {
  punctuation: 'quanjiao',
  kinsoku: 'normal',
  numericGap: true,
  hanging: false,
  hyphenate: 'narrow',
};

export type Align = 'justify' | 'start' | 'center' | 'end';

/** How a paragraph is set, whatever its measure. */
export interface ParagraphStyle extends SettingRules {
  readonly align: Align;
  /** Of the first line. */
  readonly indent: Pt;
  /** Of all lines after the first. */
  readonly hangingIndent: Pt;
  /** Letter-space added after each glyph but the last, for display lines. */
  readonly tracking: Pt;
}

/** The link and the ruby group that a glyph belongs to. */
export interface InlineMarkup {
  readonly link?: { readonly url: string };
  readonly ruby?: RubyPart;
}

/** Ruby base (RB) or ruby text (RT); those with the same key belong together. */
export interface RubyPart {
  readonly part: 'RB' | 'RT';
  readonly key: string;
}

/**
 * Neighbouring glyphs of one face, size and ink: a list for each of their facts and not an object for each glyph, of which a
 * newspaper has hundreds of thousands. The lists are of one length.
 */
export interface GlyphRun {
  readonly face: FaceId;
  readonly size: Pt;
  readonly ink: Ink;
  readonly added: boolean;
  readonly ids: readonly number[];
  /** From the line's start. */
  readonly xs: readonly Pt[];
  /** Up from the line's baseline; missing where all stand on it. */
  readonly ys: readonly Pt[] | undefined;
  /** The face's own at this size. */
  readonly advances: readonly Pt[];
  /** What each stands for. */
  readonly texts: readonly string[];
  /** Undefined where no glyph has a link or ruby. */
  readonly markup: readonly (InlineMarkup | null)[] | undefined;
}

/** 着重号: a filled circle at its place on a line; x from the line's start, y up from its baseline. */
export interface Dot {
  readonly x: Pt;
  readonly y: Pt;
  readonly radius: Pt;
  readonly ink: Ink;
}

/** A set line: indent and alignment are in the glyphs' x. */
export interface Line {
  readonly runs: readonly GlyphRun[];
  readonly dots: readonly Dot[];
  /** From the measure's left edge to the last glyph's end, trims applied. */
  readonly width: Pt;
  /** Where in the source the line begins. */
  readonly place: Place;
  /** Copy characters on the line: no spaces, nothing added. */
  readonly characters: number;
  /** The widest space added to a gap between two characters, in em; 0 where the line was not stretched. */
  readonly stretch: number;
  /** What a filled line lacks to its measure for want of a gap; negative where it is over it. */
  readonly shortfall: Pt;
  /** 孤字: it ends a paragraph of several lines with less than two characters of text. */
  readonly runt: boolean;
}
