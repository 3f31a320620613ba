/**
 * A colour, in percent of each process ink. There are no RGB or spot colours: newsprint is printed from four plates.
 */
export interface Ink {
  readonly c: number;
  readonly m: number;
  readonly y: number;
  readonly k: number;
}

/** The colour of text and rules, on the K plate alone. */
export const black: Ink = { c: 0, m: 0, y: 0, k: 100 };
