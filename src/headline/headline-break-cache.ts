import type { Cache } from '../core/cache.ts';
import { entryName, readEntry, writeEntry } from '../core/cache-entry.ts';
import { findBreaks, type PhraseBreak } from './bind-words.ts';

/** Finds the places where a headline may break. */
export type FindBreaks = (text: string) => readonly PhraseBreak[];

/** The breaks of an issue's headlines, each found once, on first use. */
export interface HeadlineBreaks {
  readonly find: FindBreaks;
  /** Writes the breaks that were not cached to the cache. */
  readonly save: () => void;
}

type Entries = readonly (readonly [text: string, breaks: readonly PhraseBreak[]])[];

/**
 * Opens the breaks of an issue's headlines. Each headline is set to every width at which its article may be placed,
 * and the dictionary and the rules behind its breaks cost a tenth of setting a page: one entry of the cache holds the
 * breaks of all headlines of an issue.
 */
export function openHeadlineBreaks(
  headlines: readonly string[],
  words: readonly string[],
  { memory, folder }: Cache,
): HeadlineBreaks {
  const breaks = new Map<string, readonly PhraseBreak[]>();
  const name = folder && entryName(folder, ['headlines', words, headlines]);
  let loaded = folder === undefined;
  let computed = false;
  const compute = (text: string) => {
    computed = true;
    return findBreaks(text, words);
  };
  return {
    find: (text) => {
      if (!loaded) {
        loaded = true;
        for (const [headline, cached] of readEntry<Entries>(folder!, name!)?.facts ?? [])
          breaks.set(headline, cached);
      }
      const cached = breaks.get(text);
      if (cached !== undefined) return cached;
      const found =
        memory?.getOrCompute('headline', [...words, text].join('\n'), () => compute(text)) ?? compute(text);
      breaks.set(text, found);
      return found;
    },
    save: () => {
      if (computed && folder !== undefined)
        void writeEntry(folder, name!, { facts: [...breaks], bytes: new Uint8Array() });
    },
  };
}
