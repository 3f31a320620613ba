import { findRanges } from '../core/text-ranges.ts';
import { closingMarks, han, isHan, marks, pointAt, pointBefore } from './character-sets.ts';
import type { Change } from './manuscript.ts';
import { findProtectedRanges, isProtected } from './protected-ranges.ts';
import { decideQuotes, findStraightQuotes, isDigit } from './straight-quotes.ts';

interface Pair {
  readonly open: number;
  readonly close: number;
}

/** Compiled on first use. */
let chinese: RegExp | undefined;

/**
 * Finds the changes to paired marks. A pair of round brackets becomes full-width if Chinese precedes it or is inside
 * it, if one of the two already is, or if it encloses a number before Chinese; so do all numbers in brackets of a paragraph if one of them does: （1）甲（2）乙.
 * Straight quotes become curly. An unpaired bracket or quote is left alone.
 *
 * Brackets are matched with a stack, double quotes by straight-quotes.ts, single ones in turn: one scan each, linear in
 * the text. Returns the changes in order.
 */
export function findPairChanges(text: string): readonly Change[] {
  const brackets = findBracketPairs(text);
  const quotes = text.includes('"') ? decideQuotes(text).pairs : [];
  const single = [...findSinglePairs(text), ...quotes.filter((pair) => pair.single)];
  const double = quotes.filter((pair) => !pair.single);
  return [...changesOf(brackets, '（', '）'), ...changesOf(double, '“', '”'), ...changesOf(single, '‘', '’')]
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
  /** Numbers in brackets without Chinese next to them. */
  const left: Pair[] = [];
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
    const pair = { open: partner.at, close: at };
    const number = isNumber(text, pair);
    if (partner.chinese || mixed || endsChinese(text, partner.at) || (number && isHan(pointAt(text, at + 1))))
      pairs.push(pair);
    else if (number) left.push(pair);
  }
  return pairs.some((pair) => isNumber(text, pair)) ? [...pairs, ...left] : pairs;
}

/** Whether a pair encloses the number of a list and nothing else: (1), but not that of f(1) or (2022). */
const isNumber = (text: string, { open, close }: Pair): boolean =>
  close - open <= 3 &&
  /^[0-9]+$|^[A-Za-z]$/.test(text.slice(open + 1, close)) &&
  !/[A-Za-z0-9]/.test(text[open - 1] ?? '');

const hasHan = (text: string, from: number, to: number): boolean => {
  for (let at = from; at < to; at += 1) if (isHan(pointAt(text, at))) return true;
  return false;
};

/** The stars that mask a name belong to it: 张*(7号楼), 王**(138). */
function endsChinese(text: string, end: number): boolean {
  let at = end;
  while (end - at < 3 && text[at - 1] === '*') at -= 1;
  return isHan(pointBefore(text, at)) || closingMarks.includes(text[end - 1] ?? ' ');
}

const isOpening = (bracket: string | undefined) => bracket === '(' || bracket === '（';

/** Straight single quotes open and close in turn; an odd number of them is left alone, and so are two that follow a digit. */
function findSinglePairs(text: string): readonly Pair[] {
  const found = findStraightQuotes(text, "'");
  if (found.length % 2 !== 0) return [];
  const pairs = found.flatMap((at, index) =>
    index % 2 === 0 ? [{ open: at, close: found[index + 1] as number }] : [],
  );
  return pairs
    .filter(({ open, close }) => !isDigit(text[open - 1]) || !isDigit(text[close - 1]))
    .filter((pair) => isNextToChinese(text, pair));
}

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
