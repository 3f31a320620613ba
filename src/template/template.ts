import type { Rect, Size } from '../core/geometry.ts';
import type { Ink } from '../core/ink.ts';
import type { Place } from '../core/place.ts';
import type { Pt } from '../core/units.ts';
import type { FaceRole } from '../fonts/font-book.ts';
import type { Align, SettingRules } from '../text/text-style.ts';

/** 版式: the design of a paper. Every length is resolved to points, every style is complete. */
export interface Template {
  readonly name: string;
  readonly trim: Size;
  /** The type area (版心), from the top left of the trim. */
  readonly area: Rect;
  readonly grid: Grid;
  readonly typography: Typography;
  readonly fonts: ReadonlyMap<FaceRole, FontRequest>;
  readonly rules: Readonly<Record<RuleName, Rule>>;
  readonly styles: Readonly<Record<StyleName, Style>>;
  readonly headlines: Readonly<Record<HeadlineRank, HeadlineStyle>>;
  readonly masthead: MastheadDesign;
  readonly dateline: DatelineDesign;
  readonly folio: FolioDesign;
  readonly foot: FootDesign;
  readonly print: PrintIntent;
}

export interface Grid {
  /** Body size: the unit 字. */
  readonly size: Pt;
  /** The unit 行. */
  readonly leading: Pt;
  readonly lines: number;
  readonly columns: number;
  readonly minGutter: Pt;
}

export interface Typography {
  readonly rules: SettingRules;
  readonly normalise: boolean;
}

/** The font requested for a role: a name in the type case, or a path relative to the file `from`. */
export interface FontRequest {
  readonly font: string;
  readonly fallback: readonly FaceRole[];
  readonly from: string;
  readonly place: Place;
  /** The font of the template that an issue replaces. */
  readonly replaced?: string | undefined;
}

export const ruleNames = ['column', 'cut', 'short', 'box', 'table'] as const;
export type RuleName = (typeof ruleNames)[number];

export interface Rule {
  readonly width: Pt;
  readonly ink: Ink;
}

export const styleNames = [
  'body',
  'strong',
  'emphasis',
  'reading',
  'dateline',
  'code',
  'quote',
  'list',
  'note',
  'crosshead',
  'run-in',
  'section',
  'kicker',
  'kicker-small',
  'deck',
  'deck-small',
  'byline',
  'byline-small',
  'credit',
  'caption',
  'picture-credit',
  'qr-caption',
  'box-title',
  'table',
  'table-head',
  'jump',
  'continued',
] as const;
export type StyleName = (typeof styleNames)[number];

export interface Style {
  readonly face: FaceRole;
  readonly size: Pt;
  readonly ink: Ink;
  readonly align: Align;
  readonly indent: Pt;
  readonly tracking: Pt;
}

/** The rank of an article on its page, which decides the size of its headline. */
export const headlineRanks = ['lead', 'second', 'brief'] as const;
export type HeadlineRank = (typeof headlineRanks)[number];

export interface HeadlineStyle {
  readonly face: FaceRole;
  readonly ink: Ink;
  readonly sizes: { readonly min: Pt; readonly max: Pt };
  /** Baseline to baseline, in em. */
  readonly leading: number;
  readonly lines: number;
  readonly align: 'start' | 'center';
}

export interface MastheadDesign {
  readonly lines: number;
  readonly paper: {
    readonly name: string;
    readonly latin: string;
    readonly section: string;
    readonly sectionLatin: string;
  };
  readonly sloganText: readonly string[];
  readonly publishers: readonly string[];
  readonly published: string;
  readonly name: Style;
  readonly latin: Style;
  readonly section: Style;
  readonly sectionLatin: Style;
  readonly slogan: Style;
  readonly blockWidth: Pt;
  readonly rule: Rule;
  readonly divider: Rule;
  readonly ear: { readonly code: Pt; readonly width: Pt; readonly gap: Pt; readonly text: Style };
}

export interface DatelineDesign {
  readonly lines: number;
  readonly text: Style;
  readonly figure: Style;
  readonly above: Rule;
  readonly below: Rule;
}

export interface FolioDesign {
  readonly lines: number;
  readonly number: Style;
  readonly name: Style;
  readonly text: Style;
  readonly rule: Rule;
}

export interface FootDesign {
  readonly gap: Pt;
  readonly text: Style;
  readonly rule: Rule;
}

/** What is requested of the press. */
export interface PrintIntent {
  readonly profile: {
    readonly bytes: Uint8Array;
    readonly condition: string;
    readonly registry: string;
    /** Where its file is named, for messages. */
    readonly source?: { readonly value: string; readonly place: Place };
  };
  readonly bleed: Pt;
  /** Total area coverage allowed, in percent. */
  readonly tac: number;
  /** Whether the page has printer's marks around it; without them the media ends at the trim. */
  readonly marks: boolean;
}
