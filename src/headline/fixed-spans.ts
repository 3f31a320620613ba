import { findRanges } from '../core/text-ranges.ts';
import {
  addresses,
  afterNames,
  deeds,
  doubleSurnames,
  givens,
  idioms,
  leads,
  measures,
  placeForms,
  setNouns,
  sounds,
  surnames,
  times,
  timeTails,
  timeWords,
  titles,
  verbs,
} from './word-lists.ts';

/** A stretch of text that is one by its form: a number with its unit, a time, a name, a Latin word. */
export interface Whole {
  readonly from: number;
  readonly to: number;
  readonly kind: 'noun' | 'verb' | 'idiom' | 'time' | 'count' | 'name';
}

const hanDigits = '〇零一二三四五六七八九十百千万亿两几数';
const digits = '[0-9０-９]+(?:[.,:：][0-9０-９]+)*';
const numeral = `(?:${digits}[多余来]?[百千万亿]*|(?!一起|一定|一样|一般|一直|一路|十分|十字)[${hanDigits}]+)[多余来]?`;
const longestFirst = (words: string) =>
  words
    .split('|')
    .sort((a, b) => b.length - a.length)
    .join('|');
const oneTime = `(?:第?${numeral}(?:${longestFirst(times)})|${timeWords})`;
/** A pattern, and the sign without which a headline need not be searched. */
const patterns: readonly (readonly [Whole['kind'], RegExp, sign?: RegExp])[] = [
  ['idiom', new RegExp(idioms, 'gu')],
  ['noun', new RegExp(setNouns, 'g')],
  ['noun', /[A-Za-z0-9]*[A-Za-z][A-Za-z0-9]*(?:[-+.&'/][A-Za-z0-9]+)*/g, /[A-Za-z]/],
  [
    'time',
    new RegExp(
      `(?:近|约)?${oneTime}(?:${oneTime}|${timeTails}|${digits}点|(?<=[${hanDigits}多余0-9]年)来(?!到|自))*`,
      'g',
    ),
  ],
  [
    'count',
    new RegExp(
      `(?:第|近|约|逾|超|(?<![${[...deeds].join('')}])满|每|零下)?(?:${numeral}(?:${longestFirst(measures)})|${digits}|[${hanDigits}]+分之[${hanDigits}]+|[一二三四五六七八九十百千万]{3,})`,
      'g',
    ),
  ],
  ['name', new RegExp(`${sounds}{1,6}(?:·${sounds}{1,6})+`, 'g'), /·/],
];
/** Forms that hold only from one word's begin to another's end: 长江西路 in 走进长江西路沿线. */
const betweenWords: typeof patterns = [
  ['noun', new RegExp(placeForms, 'uy')],
  // 笑呵呵, 坐一坐.
  ['verb', /(\p{sc=Han})(?!\1)(\p{sc=Han})\2|(\p{sc=Han})一\3/uy],
];

/** Out: stretches that do not overlap. `words` are the places where a word of the segmenter begins. */
export function wholesOf(text: string, words: ReadonlySet<number>): readonly Whole[] {
  const found = patterns
    .filter(([, , sign]) => sign?.test(text) !== false)
    .flatMap(([kind, pattern]) => findRanges(text, pattern).map((stretch) => ({ ...stretch, kind })));
  const wholes: Whole[] = [];
  for (const whole of [...namesOf(text, words), ...found, ...formsOf(text, words)])
    if (wholes.every(({ from, to }) => whole.to <= from || whole.from >= to)) wholes.push(whole);
  return wholes;
}

function formsOf(text: string, words: ReadonlySet<number>): readonly Whole[] {
  return betweenWords.flatMap(([kind, pattern]) =>
    [...words].flatMap((from) => {
      pattern.lastIndex = from;
      const to = from + (pattern.exec(text)?.[0].length ?? 0);
      const first = text[from] as string;
      const apart =
        words.has(from + 1) && (deeds.has(first) || /[在从把给让为向对由至沿往用去来]/.test(first));
      if (to === from || (to < text.length && !words.has(to)) || (kind === 'noun' && apart)) return [];
      return [{ from, to, kind }];
    }),
  );
}

const startsDouble = new RegExp(`^(?:${doubleSurnames})`);
const startsTime = new RegExp(`^(?:${timeWords})`);
const clauseEnd = /^(?:$|[\s：，、。；？！）”—])/;
const isNumeral = new RegExp(`[0-9${hanDigits}]`);
const notGiven = /[的了和与及等、\s\p{P}]/u;

/** 姓名: a surname with one or two characters, where a name may stand: after a title or before one, or first of its clause. */
function namesOf(text: string, words: ReadonlySet<number>): readonly Whole[] {
  const names: Whole[] = [];
  const ends = (at: number) => at === text.length || words.has(at);
  for (let from = 0; from < text.length; from += 1) {
    const surname = surnameAt(text, from);
    if (surname === 0 || !words.has(from) || isNumeral.test(text[from - 1] ?? '')) continue;
    const to = [2, 1]
      .map((given) => from + surname + given)
      .find(
        (end) =>
          ends(end) && (isName(text, from, surname, end, words) || isBare(text, from, surname, end, words)),
      );
    const called = addressed.exec(text.slice(from + surname));
    const first = /[老小]/.test(text[from - 1] ?? '') && words.has(from - 1) ? from - 1 : from;
    if (to === undefined && surname === 1 && called)
      names.push({ from: first, to: from + 1 + called[0].length, kind: 'name' });
    if (to !== undefined) names.push({ from, to, kind: 'name' });
  }
  return names;
}

function surnameAt(text: string, at: number): number {
  if (startsDouble.test(text.slice(at))) return 2;
  return surnames.has(text[at] as string) ? 1 : 0;
}

function isName(
  text: string,
  from: number,
  surname: number,
  to: number,
  words: ReadonlySet<number>,
): boolean {
  const given = text.slice(from + surname, to);
  const after = text.slice(to);
  if (to > text.length || notGiven.test(given) || startsTime.test(text.slice(from))) return false;
  // 刘洋获奖 is 刘洋, 陈默修好 is 陈默: a last character that begins a predicate is none of the name.
  const last = text[to - 1] as string;
  if (given.length === 2 && (leads.has(last) || last === '获' || verbs.has(last + (after[0] ?? ''))))
    return false;
  const before = text.slice(0, from);
  if (titles.test(before)) return true;
  if (afterNames.test(after)) return true;
  // Without a title beside it, only what the segmenter does not know as a word: 时间, 高空 and 阳光 are no names.
  const apart = surname === 2 || words.has(from + 1);
  const likely = surname === 2 || [...given].every((char) => givens.has(char));
  return apart && ((likely && /(?:^|[\s：，、和与“—])$/.test(before)) || clauseEnd.test(after));
}

const addressed = new RegExp(`^(?:${addresses})`);

/** A name with no title by it, in the middle of a clause: characters that given names have, in no word of the segmenter's. */
function isBare(
  text: string,
  from: number,
  surname: number,
  to: number,
  words: ReadonlySet<number>,
): boolean {
  const given = text.slice(from + surname, to);
  if (to > text.length || startsTime.test(text.slice(from)) || leads.has(text[from] as string)) return false;
  if (![...given].every((char) => givens.has(char))) return false;
  const apart = surname === 2 || words.has(from + 1);
  // 金玉/凤: the segmenter knows a word that is none here.
  if (!apart) return given.length === 2 && words.has(from + 2);
  // 林海 before a single character that no table names may be a part of the name.
  const next = text[to] ?? '的';
  return (
    given.length === 2 || !words.has(to + 1) || leads.has(next) || verbs.has(next) || notGiven.test(next)
  );
}
