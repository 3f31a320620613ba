import type { FontBook } from '../../fonts/font-book.ts';
import type { Refuse } from './faults.ts';
import { lengthIn } from './lengths.ts';
import type { LinkedPicture } from './linked-pictures.ts';
import type { Matrix } from './matrix.ts';
import type { PlainNode } from './plain-svg.ts';
import type { TextSetting } from './set-text.ts';
import type { SourceElement } from './source.ts';
import type { Style } from './style.ts';

/** What a drawing is made with. */
export interface DrawingContext {
  readonly fonts: FontBook;
  readonly refuse: Refuse;
  readonly missing: TextSetting['missing'];
  readonly replaced: TextSetting['replaced'];
  /** The pictures that the file names, by element. */
  readonly pictures: ReadonlyMap<SourceElement, LinkedPicture>;
}

/** What an element gets from those around it. */
export interface Frame {
  readonly style: Style;
  readonly viewport: { readonly width: number; readonly height: number };
  /** From here to the drawing. */
  readonly matrix: Matrix;
  readonly uses: readonly SourceElement[];
  /** Within `clipPath`, which has shapes and no groups: the transform of the groups so far. */
  readonly clip: Matrix | undefined;
}

/** The walk through one file, as those who draw the single elements see it. */
export interface Walk extends DrawingContext {
  readonly byId: ReadonlyMap<string, SourceElement>;
  /** What `url(#…)` of the plain drawing refers to. */
  readonly definitions: Map<string, PlainNode>;
  readonly styleIn: (element: SourceElement, parent: Style, viewport: Frame['viewport']) => Style;
  /** `url(#…)` of a definition, written when it is first referred to; undefined if there is none, which is refused. */
  readonly refer: (user: SourceElement, property: string, id: string, frame: Frame) => string | undefined;
  readonly ownTransform: (element: SourceElement, style: Style, frame: Frame) => Matrix;
  /** What an element as a whole undergoes, but for its transform. */
  readonly effects: (element: SourceElement, style: Style, frame: Frame) => Record<string, string>;
  readonly draw: (element: SourceElement, above: Frame) => readonly PlainNode[];
  readonly drawChildren: (parent: SourceElement, frame: Frame) => readonly PlainNode[];
}

/** Elements may be hidden within shown ones, and the other way round. */
export const isHidden = ({ values }: Style): boolean => values['visibility'] !== 'visible';

/** A length that an attribute gives, or CSS in its place. What is none is refused. */
export function lengthOf(
  element: SourceElement,
  style: Style,
  name: string,
  whole: number,
  refuse: Refuse,
): number {
  const value = style.geometry[name] ?? element.attributes[name];
  if (value === undefined || value === '') return 0;
  const read = lengthIn(value, { fontSize: Number(style.values['font-size']), whole });
  if (read === undefined) refuse(element, `${name}="${value}"`);
  return read ?? 0;
}
