import type { CacheFolder } from '../../src/core/cache.ts';

/** A cache folder in memory, its entries, and what was asked of it. */
export interface CacheFolderInMemory {
  readonly entries: Map<string, Uint8Array>;
  readonly folder: CacheFolder;
  /** `hit` or `miss` for each read, `write` for each write, in order. */
  readonly log: string[];
}

export function cacheFolderInMemory(): CacheFolderInMemory {
  const entries = new Map<string, Uint8Array>();
  const log: string[] = [];
  const folder: CacheFolder = {
    writer: 'a test',
    read: (name) => {
      log.push(entries.has(name) ? 'hit' : 'miss');
      return entries.get(name);
    },
    write: async (name, bytes) => {
      log.push('write');
      entries.set(name, bytes);
    },
  };
  return { entries, folder, log };
}
