import { describe, expect, it, vi } from 'vitest';
import { type Cache, openMemoryCache } from '../../src/core/cache.ts';
import * as bindWords from '../../src/headline/bind-words.ts';
import { openHeadlineBreaks } from '../../src/headline/headline-break-cache.ts';
import { cacheFolderInMemory } from '../support/cache-folder-in-memory.ts';

const headlines = ['食堂本月开张老人笑迎新味道', '社区图书馆周末延长开放时间'];

/** Finds the breaks of headlines. Returns them and to how many headlines the rules were applied. */
async function findIn(cache: Cache, texts = headlines) {
  const rules = vi.spyOn(bindWords, 'findBreaks');
  const { find, save } = openHeadlineBreaks(texts, [], cache);
  // Each is set to several measures.
  const breaks = [...texts, ...texts].map(find).slice(texts.length);
  save();
  const computed = rules.mock.calls.length;
  rules.mockRestore();
  return { breaks, computed };
}

describe('the breaks of headlines', () => {
  it('are those of the rules, without a cache, with an empty one and with a full one', async () => {
    const { breaks, computed } = await findIn({});
    expect(breaks.flat().length).toBeGreaterThan(2);
    expect(computed).toBe(2);
    const { folder } = cacheFolderInMemory();
    expect(await findIn({ folder })).toEqual({ breaks, computed: 2 });
    expect(await findIn({ folder })).toEqual({ breaks, computed: 0 });
    const memory = openMemoryCache();
    expect(await findIn({ memory })).toEqual({ breaks, computed: 2 });
    expect(await findIn({ memory })).toEqual({ breaks, computed: 0 });
  });

  it('are computed again if one headline changes', async () => {
    const { folder } = cacheFolderInMemory();
    await findIn({ folder });
    expect((await findIn({ folder }, ['河边的步道修好了'])).computed).toBe(1);
  });

  it('are computed again if the entry is damaged', async () => {
    const { folder, entries } = cacheFolderInMemory();
    const { breaks } = await findIn({ folder });
    for (const [name, bytes] of entries)
      entries.set(
        name,
        bytes.map((byte, at) => (at === 30 ? byte ^ 1 : byte)),
      );
    expect(await findIn({ folder })).toEqual({ breaks, computed: 2 });
  });

  it('of one issue are not in the entry of another that shares the memory', async () => {
    const memory = openMemoryCache();
    const [first, second] = [cacheFolderInMemory(), cacheFolderInMemory()];
    await findIn({ memory, folder: first.folder }, [headlines[0]!]);
    await findIn({ memory, folder: second.folder }, [headlines[1]!]);
    const written = [...second.entries.values()].map((bytes) => Buffer.from(bytes).toString());
    expect(written).toHaveLength(1);
    expect(written[0]).toContain(headlines[1]);
    expect(written[0]).not.toContain(headlines[0]);
  });
});
