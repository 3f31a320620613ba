import type { TextRange } from '../core/text-ranges.ts';
import { fixedTerms } from './fixed-terms.ts';

/** A term, and the UTF-16 indices in the text at which it may be divided after all. */
export interface TermSpan extends TextRange {
  readonly seams: readonly number[];
}

interface Term {
  readonly text: string;
  readonly seams: readonly number[];
}

/** Terms by their first two characters, the longest first. */
type TermIndex = ReadonlyMap<string, readonly Term[]>;

/** A part of two characters reads as torn off. */
const shortestPart = 3;

/** The index of the program's own terms, made on first use; the same for all texts. */
let ownTerms: TermIndex | undefined;

/** A shorter term must begin and end where words do: 区政府 is no term in 社区政府. */
const surelyTerm = 4;

/**
 * Finds the fixed terms of a text, from left to right; the longest at a place counts. In: the text, the indices at which a
 * word of the segmenter begins, the paper's own terms, which win over the program's. A bar in a term marks a seam.
 * Linear in the text.
 */
export function findTerms(
  text: string,
  wordStarts: ReadonlySet<number>,
  words: readonly string[],
): readonly TermSpan[] {
  ownTerms ??= indexTerms(fixedTerms.flatMap((list) => list.split(/\s+/)));
  const added = words.length > 0 ? indexTerms(words) : undefined;
  const isEdge = (at: number) => at === text.length || wordStarts.has(at);
  const spans: TermSpan[] = [];
  for (let from = 0; from < text.length; ) {
    const key = text.slice(from, from + 2);
    const found =
      added?.get(key)?.find((term) => text.startsWith(term.text, from)) ??
      ownTerms
        .get(key)
        ?.find(
          (term) =>
            text.startsWith(term.text, from) &&
            (term.text.length >= surelyTerm || (isEdge(from) && isEdge(from + term.text.length))),
        );
    if (found !== undefined)
      spans.push({
        from,
        to: from + found.text.length,
        seams: found.seams.map((seam) => from + seam),
      });
    from += found?.text.length ?? 1;
  }
  return spans;
}

function indexTerms(terms: readonly string[]): TermIndex {
  const index = new Map<string, Term[]>();
  for (const typed of terms) {
    const parts = typed.split('|');
    const text = parts.join('');
    if (text.length < 2) continue;
    const seams = parts
      .slice(1)
      .map((_, at) => parts.slice(0, at + 1).join('').length)
      .filter((seam) => seam >= shortestPart && text.length - seam >= shortestPart);
    const key = text.slice(0, 2);
    const own = index.get(key);
    if (own === undefined) index.set(key, [{ text, seams }]);
    else own.push({ text, seams });
  }
  for (const own of index.values()) own.sort((a, b) => b.text.length - a.text.length);
  return index;
}
