import { readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { PictureStore } from '../assets/picture-store.ts';
import { keepFile } from './kept-file.ts';

/** Enough for some hundred pictures; what is oldest goes first. */
const mostBytes = 512 * 2 ** 20;

/**
 * What was made of pictures kept in files of a folder, one for each version of the program below `cache`. A folder that
 * cannot be read or written is as none, and disturbs nobody. In: also who makes the entries (`PictureStore.maker`).
 */
export function plateFolder(cache: string, version: string, maker: string): PictureStore {
  const folder = join(cache, version);
  return {
    maker,
    read: async (name) => tryTo(() => readFileSync(join(folder, name))),
    write: async (name, bytes) => {
      const { randomBytes } = await import('node:crypto');
      keepFile(folder, name, bytes, randomBytes(6).toString('hex'));
      tryTo(() => clearOut(cache));
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
  const files = readdirSync(cache, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => {
      const file = join(entry.parentPath, entry.name);
      const { size, mtimeMs } = statSync(file);
      return { file, size, written: mtimeMs };
    });
  let total = files.reduce((sum, { size }) => sum + size, 0);
  for (const { file, size } of files.sort((a, b) => a.written - b.written)) {
    if (total <= mostBytes) return;
    rmSync(file, { force: true });
    total -= size;
  }
}
