import { findRanges, type TextRange } from '../core/text-ranges.ts';
import { isNonAlphabetic } from '../text/char-class.ts';

/**
 * The scripts Han, Hiragana and Katakana of Unicode 17. Spelled out, for `\p{sc=Han}` is looked up anew by every pattern
 * that names it, and the forty of normalise.ts would take longer to be made than to be used.
 */
const hanRanges =
  '\\u2e80-\\u2e99\\u2e9b-\\u2ef3\\u2f00-\\u2fd5\\u3005\\u3007\\u3021-\\u3029\\u3038-\\u303b\\u3041-\\u3096' +
  '\\u309d-\\u309f\\u30a1-\\u30fa\\u30fd-\\u30ff\\u31f0-\\u31ff\\u32d0-\\u32fe\\u3300-\\u3357\\u3400-\\u4dbf' +
  '\\u4e00-\\u9fff\\uf900-\\ufa6d\\ufa70-\\ufad9\\uff66-\\uff6f\\uff71-\\uff9d\\u{16fe2}-\\u{16fe3}' +
  '\\u{16ff0}-\\u{16ff6}\\u{1aff0}-\\u{1aff3}\\u{1aff5}-\\u{1affb}\\u{1affd}-\\u{1affe}\\u{1b000}-\\u{1b122}' +
  '\\u{1b132}\\u{1b150}-\\u{1b152}\\u{1b155}\\u{1b164}-\\u{1b167}\\u{1f200}\\u{20000}-\\u{2a6df}' +
  '\\u{2a700}-\\u{2b81d}\\u{2b820}-\\u{2cead}\\u{2ceb0}-\\u{2ebe0}\\u{2ebf0}-\\u{2ee5d}\\u{2f800}-\\u{2fa1d}' +
  '\\u{30000}-\\u{3134a}\\u{31350}-\\u{33479}';

/** Terms of the rules of normalise.ts, as parts of regular expressions with the `u` flag; those named marks as texts. */
export const han = `[${hanRanges}]`;
const latin = '[\\p{sc=Latin}\\p{sc=Greek}\\p{sc=Cyrillic}]';
export const openingMarks = '“‘（《〈【〖〔［｛「『';
export const closingMarks = '”’）》〉】〗〕］｝」』';
export const singleMarks = `${openingMarks}${closingMarks}，、；：。？！`;
export const opening = `[${openingMarks}]`;
export const closing = `[${closingMarks}]`;
export const marks = `(?:[${singleMarks}]|——|……)`;

/** Neither an ideograph nor kana, though among them: marks of Chinese sentences and full-width forms. */
const isWideMark = (codePoint: number): boolean =>
  (codePoint >= 0x3008 && codePoint <= 0x3020) ||
  (codePoint >= 0x3000 && codePoint <= 0x3004) ||
  (codePoint >= 0xff00 && codePoint <= 0xff65);

let hanPattern: RegExp | undefined;
let latinPattern: RegExp | undefined;

/** Whether a code point is one of `han`: nearly all are told without a pattern, which takes longer to be made. */
export function isHan(codePoint: number): boolean {
  if (codePoint >= 0x4e00 && codePoint <= 0x9fff) return true;
  if (codePoint < 0x2e80 || isWideMark(codePoint)) return false;
  hanPattern ??= new RegExp(han, 'u');
  return hanPattern.test(String.fromCodePoint(codePoint));
}

/** Whether a code point is one of `latin`. */
export function isLatin(codePoint: number): boolean {
  if (codePoint < 0x80) return (codePoint | 0x20) >= 0x61 && (codePoint | 0x20) <= 0x7a;
  if (isNonAlphabetic(codePoint)) return false;
  latinPattern ??= new RegExp(latin, 'u');
  return latinPattern.test(String.fromCodePoint(codePoint));
}

/** The code point that begins at an index; -1 at the end. */
export const pointAt = (text: string, at: number): number => text.codePointAt(at) ?? -1;

/** The code point that ends before an index; -1 at the beginning. */
export function pointBefore(text: string, at: number): number {
  if (at === 0) return -1;
  const last = text.charCodeAt(at - 1);
  if ((last & 0xfc00) !== 0xdc00 || at === 1) return last;
  const whole = text.codePointAt(at - 2) as number;
  return whole > 0xffff ? whole : last;
}

/** Marks of which one alone makes a paragraph Chinese. */
const chineseMarks = '，。、；：？！（）《》';

/** Whether a paragraph is Chinese: one without anything Chinese keeps the marks of its language. */
export function isChinese(text: string): boolean {
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    if (unit >= 0x80 && (isHan(pointAt(text, at)) || chineseMarks.includes(text[at] as string))) return true;
  }
  return false;
}

/**
 * What keeps its marks whatever stands beside it, and the signs without any of which there is none: the pattern is made
 * when a text has one. A name is looked for from its start only: tried from each of its letters, a long stretch without
 * a mark would be read once for every letter.
 */
const kept: readonly (readonly [signs: readonly string[], pattern: () => RegExp])[] = [
  // Web and mail addresses, without a mark that ends the sentence round them.
  [['://'], () => /(?:https?|ftp):\/\/[\w\-./?%&=#~+@:,;!*'()]*[\w/=#&~-]/gu],
  [['@'], () => /(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+/gu],
  // Windows paths; file names, also Chinese ones.
  [[':\\'], () => /[A-Za-z]:\\[\w\\.-]+/gu],
  [
    ['.'],
    () =>
      /(?<![\p{L}\p{N}_-])[\p{L}\p{N}_-]+\.(?:jpe?g|png|gif|svg|webp|tiff?|pdf|docx?|xlsx?|pptx?|txt|md|csv|zip|rar|mp[34]|html?)(?![A-Za-z0-9])/giu,
  ],
  // Intervals: [0,1) and (0，1].
  [
    ['[', '［', ']', '］'],
    () => /[[［][-−+]?[\d.∞]+[,，] ?[-−+]?[\d.∞]+[)）]|[(（][-−+]?[\d.∞]+[,，] ?[-−+]?[\d.∞]+[\]］]/gu,
  ],
  // Initials and abbreviations keep their dots before Chinese: A.B.史密斯, 8 a.m.开门, ABC Inc.工作.
  [['.'], () => /(?<![A-Za-z])(?:[A-Z]\.)+/gu],
  [['.'], () => /(?<![A-Za-z.])(?:[a-z]\.){2,}/gu],
  [
    ['.'],
    () =>
      /(?<![A-Za-z])(?:Inc|Ltd|Co|Corp|No|Nos|Dr|Mr|Mrs|Ms|St|Prof|Ph|Jr|Sr|Vol|Fig|vs|etc|Dept|Univ|Ave|Rd)\./gu,
  ],
];

const none: readonly TextRange[] = [];

/** The stretches of a text that no rule may touch, in no order. */
export function protectedRanges(text: string): readonly TextRange[] {
  let found: TextRange[] | undefined;
  for (const [signs, pattern] of kept) {
    if (!signs.some((sign) => text.includes(sign))) continue;
    found ??= [];
    found.push(...findRanges(text, pattern()));
  }
  return found ?? none;
}

/** Whether anything from one unit to another is kept. */
export const isProtected = (stretches: readonly TextRange[], from: number, to: number): boolean =>
  stretches.length > 0 && stretches.some((stretch) => stretch.from < to && stretch.to > from);
