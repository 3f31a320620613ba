import type { CharClass } from './char-class.ts';
import { type Letter, readLetters } from './letters.ts';
import type { StyledRun } from './text-style.ts';

/** The least thing that is set as a whole: an ideograph, a mark, a long mark, or a Western word or number. */
export interface Piece {
  readonly kind: Exclude<CharClass, 'space' | 'newline' | 'invisible'>;
  readonly text: string;
  /** Index of the run, and of the first character in it, in UTF-16 units. */
  readonly run: number;
  readonly index: number;
  readonly em: number;
  readonly raised: boolean;
  /** Spaces and line ends typed before it. */
  readonly before: string;
  /** The whole word this is a part of: a change of face cuts a word into pieces but not into words. */
  readonly word: string;
  /** How it stands to the piece before: in the same word, after its hard hyphen, or on its own. */
  readonly link: 'none' | 'word' | 'hyphen';
}

/** Cuts runs into pieces. What stands after the last piece (spaces, line ends) is nothing. */
export function toPieces(runs: readonly StyledRun[]): readonly Piece[] {
  const letters = readLetters(runs);
  const pieces: Piece[] = [];
  let before = '';
  for (let from = 0; from < letters.length; ) {
    const first = letters[from] as Letter;
    const { kind } = first;
    if (kind === 'space' || kind === 'newline') {
      before += first.text;
      from += 1;
      continue;
    }
    const to = endOfGroup(letters, from, runs);
    if (to === from + 1) pieces.push(pieceOf(first, first.text, first.text, 'none', before, runs));
    else addParts(pieces, letters.slice(from, to), before, runs);
    before = '';
    from = to;
  }
  return pieces;
}

function pieceOf(
  { kind, run: number, index }: Letter,
  text: string,
  word: string,
  link: Piece['link'],
  before: string,
  runs: readonly StyledRun[],
): Piece {
  const run = runs[number] as StyledRun;
  const raised = isRaised(run);
  return { kind: kind as Piece['kind'], text, run: number, index, em: run.size, raised, before, word, link };
}

function addParts(pieces: Piece[], group: readonly Letter[], typed: string, runs: readonly StyledRun[]) {
  const word = textOf(group);
  let before = typed;
  for (const { letters, link } of partsOf(group, word)) {
    const text = letters.length === group.length ? word : textOf(letters);
    pieces.push(pieceOf(letters[0] as Letter, text, word, link, before, runs));
    before = '';
  }
}

const textOf = (letters: readonly Letter[]) => letters.map(({ text }) => text).join('');

const isRaised = (run: StyledRun | undefined) => (run?.rise ?? 0) !== 0;

/** Western letters make words; dashes and dots of one hand make long marks; all other letters stand alone. */
function endOfGroup(letters: readonly Letter[], from: number, runs: readonly StyledRun[]): number {
  let to = from + 1;
  const { kind } = letters[from] as Letter;
  if (kind !== 'western' && kind !== 'dash' && kind !== 'ellipsis') return to;
  while (letters[to]?.kind === kind) {
    const [last, letter] = [letters[to - 1] as Letter, letters[to] as Letter];
    if (kind !== 'western' && !isLongMark(letter, last, runs)) break;
    if (isRaised(runs[last.run]) !== isRaised(runs[letter.run])) break;
    to += 1;
  }
  return to;
}

/** A long mark is one piece of one run: what the paper adds and what an author wrote are counted apart. */
function isLongMark({ run }: Letter, last: Letter, runs: readonly StyledRun[]): boolean {
  return runs[last.run]?.added === runs[run]?.added;
}

interface Part {
  readonly letters: readonly Letter[];
  readonly link: Piece['link'];
}

function partsOf(group: readonly Letter[], word: string): readonly Part[] {
  const [first, last] = [group[0] as Letter, group.at(-1) as Letter];
  const whole = first.run === last.run && !word.includes('-') && !word.includes('‐');
  if (first.kind !== 'western' || whole) return [{ letters: group, link: 'none' }];
  const breakable = new Set(isAddress(word) ? [] : hardHyphens(group));
  const parts: { letters: Letter[]; link: Piece['link'] }[] = [];
  for (const [index, letter] of group.entries()) {
    const link = index === 0 ? 'none' : breakable.has(index) ? 'hyphen' : 'word';
    if (link === 'word' && group[index - 1]?.run === letter.run) parts.at(-1)?.letters.push(letter);
    else parts.push({ letters: [letter], link });
  }
  return parts;
}

/** A web or mail address, or a path: set whole. */
export const isAddress = (word: string) => /:\/\/|@|\/|\w\.\w/.test(word);

/** Positions after a hyphen with three letters and more on each side (CLREQ 3.2: Wi-Fi and COVID-19 stay whole). */
function hardHyphens(group: readonly Letter[]): readonly number[] {
  const isLetter = (index: number) => /^\p{L}$/u.test(group[index]?.text ?? '');
  const threeFrom = (index: number, step: 1 | -1) =>
    [0, 1, 2].every((offset) => isLetter(index + offset * step));
  return group.flatMap(({ text }, index) =>
    (text === '-' || text === '‐') && threeFrom(index - 1, -1) && threeFrom(index + 1, 1) ? [index + 1] : [],
  );
}
