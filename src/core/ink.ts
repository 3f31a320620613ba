/**
 * What the press lays down, in percent of each process ink. A screen colour cannot be said here:
 * newsprint is printed from four plates and no fifth.
 */
export interface Ink {
  readonly c: number;
  readonly m: number;
  readonly y: number;
  readonly k: number;
}

/** Text and rules: black on the K plate alone. */
export const black: Ink = { c: 0, m: 0, y: 0, k: 100 };
