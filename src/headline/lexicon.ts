import { readFileSync } from 'node:fs';
import path from 'node:path';
import { packageRoot } from '../core/package-root.ts';

/*
 * A lexicon of general Chinese for headlines: verbs and adverbs of two characters, and words of two to four characters
 * that Intl.Segmenter cuts although they are frequent. The source is the dictionary of jieba (words/README.md).
 *
 * The file has one line for each list. All words of a list have the same length, are sorted by their UTF-16 code units and
 * written without separators, so that a look-up is a binary search in the string and opening the lexicon splits
 * nothing. The number in the file's name rises with each change of the data, because the name is part of the code and
 * the code is part of each cache key.
 */
const file = 'words/lexicon-1.txt';

export interface Lexicon {
  readonly isVerb: (word: string) => boolean;
  readonly isAdverb: (word: string) => boolean;
  /** Whether a word of two to four characters is known although Intl.Segmenter cuts it. */
  readonly isWhole: (word: string) => boolean;
}

/** Read on first use; the same for all texts. */
let lexicon: Lexicon | undefined;

export function openLexicon(): Lexicon {
  lexicon ??= parseLexicon(readFileSync(path.join(packageRoot, file), 'utf8'));
  return lexicon;
}

/** In: the text of the lexicon's file. */
export function parseLexicon(text: string): Lexicon {
  const [verbs = '', adverbs = '', ...wholes] = text.split('\n');
  return {
    isVerb: (word) => word.length === 2 && isIn(verbs, word),
    isAdverb: (word) => word.length === 2 && isIn(adverbs, word),
    isWhole: (word) => isIn(wholes[word.length - 2] ?? '', word),
  };
}

/** Binary search in sorted words of the same length. */
function isIn(words: string, word: string): boolean {
  const length = word.length;
  let [low, high] = [0, words.length / length];
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    const found = words.slice(middle * length, (middle + 1) * length);
    if (found === word) return true;
    if (found < word) low = middle + 1;
    else high = middle;
  }
  return false;
}
