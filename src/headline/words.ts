/** Ends a clause: punctuation, a space or a dash. */
export const clauseEnd = /[\s\u200b，。；：？！]$|(?:^|[^—])—$/;

/**
 * Word classes, as far as line ends depend on them. `lead` binds to what follows (adverbs, prepositions), `tail` to
 * what precedes (particles), `join` to both (conjunctions). Words in no list are nouns.
 */
export type WordKind = 'noun' | 'verb' | 'idiom' | 'lead' | 'time' | 'count' | 'name' | 'join' | 'tail';

/** A word with the punctuation and spaces that stay on its line. */
export interface Word {
  readonly text: string;
  /** The text without punctuation and spaces. */
  readonly core: string;
  /** UTF-16 index of its first character in the headline. */
  readonly index: number;
  readonly kind: WordKind;
  /** A fixed term or a part of one. */
  readonly isTerm?: true;
  /** The term that began with the word before it may be divided here. */
  readonly isSeam?: true;
}
