import { entryName, type KeptStore, readEntry, writeEntry } from '../core/cache.ts';
import type { Issue } from '../issue/issue.ts';
import { breaksFound, type KnownBreaks, recallBreaks } from './known-breaks.ts';

/**
 * Sets an issue with the places where its headlines may break as they were found in an earlier build, and keeps what
 * was not known. They come of a dictionary and some hundred rules, and to ask these takes a tenth of the time of
 * setting.
 */
export function withKeptBreaks<T>({ pages }: Issue, store: KeptStore | undefined, set: () => T): T {
  if (store === undefined) return set();
  const headlines = pages.flatMap(({ articles }) =>
    articles.map(({ headline }) => headline.main.map(({ text }) => text).join('')),
  );
  const name = entryName(store, ['headlines', headlines], []);
  recallBreaks(readEntry<readonly KnownBreaks[]>(store, name)?.facts ?? []);
  const before = breaksFound().found;
  const made = set();
  const { found, known } = breaksFound();
  // Nobody waits for it.
  if (found > before) void writeEntry(store, name, { facts: known, bytes: new Uint8Array() });
  return made;
}
