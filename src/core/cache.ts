/**
 * The cache: results of earlier work, under one interface with two lifetimes.
 *
 * `memory` holds values of any type for as long as this process runs; `folder` holds plain data and bytes in the user's
 * cache folder from one run to the next. Every entry is addressed by its content: the key covers all that the value
 * depends on. Hence a cached value equals the one that would be computed anew, and two issues share an entry only if
 * all its inputs are equal. A cache is passed to whoever uses it; no module holds one. Nothing here throws because an
 * entry is missing, damaged or cannot be written.
 */
import type { Report } from './diagnostics.ts';

export interface Cache {
  /** Absent in a process that builds once: computing keys would cost more than it saves. */
  readonly memory?: MemoryCache;
  /** Absent if the user asked for no cache or the machine has no place for one. */
  readonly folder?: CacheFolder;
}

/** Values computed in this process, by kind and key. */
export interface MemoryCache {
  /** Returns the value under a key, or computes and stores it. */
  readonly getOrCompute: <T>(kind: string, key: string, compute: () => T) => T;
  /** Called between two builds: evicts the entries that the last build did not use. */
  readonly evictUnused: () => void;
}

/** Opens an empty memory cache. It holds two generations: what this build used and what the one before it used. */
export function openMemoryCache(): MemoryCache {
  let previous = new Map<string, unknown>();
  let current = new Map<string, unknown>();
  return {
    getOrCompute: <T>(kind: string, key: string, compute: () => T): T => {
      const name = `${kind}\n${key}`;
      const generation = current.has(name) ? current : previous;
      const value = generation.has(name) ? (generation.get(name) as T) : compute();
      current.set(name, value);
      return value;
    },
    evictUnused: () => {
      previous = current;
      current = new Map();
    },
  };
}

/** Returns the value for the given facts, computed by `compute` or taken from memory. */
export type Memoize = <T>(kind: string, facts: unknown, compute: (report: Report) => T) => T;

/**
 * Computes a value or returns the one in memory; the messages that its computation reported are reported again. In: the
 * memory, if any; the key, computed only if there is a memory; the computation, which reports through the `report` it
 * is given. It must report before it returns: messages that a promise reports later are not replayed.
 */
export function memoize<T>(
  memory: MemoryCache | undefined,
  report: Report,
  kind: string,
  key: () => string,
  compute: (report: Report) => T,
): T {
  if (memory === undefined) return compute(report);
  const { value, messages } = memory.getOrCompute(kind, key(), () => {
    const recorded: Parameters<Report>[] = [];
    const computed = compute((...message) => void recorded.push(message as Parameters<Report>));
    return { value: computed, messages: recorded };
  });
  for (const message of messages) report(...message);
  return value;
}

/**
 * A folder of entries that outlives the process; cache-entry.ts names, reads and writes them. A reader may find nothing, and
 * what is written may be lost.
 */
export interface CacheFolder {
  /** Identifies the program that writes the entries: another version may compute other values from the same input. */
  readonly writer: string;
  readonly read: (name: string) => Uint8Array | undefined;
  readonly write: (name: string, bytes: Uint8Array) => Promise<void>;
}
