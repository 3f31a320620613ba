/** A text, and the UTF-16 indices at which its words begin. */
export type WordStarts = readonly [text: string, starts: readonly number[]];

/** Texts whose words were looked for, or recalled from an earlier run. A process that stays open meets many. */
const known = new Map<string, readonly number[]>();
const mostKnown = 500;

let segmenter: Intl.Segmenter | undefined;
let found = 0;

/**
 * Where the words of a text begin, as ICU's dictionary cuts them. The segmenter is made when a text is not known yet:
 * with the first object of `Intl` a process learns of all locales, which takes as long as setting a column.
 */
export function wordStarts(text: string): readonly number[] {
  const before = known.get(text);
  if (before !== undefined) return before;
  segmenter ??= new Intl.Segmenter('zh', { granularity: 'word' });
  const starts = Array.from(segmenter.segment(text), ({ index }) => index);
  found += 1;
  know([text, starts]);
  return starts;
}

/** How many texts were cut in this process, and all that are known. */
export const wordsFound = (): { readonly found: number; readonly known: readonly WordStarts[] } => ({
  found,
  known: [...known],
});

/** Takes over what `wordsFound` gave in an earlier run, which must have been of the same ICU. */
export function recallWords(words: readonly WordStarts[]): void {
  for (const each of words) know(each);
}

function know([text, starts]: WordStarts): void {
  if (known.size >= mostKnown) known.clear();
  known.set(text, starts);
}
