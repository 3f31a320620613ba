import type { CharClass } from './char-class.ts';

interface Quoted {
  readonly text: string;
  readonly kind: CharClass;
}

interface Pair {
  readonly open: number;
  readonly close: number;
}

const opening: Readonly<Record<string, string>> = { '“': '”', '‘': '’' };
const isQuote = (text: string) => '“”‘’'.includes(text);
const isLatin = (text: string | undefined) => text !== undefined && /^[\p{Script=Latin}\p{Nd}]$/u.test(text);

/**
 * Settles for every curly quote whether it is Chinese or Western: they are the same code points in two designs.
 * In a paragraph with Chinese a pair is Chinese whatever stands inside (CY/T 154); Western are an apostrophe,
 * quotes nested in an English sentence, and all quotes of a Western paragraph.
 * Out: by index, 'opening', 'closing' or 'western'.
 */
export function quoteKinds(letters: readonly Quoted[], western: boolean): ReadonlyMap<number, CharClass> {
  const kinds = new Map<number, CharClass>();
  for (const [index, { text }] of letters.entries()) {
    if (!isQuote(text)) continue;
    const chinese = text in opening ? 'opening' : 'closing';
    kinds.set(index, western || isApostrophe(letters, index) ? 'western' : chinese);
  }
  for (const pair of pairsOf(letters, kinds)) {
    if (!insideEnglish(letters, pair, kinds)) continue;
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
  const open: number[] = [];
  for (const [index, kind] of kinds) {
    if (kind === 'opening') open.push(index);
    if (kind !== 'closing') continue;
    const partner = open.findLastIndex((at) => opening[letters[at]?.text as string] === letters[index]?.text);
    if (partner === -1) continue;
    pairs.push({ open: open[partner] as number, close: index });
    open.length = partner;
  }
  return pairs.sort((a, b) => a.open - b.open);
}

/** Words on both sides of the pair, or two on one, with nothing Chinese up to the next Chinese marks. */
function insideEnglish(
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
  if (letters.slice(pair.open, pair.close).some((letter) => letter.kind === 'han')) return false;
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
