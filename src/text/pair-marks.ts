import type { Change } from './manuscript.ts';
import { closing, han, marks, protectedSpans } from './manuscript-terms.ts';

interface Pair {
  readonly open: number;
  readonly close: number;
}

const touchesChinese = new RegExp(`${han}|${marks}`, 'u');
const endsChinese = new RegExp(`(?:${han}|${closing})$`, 'u');

/**
 * Marks that come in pairs: round brackets become full-width where Chinese stands before or inside them, straight
 * quotes become curly ones. A bracket or quote without its partner stays as it is.
 */
export function pairChanges(text: string): readonly Change[] {
  const brackets = bracketPairs(text).filter((pair) => wantsChinese(text, pair));
  const quotes = quotePairs(text, '"');
  const single = quotePairs(text, "'").filter((pair) => besideChinese(text, pair));
  return [
    ...changesOf(brackets, '（', '）'),
    ...changesOf(quotes, '“', '”'),
    ...changesOf(single, '‘', '’'),
  ].sort((a, b) => a.from - b.from);
}

function changesOf(pairs: readonly Pair[], open: string, close: string): readonly Change[] {
  const change = (at: number, text: string): Change => ({ from: at, to: at + 1, text });
  return pairs.flatMap((pair) => [change(pair.open, open), change(pair.close, close)]);
}

function bracketPairs(text: string): readonly Pair[] {
  const pairs: Pair[] = [];
  const open: number[] = [];
  for (const at of free(text, /[()]/g)) {
    if (text[at] === '(') open.push(at);
    else if (open.length > 0) pairs.push({ open: open.pop() as number, close: at });
  }
  return pairs;
}

function wantsChinese(text: string, { open, close }: Pair): boolean {
  return endsChinese.test(text.slice(0, open)) || new RegExp(han, 'u').test(text.slice(open, close));
}

/** Straight quotes open and close in turn; an odd one out leaves all of them undecided. An apostrophe is none. */
function quotePairs(text: string, quote: string): readonly Pair[] {
  const found = free(text, new RegExp(quote, 'g')).filter((at) => !isApostrophe(text, at));
  if (found.length % 2 !== 0) return [];
  return found.flatMap((at, index) =>
    index % 2 === 0 ? [{ open: at, close: found[index + 1] as number }] : [],
  );
}

const isApostrophe = (text: string, at: number) =>
  text[at] === "'" && /\p{sc=Latin}/u.test(text[at - 1] ?? '') && /\p{sc=Latin}/u.test(text[at + 1] ?? '');

function besideChinese(text: string, { open, close }: Pair): boolean {
  return touchesChinese.test(text.slice(Math.max(0, open - 1), close + 2));
}

function free(text: string, pattern: RegExp): readonly number[] {
  const kept = protectedSpans(text);
  return [...text.matchAll(pattern)]
    .map((match) => match.index)
    .filter((at) => !kept.some((span) => at >= span.from && at < span.to));
}
