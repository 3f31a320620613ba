import { createRequire } from 'node:module';

/** Letters that stay together before and after a hyphen (CLREQ 3.2.2; TeX's values for English). */
const minBefore = 2;
const minAfter = 3;

interface Hyphenator {
  readonly hyphenateSync: (text: string, options: { readonly hyphenChar: string }) => string;
}

/** Loads the patterns when the first word needs them: most issues hyphenate nothing and should not wait for them. */
const require = createRequire(import.meta.url);
let english: Hyphenator | undefined;

function patterns(): Hyphenator {
  english ??= require('hyphen/en-us') as Hyphenator;
  return english;
}

/** No English word has more letters, and the time of the patterns grows with the square of the length. */
const maxLetters = 50;
/** Marks before and after a word of a sentence. */
const [prefix, suffix] = [`[("'“‘\\[]*`, `(?:['’]s)?[)"'”’\\],.;:?!…]*`];
/** A capitalised word may be a name, which is never broken; one with a digit or a sign inside is no word. */
const word = new RegExp(`^${prefix}[a-z]{1,${maxLetters}}${suffix}$`);
/** A word wider than its line is broken in any case, best at the end of a syllable. */
const wideWord = new RegExp(
  `^${prefix}(?:[A-Z]?[a-z]{1,${maxLetters}}|[A-Z]{1,${maxLetters}})${suffix}[-‐]?$`,
);

/** Whether a text is a word of an English sentence that may be hyphenated; `isWide` if it must be broken. */
export const mayHyphenate = (text: string, isWide: boolean): boolean => (isWide ? wideWord : word).test(text);

/** Returns the UTF-16 offsets in a text before which its word may be hyphenated, by F. M. Liang's patterns for English. */
export function hyphenationPoints(text: string): readonly number[] {
  const found = /[A-Za-z]+/.exec(text);
  if (found === null || found[0].length < minBefore + minAfter) return [];
  const syllables = patterns()
    .hyphenateSync(found[0].toLowerCase(), { hyphenChar: '\u00ad' })
    .split('\u00ad');
  const points: number[] = [];
  let at = 0;
  for (const syllable of syllables.slice(0, -1)) {
    at += syllable.length;
    if (at >= minBefore && found[0].length - at >= minAfter) points.push(found.index + at);
  }
  return points;
}
