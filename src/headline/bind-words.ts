import { openLexicon } from './lexicon.ts';
import { footGains } from './noun-runs.ts';
import { segmentWords } from './segment-words.ts';
import { intransitiveVerbs, nameFollowers, offices, placeEndings, placeTypes, titles } from './word-lists.ts';
import { clauseEnd, type Word } from './words.ts';

/** A place where a headline may break. */
export interface PhraseBreak {
  /** UTF-16 index of the first character of the next line. */
  readonly index: number;
  /** 0 after punctuation or a space, up to `maxPhraseCost` between phrases; the higher, the worse it reads. */
  readonly cost: number;
}

/** Breaks up to this cost lie between phrases, as far as the word lists know. */
export const maxPhraseCost = 30;
/** Breaks up to this cost are not the best and read well enough: within a long compound, before a long object. */
export const maxFairCost = 40;
/** Breaks up to this cost lie between words; above it a break may cut a word that neither lists nor segmenter know. */
export const maxWordCost = 80;
/** Breaks above this cost part what must not be parted, for a measure too narrow for any other. */
export const maxBoundCost = 500;

const cost = {
  afterMark: 0,
  beforePredicate: 8,
  afterTime: 12,
  afterModifier: 14,
  beforeTime: 18,
  beforeNumber: 20,
  longObject: 22,
  shortSubject: 24,
  afterPlace: 26,
  fairObject: 34,
  betweenFeet: 34,
  atSeam: 36,
  maybeBetweenFeet: 50,
  betweenNouns: 45,
  shortRest: 50,
  shortObject: 60,
  insideFoot: 76,
  lostHead: 65,
  insideModifier: 70,
  shortTime: 68,
  afterCount: 76,
  afterLead: 75,
  insideQuotation: 90,
  uncertain: 130,
  lastResort: 1000,
};

/** An object of at least so many characters may have a line of its own, apart from its verb. */
const longObject = 8;
/** An object of at least so many characters may have one if there is no better break. */
const fairObject = 6;
/** A modifier of fewer characters before 的 stays with what it modifies. */
const longModifier = 3;
/** A noun of fewer characters after 的 stays with its modifier. */
const longHead = 3;
/** So few characters at the end of a clause do not begin a line. */
const shortRest = 2;
/** A quotation of at most so many characters is never broken. */
const shortQuotation = 8;

/**
 * Finds where a headline may break without being misread, and what each break costs: after punctuation and spaces,
 * between subject and predicate, after a time, a place or a long modifier; never inside a word, a name, a number with
 * its unit or a short quotation.
 *
 * For each pair of adjacent words, `costBetween` first excludes pairs that bind unconditionally; then `costOf` takes
 * the first rule that knows the words. Linear in the words, but for rules that look ahead to the end of the clause.
 */
export const findPhraseBreaks = (text: string, terms: readonly string[] = []): readonly PhraseBreak[] =>
  findBreaks(text, terms).filter(({ cost }) => cost <= maxBoundCost);

/** The same with the breaks between words that must not be parted, at more than `maxBoundCost`. */
export function findBreaks(text: string, terms: readonly string[] = []): readonly PhraseBreak[] {
  const words = segmentWords(text, terms);
  const nounBreaks = findNounBreaks(words);
  const quotations = findQuotations(text);
  return words.slice(1).flatMap((word, number) => {
    const base = costBetween(words, number + 1, nounBreaks) ?? lastResort(words, number + 1);
    if (base === undefined) return [];
    const around = quotations.filter(({ open, close }) => word.index > open && word.index <= close);
    if (around.some(({ open, close }) => close - open - 1 <= shortQuotation)) return [];
    return [{ index: word.index, cost: around.length > 0 ? base + cost.insideQuotation : base }];
  });
}

/** The cost of a break between two words that must not be parted, in a measure too narrow for others: no name is cut. */
function lastResort(words: readonly Word[], at: number): number | undefined {
  const { core, kind } = words[at] as Word;
  const binds =
    kind === 'tail' || kind === 'join' || core === '' || /[·—]$/.test((words[at - 1] as Word).text);
  return binds ? undefined : cost.lastResort;
}

/** Returns the cost of a break before a word, undefined if they must not be parted. */
function costBetween(words: readonly Word[], at: number, nounBreaks: NounBreaks): number | undefined {
  const [before, after] = [words[at - 1] as Word, words[at] as Word];
  if (clauseEnd.test(before.text)) return cost.afterMark;
  // A dash begins the line it introduces, and is not a line by itself.
  if (/—{2}$/.test(before.text) || after.core === '') return undefined;
  if (after.text.startsWith('——')) return cost.afterMark;
  if (after.kind === 'tail' || after.kind === 'join' || before.kind === 'join') return undefined;
  if (/[·～/@#、]$/.test(before.text) || /^[/]/.test(after.text)) return undefined;
  if (/^\p{sc=Han}$/u.test(after.core) && after.kind === 'noun') return undefined;
  if (/^之(?![前后间])/.test(after.core)) return undefined;
  if (/^(?:那[天年时]|当[天日])/.test(after.core)) return undefined;
  if (after.kind === 'name' && titles.test(before.core)) return undefined;
  if (before.kind === 'name' && nameFollowers.test(after.core)) return undefined;
  if (/[0-9]$/.test(before.core) && before.kind === 'count') return undefined;
  // 推选为, 改名为.
  if (/[选评聘授改称定升名]$/.test(before.core) && /^[为作]$/.test(after.core)) return undefined;
  // 延伸至, 排到, 调整为.
  if (isVerbal(before) && /^[至到于往向为成入]$/.test(after.core)) return undefined;
  // 从“骑手”到“网格员”.
  if (before.kind === 'lead' && before.core.length === 1 && /^[“《‘]/.test(after.text)) return undefined;
  const base = costOf(words, at, nounBreaks);
  // What begins a clause and is short has its predicate on its line.
  return Math.max(base, lostHead(words, at));
}

/** So many characters after a preposition are one phrase with it: 为卧床老人. */
const shortPhrase = 6;
const prepositions = /^(?:为|对|向|把|将|让|给|与|从|在|由|被|用|以|按|跟|同|替|因|自|往|朝|沿|就)$/;

/** Whether two nouns are in one short phrase with a preposition. */
function isInPhrase(words: readonly Word[], at: number): boolean {
  let from = at - 1;
  while (from >= 0 && (words[from] as Word).kind === 'noun') from -= 1;
  const head = words[from];
  if (head?.kind !== 'lead' || !prepositions.test(head.core)) return false;
  let length = 0;
  for (let index = from + 1; words[index]?.kind === 'noun'; index += 1)
    length += (words[index] as Word).core.length;
  return length <= shortPhrase;
}

/** Whether a word may be a verb, wherever it is. */
const isVerbal = ({ core, kind }: Word) =>
  kind === 'verb' || (core.length === 2 && /^verb/.test(openLexicon().classOf(core) ?? ''));

/** The first rule that applies: most look at the word before the break, then at the word after it. */
function costOf(words: readonly Word[], at: number, nounBreaks: NounBreaks): number {
  const [before, after] = [words[at - 1] as Word, words[at] as Word];
  if (after.isSeam) return isEvenSeam(words, at) ? cost.atSeam : cost.insideFoot;
  if (isUncertain(words, at)) return cost.uncertain;
  if (before.kind === 'lead') return cost.afterLead;
  // 第二十届|市民合唱大赛: an ordinal is said of all that follows.
  if (before.kind === 'count' && /^第.*[届次期批]$/.test(before.core))
    return lengthUntil(words, at, isPredicate) > longHead ? cost.betweenFeet : cost.afterCount;
  if (before.kind === 'count') return cost.afterCount;
  if (/.(?:期间|之际|以来|前夕|之后|之前)$/.test(before.core) || /^(?:期间|之际|前夕)$/.test(before.core))
    return cost.afterTime;
  if (lengthUntil(words, at, () => false) <= shortRest) return cost.shortRest;
  if (before.core.endsWith('的')) return afterModifier(words, at);
  if (before.kind === 'idiom' && isPredicate(after)) return cost.afterTime;
  // 误报频发|物业连夜更换设备.
  if (isIntransitive(before) && !isTimeWord(after) && isClause(words, at)) return cost.beforePredicate;
  // 最后一间, 唯一一家.
  if (
    after.kind === 'count' &&
    /^(?:最后|唯一|首个|其中|全国|全市|全区|平均|累计|总共|仅有|不到|超过|将近)$/.test(before.core)
  )
    return cost.shortObject;
  if (before.kind === 'name' && after.kind === 'time') return cost.beforePredicate;
  if (['verb', 'idiom', 'tail'].includes(before.kind)) return afterVerb(words, at);
  if (/^[“《‘]/.test(after.text)) return cost.betweenNouns;
  if (isPredicate(after)) return beforePredicate(words, at);
  if (before.kind === 'time') return isTimeAdverbial(before.core) ? cost.afterTime : cost.shortTime;
  if (after.kind === 'time') return beforeTime(words, at);
  if (after.kind === 'count') return numberedPlace.test(after.core) ? cost.insideFoot : cost.beforeNumber;
  // 居委会|主任: an office and its holder.
  if (titles.test(after.core)) return cost.shortObject;
  if (endsInDe(words, at)) return cost.insideModifier;
  if (isInPhrase(words, at)) return cost.shortObject;
  const isPlace =
    before.core.length > longModifier && placeEndings.test(before.core) && !offices.test(after.core);
  return isPlace ? cost.afterPlace : (nounBreaks.get(at) ?? cost.betweenNouns);
}

/** The costs of the breaks inside runs of nouns, by the number of the word after the break. */
type NounBreaks = ReadonlyMap<number, number>;

function findNounBreaks(words: readonly Word[]): NounBreaks {
  const { classOf } = openLexicon();
  const isVerb = (word: string) => word.length === 2 && /^verb/.test(classOf(word) ?? '');
  const isAdverb = (word: string) => classOf(word) === 'adverb';
  const costs = new Map<number, number>();
  for (let from = 0; from < words.length; ) {
    let to = from;
    while (words[to]?.kind === 'noun' && (to === from || !clauseEnd.test((words[to - 1] as Word).text)))
      to += 1;
    const gains = footGains(words.slice(from, to), isVerb);
    for (const [number, gain] of gains.entries()) {
      const { core } = words[from + number] as Word;
      const between = gain >= 1 ? cost.betweenFeet : gain >= 0 ? cost.maybeBetweenFeet : cost.insideFoot;
      costs.set(from + number + 1, isAdverb(core) ? cost.insideFoot : between);
    }
    from = Math.max(to, from + 1);
  }
  return costs;
}

/** Both parts of a term at a seam have at least three characters. */
function isEvenSeam(words: readonly Word[], at: number): boolean {
  const [before, after] = [words[at - 1] as Word, words[at] as Word];
  return before.core.length > shortRest && after.core.length > shortRest;
}

/** So few characters at the beginning of a clause do not end a line. */
const shortHead = 2;

/** The least cost of a break that parts the first few characters of a clause from the rest of it. */
function lostHead(words: readonly Word[], at: number): number {
  let length = 0;
  let from = at;
  while (from > 0 && !clauseEnd.test((words[from - 1] as Word).text)) {
    from -= 1;
    length += (words[from] as Word).core.length;
    if (length > shortHead + 1) return 0;
  }
  const { kind } = words[at - 1] as Word;
  // Behind a pause the head is at the end of a line; without one it is a short first line, which its shape judges.
  if (length > shortHead) return from > 0 && kind !== 'noun' && kind !== 'name' ? cost.lostHead : 0;
  return from === 0 && isPredicate(words[at]) ? cost.shortSubject : cost.lostHead;
}

/** 坠楼|边缘的孩子: the break would be inside the modifier before 的. */
function endsInDe(words: readonly Word[], at: number): boolean {
  const end = words.findIndex(
    (word, index) => index >= at && (word.kind !== 'noun' || clauseEnd.test(word.text)),
  );
  return words[end]?.core === '的';
}

/** A single ideograph may be part of an unknown word; so may a noun before the generic part of a place name. */
function isUncertain(words: readonly Word[], at: number): boolean {
  const [before, after] = [words[at - 1] as Word, words[at] as Word];
  if (/[”’》〉）】]$/.test(before.text) || /^[“‘《〈（【]/.test(after.text)) return false;
  if (/^\p{sc=Han}$/u.test(before.core) && before.kind !== 'tail') return true;
  if (/^.之/.test(after.core)) return true;
  if (/^\p{sc=Han}$/u.test(after.core) && lengthUntil(words, at, () => false) === 1) return true;
  return ['noun', 'name'].includes(before.kind) && placeTypes.test(after.core);
}

/** 首日 in 开张首日. */
const isTimeWord = ({ core, kind }: Word) => kind === 'time' || openLexicon().classOf(core) === 'time';

/** 开张, and 进社区, which has its object. */
const isIntransitive = ({ core, kind }: Word) =>
  kind === 'verb' && (intransitiveVerbs.has(core) || /^进\p{sc=Han}{2}$/u.test(core));

/** Whether the words from here to the end of the clause have a subject and a predicate. */
function isClause(words: readonly Word[], at: number): boolean {
  for (let index = at; index < words.length; index += 1) {
    if (index > at && isPredicate(words[index])) return true;
    if (isPredicate(words[index]) || clauseEnd.test((words[index] as Word).text)) return false;
  }
  return false;
}

/** 社区里的|流浪猫谁来管, but not 全楼的|自行车: both modifier and noun must be long. */
function afterModifier(words: readonly Word[], at: number): number {
  if (/^[她他我你它]$/.test(words[at - 2]?.core ?? '')) return cost.betweenNouns;
  const long = modifierLength(words, at) >= longModifier && lengthUntil(words, at, isPredicate) >= longHead;
  return long ? cost.afterModifier : cost.betweenNouns;
}

/** A verb keeps its object on its line, unless the object is long. */
function afterVerb(words: readonly Word[], at: number): number {
  const after = words[at] as Word;
  // A new clause begins: 吵着吵着|就吵出了好办法.
  if (after.kind === 'lead' && /^[就便才都也再还又]/.test(after.core)) return cost.beforePredicate;
  // 顶着高温|清理河道垃圾.
  if (/.着$/.test((words[at - 1] as Word).core)) return cost.shortObject;
  const length = after.kind === 'time' ? 0 : lengthUntil(words, at, isPredicate);
  if (length >= longObject) return cost.longObject;
  return length >= fairObject ? cost.fairObject : cost.shortObject;
}

function beforePredicate(words: readonly Word[], at: number): number {
  const [before, after] = [words[at - 1] as Word, words[at] as Word];
  // 延伸至: the rest of a verb that is in no list. 你最想要: a subject of one character is too short.
  if (/^[到至]$/.test(after.core) && followsFrom(words, at)) return cost.fairObject;
  if (/^[至到于往]$/.test(after.core) || before.core.length === 1) return cost.shortObject;
  // 专项整治一周|清出三十车, 活动中心周末|不打烊: a short time after the subject is the predicate's.
  const isAfterSubject = at > 1 && !clauseEnd.test((words[at - 2] as Word).text);
  if (before.kind === 'time' && before.core.length <= 2 && isAfterSubject) return cost.shortObject;
  // 老人跌倒|邻居帮忙, 生日那天|全楼送来祝福: a short subject of a second clause.
  const last = words[at - 2];
  if (isAfterSubject && before.kind === 'noun' && before.core.length <= 2 && last !== undefined)
    if (isIntransitive(last) || last.kind === 'time') return cost.shortObject;
  return isPredicateOfModifier(words, at) ? cost.shortObject : cost.beforePredicate;
}

/** 从骑手|到网格员. */
function followsFrom(words: readonly Word[], at: number): boolean {
  for (let from = at - 1; from >= 0 && !clauseEnd.test((words[from] as Word).text); from -= 1)
    if (words[from]?.core === '从') return true;
  return false;
}

/** 社区食堂|本月开张, but 记录老街三十年: there the time is an object. */
function beforeTime(words: readonly Word[], at: number): number {
  const begins = isPredicate(words[at + 1]) || !isDuration((words[at] as Word).core);
  return begins ? cost.beforeTime : cost.betweenNouns;
}

const isPredicate = (word: Word | undefined) =>
  word !== undefined && ['verb', 'lead', 'idiom'].includes(word.kind);

/** A duration, which modifies what follows: 十年志愿者. */
const isDuration = (time: string) =>
  /^[近约]?[0-9一二三四五六七八九十百千两几数多余]+(?:[年天周秒日]|小时|分钟|个月|周年|世纪)$/.test(time) &&
  !/^[0-9]{4}年$/.test(time);

/** 2026年春节 is an adverbial; 春节 or 夜间 alone modify the noun after them. */
const isTimeAdverbial = (time: string) =>
  !isDuration(time) && (time.length >= 4 || /[年月周天日时起前后底内]$/.test(time));

/** 116路, 435弄: a number that is a name and belongs to the noun before it. */
const numberedPlace = /[0-9一二三四五六七八九十](?:路|号线|号|弄|室|层|楼)$/;

/** Whether the predicate is part of a modifier before 的 (居民最关心的五件事) and not the predicate of the headline. */
function isPredicateOfModifier(words: readonly Word[], at: number): boolean {
  const end = words.findIndex((word, index) => index >= at && !isPredicate(word));
  return words[end]?.core === '的';
}

/** Counts the characters from a word to the end of its clause, or to the first later word for which `ends` holds. */
function lengthUntil(words: readonly Word[], at: number, ends: (word: Word) => boolean): number {
  let length = 0;
  for (const [number, word] of words.slice(at).entries()) {
    if (number > 0 && ends(word)) break;
    length += word.core.length;
    if (clauseEnd.test(word.text)) break;
  }
  return length;
}

/** Counts the characters before 的, back to the predicate or the punctuation before them. */
function modifierLength(words: readonly Word[], at: number): number {
  let length = -1;
  for (const word of words.slice(0, at).reverse()) {
    if (clauseEnd.test(word.text) || (length >= 0 && (isPredicate(word) || word.kind === 'tail'))) break;
    length += word.core.length;
  }
  return length;
}

interface Quotation {
  readonly open: number;
  readonly close: number;
}

const closers: Readonly<Record<string, string>> = {
  '“': '”',
  '‘': '’',
  '《': '》',
  '〈': '〉',
  '（': '）',
  '【': '】',
};

function findQuotations(text: string): readonly Quotation[] {
  return Array.from(text.matchAll(/[“‘《〈（【]/g), ({ index, 0: mark }) => ({
    open: index,
    close: text.indexOf(closers[mark] as string, index),
  })).filter(({ close }) => close !== -1);
}
