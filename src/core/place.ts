/** A position in a source file. Line and column count from 1; columns are UTF-16 units, as in editors. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** A place in the author's files. `start` is missing if only the file is known. */
export interface Place {
  readonly file: string;
  readonly start?: Position;
  readonly end?: Position;
}

/**
 * Lines of a column on a finished page. Pages, columns and lines count from 1; lines on the page grid from the type area's
 * top.
 */
export interface PagePlace {
  readonly page: number;
  readonly column: number;
  readonly line: number;
  /** How many lines, from `line` on: a headline, a picture or a table is marked as a whole. */
  readonly lines: number;
}

/** Moves a place by UTF-16 units within its line. A place without a position stays as it is. */
export const placeAt = (place: Place, offset: number): Place =>
  place.start === undefined
    ? place
    : { ...place, start: { ...place.start, column: place.start.column + offset } };
