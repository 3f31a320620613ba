import { emojiPattern } from '../core/emoji.ts';
import { type CharClass, classOf, isNonAlphabetic } from './char-class.ts';
import type { StyledRun } from './text-style.ts';

/**
 * The characters of a paragraph and their classes in context, as a struct of arrays: a newspaper has hundreds of
 * thousands of characters.
 */
export interface Characters {
  /** One character, or all code points of an emoji sequence. */
  readonly texts: readonly string[];
  readonly kinds: readonly CharClass[];
  /** Index of the run, and UTF-16 index of the character in that run. */
  readonly runs: readonly number[];
  readonly indexes: readonly number[];
}

/** One emoji, which is one image, or one character. */
const clusters = new RegExp(`${emojiPattern}|.`, 'gsu');

/** Texts without such clusters and without invisible characters: each UTF-16 unit is a character. */
const simple = /^[\t\n\r\u0020-\u00a8\u00b7\u2010-\u2027\u3000-\u302f\u4e00-\u9fff\uff01-\uff5e]*$/;

/**
 * Splits runs into characters and classifies them. Invisible characters are dropped.
 * Classes that depend on neighbours (quotes, hyphens, dashes, solidi) are resolved here, across the borders of runs.
 * `interned` holds one string for each UTF-16 unit, however often it occurs.
 */
export function classifyCharacters(
  runs: readonly StyledRun[],
  interned: Map<number, string> = new Map(),
): Characters {
  const characters: CharacterLists = { texts: [], kinds: [], runs: [], indexes: [], ambiguous: [] };
  for (let run = 0; run < runs.length; run += 1) {
    const { text } = runs[run] as StyledRun;
    if (simple.test(text)) addSimple(characters, text, run, interned);
    else addClusters(characters, text, run);
  }
  if (characters.ambiguous.length > 0) resolveAmbiguous(characters);
  if (runs.some(({ typedSpaces }) => typedSpaces !== undefined)) setTypedSpaces(characters, runs);
  return characters;
}

/** Makes the spaces of code that are characters like its letters. */
function setTypedSpaces({ kinds, runs: runOf }: CharacterLists, runs: readonly StyledRun[]) {
  const typed = kinds.map((kind, index) =>
    kind === 'space' ? runs[runOf[index] as number]?.typedSpaces : undefined,
  );
  for (const [index, spaces] of typed.entries()) {
    const inRow = typed[index - 1] !== undefined || typed[index + 1] !== undefined;
    if (spaces === 'all' || (spaces === 'rows' && inRow)) kinds[index] = 'western';
  }
}

/** `ambiguous` holds the indexes of characters whose class depends on their neighbours. */
type CharacterLists = { readonly [Fact in keyof Characters]: Characters[Fact][number][] } & {
  readonly ambiguous: number[];
};

function resolveAmbiguous(characters: CharacterLists) {
  const { kinds, ambiguous } = characters;
  const western = isWestern(characters);
  // All are judged by the initial classes of their neighbours, so the result is written only at the end.
  const resolved = quoteKinds(characters, ambiguous, western);
  for (const index of ambiguous)
    if (!resolved.has(index)) resolved.set(index, kindInContext(characters, index, western));
  for (const [index, kind] of resolved) kinds[index] = kind;
}

function intern(unit: number, interned: Map<number, string>): string {
  const cached = interned.get(unit);
  if (cached !== undefined) return cached;
  const text = String.fromCharCode(unit);
  interned.set(unit, text);
  return text;
}

function addSimple(
  { texts, kinds, runs, indexes, ambiguous }: CharacterLists,
  text: string,
  run: number,
  interned: Map<number, string>,
) {
  for (let index = 0; index < text.length; index += 1) {
    const unit = text.charCodeAt(index);
    const kind = classOf(unit);
    const character = intern(unit, interned);
    if (kind !== 'han' && ambiguousCharacters.has(character)) ambiguous.push(texts.length);
    texts.push(character);
    kinds.push(kind);
    runs.push(run);
    indexes.push(index);
  }
}

function addClusters({ texts, kinds, runs, indexes, ambiguous }: CharacterLists, text: string, run: number) {
  for (const match of text.matchAll(clusters)) {
    const [cluster] = match;
    const visible = Array.from(cluster).filter((char) => kindOf(char) !== 'invisible');
    if (visible.length === 0) continue;
    const kind = cluster.endsWith(keycap) ? 'wide' : kindOf(visible[0] as string);
    // The joiners and selectors of an emoji belong to its text.
    const character = kind === 'wide' ? cluster : visible.join('');
    if (ambiguousCharacters.has(character)) ambiguous.push(texts.length);
    texts.push(character);
    kinds.push(kind);
    runs.push(run);
    indexes.push(match.index);
  }
}

const keycap = '\u20e3';

const kindOf = (char: string) => classOf(char.codePointAt(0) as number);

/** Whether a paragraph has letters and nothing Chinese: then every mark in it is Western. */
function isWestern({ texts, kinds }: Characters): boolean {
  const isChinese = (kind: CharClass, index: number) =>
    kind === 'han' || (chineseMarks.includes(kind) && !isQuote(texts[index] as string));
  return !kinds.some(isChinese) && texts.some((text) => /\p{L}/u.test(text));
}

const chineseMarks: readonly CharClass[] = ['opening', 'closing', 'pause', 'final'];

const digit = /^[0-9]$/;

const ambiguousCharacters: ReadonlySet<string> = new Set('“”‘’-‐/•–·‧—―…');

/** Returns the class of an ambiguous character that is no quote. */
function kindInContext({ texts, kinds }: Characters, index: number, western: boolean): CharClass {
  const kind = kinds[index] as CharClass;
  const [before, after] = [kinds[index - 1], kinds[index + 1]];
  const digitAfter = digit.test(texts[index + 1] ?? '');
  const betweenDigits = digitAfter && digit.test(texts[index - 1] ?? '');
  const isBeside = (neighbour: CharClass) => before === neighbour || after === neighbour;
  switch (texts[index]) {
    case '-':
    case '‐':
      // A sign before a number is part of it; otherwise a hyphen beside an ideograph is a connector (GB/T 15834 4.13).
      return isBeside('han') && !digitAfter ? 'short-connector' : 'western';
    case '/':
      return isWesternSide(before) && isWesternSide(after) ? 'western' : 'solidus';
    case '•':
      return before === 'han' && after === 'han' ? 'interpunct' : 'wide';
    case '–':
    case '·':
    case '‧':
      return western && !betweenDigits ? 'western' : kind;
    case '—':
    case '―':
      if (isBeside('dash')) return 'dash';
      return western && !betweenDigits ? 'western' : 'connector';
    case '…':
      return western && !isBeside('ellipsis') ? 'western' : 'ellipsis';
    default:
      return kind;
  }
}

const isWesternSide = (kind: CharClass | undefined) => kind === undefined || kind === 'western';

type CharactersToQuote = Pick<Characters, 'texts' | 'kinds'>;

/** Indexes of an opening and a closing quote. */
interface QuotePair {
  readonly open: number;
  readonly close: number;
}

const isQuote = (text: string) => text === '“' || text === '”' || text === '‘' || text === '’';
const isLatin = (text: string | undefined) =>
  text !== undefined && !isNonAlphabetic(text.charCodeAt(0)) && /^[\p{Script=Latin}\p{Nd}]$/u.test(text);

/**
 * Decides for every curly quote whether it is Chinese or Western: the same code points have two designs.
 * In a paragraph with Chinese a pair is Chinese whatever it encloses (CY/T 154). Western are apostrophes, pairs inside
 * an English sentence, and all quotes of a Western paragraph.
 * In: the characters, and the indexes among which the quotes are. Out: 'opening', 'closing' or 'western' by index.
 */
export function quoteKinds(
  characters: CharactersToQuote,
  indexes: readonly number[],
  western: boolean,
): Map<number, CharClass> {
  const kinds = new Map<number, CharClass>();
  for (const index of indexes) {
    const text = characters.texts[index] as string;
    if (!isQuote(text)) continue;
    const chinese = text === '“' || text === '‘' ? 'opening' : 'closing';
    kinds.set(index, western || isApostrophe(characters, index) ? 'western' : chinese);
  }
  const pairs = kinds.size === 0 ? [] : findQuotePairs(characters, kinds);
  if (pairs.length === 0) return kinds;
  const hanBefore = countHanBefore(characters);
  for (const pair of pairs) {
    if (hanBefore[pair.open] !== hanBefore[pair.close] || !isInsideEnglish(characters, pair, kinds)) continue;
    kinds.set(pair.open, 'western');
    kinds.set(pair.close, 'western');
  }
  return kinds;
}

const isApostrophe = ({ texts }: CharactersToQuote, index: number): boolean =>
  texts[index] === '’' && isLatin(texts[index - 1]) && isLatin(texts[index + 1]);

/** Returns the pairs in the order of their opening quotes, so that outer pairs come before those inside them. */
function findQuotePairs(
  { texts }: CharactersToQuote,
  kinds: ReadonlyMap<number, CharClass>,
): readonly QuotePair[] {
  const pairs: QuotePair[] = [];
  // Stacks of open quotes. Closing a pair discards what was opened inside it and not closed.
  const open: Readonly<Record<string, number[]>> = { '“': [], '‘': [] };
  for (const [index, kind] of kinds) {
    const text = texts[index] as string;
    if (kind === 'opening') open[text]?.push(index);
    if (kind !== 'closing') continue;
    const [same, other] = text === '”' ? [open['“'], open['‘']] : [open['‘'], open['“']];
    const partner = same?.pop();
    if (partner === undefined) continue;
    pairs.push({ open: partner, close: index });
    while ((other?.at(-1) ?? -1) > partner) other?.pop();
  }
  return pairs.sort((a, b) => a.open - b.open);
}

/** Returns the number of ideographs before each character. */
function countHanBefore({ kinds }: CharactersToQuote): readonly number[] {
  const counts: number[] = [];
  let count = 0;
  for (const kind of kinds) {
    counts.push(count);
    if (kind === 'han') count += 1;
  }
  return counts;
}

/** Whether the text around a pair, up to the next Chinese marks, has at least two words and nothing Chinese. */
function isInsideEnglish(
  { texts, kinds }: CharactersToQuote,
  pair: QuotePair,
  resolved: ReadonlyMap<number, CharClass>,
): boolean {
  const isChinese = (at: number) => (resolved.get(at) ?? kinds[at]) !== 'western' && kinds[at] !== 'space';
  let first = pair.open;
  while (first > 0 && !isChinese(first - 1)) first -= 1;
  let last = pair.close;
  while (last < kinds.length - 1 && !isChinese(last + 1)) last += 1;
  if (kinds[first - 1] === 'han' || kinds[last + 1] === 'han') return false;
  const around = [...texts.slice(first, pair.open), ' ', ...texts.slice(pair.close + 1, last + 1)];
  return (around.join('').match(/\p{L}+/gu) ?? []).length >= 2;
}
