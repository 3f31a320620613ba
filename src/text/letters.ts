import { type CharClass, classOf } from './char-class.ts';
import { quoteKinds } from './quotes.ts';
import type { StyledRun } from './text-style.ts';

/**
 * Characters as written, with what each is where it stands: a list for each of their facts and not an object for each
 * character, of which a newspaper has hundreds of thousands.
 */
export interface Characters {
  /** One character, or the several of an emoji that are one picture. */
  readonly texts: readonly string[];
  readonly kinds: readonly CharClass[];
  /** Index of the run, and of the character in it, in UTF-16 units. */
  readonly runs: readonly number[];
  readonly indexes: readonly number[];
}

/** Flags, and emoji joined or coloured by what follows: one picture each (UTS 51, ED-16 and ED-14). */
const clusters =
  /\p{RI}\p{RI}|\p{Extended_Pictographic}(?:\ufe0f|\p{EMod})?(?:\u200d\p{Extended_Pictographic}(?:\ufe0f|\p{EMod})?)*|./gsu;

/** Texts without any of them, nor anything invisible: there each UTF-16 unit is a letter. */
const simple = /^[\t\n\r\u0020-\u00a8\u00b7\u2010-\u2027\u3000-\u302f\u4e00-\u9fff\uff01-\uff5e]*$/;

/**
 * Reads runs into letters. Invisible characters go; a carriage return before a line feed goes with it.
 * What depends on neighbours is settled here and looks through the seams of runs: quotes (Chinese or Western, per
 * pair), hyphens, dashes, solidi.
 */
export function classifyCharacters(runs: readonly StyledRun[]): Characters {
  const letters: Reading = { texts: [], kinds: [], runs: [], indexes: [], open: [] };
  for (let run = 0; run < runs.length; run += 1) {
    const { text } = runs[run] as StyledRun;
    if (simple.test(text)) addSimple(letters, text, run);
    else addClusters(letters, text, run);
  }
  if (letters.open.length > 0) settle(letters);
  return letters;
}

/** Letters as they are read; `open` are the indexes of those whose kind their neighbours settle. */
type Reading = { readonly [Fact in keyof Characters]: Characters[Fact][number][] } & {
  readonly open: number[];
};

function settle(letters: Reading) {
  const { kinds, open } = letters;
  const western = isWestern(letters);
  // What is settled of one letter settles no other: all are judged by what they are by themselves.
  const settled = quoteKinds(letters, open, western);
  for (const index of open) if (!settled.has(index)) settled.set(index, kindAmong(letters, index, western));
  for (const [index, kind] of settled) kinds[index] = kind;
}

/** One string for each character however often it is written: a page of text has few. */
const signs = new Map<number, string>();

function signOf(unit: number): string {
  const known = signs.get(unit);
  if (known !== undefined) return known;
  const sign = String.fromCharCode(unit);
  signs.set(unit, sign);
  return sign;
}

function addSimple({ texts, kinds, runs, indexes, open }: Reading, text: string, run: number) {
  for (let index = 0; index < text.length; index += 1) {
    const unit = text.charCodeAt(index);
    const kind = classOf(unit);
    const sign = signOf(unit);
    if (kind !== 'han' && dependent.has(sign)) open.push(texts.length);
    texts.push(sign);
    kinds.push(kind);
    runs.push(run);
    indexes.push(index);
  }
}

function addClusters({ texts, kinds, runs, indexes, open }: Reading, text: string, run: number) {
  for (const match of text.matchAll(clusters)) {
    const visible = Array.from(match[0]).filter((char) => kindOf(char) !== 'invisible');
    if (visible.length === 0) continue;
    const letter = visible.join('');
    if (dependent.has(letter)) open.push(texts.length);
    texts.push(letter);
    kinds.push(kindOf(visible[0] as string));
    runs.push(run);
    indexes.push(match.index);
  }
}

const kindOf = (char: string) => classOf(char.codePointAt(0) as number);

/** A paragraph with Latin words and nothing Chinese at all: there every mark is Western. */
function isWestern({ texts, kinds }: Characters): boolean {
  const chinese = (kind: CharClass, index: number) =>
    kind === 'han' || (chineseMarks.includes(kind) && !/[“”‘’]/.test(texts[index] as string));
  return !kinds.some(chinese) && texts.some((text) => /\p{L}/u.test(text));
}

const chineseMarks: readonly CharClass[] = ['opening', 'closing', 'pause', 'final'];

const digit = /^[0-9]$/;

/** The letters whose kind their neighbours settle. */
const dependent: ReadonlySet<string> = new Set('“”‘’-‐/•–·‧—―…');

/** The kind of such a letter. */
function kindAmong({ texts, kinds }: Characters, index: number, western: boolean): CharClass {
  const kind = kinds[index] as CharClass;
  const [before, after] = [kinds[index - 1], kinds[index + 1]];
  const digitAfter = digit.test(texts[index + 1] ?? '');
  const betweenDigits = digitAfter && digit.test(texts[index - 1] ?? '');
  const beside = (wanted: CharClass) => before === wanted || after === wanted;
  switch (texts[index]) {
    case '-':
    case '‐':
      // A sign before a number is part of it; otherwise a hyphen beside an ideograph is a connector (GB/T 15834 4.13).
      return beside('han') && !digitAfter ? 'short-connector' : 'western';
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
      if (beside('dash')) return 'dash';
      return western && !betweenDigits ? 'western' : 'connector';
    case '…':
      return western && !beside('ellipsis') ? 'western' : 'ellipsis';
    default:
      return kind;
  }
}

const isWesternSide = (kind: CharClass | undefined) => kind === undefined || kind === 'western';
