import type { CharClass } from './char-class.ts';
import { type Characters, classifyCharacters } from './classify-characters.ts';
import type { StyledRun } from './text-style.ts';

/** The smallest unit that is set as a whole: an ideograph, a mark, a long mark, or a Western word or number. */
export interface TextUnit {
  readonly kind: Exclude<CharClass, 'space' | 'newline' | 'invisible'>;
  readonly text: string;
  /** Index of its run, and UTF-16 index of its first character in that run. */
  readonly run: number;
  readonly index: number;
  readonly em: number;
  readonly raised: boolean;
  /** Spaces and line ends typed before it. */
  readonly spaceBefore: string;
  /** The whole word around it: a change of face splits a word into units but not into words. */
  readonly word: string;
  /** How it is joined to the unit before: within a word, after a hard hyphen of a word, or not at all. */
  readonly join: 'none' | 'word' | 'hyphen';
}

/**
 * Segments runs into units. Spaces and line ends after the last unit are dropped. `interned` maps UTF-16 units to
 * strings; one map for many paragraphs saves memory.
 */
export function segmentText(
  runs: readonly StyledRun[],
  interned: Map<number, string> = new Map(),
): readonly TextUnit[] {
  const characters = classifyCharacters(runs, interned);
  const { texts, kinds } = characters;
  const units: TextUnit[] = [];
  let space = '';
  for (let from = 0; from < kinds.length; ) {
    const kind = kinds[from] as CharClass;
    const text = texts[from] as string;
    if (kind === 'space' || kind === 'newline') {
      space += text;
      from += 1;
      continue;
    }
    const to = endOfGroup(characters, from, runs);
    if (to === from + 1) units.push(unitOf(characters, from, text, text, 'none', space, runs));
    else addGroup(units, characters, from, to, space, runs);
    space = '';
    from = to;
  }
  return units;
}

/** Makes a unit of a text that begins with character `first`. */
function unitOf(
  characters: Characters,
  first: number,
  text: string,
  word: string,
  join: TextUnit['join'],
  spaceBefore: string,
  runs: readonly StyledRun[],
): TextUnit {
  const runIndex = characters.runs[first] as number;
  const run = runs[runIndex] as StyledRun;
  return {
    kind: characters.kinds[first] as TextUnit['kind'],
    text,
    run: runIndex,
    index: characters.indexes[first] as number,
    em: run.size,
    raised: isRaised(run),
    spaceBefore,
    word,
    join,
  };
}

function addGroup(
  units: TextUnit[],
  characters: Characters,
  first: number,
  end: number,
  space: string,
  runs: readonly StyledRun[],
) {
  const word = characters.texts.slice(first, end).join('');
  let spaceBefore = space;
  for (const { from, to, join } of splitGroup(characters, first, end, word)) {
    const text = to - from === end - first ? word : characters.texts.slice(from, to).join('');
    units.push(unitOf(characters, from, text, word, join, spaceBefore, runs));
    spaceBefore = '';
  }
}

const isRaised = (run: StyledRun | undefined) => (run?.rise ?? 0) !== 0;

/** Groups Western characters into words, spaces of code apart, and dashes and dots into long marks; every other character is alone. */
function endOfGroup(characters: Characters, from: number, runs: readonly StyledRun[]): number {
  const { kinds, texts } = characters;
  let to = from + 1;
  const kind = kinds[from];
  if (kind !== 'western' && kind !== 'dash' && kind !== 'ellipsis') return to;
  // A space of code that is set like a letter is no part of a word.
  if (isTypedSpace(texts[from] as string)) return to;
  while (kinds[to] === kind && !isTypedSpace(texts[to] as string)) {
    const [last, run] = [runs[characters.runs[to - 1] as number], runs[characters.runs[to] as number]];
    // A long mark is one unit of one run, because what the paper adds and what an author wrote are counted apart.
    if (kind !== 'western' && last?.added !== run?.added) break;
    if (isRaised(last) !== isRaised(run)) break;
    to += 1;
  }
  return to;
}

const isTypedSpace = (text: string): boolean => text === ' ' || text === '\u3000' || text === '\u00a0';

/** Characters `from` to `to - 1`. */
interface Part {
  readonly from: number;
  to: number;
  readonly join: TextUnit['join'];
}

/** Splits a word where its run changes and after its hard hyphens. */
function splitGroup(characters: Characters, first: number, end: number, word: string): readonly Part[] {
  const { kinds, runs } = characters;
  const isWhole = runs[first] === runs[end - 1] && !word.includes('-') && !word.includes('‐');
  if (kinds[first] !== 'western' || isWhole) return [{ from: first, to: end, join: 'none' }];
  const breakable = new Set(isAddress(word) ? [] : hardHyphens(characters.texts.slice(first, end)));
  const parts: Part[] = [];
  for (let at = first; at < end; at += 1) {
    const join = at === first ? 'none' : breakable.has(at - first) ? 'hyphen' : 'word';
    if (join === 'word' && runs[at - 1] === runs[at]) (parts.at(-1) as Part).to = at + 1;
    else parts.push({ from: at, to: at + 1, join });
  }
  return parts;
}

/** Whether a word is a web or mail address or a path, which is not broken at its hyphens. */
export const isAddress = (word: string) => /:\/\/|@|\/|\w\.\w/.test(word);

/** Returns the positions after a hyphen with at least three letters on each side (CLREQ 3.2: Wi-Fi and COVID-19 stay whole). */
function hardHyphens(group: readonly string[]): readonly number[] {
  const isLetter = (index: number) => {
    const text = group[index] ?? '';
    // In nearly all texts the ASCII patterns avoid the slower one with Unicode properties.
    return /^[A-Za-z]$/.test(text) || (!/^[!-~]?$/.test(text) && /^\p{L}$/u.test(text));
  };
  const threeFrom = (index: number, step: 1 | -1) =>
    [0, 1, 2].every((offset) => isLetter(index + offset * step));
  return group.flatMap((text, index) =>
    (text === '-' || text === '‐') && threeFrom(index - 1, -1) && threeFrom(index + 1, 1) ? [index + 1] : [],
  );
}
