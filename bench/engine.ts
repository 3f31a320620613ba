/** The text and style that every engine sets. Lengths in points. */
export interface Order {
  readonly paragraphs: readonly string[];
  readonly measure: number;
  readonly size: number;
  readonly leading: number;
  /** Indent of the first line of a paragraph. */
  readonly indent: number;
  /** The font file that all engines use. */
  readonly font: string;
  /** A temporary folder for this order. */
  readonly folder: string;
}

/** A finished PDF, and the left edge of the measure on its pages. */
export interface TypesetPdf {
  readonly file: string;
  readonly left: number;
}

export interface Engine {
  readonly name: string;
  /** Out: the PDF, or the names of the packages to install. */
  readonly typeset: (order: Order) => Promise<TypesetPdf | { readonly missing: string }>;
}

/** Margin around the type area, for every engine. */
export const margin = 30;

/** Lines per page. */
export const linesOnPage = 60;
