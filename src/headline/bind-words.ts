import { breakableWords, type Word } from './segment-words.ts';
import { afterNames, offices, placeHeads, places, titles } from './word-lists.ts';

/** A place where a headline may break, and how much it reads against the sense. */
export interface PhraseBreak {
  /** UTF-16 index of the first character of the next line. */
  readonly index: number;
  /** 0 after a mark or a space; up to `goodBreak` between phrases; above it only where there is no other way. */
  readonly cost: number;
}

/** Breaks up to this cost are between phrases, as far as the words show it. */
export const goodBreak = 30;
/** Breaks up to this cost are between words; above it a word may be cut that the tables and the segmenter do not know. */
export const sureBreak = 80;

const cost = {
  afterMark: 0,
  beforePredicate: 8,
  afterTime: 12,
  afterModifier: 14,
  beforeTime: 18,
  beforeNumber: 20,
  longObject: 22,
  afterPlace: 26,
  betweenNouns: 45,
  shortRest: 50,
  shortObject: 60,
  insideModifier: 70,
  afterLead: 75,
  insideQuotation: 90,
  doubtful: 130,
};

/** An object from this many characters on may stand on a line of its own, after its verb. */
const longObject = 8;
/** Before 的 fewer characters than these are said in one breath with what follows. */
const longModifier = 3;
/** A noun after 的 of fewer characters stays with it. */
const longHead = 3;
/** So few characters of a clause do not begin a line. */
const shortRest = 2;
const clauseEnd = /[\s\u200b，。；：？！]$|(?:^|[^—])—$/;
/** A quotation up to this length stays on one line whatever happens. */
const shortQuotation = 8;

/**
 * Where a headline may break without being misread: after marks and spaces, between subject and predicate, after a
 * time, a place or a long modifier; never inside a word, a name, a number with its unit or a short quotation.
 * A headline is broken by its sense before it is broken by its shape.
 */
export function phraseBreaks(text: string): readonly PhraseBreak[] {
  const words = breakableWords(text);
  const quotations = quotationsOf(text);
  return words.slice(1).flatMap((word, number) => {
    const base = costBetween(words, number + 1);
    if (base === undefined) return [];
    const around = quotations.filter(({ open, close }) => word.index > open && word.index <= close);
    if (around.some(({ open, close }) => close - open - 1 <= shortQuotation)) return [];
    return [{ index: word.index, cost: around.length > 0 ? base + cost.insideQuotation : base }];
  });
}

/** Where there is no place left that `phraseBreaks` allows: between any two words, so that no name is cut. */
export function wordBreaks(text: string): readonly PhraseBreak[] {
  const words = breakableWords(text);
  return words.flatMap(({ index, core, kind }, at) => {
    const leans =
      kind === 'tail' || kind === 'join' || core === '' || /[·—]$/.test(words[at - 1]?.text ?? '·');
    return leans ? [] : [{ index, cost: cost.doubtful }];
  });
}

/** The cost of a line end before a word, undefined where there is none. */
function costBetween(words: readonly Word[], at: number): number | undefined {
  const [before, after] = [words[at - 1] as Word, words[at] as Word];
  if (clauseEnd.test(before.text)) return cost.afterMark;
  // 破折号 begins the line of what it brings, and is no line of its own.
  if (/—{2}$/.test(before.text) || after.core === '') return undefined;
  if (after.text.startsWith('——')) return cost.afterMark;
  if (after.kind === 'tail' || after.kind === 'join' || before.kind === 'join') return undefined;
  if (/[·～/@#、]$/.test(before.text) || /^[/]/.test(after.text)) return undefined;
  if (/^\p{sc=Han}$/u.test(after.core) && after.kind === 'noun') return undefined;
  if (/^之(?![前后间])/.test(after.core)) return undefined;
  if (/^(?:那[天年时]|当[天日])/.test(after.core)) return undefined;
  if (after.kind === 'name' && titles.test(before.core)) return undefined;
  if (before.kind === 'name' && afterNames.test(after.core)) return undefined;
  if (/[0-9]$/.test(before.core) && before.kind === 'count') return undefined;
  // 推选为, 改名为.
  if (/[选评聘授改称定升名]$/.test(before.core) && /^[为作]$/.test(after.core)) return undefined;
  return costOf(words, at);
}

/** By what stands before the line end, then by what stands after it; the first rule that knows the words has it. */
function costOf(words: readonly Word[], at: number): number {
  const [before, after] = [words[at - 1] as Word, words[at] as Word];
  if (isDoubtful(words, at)) return cost.doubtful;
  if (before.kind === 'lead') return cost.afterLead;
  if (lengthUntil(words, at, () => false) <= shortRest) return cost.shortRest;
  if (before.core.endsWith('的')) return afterModifier(words, at);
  if (before.kind === 'idiom' && isPredicate(after)) return cost.afterTime;
  if (before.kind === 'name' && after.kind === 'time') return cost.beforePredicate;
  if (before.kind === 'count') return cost.shortObject;
  if (['verb', 'idiom', 'tail'].includes(before.kind)) return afterVerb(words, at);
  if (/^[“《‘]/.test(after.text)) return cost.betweenNouns;
  if (isPredicate(after)) return beforePredicate(words, at);
  if (before.kind === 'time') return leavesTime(before.core) ? cost.afterTime : cost.betweenNouns;
  if (after.kind === 'time') return beforeTime(words, at);
  if (after.kind === 'count') return namesPlace.test(after.core) ? cost.betweenNouns : cost.beforeNumber;
  // 居委会主任: an office and its holder.
  if (titles.test(after.core)) return cost.shortObject;
  if (leadsToDe(words, at)) return cost.insideModifier;
  const isPlace = before.core.length > longModifier && places.test(before.core) && !offices.test(after.core);
  return isPlace ? cost.afterPlace : cost.betweenNouns;
}

/** 坠楼|边缘的孩子: what modifies a noun is said in one breath. */
function leadsToDe(words: readonly Word[], at: number): boolean {
  const end = words.findIndex(
    (word, index) => index >= at && (word.kind !== 'noun' || clauseEnd.test(word.text)),
  );
  return words[end]?.core === '的';
}

/** Beside a single ideograph, or between a place and its kind, there may be a word that no table knows. */
function isDoubtful(words: readonly Word[], at: number): boolean {
  const [before, after] = [words[at - 1] as Word, words[at] as Word];
  if (/[”’》〉）】]$/.test(before.text) || /^[“‘《〈（【]/.test(after.text)) return false;
  if (/^\p{sc=Han}$/u.test(before.core) && before.kind !== 'tail') return true;
  if (/^\p{sc=Han}$/u.test(after.core) && lengthUntil(words, at, () => false) === 1) return true;
  return ['noun', 'name'].includes(before.kind) && placeHeads.test(after.core);
}

/** 社区里的|流浪猫谁来管, and not 全楼的自行车: a long modifier before more than a word. */
function afterModifier(words: readonly Word[], at: number): number {
  const long = modifierLength(words, at) >= longModifier && lengthUntil(words, at, isPredicate) >= longHead;
  return long ? cost.afterModifier : cost.betweenNouns;
}

/** A verb and its object are read together, unless the object is long. */
function afterVerb(words: readonly Word[], at: number): number {
  const after = words[at] as Word;
  // A clause has ended: 吵着吵着|就吵出了好办法.
  if (after.kind === 'lead' && /^[就便才都也再还又]/.test(after.core)) return cost.beforePredicate;
  const long = after.kind !== 'time' && lengthUntil(words, at, isPredicate) >= longObject;
  return long ? cost.longObject : cost.shortObject;
}

function beforePredicate(words: readonly Word[], at: number): number {
  const [before, after] = [words[at - 1] as Word, words[at] as Word];
  // 延伸至: the rest of a verb that no table names. 你最想要: too little to stand alone.
  if (/^[至到于往]$/.test(after.core) || before.core.length === 1) return cost.shortObject;
  return modifies(words, at) ? cost.shortObject : cost.beforePredicate;
}

/** 社区食堂|本月开张, but 记录老街三十年. */
function beforeTime(words: readonly Word[], at: number): number {
  const begins = isPredicate(words[at + 1]) || !isDuration((words[at] as Word).core);
  return begins ? cost.beforeTime : cost.betweenNouns;
}

const isPredicate = (word: Word | undefined) =>
  word !== undefined && ['verb', 'lead', 'idiom'].includes(word.kind);

/** A length of time counts what follows it: 十年志愿者. */
const isDuration = (time: string) =>
  /^[近约]?[0-9一二三四五六七八九十百千两几数多余]+(?:[年天周秒日]|小时|分钟|个月|周年|世纪)$/.test(time) &&
  !/^[0-9]{4}年$/.test(time);

/** 2026年春节 parts from a noun after it; 春节 or 夜间 alone are part of it. */
const leavesTime = (time: string) =>
  !isDuration(time) && (time.length >= 4 || /[年月周天日时起前后底内]$/.test(time));

/** 116路, 435弄: a number that is a name, and goes with the noun before it. */
const namesPlace = /[0-9](?:路|号线|号|弄|室|层|楼)$/;

/** Does the predicate belong to 的 (居民最关心的五件事), and not to the headline? */
function modifies(words: readonly Word[], at: number): boolean {
  const end = words.findIndex((word, index) => index >= at && !isPredicate(word));
  return words[end]?.core === '的';
}

/** Characters from a word to the end of its clause, or to the first word after it that `ends` says. */
function lengthUntil(words: readonly Word[], at: number, ends: (word: Word) => boolean): number {
  let length = 0;
  for (const [number, word] of words.slice(at).entries()) {
    if (number > 0 && ends(word)) break;
    length += word.core.length;
    if (clauseEnd.test(word.text)) break;
  }
  return length;
}

/** Characters before 的, back to the predicate or the mark before them. */
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

function quotationsOf(text: string): readonly Quotation[] {
  return Array.from(text.matchAll(/[“‘《〈（【]/g), ({ index, 0: mark }) => ({
    open: index,
    close: text.indexOf(closers[mark] as string, index),
  })).filter(({ close }) => close !== -1);
}
