import type { Pt } from './units.ts';

/** A position on a page or in a piece: x grows to the right, y downwards. */
export interface Point {
  readonly x: Pt;
  readonly y: Pt;
}

export interface Size {
  readonly width: Pt;
  readonly height: Pt;
}

export interface Rect extends Point, Size {}
