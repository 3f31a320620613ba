import { type CharClass, classOf } from './char-class.ts';
import { quoteKinds } from './quotes.ts';
import type { StyledRun } from './text-style.ts';

/** A character as written, with what it is where it stands. */
export interface Letter {
  /** One character, or the several of an emoji that are one picture. */
  readonly text: string;
  readonly kind: CharClass;
  /** Index of the run, and of the character in it, in UTF-16 units. */
  readonly run: number;
  readonly index: number;
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
export function readLetters(runs: readonly StyledRun[]): readonly Letter[] {
  const raw: Letter[] = [];
  for (let run = 0; run < runs.length; run += 1) {
    const { text } = runs[run] as StyledRun;
    if (simple.test(text)) addSimple(raw, text, run);
    else addClusters(raw, text, run);
  }
  const western = isWestern(raw);
  const settled = raw.slice();
  for (const [index, kind] of quoteKinds(raw, western)) settle(settled, index, kind);
  for (let index = 0; index < raw.length; index += 1) {
    const { kind, text } = raw[index] as Letter;
    if (kind !== 'han' && dependent.has(text)) settle(settled, index, kindAmong(raw, index, western));
  }
  return settled;
}

function settle(letters: Letter[], index: number, kind: CharClass) {
  const letter = letters[index] as Letter;
  if (letter.kind !== kind) letters[index] = { ...letter, kind };
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

function addSimple(letters: Letter[], text: string, run: number) {
  for (let index = 0; index < text.length; index += 1) {
    const unit = text.charCodeAt(index);
    letters.push({ text: signOf(unit), kind: classOf(unit), run, index });
  }
}

function addClusters(letters: Letter[], text: string, run: number) {
  for (const match of text.matchAll(clusters)) {
    const visible = Array.from(match[0]).filter((char) => kindOf(char) !== 'invisible');
    if (visible.length === 0) continue;
    letters.push({ text: visible.join(''), kind: kindOf(visible[0] as string), run, index: match.index });
  }
}

const kindOf = (char: string) => classOf(char.codePointAt(0) as number);

/** A paragraph with Latin words and nothing Chinese at all: there every mark is Western. */
function isWestern(letters: readonly Letter[]): boolean {
  const chinese = (letter: Letter) =>
    ['han', 'opening', 'closing', 'pause', 'final'].includes(letter.kind) && !/[“”‘’]/.test(letter.text);
  return !letters.some(chinese) && letters.some((letter) => /\p{L}/u.test(letter.text));
}

const digit = /^[0-9]$/;

/** The letters whose kind their neighbours settle. */
const dependent: ReadonlySet<string> = new Set('-‐/•–·‧—―…');

/** The kind of such a letter. */
function kindAmong(letters: readonly Letter[], index: number, western: boolean): CharClass {
  const letter = letters[index] as Letter;
  const before = letters[index - 1];
  const after = letters[index + 1];
  const betweenDigits = digit.test(before?.text ?? '') && digit.test(after?.text ?? '');
  const beside = (kind: CharClass) => before?.kind === kind || after?.kind === kind;
  switch (letter.text) {
    case '-':
    case '‐':
      // A sign before a number is part of it; otherwise a hyphen beside an ideograph is a connector (GB/T 15834 4.13).
      return beside('han') && !(after !== undefined && digit.test(after.text))
        ? 'short-connector'
        : 'western';
    case '/':
      return isWesternSide(before) && isWesternSide(after) ? 'western' : 'solidus';
    case '•':
      return before?.kind === 'han' && after?.kind === 'han' ? 'interpunct' : 'wide';
    case '–':
    case '·':
    case '‧':
      return western && !betweenDigits ? 'western' : letter.kind;
    case '—':
    case '―':
      if (before?.kind === 'dash' || after?.kind === 'dash') return 'dash';
      return western && !betweenDigits ? 'western' : 'connector';
    case '…':
      return western && !beside('ellipsis') ? 'western' : 'ellipsis';
    default:
      return letter.kind;
  }
}

const isWesternSide = (letter: Letter | undefined) => letter === undefined || letter.kind === 'western';
