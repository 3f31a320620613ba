/** What every engine is asked to set. Lengths in points. */
export interface Order {
  readonly paragraphs: readonly string[];
  readonly measure: number;
  readonly size: number;
  readonly leading: number;
  /** Of a paragraph's first line. */
  readonly indent: number;
  /** The one font file that all engines set with. */
  readonly font: string;
  /** A folder of its own to work in. */
  readonly folder: string;
}

/** A finished PDF and where the measure's left edge lies on its pages. */
export interface Proof {
  readonly file: string;
  readonly left: number;
}

export interface Engine {
  readonly name: string;
  /** Out: the proof, or one line that says what is not installed. */
  readonly typeset: (order: Order) => Promise<Proof | { readonly missing: string }>;
}

/** White round the type area of every engine's pages. */
export const margin = 30;

/** Lines on a page. */
export const linesOnPage = 60;
