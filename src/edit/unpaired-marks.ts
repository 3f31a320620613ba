import type { TextRange } from '../core/text-ranges.ts';
import { isNonAlphabetic } from '../text/char-class.ts';
import { isChinese } from './character-sets.ts';
import { findProtectedRanges, isProtected } from './protected-ranges.ts';
import { decideQuotes, findStraightQuotes, hasInches, isDigit } from './straight-quotes.ts';

/** Something that the author must decide, at a range of a text. */
export interface Finding extends TextRange {
  readonly code:
    | 'unbalanced-quote'
    | 'unbalanced-bracket'
    | 'quote-direction'
    | 'quote-undecided'
    | 'single-quote-outer'
    | 'mark-nested'
    | 'ignored-character'
    | 'too-many-marks'
    | 'mark-order'
    | 'ambiguous-digit-comma'
    | 'ambiguous-latin-comma'
    | 'dot-after-figure'
    | 'space-between-han';
}

interface Mark {
  readonly at: number;
  /** The opening mark of its pair. */
  readonly kind: string;
  readonly opens: boolean;
}

const kinds = [
  '“”',
  '‘’',
  '（）',
  '()',
  '《》',
  '〈〉',
  '【】',
  '〖〗',
  '〔〕',
  '［］',
  '｛｝',
  '「」',
  '『』',
];
/** Each paired mark by its code unit. A round bracket may be closed by one of the other width. */
const pairedMarks: ReadonlyMap<number, Omit<Mark, 'at'>> = new Map(
  kinds.flatMap(([open = '', close = '']): [number, Omit<Mark, 'at'>][] => {
    const kind = open === '(' ? '（' : open;
    return [
      [open.charCodeAt(0), { kind, opens: true }],
      [close.charCodeAt(0), { kind, opens: false }],
    ];
  }),
);
const isQuote = (kind: string) => '“‘「『'.includes(kind);

/**
 * Finds quotation marks, brackets and title marks without a partner.
 *
 * In: a normalised paragraph and the next one, since a quotation of several paragraphs opens each of them and closes
 * only the last (GB/T 15834 4.8.3.5). Out: findings, in no order.
 *
 * Bracket matching with a stack: a closing mark takes the nearest opening mark of its kind, and the marks opened in
 * between have no partner. The number of open marks of each kind avoids a search of the stack, so that every mark is
 * pushed and popped at most once: linear in the text. Apostrophes, list numbers and emoticons are not paired marks.
 */
export function findUnpairedMarks(text: string, next: string): readonly Finding[] {
  const marks = findMarks(text);
  return [...(marks.length === 0 ? [] : findUnpaired(text, marks, next)), ...findOddStraightQuotes(text)];
}

function findUnpaired(text: string, marks: readonly Mark[], next: string): readonly Finding[] {
  const { unpaired, outer, nested } = matchMarks(text, marks);
  if (unpaired.length === 0 && outer.length === 0 && nested.length === 0) return [];
  const continued = continuedQuotes(
    unpaired.filter(({ opens }) => opens),
    next,
  );
  const left = unpaired.filter((mark) => !continued.includes(mark));
  return [
    ...findingsOfQuotes(left.filter(({ kind }) => isQuote(kind))),
    ...left
      .filter(({ kind }) => !isQuote(kind))
      .map(({ at }): Finding => ({ code: 'unbalanced-bracket', from: at, to: at + 1 })),
    ...(outer.length > 0 && isChinese(text) ? outer : []).map(
      ({ at }): Finding => ({ code: 'single-quote-outer', from: at, to: at + 1 }),
    ),
    ...(nested.length > 0 && isChinese(text) ? nested : []).map(
      ({ at }): Finding => ({ code: 'mark-nested', from: at, to: at + 1 }),
    ),
  ];
}

interface MatchedMarks {
  readonly unpaired: readonly Mark[];
  /** Single quotation marks outside double ones (GB/T 15834 4.8.3.4). */
  readonly outer: readonly Mark[];
  /** Double quotation marks and title marks directly inside a pair of their own kind (GB/T 15834 4.8.3.4, 4.15.3.3). */
  readonly nested: readonly Mark[];
}

/** Returns the marks that have no partner or are not in the place of their kind. */
function matchMarks(text: string, marks: readonly Mark[]): MatchedMarks {
  const unpaired: Mark[] = [];
  const outer: Mark[] = [];
  const inOwnKind: { readonly mark: Mark; readonly around: Mark }[] = [];
  const open: Mark[] = [];
  const openCounts = new Map<string, number>();
  const pop = (): Mark => {
    const mark = open.pop() as Mark;
    openCounts.set(mark.kind, (openCounts.get(mark.kind) as number) - 1);
    return mark;
  };
  const isOpen = (kind: string) => (openCounts.get(kind) ?? 0) > 0;
  for (const mark of marks) {
    if (mark.opens) {
      open.push(mark);
      openCounts.set(mark.kind, (openCounts.get(mark.kind) ?? 0) + 1);
      continue;
    }
    if (isApostrophe(text, mark, isOpen('‘'))) continue;
    if (!isOpen(mark.kind)) {
      if (!isUnpairedSign(text, mark)) unpaired.push(mark);
      continue;
    }
    let partner = pop();
    for (; partner.kind !== mark.kind; partner = pop()) unpaired.push(partner);
    if (mark.kind === '‘' && !isOpen('“') && !isOpen('「')) outer.push(partner);
    const around = open.at(-1);
    if ((mark.kind === '“' || mark.kind === '《') && around?.kind === mark.kind)
      inOwnKind.push({ mark: partner, around });
  }
  unpaired.push(...open);
  const unclosed = new Set(open);
  return {
    nested: inOwnKind.filter(({ around }) => !unclosed.has(around)).map(({ mark }) => mark),
    unpaired: unpaired
      .filter((mark) => !mark.opens || !isUnpairedSign(text, mark))
      .sort((a, b) => a.at - b.at),
    outer,
  };
}

function findMarks(text: string): readonly Mark[] {
  const marks: Mark[] = [];
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    if (unit >= 0x4e00 && unit <= 0x9fff) continue;
    const mark = pairedMarks.get(unit);
    if (mark !== undefined) marks.push({ at, kind: mark.kind, opens: mark.opens });
  }
  if (marks.length === 0) return marks;
  const protectedParts = findProtectedRanges(text);
  return protectedParts.length === 0
    ? marks
    : marks.filter(({ at }) => !isProtected(protectedParts, at, at + 1));
}

/** ’ is an apostrophe between Latin letters or digits, and next to one if no quotation is open. */
function isApostrophe(text: string, { at }: Mark, quoted: boolean): boolean {
  if (text[at] !== '’') return false;
  const [before, after] = [isWestern(text[at - 1] ?? ''), isWestern(text[at + 1] ?? '')];
  return (before && after) || (!quoted && (before || after));
}

/** A Latin letter or a digit. The cheap test decides for Chinese, which nearly every character is. */
const isWestern = (character: string): boolean =>
  !isNonAlphabetic(character.charCodeAt(0)) && /^[\p{sc=Latin}0-9]$/u.test(character);

const listNumber =
  /(?:^|[\s，。；：、！？”’）》])(?:[0-9]{1,3}|[一二三四五六七八九十]{1,3}|[A-Za-z]|[ivxIVX]{1,4}|[①-⑳])$/;

/** A round bracket that needs no partner: after a list number, 1） 一), or as the mouth of an emoticon, :) :-( . */
function isUnpairedSign(text: string, { at, kind, opens }: Mark): boolean {
  if (kind !== '（') return false;
  const before = text.slice(Math.max(0, at - 6), at);
  if (!opens) return listNumber.test(before) || isInList(text, before) || /[:：;；=]['-]?$/.test(before);
  return (
    text[at] === '(' &&
    /[:：;；=]['-]?$/.test(before) &&
    /^(?:[\s，。！？]|$)/.test(text.slice(at + 1, at + 2))
  );
}

const hanNumbers = '一二三四五六七八九十';

/** Whether the number before a bracket is a list number because its predecessor or successor has a bracket too. */
function isInList(text: string, before: string): boolean {
  const number = /(?<![0-9])[0-9]{1,2}$|(?<![A-Za-z])[A-Za-z]$|[一二三四五六七八九十]$/.exec(before)?.[0];
  if (number === undefined) return false;
  return neighboursOf(number).some((other) => text.includes(`${other}）`) || text.includes(`${other})`));
}

function neighboursOf(number: string): readonly string[] {
  if (/[0-9]/.test(number)) return [String(Number(number) - 1), String(Number(number) + 1)];
  const place = hanNumbers.indexOf(number);
  if (place !== -1) return [place - 1, place + 1].flatMap((at) => hanNumbers[at] ?? []);
  const code = number.charCodeAt(0);
  return [String.fromCharCode(code - 1), String.fromCharCode(code + 1)];
}

/** Of the quotations left open, in order, returns those that the next paragraph opens again. */
function continuedQuotes(open: readonly Mark[], next: string): readonly Mark[] {
  const begins = next.trimStart();
  for (const depth of [3, 2, 1]) {
    const inner = open.slice(-depth);
    const marks = inner.map(({ kind }) => kind).join('');
    if (inner.length === depth && inner.every(({ kind }) => isQuote(kind)) && begins.startsWith(marks))
      return inner;
  }
  return [];
}

/** Two unpaired marks of one kind in a row are a pair with one turned the wrong way, unless they cross another pair. */
function findingsOfQuotes(quotes: readonly Mark[]): readonly Finding[] {
  const findings: Finding[] = [];
  for (let index = 0; index < quotes.length; index += 1) {
    const [mark, other] = [quotes[index] as Mark, quotes[index + 1]];
    const crossing = mark.opens && other?.opens === false;
    const turned = other?.kind === mark.kind && !crossing;
    const at = turned && mark.opens ? (other as Mark).at : mark.at;
    // ”好“: both are turned.
    const end = turned && !mark.opens && other?.opens === true ? other.at : at;
    findings.push({ code: turned ? 'quote-direction' : 'unbalanced-quote', from: at, to: end + 1 });
    if (turned) index += 1;
  }
  return findings;
}

/**
 * An odd number of straight quotes: the finding is at the first after a digit, which may mean inches, else at the
 * last. Single ones next to a Latin letter or digit do not count: they are apostrophes or mean feet.
 */
function findOddStraightQuotes(text: string): readonly Finding[] {
  if (!text.includes('"') && !text.includes("'")) return [];
  const followsDigit = (at: number) => isDigit(text[at - 1]);
  const chinese = isChinese(text);
  const double = findStraightQuotes(text, '"').filter(
    (at) => !followsDigit(at) || (chinese && !hasInches(text)),
  );
  const single = findStraightQuotes(text, "'").filter(
    (at) => !/[\p{sc=Latin}0-9]/u.test(text.slice(Math.max(0, at - 1), at + 2)),
  );
  const odd = [double, single].flatMap((found): readonly Finding[] => {
    if (found.length % 2 === 0) return [];
    const at = found.find(followsDigit) ?? (found.at(-1) as number);
    return [{ code: 'unbalanced-quote', from: at, to: at + 1 }];
  });
  if (odd.length > 0 || !chinese || double.length === 0) return odd;
  return decideQuotes(text).undecided.map((at) => ({ code: 'quote-undecided', from: at, to: at + 1 }));
}
