import type { Rect } from '../core/geometry.ts';
import type { Pt } from '../core/units.ts';
import type { Piece } from '../galley/galley.ts';

/** 版样: which piece is where on which page. Numbers and references only; it could be drawn with a ruler. */
export interface Dummy {
  readonly pages: readonly DummyPage[];
  /** The pieces that were reported as not fitting. */
  readonly overset: readonly Piece[];
}

export interface DummyPage {
  /** Its page of the issue; missing if the text needed a page more. */
  readonly source?: number;
  readonly placements: readonly Placement[];
  readonly rules: readonly DummyRule[];
  /** Frames of boxed articles, in points from the type area's top left. */
  readonly frames: readonly Rect[];
  readonly jumps: readonly Jump[];
}

/** Which part of its galley a placement shows. */
export type Part =
  | { readonly kind: 'head'; readonly span: number }
  | { readonly kind: 'body'; readonly index: number }
  | { readonly kind: 'float'; readonly index: number; readonly span: number };

/** A piece on a page: x in points from the type area's left, line in grid lines from its top. */
export interface Placement {
  readonly galley: number;
  readonly part: Part;
  readonly x: Pt;
  readonly line: number;
  /** Its height on the page; for pictures and headlines this may differ from the piece's natural one. */
  readonly lines: number;
}

/** 栏线 are between columns, over whole lines; a cut rule is in the middle of an empty line. */
export type DummyRule =
  | { readonly kind: 'column'; readonly x: Pt; readonly line: number; readonly lines: number }
  | { readonly kind: 'cut'; readonly x: Pt; readonly width: Pt; readonly line: number };

/** 下转第 n 版 at the foot of a part, 上接第 n 版 at the head of the rest. Page numbers count from 1. */
export interface Jump {
  readonly galley: number;
  readonly kind: 'to' | 'from';
  readonly page: number;
  readonly x: Pt;
  readonly width: Pt;
  readonly line: number;
}
