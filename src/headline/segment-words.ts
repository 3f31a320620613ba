import { type Whole, wholesOf } from './fixed-spans.ts';
import { compounds } from './phrases-compounds.ts';
import { deeds, leads, manners, nounTails, prefixes, results, verbs } from './word-lists.ts';

/** What a word is to a line end; what no table names is a noun. */
export type Kind = 'noun' | 'verb' | 'idiom' | 'lead' | 'time' | 'count' | 'name' | 'join' | 'tail';

/** A word with the marks and spaces that stay with it. */
export interface Word {
  readonly text: string;
  /** Without its marks and spaces. */
  readonly core: string;
  readonly index: number;
  readonly kind: Kind;
}

interface Cut {
  readonly text: string;
  readonly index: number;
  readonly kind?: Whole['kind'] | 'verb';
}

// A 破折号 begins the line of what it brings.
const opens = /^(?:[“‘（《〈【〖〔［｛「『]|——)+$/;
const closes = /^(?:[”’）》〉】〗〕］｝」』，。、；：？！．·～…％℃%/]|—(?!—)|[\s\u200b])+$/;
const marks = /[“”‘’（）《》〈〉【】〖〗〔〕［］｛｝「」『』，。、；：？！．·～—…\s\u200b]/gu;
const oneHan = /^\p{sc=Han}$/u;
/** A compound is put together again from as many of the segmenter's words. */
const longestCompound = 4;

/**
 * Made when it is needed: with the first object of `Intl` a process learns of all locales, which takes as long as setting
 * a column.
 */
let segmenter: Intl.Segmenter | undefined;

/** The words of a headline, put together again where Intl.Segmenter cuts names, numbers, verbs and compounds. */
export function breakableWords(text: string): readonly Word[] {
  const steps = [joinVerbs, joinCompounds, joinPrefixes, joinTails, joinSingles];
  const cuts = steps.reduce((joined, step) => step(joined), cutsOf(text));
  return withMarks(cuts).map(({ text, index, kind }) => {
    const core = text.replace(marks, '');
    return { text, core, index, kind: kind ?? kindOf(core) };
  });
}

/** Cut by the segmenter, but for what is whole by its form whatever the segmenter's dictionary knows. */
function cutsOf(text: string): readonly Cut[] {
  segmenter ??= new Intl.Segmenter('zh', { granularity: 'word' });
  const segments = Array.from(segmenter.segment(text), ({ index }) => index);
  const wholes = [...wholesOf(text, new Set(segments)), ...dashesOf(text)];
  const inside = (index: number) => wholes.some(({ from, to }) => index > from && index < to);
  const places = new Set([...segments, ...wholes.flatMap(({ from, to }) => [from, to])]);
  const starts = [...places].filter((index) => index < text.length && !inside(index)).sort((a, b) => a - b);
  return starts.map((index, number) => {
    const whole = wholes.find(({ from }) => from === index);
    return {
      text: text.slice(index, starts[number + 1] ?? text.length),
      index,
      ...(whole && { kind: whole.kind }),
    };
  });
}

const dashesOf = (text: string): readonly Whole[] =>
  Array.from(text.matchAll(/—{2,}/g), ({ index, 0: dash }) => ({
    from: index,
    to: index + dash.length,
    kind: 'noun',
  }));

const join = (cuts: readonly Cut[], kind?: Cut['kind']): Cut => ({
  text: cuts.map(({ text }) => text).join(''),
  index: cuts[0]?.index ?? 0,
  ...(kind && { kind }),
});

/** Goes through the cuts and takes as many together as `taken` says, at least one. */
function joinBy(cuts: readonly Cut[], taken: (from: number) => number): readonly Cut[] {
  const joined: Cut[] = [];
  for (let at = 0; at < cuts.length; ) {
    const many = Math.max(1, taken(at));
    joined.push(many === 1 ? (cuts[at] as Cut) : join(cuts.slice(at, at + many)));
    at += many;
  }
  return joined;
}

const isListed = (word: string) => compounds.has(word) || verbs.has(word) || leads.has(word);

function joinCompounds(cuts: readonly Cut[]): readonly Cut[] {
  return joinBy(cuts, (from) => {
    for (let many = longestCompound; many > 1; many -= 1) {
      const parts = cuts.slice(from, from + many);
      if (parts.length === many && parts.every(({ kind }) => !kind) && isListed(join(parts).text))
        return many;
    }
    return 1;
  });
}

const isResult = (word: string) =>
  word.length === 2 && deeds.has(word[0] as string) && results.has(word[1] as string);

function joinVerbs(cuts: readonly Cut[]): readonly Cut[] {
  return joinBy(cuts, (from) => (isResult(join(cuts.slice(from, from + 2)).text) ? 2 : 1));
}

function joinPrefixes(cuts: readonly Cut[]): readonly Cut[] {
  return joinBy(cuts, (from) => {
    const [prefix, next] = cuts.slice(from, from + 2);
    if (prefix?.kind || !next) return 1;
    if (
      manners.has(prefix?.text ?? '') &&
      next.text.length > 1 &&
      !next.kind &&
      oneHan.test(next.text[0] as string)
    )
      return 2;
    if (!prefixes.has(prefix?.text ?? '')) return 1;
    return !next.kind && kindOf(next.text) === 'noun' && /^\p{sc=Han}/u.test(next.text) ? 2 : 1;
  });
}

/** 招聘/会, 投放/点: of two characters, what the segmenter knows as a verb, and one that makes a noun of it. */
function joinTails(cuts: readonly Cut[]): readonly Cut[] {
  return joinBy(cuts, (from) => {
    const [deed, tail] = cuts.slice(from, from + 2);
    const isDeed =
      deed !== undefined && !deed.kind && /^\p{sc=Han}{2}$/u.test(deed.text) && verbs.has(deed.text);
    return isDeed && tail && !tail.kind && nounTails.has(tail.text) ? 2 : 1;
  });
}

/**
 * Ideographs that the segmenter leaves alone are one word, which it does not know; after a noun they are the rest of
 * it: 认知/障/碍, 服务/队. A single verb among them is part of the word: 护/学/岗.
 */
function joinSingles(cuts: readonly Cut[]): readonly Cut[] {
  const kind = (cut: Cut | undefined) => (cut === undefined ? undefined : (cut.kind ?? kindOf(cut.text)));
  const single = (cut: Cut | undefined) =>
    cut !== undefined && !cut.kind && oneHan.test(cut.text) && ['noun', 'verb'].includes(kindOf(cut.text));
  const verb = (cut: Cut | undefined) => single(cut) && kind(cut) === 'verb';
  // 合用, 自助借还: a single before a single verb or lead is none of the noun before it, unless nouns often end so.
  const startsDeed = (at: number) => {
    const [one, next] = [cuts[at] as Cut, cuts[at + 1]];
    return verb(next) || (kind(next) === 'lead' && next?.text.length === 1 && !nounTails.has(one.text));
  };
  const joined = joinBy(cuts, (from) => {
    if (cuts[from]?.kind || !/\p{sc=Han}$/u.test(cuts[from]?.text ?? '')) return 1;
    let to = from + 1;
    if (single(cuts[from])) while (single(cuts[to])) to += 1;
    // 民警/夜/访: the single before a verb is the verb's.
    else if (kind(cuts[from]) === 'noun')
      while (single(cuts[to]) && !verb(cuts[to]) && !startsDeed(to)) to += 1;
    return to - from;
  });
  // Two of them, one a verb, say what happens: 夜访, 剪纸.
  return joined.map((word) => {
    const ownVerb =
      word.text.length === 2 &&
      cuts.some((cut) => verb(cut) && cut.index >= word.index && cut.index < word.index + 2);
    return ownVerb ? { ...word, kind: 'verb' as const } : word;
  });
}

/** Closing marks and spaces go with the word before them, opening ones with the word after. */
function withMarks(cuts: readonly Cut[]): readonly Cut[] {
  const words: Cut[] = [];
  for (const cut of cuts) {
    const last = words.at(-1);
    const follows = last !== undefined && (closes.test(cut.text) || opens.test(last.text));
    const kind = opens.test(last?.text ?? '') ? cut.kind : last?.kind;
    if (follows) words[words.length - 1] = join([last, cut], kind);
    else words.push(cut);
  }
  return words;
}

function kindOf(word: string): Kind {
  if (/^[和与及]$/.test(word)) return 'join';
  if (/^(?:[了等地得们吗呢吧着过]|等地|等等|的.*)$/.test(word)) return 'tail';
  if (leads.has(word)) return 'lead';
  if (verbs.has(word) || isResult(word)) return 'verb';
  if (/^..?[了着过]$/.test(word) && kindOf(word.slice(0, -1)) === 'verb') return 'verb';
  return 'noun';
}
