import { type PhraseBreak, phraseBreaks } from './bind-words.ts';

/** A headline, and the places where it may break. */
export type KnownBreaks = readonly [text: string, breaks: readonly PhraseBreak[]];

/**
 * Headlines whose breaks were looked for, or recalled from an earlier run: each is set to every width at which its
 * article may lie. A process that stays open meets many.
 */
const known = new Map<string, readonly PhraseBreak[]>();
const mostKnown = 500;
let found = 0;

/** What `phraseBreaks` finds of a text, looked for once. */
export function knownBreaks(text: string): readonly PhraseBreak[] {
  const before = known.get(text);
  if (before !== undefined) return before;
  const breaks = phraseBreaks(text);
  found += 1;
  know([text, breaks]);
  return breaks;
}

/** How many texts were looked into in this process, and all that are known. */
export const breaksFound = (): { readonly found: number; readonly known: readonly KnownBreaks[] } => ({
  found,
  known: [...known],
});

/** Takes over what `breaksFound` gave in an earlier run, which must have been of the same program and the same ICU. */
export function recallBreaks(breaks: readonly KnownBreaks[]): void {
  for (const each of breaks) know(each);
}

function know([text, breaks]: KnownBreaks): void {
  if (known.size >= mostKnown) known.clear();
  known.set(text, breaks);
}
