import { layGlyphsOp } from './lay-glyphs-op.ts';
import type { PaintOp } from './paint.ts';

/** The standard structure types of PDF that a newspaper has need of: ISO 32000-1, 14.8.4. */
export type Role =
  | 'Art'
  | 'Sect'
  | 'H1'
  | 'H2'
  | 'P'
  | 'BlockQuote'
  | 'L'
  | 'LI'
  | 'Lbl'
  | 'LBody'
  | 'Table'
  | 'TR'
  | 'TH'
  | 'TD'
  | 'Note'
  | 'Link'
  | 'Ruby'
  | 'RB'
  | 'RT'
  | 'Figure'
  | 'Caption';

/** An element of the text's structure: what it is, and which one of its kind within the element round it. */
export interface PartStep {
  readonly role: Role;
  readonly key: string;
  /** What a picture or a code says, for those who do not see it. */
  readonly alt?: string;
}

/**
 * The element that an op belongs to, from the outermost inwards. Ops of equal paths are one element, wherever they lie:
 * a paragraph goes on in the next column, an article on the next page.
 */
export type PartPath = readonly PartStep[];

/** What a link leads to: an address, or a page of this newspaper. */
export type LinkTarget = { readonly url: string } | { readonly page: number };

/** An entry of the list of articles: its headline, its page, and the height on it at which it begins. */
export interface Bookmark {
  readonly title: string;
  readonly page: number;
  readonly y: number;
}

/**
 * Ops as part of an element. Type and pictures are content, and so is what is part of an element already; rules, frames
 * and grounds are none.
 */
export function within(step: PartStep, ops: readonly PaintOp[]): readonly PaintOp[] {
  return ops.map((op) => {
    const part = op.part === undefined ? [step] : [step, ...op.part];
    if (op.op === 'glyphs') return layGlyphsOp(op, op.at, part);
    return op.op === 'image' || op.part !== undefined ? { ...op, part } : op;
  });
}
