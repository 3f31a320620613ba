import { findRanges } from '../core/text-ranges.ts';
import { closingMarks, han, isHan, marks, pointAt, pointBefore } from './character-sets.ts';
import type { Change } from './manuscript.ts';
import { findProtectedRanges, isProtected } from './protected-ranges.ts';

interface Pair {
  readonly open: number;
  readonly close: number;
}

/** Compiled on first use. */
let chinese: RegExp | undefined;

/**
 * Finds the changes to paired marks. A pair of round brackets becomes full-width if Chinese precedes it or is inside
 * it, or if one of the two already is; straight quotes become curly. An unpaired bracket or quote is left alone.
 *
 * Brackets are matched with a stack, quotes in turn: one scan each, linear in the text. Returns the changes in order.
 */
export function findPairChanges(text: string): readonly Change[] {
  const brackets = findBracketPairs(text);
  const quotes = findQuotePairs(text, '"');
  const single = findQuotePairs(text, "'").filter((pair) => isNextToChinese(text, pair));
  return [...changesOf(brackets, '（', '）'), ...changesOf(quotes, '“', '”'), ...changesOf(single, '‘', '’')]
    .filter((change) => text[change.from] !== change.text)
    .sort((a, b) => a.from - b.from);
}

function changesOf(pairs: readonly Pair[], open: string, close: string): readonly Change[] {
  const change = (at: number, text: string): Change => ({ from: at, to: at + 1, text });
  return pairs.flatMap((pair) => [change(pair.open, open), change(pair.close, close)]);
}

/** The pairs of round brackets that are to be full-width. */
function findBracketPairs(text: string): readonly Pair[] {
  const pairs: Pair[] = [];
  // The brackets that are open, and whether Chinese was found inside each.
  const open: { at: number; chinese: boolean }[] = [];
  let read = 0;
  for (const at of findMarks(text, /[()（）]/g)) {
    const last = open.at(-1);
    if (last !== undefined) last.chinese ||= hasHan(text, read, at);
    read = at;
    if (isOpening(text[at])) {
      open.push({ at, chinese: false });
      continue;
    }
    const partner = open.pop();
    if (partner === undefined) continue;
    const above = open.at(-1);
    if (above !== undefined) above.chinese ||= partner.chinese;
    const mixed = (text[partner.at] === '（') !== (text[at] === '）');
    if (partner.chinese || mixed || endsChinese(text, partner.at))
      pairs.push({ open: partner.at, close: at });
  }
  return pairs;
}

const hasHan = (text: string, from: number, to: number): boolean => {
  for (let at = from; at < to; at += 1) if (isHan(pointAt(text, at))) return true;
  return false;
};

const endsChinese = (text: string, end: number): boolean =>
  isHan(pointBefore(text, end)) || closingMarks.includes(text[end - 1] ?? ' ');

const isOpening = (bracket: string | undefined) => bracket === '(' || bracket === '（';

/**
 * Straight quotes open and close in turn; an odd number of them is left alone. Apostrophes do not count, and two
 * quotes that both follow a digit are inches or feet.
 */
function findQuotePairs(text: string, quote: string): readonly Pair[] {
  const found = findStraightQuotes(text, quote);
  if (found.length % 2 !== 0) return [];
  const pairs = found.flatMap((at, index) =>
    index % 2 === 0 ? [{ open: at, close: found[index + 1] as number }] : [],
  );
  return pairs.filter(({ open, close }) => !isDigit(text[open - 1]) || !isDigit(text[close - 1]));
}

/** Returns the indices of straight quotes of one kind, apostrophes excluded. */
export function findStraightQuotes(text: string, quote: string): readonly number[] {
  if (!text.includes(quote)) return [];
  return findMarks(text, new RegExp(quote, 'g')).filter((at) => !isApostrophe(text, at));
}

export const isDigit = (character: string | undefined) => /^[0-9]$/.test(character ?? '');

const isApostrophe = (text: string, at: number) =>
  text[at] === "'" && /\p{sc=Latin}/u.test(text[at - 1] ?? '') && /\p{sc=Latin}/u.test(text[at + 1] ?? '');

function isNextToChinese(text: string, { open, close }: Pair): boolean {
  chinese ??= new RegExp(`${han}|${marks}`, 'u');
  return chinese.test(text.slice(Math.max(0, open - 1), close + 2));
}

/** Returns the indices of marks outside protected ranges. */
function findMarks(text: string, pattern: RegExp): readonly number[] {
  const found = findRanges(text, pattern);
  if (found.length === 0) return [];
  const protectedParts = findProtectedRanges(text);
  return found.map(({ from }) => from).filter((at) => !isProtected(protectedParts, at, at + 1));
}
