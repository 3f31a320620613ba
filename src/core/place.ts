/** A position in a source file. Line and column count from 1; columns are UTF-16 units, as in editors. */
export interface Spot {
  readonly line: number;
  readonly column: number;
}

/** A place in the author's files. `start` is missing if only the file is known. */
export interface Place {
  readonly file: string;
  readonly start?: Spot;
  readonly end?: Spot;
}

/** Moves a place by UTF-16 units within its line. A place without a position stays as it is. */
export const placeAt = (place: Place, offset: number): Place =>
  place.start === undefined
    ? place
    : { ...place, start: { ...place.start, column: place.start.column + offset } };
