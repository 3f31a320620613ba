import { cutWords } from './cut-words.ts';
import { findPredicates } from './find-predicates.ts';
import { findTerms } from './find-terms.ts';
import { type FixedSpan, findFixedSpans } from './fixed-spans.ts';
import { openLexicon } from './lexicon.ts';
import {
  actionCharacters,
  complements,
  compounds,
  intransitiveVerbs,
  leadWords,
  nounPrefixes,
  nounSuffixes,
  verbPrefixes,
  verbs,
} from './word-lists.ts';
import type { Word, WordKind } from './words.ts';

/**
 * Word segmentation of a headline.
 *
 * In: the text. Out: its words in order, each classified and with its punctuation; together they are the whole text.
 *
 * The likeliest words of the lexicon (cut-words.ts) are the first segments, except inside fixed spans (numbers with units,
 * times, names: fixed-spans.ts). The lexicon is general, so five passes then only join segments, in this order: verbs with
 * their complements, listed compounds, prefixes, suffixes, and single ideographs it does not know as words. Last,
 * punctuation is attached to its word, and every word gets its kind from the word lists and from its clause
 * (find-predicates.ts). Each pass is one scan: linear in the text, but for the search of fixed spans.
 */
export function segmentWords(text: string, terms: readonly string[] = []): readonly Word[] {
  const passes = [joinComplements, joinCompounds, joinPrefixes, joinSuffixes, joinSingles];
  const segments = passes.reduce((joined, pass) => pass(joined), splitText(text, terms));
  const words = attachMarks(segments).map(({ text, index, kind, isTerm, isSeam }) => {
    const core = text.replace(marks, '');
    return {
      text,
      core,
      index,
      kind: kind ?? kindOf(core),
      ...(isTerm && { isTerm }),
      ...(isSeam && { isSeam }),
    };
  });
  return findPredicates(words);
}

/** A word in the making; the kind is set where its form decided it. */
interface Segment {
  readonly text: string;
  readonly index: number;
  readonly kind?: FixedSpan['kind'] | 'verb';
  readonly isTerm?: true;
  readonly isSeam?: true;
}

// A dash belongs to the line it introduces.
const opens = /^(?:[“‘（《〈【〖〔［｛「『]|——)+$/;
const closes = /^(?:[”’）》〉】〗〕］｝」』，。、；：？！．·～…％℃%/]|—(?!—)|[\s\u200b])+$/;
const marks = /[“”‘’（）《》〈〉【】〖〗〔〕［］｛｝「」『』，。、；：？！．·～—…\s\u200b]/gu;
const oneHan = /^\p{sc=Han}$/u;
/** The most segments that are tried together as one compound. */
const maxCompoundSegments = 4;

/** The lexicon's words, with every fixed span as one segment and every fixed term as its parts. */
function splitText(text: string, words: readonly string[]): readonly Segment[] {
  const boundaries = cutWords(text, surpriseOf);
  const wordStarts = new Set(boundaries);
  const terms = findTerms(text, wordStarts, words);
  const seams = new Set(terms.flatMap(({ seams }) => seams));
  const parts = terms.flatMap(({ from, to, seams }) =>
    [from, ...seams].map((start, at) => ({ from: start, to: seams[at] ?? to, kind: 'noun' as const })),
  );
  const isPart = new Set(parts.map(({ from }) => from));
  const spans = new Map(
    [...findFixedSpans(text, wordStarts, parts), ...findDashes(text)].map((span) => [span.from, span]),
  );
  const edges = new Set(boundaries);
  for (const { from, to } of spans.values()) edges.add(from).add(to);
  const segments: Segment[] = [];
  let end = 0;
  for (const index of [...edges].sort((a, b) => a - b)) {
    if (index < end || index >= text.length) continue;
    const last = segments.at(-1);
    if (last !== undefined) segments[segments.length - 1] = { ...last, text: text.slice(last.index, index) };
    const span = spans.get(index);
    if (span !== undefined) end = span.to;
    segments.push({
      text: text.slice(index),
      index,
      ...(span && { kind: span.kind }),
      ...(isPart.has(index) && { isTerm: true as const }),
      ...(seams.has(index) && { isSeam: true as const }),
    });
  }
  return segments;
}

const findDashes = (text: string): readonly FixedSpan[] =>
  Array.from(text.matchAll(/—{2,}/g), ({ index, 0: dash }) => ({
    from: index,
    to: index + dash.length,
    kind: 'noun',
  }));

const join = (segments: readonly Segment[], kind?: Segment['kind']): Segment => ({
  text: segments.map(({ text }) => text).join(''),
  index: segments[0]?.index ?? 0,
  ...(kind && { kind }),
  ...(segments.some(({ isTerm }) => isTerm) && { isTerm: true as const }),
  ...(segments[0]?.isSeam && { isSeam: true as const }),
});

/** Scans the segments and joins as many as `countAt` returns for the current one, but at least that one. */
function joinBy(segments: readonly Segment[], countAt: (from: number) => number): readonly Segment[] {
  const joined: Segment[] = [];
  for (let at = 0; at < segments.length; ) {
    const count = Math.max(1, countAt(at));
    joined.push(count === 1 ? (segments[at] as Segment) : join(segments.slice(at, at + count)));
    at += count;
  }
  return joined;
}

const isListed = (word: string) =>
  compounds.has(word) || verbs.has(word) || leadWords.has(word) || intransitiveVerbs.has(word);

/** The surprise of a word of our lists, in bits: they are words of a community paper, whatever their frequency elsewhere. */
const listedBits = 14;
/** A word of two characters and more is at most this surprising: a rare word is more likely than its parts in a row. */
const maxBits = 22;

function surpriseOf(word: string): number | undefined {
  // 进社区 is joined later: in 走进社区 it is no word.
  if (/^进..$/.test(word)) return undefined;
  if (word.length > 1 && isListed(word)) return listedBits;
  // 吹进 in 露营风吹进社区: the complement binds to its verb, not 吹 to 风.
  if (/^.[进出入回]$/.test(word) && isVerbWithComplement(word)) return listedBits;
  const bits = openLexicon().find(word)?.bits;
  return bits === undefined || word.length === 1 ? bits : Math.min(bits, maxBits);
}

/** Joins the longest listed word. */
function joinCompounds(segments: readonly Segment[]): readonly Segment[] {
  return joinBy(segments, (from) => {
    for (let count = maxCompoundSegments; count > 1; count -= 1) {
      const parts = segments.slice(from, from + count);
      if (parts.length === count && parts.every(({ kind }) => !kind) && isListed(join(parts).text))
        return count;
    }
    return 1;
  });
}

const isVerbWithComplement = (word: string) =>
  word.length === 2 &&
  (actionCharacters.has(word[0] as string) || openLexicon().classOf(word[0] as string) === 'verb') &&
  (complements.has(word[1] as string) || /[了着]/.test(word[1] as string));

/** 走/进, 修/好, 跑/了. */
function joinComplements(segments: readonly Segment[]): readonly Segment[] {
  return joinBy(segments, (from) =>
    isVerbWithComplement(join(segments.slice(from, from + 2)).text) ? 2 : 1,
  );
}

/** 乱/停放, 老/小区. */
function joinPrefixes(segments: readonly Segment[]): readonly Segment[] {
  return joinBy(segments, (from) => {
    const [prefix, next] = segments.slice(from, from + 2);
    if (prefix?.kind || !next) return 1;
    if (
      verbPrefixes.has(prefix?.text ?? '') &&
      next.text.length > 1 &&
      !next.kind &&
      oneHan.test(next.text[0] as string)
    )
      return 2;
    if (!nounPrefixes.has(prefix?.text ?? '')) return 1;
    return !next.kind && kindOf(next.text) === 'noun' && /^\p{sc=Han}/u.test(next.text) ? 2 : 1;
  });
}

/** 招聘/会, 投放/点: a verb of two characters and a suffix that makes it a noun. */
function joinSuffixes(segments: readonly Segment[]): readonly Segment[] {
  return joinBy(segments, (from) => {
    const [verb, suffix] = segments.slice(from, from + 2);
    const isVerb =
      verb !== undefined && !verb.kind && /^\p{sc=Han}{2}$/u.test(verb.text) && verbs.has(verb.text);
    return isVerb && suffix && !suffix.kind && nounSuffixes.has(suffix.text) ? 2 : 1;
  });
}

/**
 * Joins ideographs that the segmenter returned one by one: they are a word it does not know, or, after a noun, the
 * rest of that noun: 认知/障/碍, 服务/队. A verb of one character among them is part of the word: 护/学/岗.
 */
function joinSingles(segments: readonly Segment[]): readonly Segment[] {
  const kindAt = (at: number) => {
    const segment = segments[at];
    return segment && (segment.kind ?? kindOf(segment.text));
  };
  const isSingle = (segment: Segment | undefined) =>
    segment !== undefined &&
    !segment.kind &&
    oneHan.test(segment.text) &&
    !/[是有为在]/.test(segment.text) &&
    ['noun', 'verb'].includes(kindOf(segment.text));
  const isSingleVerb = (segment: Segment | undefined) =>
    segment !== undefined && isSingle(segment) && kindOf(segment.text) === 'verb';
  // 合用, 自助借还: before a verb or lead word of one character it begins a verb and is no part of the noun before
  // it, unless it is a suffix of nouns.
  const beginsVerb = (at: number) => {
    const next = segments[at + 1];
    // 青年开网店.
    const single = (segments[at] as Segment).text;
    if (
      openLexicon().classOf(single) === 'verb' &&
      !nounSuffixes.has(single) &&
      kindAt(at + 1) === 'noun' &&
      (next?.text.length ?? 0) > 1
    )
      return true;
    return (
      isSingleVerb(next) ||
      (kindAt(at + 1) === 'lead' &&
        next?.text.length === 1 &&
        !nounSuffixes.has((segments[at] as Segment).text) &&
        !/[前后内外]/.test((segments[at] as Segment).text))
    );
  };
  const joined = joinBy(segments, (from) => {
    if (segments[from]?.kind || !/\p{sc=Han}$/u.test(segments[from]?.text ?? '')) return 1;
    let to = from + 1;
    if (isSingle(segments[from])) while (isSingle(segments[to])) to += 1;
    // 民警/夜/访: the ideograph before a verb belongs to the verb.
    else if (kindAt(from) === 'noun')
      while (isSingle(segments[to]) && !isSingleVerb(segments[to]) && !beginsVerb(to)) to += 1;
    // 太极队/三登, 教师/手绘: two or more after a noun of two characters are a word of their own.
    if (!isSingle(segments[from]) && to - from > 2 && (segments[from] as Segment).text.length > 1) return 1;
    return to - from;
  });
  // Two ideographs, one of them a verb, are a verb: 夜访, 剪纸.
  return joined.map((word) => {
    if (!word.kind && /^\p{sc=Han}{2}[前后]$/u.test(word.text)) return { ...word, kind: 'time' as const };
    const containsVerb =
      word.text.length === 2 &&
      segments.some(
        (segment) => isSingleVerb(segment) && segment.index >= word.index && segment.index < word.index + 2,
      );
    const known = openLexicon().classOf(word.text);
    return containsVerb && (known === undefined || known === 'verb' || known === 'verbal')
      ? { ...word, kind: 'verb' as const }
      : word;
  });
}

/** Joins closing marks and spaces to the word before them and opening marks to the word after them. */
function attachMarks(segments: readonly Segment[]): readonly Segment[] {
  const words: Segment[] = [];
  for (const segment of segments) {
    const last = words.at(-1);
    const belongsToLast = last !== undefined && (closes.test(segment.text) || opens.test(last.text));
    const kind = opens.test(last?.text ?? '') ? segment.kind : last?.kind;
    if (belongsToLast) words[words.length - 1] = join([last, segment], kind);
    else words.push(segment);
  }
  return words;
}

function kindOf(word: string): WordKind {
  if (/^[和与及]$/.test(word)) return 'join';
  if (/^(?:[了等地得们吗呢吧着过]|等地|等等|的.*)$/.test(word)) return 'tail';
  if (leadWords.has(word)) return 'lead';
  if (verbs.has(word) || intransitiveVerbs.has(word) || isVerbWithComplement(word)) return 'verb';
  if (/^..?[了着过]$/.test(word) && kindOf(word.slice(0, -1)) === 'verb') return 'verb';
  return 'noun';
}
