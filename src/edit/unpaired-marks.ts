import { isNonAlphabetic } from '../text/char-class.ts';
import { isChinese, isProtected, protectedRanges } from './character-sets.ts';
import { isDigit, straightQuotes } from './pair-marks.ts';

/** Something to ask the author about, from one UTF-16 unit of a text to another. */
export interface Finding {
  readonly code:
    | 'unbalanced-quote'
    | 'unbalanced-bracket'
    | 'quote-direction'
    | 'single-quote-outer'
    | 'too-many-marks'
    | 'mark-order'
    | 'ambiguous-digit-comma'
    | 'ambiguous-latin-comma'
    | 'space-between-han';
  readonly from: number;
  readonly to: number;
}

interface Mark {
  readonly at: number;
  /** The opening mark of its kind. */
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
/** Of each paired mark its kind, and whether it opens. A round bracket may be closed by one of the other width. */
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
 * Quotation marks, brackets and title marks without a partner, each at its own place. In: a paragraph, its marks put
 * right, and the paragraph after it: a quotation of several paragraphs opens each of them and closes only the last
 * (GB/T 15834 4.8.3.5).
 */
export function findUnpairedMarks(text: string, next: string): readonly Finding[] {
  const marks = marksIn(text);
  return [...(marks.length === 0 ? [] : partnerless(text, marks, next)), ...oddStraightQuotes(text)];
}

function partnerless(text: string, marks: readonly Mark[], next: string): readonly Finding[] {
  const { lone, outer } = matchUp(text, marks);
  if (lone.length === 0 && outer.length === 0) return [];
  const goesOn = continued(
    lone.filter(({ opens }) => opens),
    next,
  );
  const left = lone.filter((mark) => !goesOn.includes(mark));
  return [
    ...lonelyQuotes(left.filter(({ kind }) => isQuote(kind))),
    ...left
      .filter(({ kind }) => !isQuote(kind))
      .map(({ at }): Finding => ({ code: 'unbalanced-bracket', from: at, to: at + 1 })),
    ...(outer.length > 0 && isChinese(text) ? outer : []).map(
      ({ at }): Finding => ({ code: 'single-quote-outer', from: at, to: at + 1 }),
    ),
  ];
}

/** Marks without a partner, and single quotation marks that stand in no double ones (GB/T 15834 4.8.3.4). */
function matchUp(
  text: string,
  marks: readonly Mark[],
): { readonly lone: readonly Mark[]; readonly outer: readonly Mark[] } {
  const lone: Mark[] = [];
  const outer: Mark[] = [];
  const open: Mark[] = [];
  const count = new Map<string, number>();
  const take = (): Mark => {
    const mark = open.pop() as Mark;
    count.set(mark.kind, (count.get(mark.kind) as number) - 1);
    return mark;
  };
  const isOpen = (kind: string) => (count.get(kind) ?? 0) > 0;
  for (const mark of marks) {
    if (mark.opens) {
      open.push(mark);
      count.set(mark.kind, (count.get(mark.kind) ?? 0) + 1);
      continue;
    }
    if (isApostrophe(text, mark, isOpen('‘'))) continue;
    if (!isOpen(mark.kind)) {
      if (!isSign(text, mark)) lone.push(mark);
      continue;
    }
    let partner = take();
    for (; partner.kind !== mark.kind; partner = take()) lone.push(partner);
    if (mark.kind === '‘' && !isOpen('“') && !isOpen('「')) outer.push(partner);
  }
  lone.push(...open);
  return {
    lone: lone.filter((mark) => !mark.opens || !isSign(text, mark)).sort((a, b) => a.at - b.at),
    outer,
  };
}

function marksIn(text: string): readonly Mark[] {
  const marks: Mark[] = [];
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    if (unit >= 0x4e00 && unit <= 0x9fff) continue;
    const mark = pairedMarks.get(unit);
    if (mark !== undefined) marks.push({ at, kind: mark.kind, opens: mark.opens });
  }
  if (marks.length === 0) return marks;
  const kept = protectedRanges(text);
  return kept.length === 0 ? marks : marks.filter(({ at }) => !isProtected(kept, at, at + 1));
}

/** ’ is also an apostrophe: between Latin letters, and beside one or a figure where no quotation is open. */
function isApostrophe(text: string, { at }: Mark, quoted: boolean): boolean {
  if (text[at] !== '’') return false;
  const [before, after] = [isWestern(text[at - 1] ?? ''), isWestern(text[at + 1] ?? '')];
  return (before && after) || (!quoted && (before || after));
}

/** A Latin letter or a digit. Nearly all that is asked for is Chinese, which is seen without a search of the tables. */
const isWestern = (character: string): boolean =>
  !isNonAlphabetic(character.charCodeAt(0)) && /^[\p{sc=Latin}0-9]$/u.test(character);

const listNumber =
  /(?:^|[\s，。；：、！？”’）》])(?:[0-9]{1,3}|[一二三四五六七八九十]{1,3}|[A-Za-z]|[ivxIVX]{1,4}|[①-⑳])$/;

/** A round bracket that wants no partner: after a list number, 1） 一), or as the mouth of a face, :) :-( . */
function isSign(text: string, { at, kind, opens }: Mark): boolean {
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

/** Whether the number before a bracket follows a character, and one before or after it in a row has its bracket too. */
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

/** Of the quotations left open, in order, those that the next paragraph opens again. */
function continued(open: readonly Mark[], next: string): readonly Mark[] {
  const begins = next.trimStart();
  for (const depth of [3, 2, 1]) {
    const inner = open.slice(-depth);
    const marks = inner.map(({ kind }) => kind).join('');
    if (inner.length === depth && inner.every(({ kind }) => isQuote(kind)) && begins.startsWith(marks))
      return inner;
  }
  return [];
}

/** Two in a row of one kind are a pair of which one is turned the wrong way; one that crosses another pair is not. */
function lonelyQuotes(quotes: readonly Mark[]): readonly Finding[] {
  const doubts: Finding[] = [];
  for (let index = 0; index < quotes.length; index += 1) {
    const [mark, other] = [quotes[index] as Mark, quotes[index + 1]];
    const crossing = mark.opens && other?.opens === false;
    const turned = other?.kind === mark.kind && !crossing;
    const at = turned && mark.opens ? (other as Mark).at : mark.at;
    doubts.push({ code: turned ? 'quote-direction' : 'unbalanced-quote', from: at, to: at + 1 });
    if (turned) index += 1;
  }
  return doubts;
}

/**
 * Straight quotes are odd in number: told at one after a figure, which means inches, else at the last. A single one
 * beside a Latin letter or a figure is an apostrophe or means feet.
 */
function oddStraightQuotes(text: string): readonly Finding[] {
  if (!text.includes('"') && !text.includes("'")) return [];
  const afterFigure = (at: number) => isDigit(text[at - 1]);
  const chinese = isChinese(text);
  const double = straightQuotes(text, '"').filter((at) => chinese || !afterFigure(at));
  const single = straightQuotes(text, "'").filter(
    (at) => !/[\p{sc=Latin}0-9]/u.test(text.slice(Math.max(0, at - 1), at + 2)),
  );
  return [double, single].flatMap((found): readonly Finding[] => {
    if (found.length % 2 === 0) return [];
    const at = found.find(afterFigure) ?? (found.at(-1) as number);
    return [{ code: 'unbalanced-quote', from: at, to: at + 1 }];
  });
}
