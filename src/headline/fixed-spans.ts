import { findRanges, type TextRange } from '../core/text-ranges.ts';
import { openLexicon } from './lexicon.ts';
import {
  actionCharacters,
  compoundSurnames,
  fixedNouns,
  formsOfAddress,
  givenNameCharacters,
  idioms,
  leadWords,
  measureWords,
  nameFollowers,
  placeNames,
  surnames,
  timeSuffixes,
  timeUnits,
  timeWords,
  titles,
  transliterationCharacters,
  verbs,
} from './word-lists.ts';

/** A range that is one word by its form: a number with its unit, a time, a name, a Latin word. */
export interface FixedSpan extends TextRange {
  readonly kind: 'noun' | 'verb' | 'idiom' | 'time' | 'count' | 'name';
}

const hanDigits = '〇零一二三四五六七八九十百千万亿两几数';
const digits = '[0-9０-９]+(?:[.,:：][0-9０-９]+)*';
const numeral = `(?:${digits}[多余来]?[百千万亿]*|(?!一起|一定|一样|一般|一直|一路|十分|十字)[${hanDigits}]+)[多余来]?`;
/** Alternatives in the order that makes a regular expression take the longest. */
const longestFirst = (words: string) =>
  words
    .split('|')
    .sort((a, b) => b.length - a.length)
    .join('|');
const time = `(?:第?${numeral}(?:${longestFirst(timeUnits)})|${timeWords})`;
const clock =
  '(?:早上|晚上|上午|下午|中午|凌晨|早|晚)?(?:[0-9]{1,2}(?:[时点](?:[0-9]{1,2}分|半)?|:[0-9]{2})|[零一二三四五六七八九十]{1,3}[时点](?:半|整)?)';
/** Spans found by pattern; a headline without a match of `required` is not searched. */
const patterns: readonly (readonly [FixedSpan['kind'], RegExp, required?: RegExp])[] = [
  ['idiom', new RegExp(idioms, 'gu')],
  ['noun', new RegExp(fixedNouns, 'g')],
  // 三登领奖台, 再获: how often, and a verb.
  ['verb', /(?<![第0-9一二三四五六七八九十])[一二两三四五六七八九十再][登获赴访度捧夺]/g],
  ['time', new RegExp(`${clock}[至到—～-]${clock}`, 'g'), /[时点:]/],
  ['time', /(?:星期|周)[一二三四五六日]至(?:星期|周)?[一二三四五六日]/g, /至/],
  ['count', /[0-9]+(?:[:：比][0-9]+)(?![0-9分])/g, /[:：比]/],
  ['count', /[一二三四五六七八九十]+号线/g, /号线/],
  ['count', /[一二三四五六七八九十]比[零〇一二三四五六七八九十]/g, /比/],
  ['noun', /[〇一二三四五六七八九十]+旬(?:老人|老太太|老太|老将|老翁|老兵|翁|党员)?/g, /旬/],
  ['noun', /[A-Za-z0-9]*[A-Za-z][A-Za-z0-9]*(?:[-+.&'/][A-Za-z0-9]+)*/g, /[A-Za-z]/],
  [
    'time',
    new RegExp(
      `(?:近|约)?${time}(?:${time}|${timeSuffixes}|${digits}点|(?<=[${hanDigits}多余0-9]年)来(?!到|自))*`,
      'g',
    ),
  ],
  [
    'count',
    new RegExp(
      `(?:第|近|约|逾|超|(?<![${[...actionCharacters].join('')}])满|每|零下)?(?:[${hanDigits}]+分之[${hanDigits}]+|${numeral}(?:${longestFirst(measureWords)})|${digits}|半(?:座|条|个|块|张|碗|部|本|屋|面|层|亩|场|船|城|篮|筐|车|版|栋|杯|盒|桶|瓶|箱)|[一二三四五六七八九十百千万]{3,})`,
      'g',
    ),
  ],
  ['name', new RegExp(`${transliterationCharacters}{1,6}(?:·${transliterationCharacters}{1,6})+`, 'g'), /·/],
];
/** Patterns that must begin and end where a word of the segmenter does: 长江西路 in 走进长江西路沿线. */
const wholeWordPatterns: readonly (readonly ['noun' | 'verb', RegExp])[] = [
  ['noun', new RegExp(placeNames, 'uy')],
  // Reduplication: 笑呵呵, 坐一坐.
  ['verb', /(\p{sc=Han})(?!\1)(\p{sc=Han})\2|(\p{sc=Han})一\3/uy],
];

/**
 * Finds the words that are recognised by their form and not by a dictionary: personal names, then numbers, times,
 * Latin words and idioms, then place names and reduplicated verbs. A span that overlaps one found before it is
 * dropped.
 *
 * In: the text, the indices at which a word of the lexicon begins, and the spans of fixed terms, which win over all
 * others. Out: spans that do not overlap, in no order.
 */
export function findFixedSpans(
  text: string,
  wordStarts: ReadonlySet<number>,
  terms: readonly FixedSpan[] = [],
): readonly FixedSpan[] {
  const found = patterns
    .filter(([, , required]) => required?.test(text) !== false)
    .flatMap(([kind, pattern]) => findRanges(text, pattern).map((range) => ({ ...range, kind })));
  const spans: FixedSpan[] = [];
  const taken = new Uint8Array(text.length);
  for (const span of [
    ...terms,
    ...findNames(text, wordStarts),
    ...found,
    ...findWholeWords(text, wordStarts),
  ]) {
    if (taken.subarray(span.from, span.to).includes(1)) continue;
    taken.fill(1, span.from, span.to);
    spans.push(span);
  }
  return spans;
}

function findWholeWords(text: string, wordStarts: ReadonlySet<number>): readonly FixedSpan[] {
  return wholeWordPatterns.flatMap(([kind, pattern]) =>
    [...wordStarts].flatMap((from) => {
      pattern.lastIndex = from;
      const to = from + (pattern.exec(text)?.[0].length ?? 0);
      const first = text[from] as string;
      // 走长江路, 往长江路: a verb or preposition of one character is not part of the name.
      const isSeparate =
        wordStarts.has(from + 1) &&
        (actionCharacters.has(first) || /[在从把给让为向对由至沿往用去来]/.test(first));
      // 亮相区文化馆: a verb is not the name of a district.
      const isVerb = kind === 'noun' && isVerbOfTwo(text.slice(from, from + 2));
      if (
        to === from ||
        (to < text.length && !wordStarts.has(to)) ||
        (kind === 'noun' && (isSeparate || isVerb))
      )
        return [];
      return [{ from, to, kind }];
    }),
  );
}

const isVerbOfTwo = (word: string) => verbs.has(word) || openLexicon().classOf(word) === 'verb';

const startsCompoundSurname = new RegExp(`^(?:${compoundSurnames})`);
const startsTimeWord = new RegExp(`^(?:${timeWords})`);
const startsFormOfAddress = new RegExp(`^(?:${formsOfAddress})`);
const clauseEnd = /^(?:$|[\s：，、。；？！）”—])/;
const isNumeral = new RegExp(`[0-9${hanDigits}]`);
const notGivenName = /[的了和与及等、\s\p{P}]/u;

/** So many characters before and after a name are looked at: no word of the lists is longer. */
const longestWord = 8;

/** A possible personal name: the surname at `from`, the given name from `given` to `to`. */
interface NameCandidate extends TextRange {
  readonly given: number;
}

/**
 * Chinese personal names: a surname and one or two characters that end where a word ends, if the words around or the
 * characters themselves show that it is a name. Also a surname with a form of address: 吴阿姨, 小张书记.
 */
function findNames(text: string, wordStarts: ReadonlySet<number>): readonly FixedSpan[] {
  const names: FixedSpan[] = [];
  const isWordEnd = (at: number) => at === text.length || wordStarts.has(at);
  for (let from = 0; from < text.length; from += 1) {
    const length = surnameLength(text, from);
    if (length === 0 || !wordStarts.has(from) || isNumeral.test(text[from - 1] ?? '')) continue;
    const given = from + length;
    const to = [given + 2, given + 1].find((end) => {
      const name = { from, given, to: end };
      return (
        isWordEnd(end) &&
        (isNameByContext(text, name, wordStarts) || isNameByCharacters(text, name, wordStarts))
      );
    });
    const address = startsFormOfAddress.exec(text.slice(given, given + 4));
    const first = /[老小]/.test(text[from - 1] ?? '') && wordStarts.has(from - 1) ? from - 1 : from;
    if (to === undefined && length === 1 && address)
      names.push({ from: first, to: given + address[0].length, kind: 'name' });
    if (to !== undefined) names.push({ from, to, kind: 'name' });
  }
  return names;
}

function surnameLength(text: string, at: number): number {
  if (startsCompoundSurname.test(text.slice(at, at + 2))) return 2;
  return surnames.has(text[at] as string) ? 1 : 0;
}

/** A title before the name or after it, the beginning of a clause with likely characters, or its end. */
function isNameByContext(
  text: string,
  { from, given, to }: NameCandidate,
  wordStarts: ReadonlySet<number>,
): boolean {
  const givenName = text.slice(given, to);
  const after = text.slice(to, to + longestWord);
  if (
    to > text.length ||
    notGivenName.test(givenName) ||
    startsTimeWord.test(text.slice(from, from + longestWord))
  )
    return false;
  // 刘洋获奖: 刘洋; 陈默修好: 陈默. A last character that begins a predicate is not part of the name.
  const last = text[to - 1] as string;
  if (givenName.length === 2 && (leadWords.has(last) || last === '获' || verbs.has(last + (after[0] ?? ''))))
    return false;
  const before = text.slice(Math.max(0, from - longestWord), from);
  if (titles.test(before)) return true;
  if (nameFollowers.test(after)) return true;
  // Without a title, accept only what the segmenter does not know as a word: 时间, 高空 and 阳光 are not names.
  const isUnknownWord = given - from === 2 || wordStarts.has(from + 1);
  const isLikely = given - from === 2 || [...givenName].every((char) => givenNameCharacters.has(char));
  return isUnknownWord && ((isLikely && /(?:^|[\s：，、和与“—])$/.test(before)) || clauseEnd.test(after));
}

/**
 * In the middle of a clause without a title: every character is frequent in given names and in no word of the
 * segmenter.
 */
function isNameByCharacters(
  text: string,
  { from, given, to }: NameCandidate,
  wordStarts: ReadonlySet<number>,
): boolean {
  const givenName = text.slice(given, to);
  if (
    to > text.length ||
    startsTimeWord.test(text.slice(from, from + longestWord)) ||
    leadWords.has(text[from] as string)
  )
    return false;
  if (![...givenName].every((char) => givenNameCharacters.has(char))) return false;
  const isUnknownWord = given - from === 2 || wordStarts.has(from + 1);
  // 金玉/凤: the segmenter takes the surname and the first character for a word.
  if (!isUnknownWord) return givenName.length === 2 && wordStarts.has(from + 2);
  // 林海 before a single character that is in no list: the character may be part of the name.
  const next = text[to] ?? '的';
  return (
    givenName.length === 2 ||
    !wordStarts.has(to + 1) ||
    leadWords.has(next) ||
    verbs.has(next) ||
    notGivenName.test(next)
  );
}
