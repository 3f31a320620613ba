/** The notes of one article: identifiers in the order in which they are first referred to. */
export interface NoteBook {
  readonly order: string[];
}

/** The number of a note, given out at its first reference. */
export function noteNumber(book: NoteBook, identifier: string): number {
  if (!book.order.includes(identifier)) book.order.push(identifier);
  return book.order.indexOf(identifier) + 1;
}

/** Unicode has circled figures without a gap from ① to ⑳. */
const lastCircled = 20;

/** What is printed at the reference and before the note. */
export function noteMark(number: number): string {
  return number <= lastCircled ? String.fromCodePoint(0x2460 + number - 1) : `[${number}]`;
}
