import type { CharClass } from './char-class.ts';
import { isNonAlphabetic } from './char-class.ts';

interface Quoted {
  readonly texts: readonly string[];
  readonly kinds: readonly CharClass[];
}

interface Pair {
  readonly open: number;
  readonly close: number;
}

const isQuote = (text: string) => text === '“' || text === '”' || text === '‘' || text === '’';
const isLatin = (text: string | undefined) =>
  text !== undefined && !isNonAlphabetic(text.charCodeAt(0)) && /^[\p{Script=Latin}\p{Nd}]$/u.test(text);

/**
 * Settles for every curly quote whether it is Chinese or Western: they are the same code points in two designs.
 * In a paragraph with Chinese a pair is Chinese whatever stands inside (CY/T 154); Western are an apostrophe,
 * quotes nested in an English sentence, and all quotes of a Western paragraph.
 * In: the letters, and among which places they are. Out: by index, 'opening', 'closing' or 'western'.
 */
export function quoteKinds(
  letters: Quoted,
  places: readonly number[],
  western: boolean,
): Map<number, CharClass> {
  const kinds = new Map<number, CharClass>();
  for (const index of places) {
    const text = letters.texts[index] as string;
    if (!isQuote(text)) continue;
    const chinese = text === '“' || text === '‘' ? 'opening' : 'closing';
    kinds.set(index, western || isApostrophe(letters, index) ? 'western' : chinese);
  }
  const pairs = kinds.size === 0 ? [] : pairsOf(letters, kinds);
  if (pairs.length === 0) return kinds;
  const hanBefore = hanCounts(letters);
  for (const pair of pairs) {
    if (hanBefore[pair.open] !== hanBefore[pair.close] || !besideEnglish(letters, pair, kinds)) continue;
    kinds.set(pair.open, 'western');
    kinds.set(pair.close, 'western');
  }
  return kinds;
}

const isApostrophe = ({ texts }: Quoted, index: number): boolean =>
  texts[index] === '’' && isLatin(texts[index - 1]) && isLatin(texts[index + 1]);

/** Outer pairs come before the pairs inside them. */
function pairsOf({ texts }: Quoted, kinds: ReadonlyMap<number, CharClass>): readonly Pair[] {
  const pairs: Pair[] = [];
  // Those still open of each kind: what was opened after a partner is lost when the partner is closed.
  const open: Readonly<Record<string, number[]>> = { '“': [], '‘': [] };
  for (const [index, kind] of kinds) {
    const text = texts[index] as string;
    if (kind === 'opening') open[text]?.push(index);
    if (kind !== 'closing') continue;
    const [own, other] = text === '”' ? [open['“'], open['‘']] : [open['‘'], open['“']];
    const partner = own?.pop();
    if (partner === undefined) continue;
    pairs.push({ open: partner, close: index });
    while ((other?.at(-1) ?? -1) > partner) other?.pop();
  }
  return pairs.sort((a, b) => a.open - b.open);
}

/** How many ideographs stand before each letter. */
function hanCounts({ kinds }: Quoted): readonly number[] {
  const counts: number[] = [];
  let count = 0;
  for (const kind of kinds) {
    counts.push(count);
    if (kind === 'han') count += 1;
  }
  return counts;
}

/** Words on both sides of a pair, or two on one, with nothing Chinese up to the next Chinese marks. */
function besideEnglish(
  { texts, kinds }: Quoted,
  pair: Pair,
  settled: ReadonlyMap<number, CharClass>,
): boolean {
  const chinese = (at: number) => (settled.get(at) ?? kinds[at]) !== 'western' && kinds[at] !== 'space';
  let first = pair.open;
  while (first > 0 && !chinese(first - 1)) first -= 1;
  let last = pair.close;
  while (last < kinds.length - 1 && !chinese(last + 1)) last += 1;
  if (kinds[first - 1] === 'han' || kinds[last + 1] === 'han') return false;
  const around = [...texts.slice(first, pair.open), ' ', ...texts.slice(pair.close + 1, last + 1)];
  return (around.join('').match(/\p{L}+/gu) ?? []).length >= 2;
}
