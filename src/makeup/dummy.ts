import type { Rect } from '../core/geometry.ts';
import type { Pt } from '../core/units.ts';

/** 版样: which piece lies where on which page. Numbers and references only; one could draw it with a ruler. */
export interface Dummy {
  readonly pages: readonly DummyPage[];
  /** Copy characters that were told as not fitting. */
  readonly overset: number;
}

export interface DummyPage {
  /** The page of the issue it was planned for; missing where the text needed a page more. */
  readonly source?: number;
  readonly placements: readonly Placement[];
  readonly rules: readonly DummyRule[];
  /** Frames of boxed articles, in points from the type area's top left. */
  readonly frames: readonly Rect[];
  readonly jumps: readonly Jump[];
}

/** What of a galley lies at a place. */
export type Part =
  | { readonly kind: 'head'; readonly span: number }
  | { readonly kind: 'body'; readonly index: number }
  | { readonly kind: 'float'; readonly index: number; readonly span: number };

/** A piece at its place: x in points from the type area's left, line in grid lines from its top. */
export interface Placement {
  readonly galley: number;
  readonly part: Part;
  readonly x: Pt;
  readonly line: number;
  /** The height it was given, which is its own or, for pictures and headlines, what the page asked. */
  readonly lines: number;
}

/** 栏线 stand between columns over whole lines; a cut rule lies in the middle of an empty line. */
export type DummyRule =
  | { readonly kind: 'column'; readonly x: Pt; readonly line: number; readonly lines: number }
  | { readonly kind: 'cut'; readonly x: Pt; readonly width: Pt; readonly line: number };

/** 下转第 n 版 at the foot of what was laid, 上接第 n 版 at the head of the rest. Page numbers count from 1. */
export interface Jump {
  readonly galley: number;
  readonly kind: 'to' | 'from';
  readonly page: number;
  readonly x: Pt;
  readonly width: Pt;
  readonly line: number;
}
