import type { CharClass } from './char-class.ts';

interface Quoted {
  readonly text: string;
  readonly kind: CharClass;
}

interface Pair {
  readonly open: number;
  readonly close: number;
}

const isQuote = (text: string) => text === '“' || text === '”' || text === '‘' || text === '’';
const isLatin = (text: string | undefined) => text !== undefined && /^[\p{Script=Latin}\p{Nd}]$/u.test(text);

/**
 * Settles for every curly quote whether it is Chinese or Western: they are the same code points in two designs.
 * In a paragraph with Chinese a pair is Chinese whatever stands inside (CY/T 154); Western are an apostrophe,
 * quotes nested in an English sentence, and all quotes of a Western paragraph.
 * Out: by index, 'opening', 'closing' or 'western'.
 */
export function quoteKinds(letters: readonly Quoted[], western: boolean): ReadonlyMap<number, CharClass> {
  const kinds = new Map<number, CharClass>();
  for (let index = 0; index < letters.length; index += 1) {
    const { text } = letters[index] as Quoted;
    if (!isQuote(text)) continue;
    const chinese = text === '“' || text === '‘' ? 'opening' : 'closing';
    kinds.set(index, western || isApostrophe(letters, index) ? 'western' : chinese);
  }
  const pairs = pairsOf(letters, kinds);
  if (pairs.length === 0) return kinds;
  const hanBefore = hanCounts(letters);
  for (const pair of pairs) {
    if (hanBefore[pair.open] !== hanBefore[pair.close] || !besideEnglish(letters, pair, kinds)) continue;
    kinds.set(pair.open, 'western');
    kinds.set(pair.close, 'western');
  }
  return kinds;
}

function isApostrophe(letters: readonly Quoted[], index: number): boolean {
  return (
    letters[index]?.text === '’' && isLatin(letters[index - 1]?.text) && isLatin(letters[index + 1]?.text)
  );
}

/** Outer pairs come before the pairs inside them. */
function pairsOf(letters: readonly Quoted[], kinds: ReadonlyMap<number, CharClass>): readonly Pair[] {
  const pairs: Pair[] = [];
  // Those still open of each kind: what was opened after a partner is lost when the partner is closed.
  const open: Readonly<Record<string, number[]>> = { '“': [], '‘': [] };
  for (const [index, kind] of kinds) {
    const text = letters[index]?.text as string;
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
function hanCounts(letters: readonly Quoted[]): readonly number[] {
  const counts: number[] = [];
  let count = 0;
  for (const { kind } of letters) {
    counts.push(count);
    if (kind === 'han') count += 1;
  }
  return counts;
}

/** Words on both sides of a pair, or two on one, with nothing Chinese up to the next Chinese marks. */
function besideEnglish(
  letters: readonly Quoted[],
  pair: Pair,
  kinds: ReadonlyMap<number, CharClass>,
): boolean {
  const chinese = (at: number) =>
    (kinds.get(at) ?? letters[at]?.kind) !== 'western' && letters[at]?.kind !== 'space';
  let first = pair.open;
  while (first > 0 && !chinese(first - 1)) first -= 1;
  let last = pair.close;
  while (last < letters.length - 1 && !chinese(last + 1)) last += 1;
  if (letters[first - 1]?.kind === 'han' || letters[last + 1]?.kind === 'han') return false;
  const around = [
    ...letters.slice(first, pair.open),
    { text: ' ' },
    ...letters.slice(pair.close + 1, last + 1),
  ];
  const words =
    around
      .map(({ text }) => text)
      .join('')
      .match(/\p{L}+/gu) ?? [];
  return words.length >= 2;
}
