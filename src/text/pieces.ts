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
  const pieces: Piece[] = [];
  let before = '';
  for (const group of groups(readLetters(runs), runs)) {
    const [first] = group as [Letter];
    if (first.kind === 'space' || first.kind === 'newline') {
      before += first.text;
      continue;
    }
    const word = group.map(({ text }) => text).join('');
    for (const part of partsOf(group, word)) {
      const run = runs[part.letters[0]?.run as number] as StyledRun;
      pieces.push({
        kind: first.kind as Piece['kind'],
        text: part.letters.map(({ text }) => text).join(''),
        run: part.letters[0]?.run as number,
        index: part.letters[0]?.index as number,
        em: run.size,
        raised: isRaised(run),
        before,
        word,
        link: part.link,
      });
      before = '';
    }
  }
  return pieces;
}

const isRaised = (run: StyledRun | undefined) => (run?.rise ?? 0) !== 0;

/** Western letters make words; dashes and dots of one hand make long marks; all other letters stand alone. */
function groups(letters: readonly Letter[], runs: readonly StyledRun[]): readonly (readonly Letter[])[] {
  const made: Letter[][] = [];
  for (const letter of letters) {
    const group = made.at(-1);
    const last = group?.at(-1);
    const joins =
      last !== undefined &&
      last.kind === letter.kind &&
      (letter.kind === 'western' || isLongMark(letter, last, runs)) &&
      isRaised(runs[last.run]) === isRaised(runs[letter.run]);
    if (joins) group?.push(letter);
    else made.push([letter]);
  }
  return made;
}

/** A long mark is one piece of one run: what the paper adds and what an author wrote are counted apart. */
function isLongMark({ kind, run }: Letter, last: Letter, runs: readonly StyledRun[]): boolean {
  return (kind === 'dash' || kind === 'ellipsis') && runs[last.run]?.added === runs[run]?.added;
}

interface Part {
  readonly letters: readonly Letter[];
  readonly link: Piece['link'];
}

function partsOf(group: readonly Letter[], word: string): readonly Part[] {
  if (group[0]?.kind !== 'western') return [{ letters: group, link: 'none' }];
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
