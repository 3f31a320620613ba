import { findRanges } from '../core/text-ranges.ts';
import { closingMarks, openingMarks } from './character-sets.ts';
import { findProtectedRanges, isProtected } from './protected-ranges.ts';

/**
 * Decides which straight double quotation marks of a paragraph open and which close, and which pairs are inside others.
 *
 * Marks are decided region by region: the marks directly inside one pair of curly quotation marks are a region, those
 * outside all of them another. In each, a dynamic program chooses the way to read the marks with the least cost. The
 * plain way, open and close in turn, costs nothing in itself; a pair inside a pair costs a little, a mark in a place
 * where it hardly can be costs more, and one in a place where it cannot be makes the reading void: “ before ， 。 ” or at
 * the end, ” after ： or “ or at the start. So "我叫"张三"，好" is read as a quotation with a name in it, and "甲"和"乙" as two.
 *
 * Holds: all marks of a region are decided, or none; two readings of equal least cost leave the region undecided, and so
 * do an odd number of marks and a region without a possible reading. Linear in the number of marks.
 */

/** A pair of straight marks, and the curly ones that it becomes: single ones inside double ones (GB/T 15834 4.8.3.4). */
export interface QuotePair {
  readonly open: number;
  readonly close: number;
  readonly single: boolean;
}

export interface DecidedQuotes {
  readonly pairs: readonly QuotePair[];
  /** The first mark of each region whose marks are even in number, but cannot be decided. */
  readonly undecided: readonly number[];
}

const nestingCost = 1;
const particleCost = 2;
const oddPlaceCost = 4;

export function decideQuotes(text: string): DecidedQuotes {
  const pairs: QuotePair[] = [];
  const undecided: number[] = [];
  for (const { marks, quoted } of findRegions(text)) {
    if (marks.length % 2 !== 0) continue;
    const opens = readMarks(text, marks);
    if (opens === undefined) undecided.push(marks[0]!);
    else pairs.push(...pairUp(marks, opens, quoted));
  }
  return { pairs, undecided };
}

interface Region {
  readonly marks: readonly number[];
  /** Whether double quotation marks enclose the region, so that its outer pairs are single. */
  readonly quoted: boolean;
}

/** The straight double marks by region. Measures are none: two marks that both follow a digit, and feet with inches. */
function findRegions(text: string): readonly Region[] {
  const straight = findStraightQuotes(text, '"');
  if (straight.length === 0) return [];
  const curly = findCurlyPairs(text);
  const regions = new Map<number, { marks: number[]; quoted: boolean }>();
  const open: { readonly at: number; readonly close: number }[] = [];
  let next = 0;
  for (const at of straight) {
    for (; next < curly.length && curly[next]!.at < at; next += 1) open.push(curly[next]!);
    while (open.length > 0 && open.at(-1)!.close < at) open.pop();
    const around = open.at(-1);
    const key = around?.at ?? -1;
    const region = regions.get(key) ?? { marks: [], quoted: around !== undefined && text[around.at] === '“' };
    region.marks.push(at);
    regions.set(key, region);
  }
  return [...regions.values()].map((region) => ({ ...region, marks: withoutInches(text, region.marks) }));
}

/** Two marks of a pair read in turn that both follow a digit are inches. */
function withoutInches(text: string, marks: readonly number[]): readonly number[] {
  if (!marks.some((at) => isDigit(text[at - 1]))) return marks;
  const inches = new Set<number>();
  for (let index = 0; index + 1 < marks.length; index += 2) {
    const [open, close] = [marks[index]!, marks[index + 1]!];
    if (isDigit(text[open - 1]) && isDigit(text[close - 1])) inches.add(open).add(close);
  }
  return marks.filter((at) => !inches.has(at));
}

/** The pairs of curly quotation marks, in the order of their opening marks. */
function findCurlyPairs(text: string): readonly { readonly at: number; readonly close: number }[] {
  const pairs: { at: number; close: number }[] = [];
  const open: number[] = [];
  for (const { from } of findRanges(text, /[“”‘’]/g)) {
    const mark = text[from];
    if (mark === '“' || mark === '‘') open.push(from);
    else if (open.length > 0 && text[open.at(-1)!] === (mark === '”' ? '“' : '‘'))
      pairs.push({ at: open.pop()!, close: from });
  }
  return pairs.sort((a, b) => a.at - b.at);
}

/** The best readings of the marks so far that leave `depth` quotations open. */
interface Reading {
  readonly cost: number;
  /** Whether another reading costs the same. */
  readonly tied: boolean;
  readonly opens: boolean;
  readonly before: Reading | undefined;
}

/** Which marks open, in order. Undefined if that cannot be decided. */
function readMarks(text: string, marks: readonly number[]): readonly boolean[] | undefined {
  let readings: readonly (Reading | undefined)[] = [
    { cost: 0, tied: false, opens: false, before: undefined },
  ];
  for (const at of marks) {
    const opening = openingCost(text, at);
    const closing = closingCost(text, at);
    readings = [0, 1, 2].map((depth) =>
      cheaper(
        step(readings[depth - 1], true, opening + (depth === 2 ? nestingCost : 0), at),
        step(readings[depth + 1], false, closing, at),
      ),
    );
  }
  const best = readings[0];
  if (best === undefined || best.tied) return undefined;
  const opens: boolean[] = [];
  for (let reading = best; reading.before !== undefined; reading = reading.before) opens.push(reading.opens);
  return opens.reverse();

  function step(before: Reading | undefined, open: boolean, cost: number, at: number): Reading | undefined {
    if (before === undefined || cost === Number.POSITIVE_INFINITY) return undefined;
    // Empty quotation marks do not count as a quotation.
    if (!open && before.opens && text[at - 1] === '"') return undefined;
    return { cost: before.cost + cost, tied: before.tied, opens: open, before };
  }
}

function cheaper(one: Reading | undefined, other: Reading | undefined): Reading | undefined {
  if (one === undefined || other === undefined) return one ?? other;
  if (one.cost === other.cost) return { ...one, tied: true };
  return one.cost < other.cost ? one : other;
}

/** More than two marks and a space in a row are no quotation. */
const reach = 4;

/** The neighbour of a mark that is neither a space nor a straight quotation mark; '' at an end of the text. */
function neighbour(text: string, at: number, step: 1 | -1): string {
  let other = at + step;
  while (Math.abs(other - at) < reach && (text[other] === '"' || text[other] === ' ')) other += step;
  return text[other] ?? '';
}

const neverAfterOpening = `，。、；：？！,;:?!${closingMarks}`;
const neverBeforeClosing = `：:（(${openingMarks}`;

/** A quotation hardly begins with a particle: "我们是"一家人"的社区。" has one inside another. 的确 and "的" itself are words. */
const beginsWithParticle = /^的[^"确士]/;

function openingCost(text: string, at: number): number {
  const after = neighbour(text, at, 1);
  if (after === '' || neverAfterOpening.includes(after)) return Number.POSITIVE_INFINITY;
  return beginsWithParticle.test(text.slice(at + 1, at + 3)) ? particleCost : 0;
}

/**
 * A quotation seldom ends in a comma: “好，”他说 is right, “你好，”张三 hardly. After a verb of saying, a quotation is as
 * likely to begin: "他说"好"吗" stays undecided.
 */
function closingCost(text: string, at: number): number {
  const before = neighbour(text, at, -1);
  if (before === '' || neverBeforeClosing.includes(before)) return Number.POSITIVE_INFINITY;
  if ('，、；,;'.includes(before)) return oddPlaceCost;
  return /[^"][说问道叫]$/.test(text.slice(Math.max(0, at - 2), at)) ? nestingCost : 0;
}

function pairUp(marks: readonly number[], opens: readonly boolean[], quoted: boolean): readonly QuotePair[] {
  const pairs: QuotePair[] = [];
  const open: number[] = [];
  for (const [index, at] of marks.entries()) {
    if (opens[index]) open.push(at);
    else pairs.push({ open: open.pop()!, close: at, single: (open.length === 1) !== quoted });
  }
  return pairs;
}

/** Returns the indices of straight quotes of one kind, without apostrophes, feet and inches. */
export function findStraightQuotes(text: string, quote: string): readonly number[] {
  if (!text.includes(quote)) return [];
  const found = findRanges(text, new RegExp(quote, 'g')).filter(
    ({ from }) => !isApostrophe(text, from) && !isMeasure(text, from),
  );
  if (found.length === 0) return [];
  const protectedParts = findProtectedRanges(text);
  return found.map(({ from }) => from).filter((at) => !isProtected(protectedParts, at, at + 1));
}

/** Whether a text has feet and inches: 5'10". */
export const hasInches = (text: string): boolean => text.includes("'") && /[0-9]'[0-9]{1,2}"/.test(text);

export const isDigit = (character: string | undefined) => /^[0-9]$/.test(character ?? '');

/** Between Latin letters, and before the two figures of a year: It's, '90年代. */
const isApostrophe = (text: string, at: number) =>
  text[at] === "'" &&
  ((/\p{sc=Latin}/u.test(text[at - 1] ?? '') && /\p{sc=Latin}/u.test(text[at + 1] ?? '')) ||
    (!/[\p{sc=Latin}0-9]/u.test(text[at - 1] ?? '') &&
      /^[0-9]{2}(?:年代|年|s|后|级|届)/.test(text.slice(at + 1, at + 5))));

/** The marks of 5'10": feet before a figure, inches after feet. */
const isMeasure = (text: string, at: number) =>
  isDigit(text[at - 1]) &&
  (text[at] === "'"
    ? isDigit(text[at + 1])
    : /[0-9]['′’][0-9]{1,2}(?:\.[0-9]+)?$/.test(text.slice(Math.max(0, at - 8), at)));
