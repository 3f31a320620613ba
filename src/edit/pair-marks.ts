import { findRanges } from '../core/text-ranges.ts';
import {
  closingMarks,
  han,
  isHan,
  isProtected,
  marks,
  pointAt,
  pointBefore,
  protectedRanges,
} from './character-sets.ts';
import type { Change } from './manuscript.ts';

interface Pair {
  readonly open: number;
  readonly close: number;
}

/** Made when the first text needs it. */
let chinese: RegExp | undefined;

/**
 * Marks that come in pairs: round brackets become full-width where Chinese stands before or inside them, or where
 * one of the two is; straight quotes become curly ones. A bracket or quote without its partner stays as it is.
 */
export function changesOfPairs(text: string): readonly Change[] {
  const brackets = bracketPairs(text);
  const quotes = quotePairs(text, '"');
  const single = quotePairs(text, "'").filter((pair) => besideChinese(text, pair));
  return [...changesOf(brackets, '（', '）'), ...changesOf(quotes, '“', '”'), ...changesOf(single, '‘', '’')]
    .filter((change) => text[change.from] !== change.text)
    .sort((a, b) => a.from - b.from);
}

function changesOf(pairs: readonly Pair[], open: string, close: string): readonly Change[] {
  const change = (at: number, text: string): Change => ({ from: at, to: at + 1, text });
  return pairs.flatMap((pair) => [change(pair.open, open), change(pair.close, close)]);
}

/** Round brackets that want to be full-width. */
function bracketPairs(text: string): readonly Pair[] {
  const pairs: Pair[] = [];
  // Each bracket still open, with whether Chinese was met since.
  const open: { at: number; chinese: boolean }[] = [];
  let read = 0;
  for (const at of free(text, /[()（）]/g)) {
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
 * Straight quotes open and close in turn; an odd one out leaves all of them undecided. An apostrophe is none, and two
 * that stand each after a figure are inches or feet.
 */
function quotePairs(text: string, quote: string): readonly Pair[] {
  const found = straightQuotes(text, quote);
  if (found.length % 2 !== 0) return [];
  const pairs = found.flatMap((at, index) =>
    index % 2 === 0 ? [{ open: at, close: found[index + 1] as number }] : [],
  );
  return pairs.filter(({ open, close }) => !isDigit(text[open - 1]) || !isDigit(text[close - 1]));
}

/** Where straight quotes of one kind stand. */
export function straightQuotes(text: string, quote: string): readonly number[] {
  if (!text.includes(quote)) return [];
  return free(text, new RegExp(quote, 'g')).filter((at) => !isApostrophe(text, at));
}

export const isDigit = (character: string | undefined) => /^[0-9]$/.test(character ?? '');

const isApostrophe = (text: string, at: number) =>
  text[at] === "'" && /\p{sc=Latin}/u.test(text[at - 1] ?? '') && /\p{sc=Latin}/u.test(text[at + 1] ?? '');

function besideChinese(text: string, { open, close }: Pair): boolean {
  chinese ??= new RegExp(`${han}|${marks}`, 'u');
  return chinese.test(text.slice(Math.max(0, open - 1), close + 2));
}

/** Where marks stand that a rule may touch. */
function free(text: string, pattern: RegExp): readonly number[] {
  const found = findRanges(text, pattern);
  if (found.length === 0) return [];
  const kept = protectedRanges(text);
  return found.map(({ from }) => from).filter((at) => !isProtected(kept, at, at + 1));
}
