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
/** A capitalised word may be a name; one with a digit or a sign inside is no word. */
const word = new RegExp(`^${prefix}[a-z]{1,${maxLetters}}${suffix}$`);
/** A name: a word of six letters or more with a capital at its beginning and nowhere else. */
const name = new RegExp(`^${prefix}[A-Z][a-z]{5,${maxLetters}}${suffix}$`);
/** A word wider than its line is broken in any case, best at the end of a syllable. */
const wideWord = new RegExp(
  `^${prefix}(?:[A-Z]?[a-z]{1,${maxLetters}}|[A-Z]{1,${maxLetters}})${suffix}[-‐]?$`,
);

/** Whether a text is a word of an English sentence that may be hyphenated; `isWide` if it must be broken. */
export const mayHyphenate = (text: string, isWide: boolean): boolean => (isWide ? wideWord : word).test(text);

/** Whether a text may be a name that is divided where the line would be visibly loose otherwise. */
export const mayDivideName = (text: string): boolean => name.test(text);

/**
 * Returns the UTF-16 offsets in a text before which its word may be hyphenated: by F. M. Liang's patterns for English, or
 * between the syllables of a Chinese name (GB/T 16159), which these patterns divide wrongly: Xi-aom-ing.
 */
export function hyphenationPoints(text: string): readonly number[] {
  const found = /[A-Za-z]+/.exec(text);
  if (found === null || found[0].length < minBefore + minAfter) return [];
  const [letters] = found;
  const pinyin = /^[A-Z]/.test(letters) ? pinyinSyllables(letters.toLowerCase()) : undefined;
  const parts =
    pinyin ?? patterns().hyphenateSync(letters.toLowerCase(), { hyphenChar: '\u00ad' }).split('\u00ad');
  const points: number[] = [];
  let at = 0;
  for (const part of parts.slice(0, -1)) {
    at += part.length;
    if (at >= minBefore && found[0].length - at >= minAfter) points.push(found.index + at);
  }
  return points;
}

/** A syllable of pinyin that begins with a consonant, as all syllables inside a name do unless an apostrophe precedes. */
const initial = 'zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw]';
const final =
  'iang|iong|uang|ang|eng|ing|ong|ian|iao|uai|uan|(?<=[dljqx])ia|(?<=[ghknrs])ua|ai|an|ao|ei|en|ie|in|iu|ou|ue|ui|un|uo|[aeiou]';
const syllable = `(?:${initial})(?:${final})`;
const syllables = new RegExp(`${syllable}(?=(?:${syllable})*$)`, 'g');

/** Divides a word that is pinyin throughout; undefined if it is not. Which syllable a consonant belongs to is never in doubt. */
function pinyinSyllables(word: string): readonly string[] | undefined {
  const found = word.match(syllables) ?? [];
  return found.join('') === word ? found : undefined;
}
