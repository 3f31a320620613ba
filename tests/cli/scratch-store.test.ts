import { existsSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import fc from 'fast-check';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { withScratchStore } from '../../src/cli/scratch-store.ts';
import { bytesOf, joinParts, joinWithoutStored, type Part } from '../../src/core/stored-bytes.ts';
import { scratchFolder } from '../support/scratch-folder.ts';

const uninterrupted = () => () => {};
afterEach(() => vi.unstubAllEnvs());

/** Stores in a temporary folder of its own. */
function temporary(): string {
  const folder = scratchFolder();
  vi.stubEnv('TMPDIR', folder);
  return folder;
}

describe('withScratchStore', () => {
  it('stores what does not fit into memory, and gives it back', async () => {
    temporary();
    await fc.assert(
      fc.asyncProperty(fc.array(fc.uint8Array({ maxLength: 40 })), fc.nat(100), async (all, room) => {
        await withScratchStore(
          uninterrupted,
          async (store) => {
            const parts = all.map(store);
            const inMemory = parts.filter((part) => part instanceof Uint8Array);
            expect(inMemory.reduce((sum, { length }) => sum + length, 0)).toBeLessThanOrEqual(room);
            expect(parts.map(bytesOf).map((part) => [...part])).toEqual(all.map((bytes) => [...bytes]));
            expect([...joinParts(parts)]).toEqual(all.flatMap((bytes) => [...bytes]));
            const blank = (part: Part) =>
              part instanceof Uint8Array ? [...part] : Array(part.length).fill(0);
            expect([...joinWithoutStored(parts)]).toEqual(parts.flatMap(blank));
          },
          room,
        );
      }),
    );
  });

  it('writes no file where memory suffices', async () => {
    const folder = temporary();
    await withScratchStore(uninterrupted, async (store) => {
      store(new Uint8Array(1000));
      expect(readdirSync(folder)).toEqual([]);
    });
  });

  it.each(['ends', 'fails', 'is interrupted'])('removes its file when the work %s', async (how) => {
    const folder = temporary();
    let interrupt = () => {};
    const work = withScratchStore(
      (clean) => {
        interrupt = clean;
        return () => {};
      },
      async (store) => {
        store(new Uint8Array(9));
        expect(readdirSync(folder)).toHaveLength(1);
        if (how === 'fails') throw new Error('failed');
        if (how === 'is interrupted') interrupt();
        if (how === 'is interrupted') expect(readdirSync(folder)).toEqual([]);
      },
      0,
    );
    await (how === 'fails' ? expect(work).rejects.toThrow('failed') : work);
    expect(readdirSync(folder)).toEqual([]);
  });

  it('keeps all in memory where there is no temporary folder', async () => {
    vi.stubEnv('TMPDIR', `${tmpdir()}/no such folder`);
    expect(existsSync(tmpdir())).toBe(false);
    const bytes = new Uint8Array([1, 2, 3]);
    expect(await withScratchStore(uninterrupted, async (store) => store(bytes), 0)).toBe(bytes);
  });
});
