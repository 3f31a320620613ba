import type { Pt } from './units.ts';

/** A place on the page or in a piece: x to the right, y down. */
export interface Point {
  readonly x: Pt;
  readonly y: Pt;
}

export interface Size {
  readonly width: Pt;
  readonly height: Pt;
}

export interface Rect extends Point, Size {}
