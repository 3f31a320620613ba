import type { CharClass } from './char-class.ts';
import { type Characters, classifyCharacters } from './letters.ts';
import type { StyledRun } from './text-style.ts';

/** The least thing that is set as a whole: an ideograph, a mark, a long mark, or a Western word or number. */
export interface TextUnit {
  readonly kind: Exclude<CharClass, 'space' | 'newline' | 'invisible'>;
  readonly text: string;
  /** Index of the run, and of the first character in it, in UTF-16 units. */
  readonly run: number;
  readonly index: number;
  readonly em: number;
  readonly raised: boolean;
  /** Spaces and line ends typed before it. */
  readonly spaceBefore: string;
  /** The whole word this is a part of: a change of face cuts a word into pieces but not into words. */
  readonly word: string;
  /** How it stands to the piece before: in the same word, after its hard hyphen, or on its own. */
  readonly join: 'none' | 'word' | 'hyphen';
}

/** Cuts runs into pieces. What stands after the last piece (spaces, line ends) is nothing. */
export function segmentText(runs: readonly StyledRun[]): readonly TextUnit[] {
  const letters = classifyCharacters(runs);
  const { texts, kinds } = letters;
  const pieces: TextUnit[] = [];
  let before = '';
  for (let from = 0; from < kinds.length; ) {
    const kind = kinds[from] as CharClass;
    const text = texts[from] as string;
    if (kind === 'space' || kind === 'newline') {
      before += text;
      from += 1;
      continue;
    }
    const to = endOfGroup(letters, from, runs);
    if (to === from + 1) pieces.push(pieceOf(letters, from, text, text, 'none', before, runs));
    else addParts(pieces, letters, from, to, before, runs);
    before = '';
    from = to;
  }
  return pieces;
}

/** A piece that begins with a letter. */
function pieceOf(
  letters: Characters,
  first: number,
  text: string,
  word: string,
  link: TextUnit['join'],
  before: string,
  runs: readonly StyledRun[],
): TextUnit {
  const number = letters.runs[first] as number;
  const run = runs[number] as StyledRun;
  return {
    kind: letters.kinds[first] as TextUnit['kind'],
    text,
    run: number,
    index: letters.indexes[first] as number,
    em: run.size,
    raised: isRaised(run),
    spaceBefore: before,
    word,
    join: link,
  };
}

function addParts(
  pieces: TextUnit[],
  letters: Characters,
  first: number,
  end: number,
  typed: string,
  runs: readonly StyledRun[],
) {
  const word = letters.texts.slice(first, end).join('');
  let before = typed;
  for (const { from, to, link } of partsOf(letters, first, end, word)) {
    const text = to - from === end - first ? word : letters.texts.slice(from, to).join('');
    pieces.push(pieceOf(letters, from, text, word, link, before, runs));
    before = '';
  }
}

const isRaised = (run: StyledRun | undefined) => (run?.rise ?? 0) !== 0;

/** Western letters make words; dashes and dots of one hand make long marks; all other letters stand alone. */
function endOfGroup(letters: Characters, from: number, runs: readonly StyledRun[]): number {
  const { kinds } = letters;
  let to = from + 1;
  const kind = kinds[from];
  if (kind !== 'western' && kind !== 'dash' && kind !== 'ellipsis') return to;
  while (kinds[to] === kind) {
    const [last, run] = [runs[letters.runs[to - 1] as number], runs[letters.runs[to] as number]];
    // A long mark is one piece of one run: what the paper adds and what an author wrote are counted apart.
    if (kind !== 'western' && last?.added !== run?.added) break;
    if (isRaised(last) !== isRaised(run)) break;
    to += 1;
  }
  return to;
}

/** Letters `from` to the one before `to`. */
interface Part {
  readonly from: number;
  to: number;
  readonly link: TextUnit['join'];
}

function partsOf(letters: Characters, first: number, end: number, word: string): readonly Part[] {
  const { kinds, runs } = letters;
  const whole = runs[first] === runs[end - 1] && !word.includes('-') && !word.includes('‐');
  if (kinds[first] !== 'western' || whole) return [{ from: first, to: end, link: 'none' }];
  const breakable = new Set(isAddress(word) ? [] : hardHyphens(letters.texts.slice(first, end)));
  const parts: Part[] = [];
  for (let at = first; at < end; at += 1) {
    const link = at === first ? 'none' : breakable.has(at - first) ? 'hyphen' : 'word';
    if (link === 'word' && runs[at - 1] === runs[at]) (parts.at(-1) as Part).to = at + 1;
    else parts.push({ from: at, to: at + 1, link });
  }
  return parts;
}

/** A web or mail address, or a path: set whole. */
export const isAddress = (word: string) => /:\/\/|@|\/|\w\.\w/.test(word);

/** Positions after a hyphen with three letters and more on each side (CLREQ 3.2: Wi-Fi and COVID-19 stay whole). */
function hardHyphens(group: readonly string[]): readonly number[] {
  const isLetter = (index: number) => {
    const text = group[index] ?? '';
    // Of letters beyond English there is hardly ever one to ask for.
    return /^[A-Za-z]$/.test(text) || (!/^[!-~]?$/.test(text) && /^\p{L}$/u.test(text));
  };
  const threeFrom = (index: number, step: 1 | -1) =>
    [0, 1, 2].every((offset) => isLetter(index + offset * step));
  return group.flatMap((text, index) =>
    (text === '-' || text === '‐') && threeFrom(index - 1, -1) && threeFrom(index + 1, 1) ? [index + 1] : [],
  );
}
