/** A point in a source file; line and column count from 1, the column in UTF-16 units as editors count. */
export interface Spot {
  readonly line: number;
  readonly column: number;
}

/** Where in the author's files something was written. `start` is missing where only the file is known. */
export interface Place {
  readonly file: string;
  readonly start?: Spot;
  readonly end?: Spot;
}

/** The place so many UTF-16 units further on in the same line; where only the file is known, that. */
export const placeAt = (place: Place, offset: number): Place =>
  place.start === undefined
    ? place
    : { ...place, start: { ...place.start, column: place.start.column + offset } };
