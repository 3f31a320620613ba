import { pickLookups, readClasses } from './layout-tables.ts';
import { type LetterGlyph, type Rule, readRule } from './letter-rules.ts';

/** What the shaper asks of a font. */
export interface LetterFont {
  readonly table: (tag: string) => Buffer | undefined;
  readonly glyph: (codePoint: number) => number;
  /** In the font's units. */
  readonly advance: (glyph: number) => number;
}

/** Shapes a text in a script and a language, both by their OpenType names, with further features. */
export type LetterShaper = (
  text: string,
  script: string,
  language: string,
  features: readonly string[],
) => readonly LetterGlyph[] | undefined;

/** The features that are always on. Their order is all one: rules are applied in the order in which the font has them. */
const always = 'rvrn ltra ltrm ccmp locl rlig mark mkmk calt clig liga rclt curs kern'.split(' ');

/** What is more than letters side by side: accents to be put over letters, signs that are not seen, fractions. */
const beyondLetters = /[\p{M}\p{Default_Ignorable_Code_Point}\u2044]/u;

/**
 * Makes a shaper for what nearly all text is: letters, figures and marks side by side, with other forms, ligatures and
 * kerning. It gives undefined for a text it is not made for, and for one that another rule of the font is about: these
 * want a whole shaper. What it gives is what fontkit gives.
 */
export function makeLetterShaper(font: LetterFont): LetterShaper {
  const known = new Map<string, Rules>();
  let isMark: ((glyph: number) => boolean) | undefined;
  return (text, script, language, features) => {
    if (beyondLetters.test(text)) return undefined;
    const key = [script, language, ...features].join();
    const rules = known.get(key) ?? readRules(font, script, language, features);
    known.set(key, rules);
    isMark ??= readMarks(font.table('GDEF'));
    const glyphs = Array.from(text, (character) => ({
      id: font.glyph(character.codePointAt(0)!),
      advance: 0,
      text: character,
    }));
    if (!rules.substitute.every((rule) => rule(glyphs)) || glyphs.some(({ id }) => isMark!(id)))
      return undefined;
    for (const glyph of glyphs) glyph.advance = font.advance(glyph.id);
    return rules.position.every((rule) => rule(glyphs)) ? glyphs : undefined;
  };
}

interface Rules {
  readonly substitute: readonly Rule[];
  readonly position: readonly Rule[];
}

function readRules(font: LetterFont, script: string, language: string, features: readonly string[]): Rules {
  const wanted = [...new Set([...always, ...features])];
  const rulesOf = (tag: 'GSUB' | 'GPOS'): readonly Rule[] => {
    const table = font.table(tag);
    if (table === undefined) return [];
    return pickLookups(tag, table, script, language.padEnd(4), wanted).map((lookup) => readRule(tag, lookup));
  };
  return { substitute: rulesOf('GSUB'), position: rulesOf('GPOS') };
}

/** GDEF's class of glyphs that stand over others. */
const markClass = 3;

function readMarks(gdef: Buffer | undefined): (glyph: number) => boolean {
  const offset = gdef?.readUInt16BE(4) ?? 0;
  if (gdef === undefined || offset === 0) return () => false;
  const classOf = readClasses(gdef.subarray(offset));
  return (glyph) => classOf(glyph) === markClass;
}
