import type { FaceId } from '../assets/face.ts';
import type { ImageId } from '../assets/image-file.ts';
import type { Point, Rect, Size } from '../core/geometry.ts';
import type { Ink } from '../core/ink.ts';
import type { Pt } from '../core/units.ts';

/** The finished pages as plain data: absolute positions, JSON-safe, no functions. Writers read this and nothing else. */
export interface Publication {
  readonly info: DocumentInfo;
  readonly sheets: readonly Sheet[];
}

export interface DocumentInfo {
  readonly title: string;
  readonly creator: string;
  /** ISO 8601, UTC. Given by the caller, never taken from a clock. */
  readonly date: string;
}

/** Origin: top left of the trim; y runs down. Bleed lies outside, at negative or larger values. */
export interface Sheet {
  readonly trim: Size;
  readonly bleed: Pt;
  /** In reading order: text extraction follows it. */
  readonly ops: readonly PaintOp[];
}

export type PaintOp = GlyphsOp | FillOp | StrokeOp | ImageOp;

/** Glyphs of one face and size on one baseline; `at` is the baseline's start. */
export interface GlyphsOp {
  readonly op: 'glyphs';
  readonly face: FaceId;
  readonly size: Pt;
  readonly ink: Ink;
  readonly at: Point;
  readonly glyphs: readonly PlacedGlyph[];
  /** `copy` is the author's text and counted; `furniture` is what the paper adds: folios, list numbers, repeats. */
  readonly source: TextSource;
  /** Laid over outlined lettering so that the text can be found and copied; prints nothing. */
  readonly hidden?: true;
}

export type TextSource = 'copy' | 'furniture';

export interface FillOp {
  readonly op: 'fill';
  readonly path: Path;
  readonly ink: Ink;
}

export interface StrokeOp {
  readonly op: 'stroke';
  readonly path: Path;
  readonly ink: Ink;
  readonly width: Pt;
}

/** The part `crop` of a picture (fractions of its turned width and height) laid into `rect`. */
export interface ImageOp {
  readonly op: 'image';
  readonly image: ImageId;
  readonly rect: Rect;
  readonly crop: Rect;
}

/** One glyph: x and y from the op's `at`; `text` is what it stands for in the text layer. */
export interface PlacedGlyph {
  readonly id: number;
  readonly x: Pt;
  readonly y: Pt;
  /** The face's own advance at this size, which the writer needs to place the next glyph. */
  readonly advance: Pt;
  readonly text: string;
}

export type Path = readonly PathStep[];

export type PathStep =
  | { readonly to: 'move'; readonly x: Pt; readonly y: Pt }
  | { readonly to: 'line'; readonly x: Pt; readonly y: Pt }
  | {
      readonly to: 'curve';
      readonly x1: Pt;
      readonly y1: Pt;
      readonly x2: Pt;
      readonly y2: Pt;
      readonly x: Pt;
      readonly y: Pt;
    }
  | { readonly to: 'close' };
