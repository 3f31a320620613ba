import type { KeptStore } from '../../src/core/cache.ts';

/** A store in memory, and what it holds. */
export function keptInMemory(): { readonly kept: Map<string, Uint8Array>; readonly store: KeptStore } {
  const kept = new Map<string, Uint8Array>();
  const store: KeptStore = {
    maker: 'a test',
    read: (name) => kept.get(name),
    write: async (name, bytes) => void kept.set(name, bytes),
  };
  return { kept, store };
}
