import { createRequire } from 'node:module';

/** Letters that stay together before and after a hyphen (CLREQ 3.2.2, as TeX sets English). */
const leastBefore = 2;
const leastAfter = 3;

interface Hyphenator {
  readonly hyphenateSync: (text: string, options: { readonly hyphenChar: string }) => string;
}

const require = createRequire(import.meta.url);
let english: Hyphenator | undefined;

/** The patterns are read with the first word that asks for them: most issues hold none, and should not wait. */
function patterns(): Hyphenator {
  english ??= require('hyphen/en-us') as Hyphenator;
  return english;
}

/** What has more letters is no English word, and the patterns take the square of its length. */
const longest = 50;
/** What may stand around a word of a sentence. */
const [opens, closes] = [`[("'“‘\\[]*`, `(?:['’]s)?[)"'”’\\],.;:?!…]*`];
/** A word with a capital may be a name, which is never broken; one with a digit or a sign inside is no word. */
const word = new RegExp(`^${opens}[a-z]{1,${longest}}${closes}$`);
/** One wider than its line is broken somewhere in any case, at best where its syllables end. */
const wideWord = new RegExp(`^${opens}(?:[A-Z]?[a-z]{1,${longest}}|[A-Z]{1,${longest}})${closes}[-‐]?$`);

/** Whether a word of an English sentence may end a line at its hyphenation points; `wide` if it must be broken. */
export const mayHyphenate = (text: string, wide: boolean): boolean => (wide ? wideWord : word).test(text);

/** UTF-16 places in a text before which its word may be broken with a hyphen. English alone; Liang's patterns. */
export function hyphenationPoints(text: string): readonly number[] {
  const found = /[A-Za-z]+/.exec(text);
  if (found === null || found[0].length < leastBefore + leastAfter) return [];
  const parts = patterns().hyphenateSync(found[0].toLowerCase(), { hyphenChar: '\u00ad' }).split('\u00ad');
  const points: number[] = [];
  let at = 0;
  for (const part of parts.slice(0, -1)) {
    at += part.length;
    if (at >= leastBefore && found[0].length - at >= leastAfter) points.push(found.index + at);
  }
  return points;
}
