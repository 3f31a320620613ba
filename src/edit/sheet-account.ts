import { copyCharacters, countCopyCharacters } from '../core/copy-characters.ts';
import type { Report } from '../core/diagnostics.ts';
import { placeAt } from '../core/place.ts';
import type { Run } from '../issue/issue.ts';
import { charactersOf } from './counted-characters.ts';

/**
 * The last part of the account of the copy (copy-account.ts): the sheets have the printing characters of the edited runs, as
 * many of each, in whatever order. A difference is a fault of ours, and is reported at the place of the text that is missing.
 *
 * Glyphs have no place in the source, so a difference is located by its neighbours: with all sequences of a few characters
 * that the sheets have, a character of the copy is found if one of the sequences around it is among them. Text breaks over
 * lines, columns and pages, but then the sequences on either side of the break are found. Of the stretches that are not, those
 * are reported that have a missing character. Only an issue with a difference pays for this.
 */
export function reportUnsetCopy(copy: readonly Run[], set: string, report: Report): void {
  const text = copy.map((run) => run.text).join('');
  const sameCount = countCopyCharacters(copy) === copyCharacters(set);
  if (sameCount && fingerprint(text) === fingerprint(set)) return;
  const charactersIn = charactersOf(text) === '' && charactersOf(set) === '' ? printing : charactersOf;
  let difference = differenceOf(charactersIn(text), charactersIn(set));
  if (difference.size === 0) {
    if (sameCount) return;
    difference = differenceOf(printing(text), printing(set));
  }
  const lost = new Map([...difference].filter(([, count]) => count > 0));
  const added = [...difference].filter(([, count]) => count < 0).map(([character]) => character);
  const stretches = lost.size === 0 ? [] : findUnset(copy, set, lost);
  for (const { run, offset, length } of stretches.slice(0, mostReports)) {
    const words = run.text.slice(offset, offset + length);
    report('copy-lost', placeAt(run.place, offset), { words, problem: 'lost' });
  }
  if (stretches.length > 0) return;
  // Nothing is missing but something is set twice, or the sheets have characters that nobody wrote.
  const hasAdded = ({ text: words }: Run) => added.some((character) => printing(words).includes(character));
  const twice = findTwice(copy, set) ?? copy.find(hasAdded);
  const { place, text: words } = twice ?? copy[0] ?? { place: { file: '' }, text: added.join('') };
  report('copy-lost', place, { words, problem: twice === undefined ? 'altered' : 'twice' });
}

/** Further differences of the same kind say nothing new. */
const mostReports = 10;

/**
 * A number that is equal for texts with the same characters in whatever order, and hardly ever for others. Without spaces
 * and ASCII marks but the star, which setting adds and removes: hyphens. Compared first, since it takes a tenth of the time.
 */
function fingerprint(text: string): number {
  let sum = 0;
  for (let index = 0; index < text.length; index += 1) {
    const unit = text.charCodeAt(index);
    if (unit >= 0x30 || unit === 0x2a) sum = (sum + Math.imul(unit, unit * 2654435761 + 1)) | 0;
  }
  return sum;
}

/** The characters of which the texts have unequal numbers, with how many more the first has. */
function differenceOf(text: string, other: string): Map<string, number> {
  const difference = new Map<string, number>();
  const add = (characters: string, count: number) => {
    for (const character of characters) difference.set(character, (difference.get(character) ?? 0) + count);
  };
  add(text, 1);
  add(other, -1);
  return new Map([...difference].filter(([, count]) => count !== 0));
}

/** The printing characters of a text, whatever their width. */
const printing = (text: string): string => text.normalize('NFKC').replace(/[\s\p{Cc}\p{Cf}]/gu, '');

/** A stretch of a run. */
interface Stretch {
  readonly run: Run;
  readonly offset: number;
  readonly length: number;
}

/** A printing character of the copy, and where it is. */
interface Letter {
  readonly character: string;
  readonly run: Run;
  readonly offset: number;
  /** In UTF-16 units as written. */
  readonly length: number;
}

/** How many characters in a row are looked for. */
const reach = 4;

function findUnset(copy: readonly Run[], set: string, lost: Map<string, number>): readonly Stretch[] {
  const letters = copy.flatMap((run) => lettersOf(run));
  const text = letters.map(({ character }) => character);
  const other = new Set(sequencesOf([...printing(set)]));
  const found = new Uint8Array(text.length);
  for (const [index, sequence] of sequencesOf(text).entries())
    if (other.has(sequence)) found.fill(1, index, index + reach);
  const stretches = stretchesOf(letters, (index) => found[index] !== 1);
  // What is missing as a whole explains the difference better than a text at a break that has one of the characters.
  const whole = stretches
    .toSorted((a, b) => b.length - a.length)
    .filter((stretch) => isWithin(stretch, lost) && takeFrom(lost, stretch) !== undefined);
  const missing = stretches.flatMap((one) => (whole.includes(one) ? one : (takeFrom(lost, one) ?? [])));
  // A lost text that is elsewhere word for word, or is shorter than what is looked for.
  return missing.length > 0
    ? missing
    : stretchesOf(letters, () => true).flatMap((one) => takeFrom(lost, one) ?? []);
}

/** A run with a text that the sheets have more often than the copy. */
function findTwice(copy: readonly Run[], set: string): Run | undefined {
  const letters = copy.flatMap((run) => lettersOf(run));
  const count = (text: readonly string[]) => {
    const counts = new Map<string, number>();
    for (const sequence of sequencesOf(text)) counts.set(sequence, (counts.get(sequence) ?? 0) + 1);
    return counts;
  };
  const written = sequencesOf(letters.map(({ character }) => character));
  const [once, now] = [count(letters.map(({ character }) => character)), count([...printing(set)])];
  const index = written.findIndex((sequence) => (now.get(sequence) ?? 0) > once.get(sequence)!);
  return letters[index]?.run;
}

const lettersOf = (run: Run): readonly Letter[] =>
  Array.from(run.text.matchAll(/[\s\S]/gu)).flatMap(({ 0: written, index }) =>
    [...printing(written)].map((character) => ({ character, run, offset: index, length: written.length })),
  );

/** Each character with those after it. */
const sequencesOf = (text: readonly string[]): readonly string[] =>
  Array.from({ length: Math.max(0, text.length - reach + 1) }, (_, index) =>
    text.slice(index, index + reach).join(''),
  );

/** The stretches of each run whose characters hold. */
function stretchesOf(letters: readonly Letter[], holds: (index: number) => boolean): readonly Stretch[] {
  const stretches: Stretch[] = [];
  for (const [index, { run, offset, length }] of letters.entries()) {
    if (!holds(index)) continue;
    const last = stretches.at(-1);
    const joins = last?.run === run && index > 0 && holds(index - 1);
    if (joins) stretches[stretches.length - 1] = { ...last, length: offset + length - last.offset };
    else stretches.push({ run, offset, length });
  }
  return stretches;
}

/** Whether all characters of a stretch are lost, as often as it has them. */
function isWithin({ run, offset, length }: Stretch, lost: ReadonlyMap<string, number>): boolean {
  const left = new Map(lost);
  return [...printing(run.text.slice(offset, offset + length))].every((character) => {
    const count = left.get(character) ?? 0;
    left.set(character, count - 1);
    return count > 0 || !/[\p{L}\p{N}*]/u.test(character);
  });
}

/** Takes the characters of a stretch from those that are lost. Out: from the first such character to the last. */
function takeFrom(lost: Map<string, number>, stretch: Stretch): Stretch | undefined {
  const { run, offset, length } = stretch;
  const taken = lettersOf({ ...run, text: run.text.slice(offset, offset + length) }).filter(
    ({ character }) => {
      const count = lost.get(character) ?? 0;
      if (count > 0) lost.set(character, count - 1);
      return count > 0;
    },
  );
  const [first, last] = [taken[0], taken.at(-1)];
  if (first === undefined || last === undefined) return undefined;
  return { run, offset: offset + first.offset, length: last.offset + last.length - first.offset };
}
