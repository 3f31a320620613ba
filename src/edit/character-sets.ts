import { isNonAlphabetic } from '../text/char-class.ts';

/**
 * The scripts Han, Hiragana and Katakana of Unicode 17. Spelled out, because V8 expands `\p{sc=Han}` again for every
 * pattern that contains it: compiling the forty of normalise.ts would take longer than running them.
 */
const hanRanges =
  '\\u2e80-\\u2e99\\u2e9b-\\u2ef3\\u2f00-\\u2fd5\\u3005\\u3007\\u3021-\\u3029\\u3038-\\u303b\\u3041-\\u3096' +
  '\\u309d-\\u309f\\u30a1-\\u30fa\\u30fd-\\u30ff\\u31f0-\\u31ff\\u32d0-\\u32fe\\u3300-\\u3357\\u3400-\\u4dbf' +
  '\\u4e00-\\u9fff\\uf900-\\ufa6d\\ufa70-\\ufad9\\uff66-\\uff6f\\uff71-\\uff9d\\u{16fe2}-\\u{16fe3}' +
  '\\u{16ff0}-\\u{16ff6}\\u{1aff0}-\\u{1aff3}\\u{1aff5}-\\u{1affb}\\u{1affd}-\\u{1affe}\\u{1b000}-\\u{1b122}' +
  '\\u{1b132}\\u{1b150}-\\u{1b152}\\u{1b155}\\u{1b164}-\\u{1b167}\\u{1f200}\\u{20000}-\\u{2a6df}' +
  '\\u{2a700}-\\u{2b81d}\\u{2b820}-\\u{2cead}\\u{2ceb0}-\\u{2ebe0}\\u{2ebf0}-\\u{2ee5d}\\u{2f800}-\\u{2fa1d}' +
  '\\u{30000}-\\u{3134a}\\u{31350}-\\u{33479}';

// Character sets of the rules: parts of regular expressions with the flag `u`; those named …Marks are plain strings.
export const han = `[${hanRanges}]`;
const latin = '[\\p{sc=Latin}\\p{sc=Greek}\\p{sc=Cyrillic}]';
export const openingMarks = '“‘（《〈【〖〔［｛「『';
export const closingMarks = '”’）》〉】〗〕］｝」』';
export const singleMarks = `${openingMarks}${closingMarks}，、；：。？！`;
export const opening = `[${openingMarks}]`;
export const closing = `[${closingMarks}]`;
/** Signs of enumeration and ornaments, which begin a clause: ① ㈠ ★ ※ 👉. Arrows and signs of mathematics are none. */
export const signs =
  '[\\u203b\\u2460-\\u24ff\\u25a0-\\u27bf\\u3220-\\u3229\\u3280-\\u3289\\u{1f300}-\\u{1faff}]';
export const marks = `(?:[${singleMarks}]|——|……)`;

/** Punctuation and full-width forms in the blocks of CJK that are neither ideograph nor kana. */
const isCjkMark = (codePoint: number): boolean =>
  (codePoint >= 0x3008 && codePoint <= 0x3020) ||
  (codePoint >= 0x3000 && codePoint <= 0x3004) ||
  (codePoint >= 0xff00 && codePoint <= 0xff65);

// Compiled on first use.
let hanPattern: RegExp | undefined;
let latinPattern: RegExp | undefined;

/** Whether a code point is in `han`. Two range checks decide nearly every case without the pattern. */
export function isHan(codePoint: number): boolean {
  if (codePoint >= 0x4e00 && codePoint <= 0x9fff) return true;
  if (codePoint < 0x2e80 || isCjkMark(codePoint)) return false;
  hanPattern ??= new RegExp(han, 'u');
  return hanPattern.test(String.fromCodePoint(codePoint));
}

/** Whether a code point is in `latin`. */
export function isLatin(codePoint: number): boolean {
  if (codePoint < 0x80) return (codePoint | 0x20) >= 0x61 && (codePoint | 0x20) <= 0x7a;
  if (isNonAlphabetic(codePoint)) return false;
  latinPattern ??= new RegExp(latin, 'u');
  return latinPattern.test(String.fromCodePoint(codePoint));
}

/** Whether a code point is in `signs`. */
export const isSign = (codePoint: number): boolean =>
  codePoint === 0x203b ||
  (codePoint >= 0x2460 && codePoint <= 0x24ff) ||
  (codePoint >= 0x25a0 && codePoint <= 0x27bf) ||
  (codePoint >= 0x3220 && codePoint <= 0x3229) ||
  (codePoint >= 0x3280 && codePoint <= 0x3289) ||
  (codePoint >= 0x1f300 && codePoint <= 0x1faff);

/** The code point at an index; -1 at the end. */
export const pointAt = (text: string, at: number): number => text.codePointAt(at) ?? -1;

/** The code point before an index; -1 at the start. */
export function pointBefore(text: string, at: number): number {
  if (at === 0) return -1;
  const last = text.charCodeAt(at - 1);
  if ((last & 0xfc00) !== 0xdc00 || at === 1) return last;
  const whole = text.codePointAt(at - 2) as number;
  return whole > 0xffff ? whole : last;
}

/** Punctuation that alone makes a paragraph Chinese. */
const chineseMarks = '，。、；：？！（）《》';

/** Whether a paragraph has any Chinese in it. One that has none keeps the punctuation of its language. */
export function isChinese(text: string): boolean {
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    if (unit >= 0x80 && (isHan(pointAt(text, at)) || chineseMarks.includes(text[at] as string))) return true;
  }
  return false;
}

/**
 * Pairs of a radical and its ideograph (Unicode, EquivalentUnifiedIdeograph.txt), for copy pasted from PDF, which
 * often has the one for the other. Only characters of CJK Radicals Supplement that are also ideographs; Kangxi
 * radicals and compatibility ideographs are mapped by NFKC.
 */
const radicalPairs =
  '⺁厂⺅亻⺆冂⺉刂⺊卜⺋㔾⺎兀⺏尣⺒巳⺓幺⺔彑⺕彐⺖忄⺗㣺⺘扌⺙攵⺛旡⺞歺⺟母⺠民⺡氵⺢氺⺣灬⺤爫⺦丬⺨犭⺩王⺬示⺭礻⺯糹⺰纟⺱罓⺲罒' +
  '⺶羊⺹耂⺼月⺾艹⺿艹⻀艹⻁虎⻂衤⻃覀⻄西⻅见⻆角⻈讠⻉贝⻊足⻋车⻌辶⻍辶⻎辶⻏阝⻐钅⻑長⻓长⻔门⻖阝⻗雨⻘青⻙韦⻚页⻛风⻜飞⻝食⻟飠⻠饣' +
  '⻢马⻣骨⻤鬼⻥鱼⻦鸟⻧卤⻨麦⻩黄⻪黾⻫斉⻬齐⻭歯⻮齿⻯竜⻰龙⻱龜⻲亀⻳龟';

const radicalList = Array.from(radicalPairs);
const ideographs: ReadonlyMap<string, string> = new Map(
  radicalList.flatMap((radical, index) =>
    index % 2 === 0 ? [[radical, radicalList[index + 1] as string] as const] : [],
  ),
);

/** Kangxi radicals, CJK Radicals Supplement and compatibility ideographs. */
export const lookalikes = '[\\u2e80-\\u2fdf\\uf900-\\ufaff\\u{2f800}-\\u{2fa1f}]';

/** The ideograph that a lookalike replaces; otherwise the character itself. */
export const ideographOf = (character: string): string =>
  ideographs.get(character) ?? character.normalize('NFKC');

/** Half-width, small and vertical forms of marks; not the small star, which is counted as copy. */
export const markForms =
  '[\\ufe10-\\ufe18\\ufe30\\ufe35-\\ufe44\\ufe47-\\ufe60\\ufe62-\\ufe6b\\uff5f-\\uff65]';

/**
 * Pairs of such a form and its mark: input methods and text set in other programs leave them behind. The small full stop
 * and hyphen become those of ASCII, which the rules then decide.
 */
const markPairs =
  '﹐，﹑、﹒.﹔；﹕：﹖？﹗！﹘—﹙（﹚）﹛｛﹜｝﹝〔﹞〕﹟#﹠&﹢+﹣-﹤<﹥>﹦=﹨\\﹩$﹪%﹫@｡。｢「｣」､、･·｟（｠）' +
  '︐，︑、︒。︓：︔；︕！︖？︗〖︘〗︰：︵（︶）︷｛︸｝︹〔︺〕︻【︼】︽《︾》︿〈﹀〉﹁「﹂」﹃『﹄』﹇［﹈］';

/** The usual mark for a form of `markForms`; otherwise the character itself. */
export function markOf(form: string): string {
  const at = markPairs.indexOf(form);
  return at < 0 ? form : (markPairs[at + 1] as string);
}
