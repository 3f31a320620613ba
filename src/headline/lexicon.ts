import { readFileSync } from 'node:fs';
import path from 'node:path';
import { packageRoot } from '../core/package-root.ts';

/*
 * A lexicon of general Chinese for headlines: words of one to four characters, each with its frequency and its class. The
 * source is the dictionary of jieba (words/README.md).
 *
 * The file is UTF-16, with one line for each length of words. A line has the words sorted by their code units, each
 * followed by one code unit that holds its class and its frequency, so that a look-up is a binary search in the string
 * and opening the lexicon splits nothing. The number in the file's name rises with each change of the data, because the
 * name is part of the code and the code is part of each cache key.
 */
const file = 'words/lexicon-2.txt';

/** The classes in the order of their numbers in the file; `verbal` is a verb that is a noun as well: 检查, 服务. */
const classes = ['noun', 'verb', 'verbal', 'adverb', 'time', 'adjective', 'count', 'function'] as const;
export type WordClass = (typeof classes)[number];

/** The first code unit of class and frequency, and the number of frequencies of a class. */
const firstCode = 0x30;
const frequencies = 32;
/** The logarithm to the base 2 of a frequency is its number divided by this. */
const frequencyScale = 1.7;
/** The logarithm of the frequencies of all words together. */
const allWords = 25.8;

export interface Entry {
  readonly wordClass: WordClass;
  /** The surprise of the word in running text, in bits. */
  readonly bits: number;
}

export interface Lexicon {
  readonly find: (word: string) => Entry | undefined;
  readonly classOf: (word: string) => WordClass | undefined;
}

/** Read on first use; the same for all texts. */
let lexicon: Lexicon | undefined;

export function openLexicon(): Lexicon {
  lexicon ??= parseLexicon(readFileSync(path.join(packageRoot, file)).toString('utf16le'));
  return lexicon;
}

/** In: the text of the lexicon's file. */
export function parseLexicon(text: string): Lexicon {
  const lists = text.split('\n');
  const find = (word: string): Entry | undefined => {
    const code = codeIn(lists[word.length - 1] ?? '', word);
    if (code === undefined) return undefined;
    const number = code - firstCode;
    return {
      wordClass: classes[Math.floor(number / frequencies)] as WordClass,
      bits: allWords - (number % frequencies) / frequencyScale,
    };
  };
  return { find, classOf: (word) => find(word)?.wordClass };
}

/** Binary search in sorted words of the same length; returns the code unit after the word. */
function codeIn(words: string, word: string): number | undefined {
  const length = word.length + 1;
  let [low, high] = [0, words.length / length];
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    const found = words.slice(middle * length, (middle + 1) * length - 1);
    if (found === word) return words.charCodeAt((middle + 1) * length - 1);
    if (found < word) low = middle + 1;
    else high = middle;
  }
  return undefined;
}
