import { readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { KeptStore } from '../core/cache.ts';
import { keepLarge } from './kept-file.ts';

/** Enough for some hundred pictures; what is oldest goes first. */
const mostBytes = 512 * 2 ** 20;

/**
 * A store in files of a folder, one folder for each version of the program below `cache`. A folder that cannot be read
 * or written is as none, and disturbs nobody. In: also who makes the entries (`KeptStore.maker`).
 */
export function keptFolder(cache: string, version: string, maker: string): KeptStore {
  const folder = join(cache, version);
  let underWay = 0;
  return {
    maker,
    read: (name) => tryTo(() => readFileSync(join(folder, name))),
    write: async (name, bytes) => {
      underWay += 1;
      const { randomBytes } = await import('node:crypto');
      await keepLarge(folder, name, bytes, randomBytes(6).toString('hex'));
      underWay -= 1;
      // A build keeps a dozen entries at about one time: all files are looked through after the last of them.
      if (underWay === 0) clearOut(cache);
    },
  };
}

/** What an action gives, or nothing where the disk refuses it. */
function tryTo<T>(act: () => T): T | undefined {
  try {
    return act();
  } catch {
    return undefined;
  }
}

/** Removes the oldest files while all of them, those of earlier versions too, are more than the cache may hold. */
function clearOut(cache: string): void {
  const files = filesIn(cache);
  let total = files.reduce((sum, { size }) => sum + size, 0);
  for (const { file, size } of files.sort((a, b) => a.written - b.written)) {
    if (total <= mostBytes) return;
    tryTo(() => rmSync(file, { force: true }));
    total -= size;
  }
}

interface KeptFile {
  readonly file: string;
  readonly size: number;
  readonly written: number;
}

/** Of a folder and those below it, but for what may not be looked into, as a run by root leaves it, or is gone meanwhile. */
function filesIn(folder: string): KeptFile[] {
  const entries = tryTo(() => readdirSync(folder, { withFileTypes: true })) ?? [];
  return entries.flatMap((entry) => {
    const file = join(folder, entry.name);
    if (entry.isDirectory()) return filesIn(file);
    const stats = entry.isFile() ? tryTo(() => statSync(file)) : undefined;
    return stats === undefined ? [] : [{ file, size: stats.size, written: stats.mtimeMs }];
  });
}
