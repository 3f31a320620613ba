import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { PictureStore } from '../assets/picture-store.ts';

/** Enough for some hundred pictures; what is oldest goes first. */
const mostBytes = 512 * 2 ** 20;

/**
 * Plates kept in files of a folder, one for each version of the program below `cache`. A file is written to a name of
 * its own and then renamed, so that two builds at once see it whole or not at all. A folder that cannot be written or a
 * full disk keeps nothing and disturbs nobody.
 */
export function plateFolder(cache: string, version: string, maker: string): PictureStore {
  const folder = join(cache, version);
  return {
    maker,
    read: async (name) => readKept(join(folder, name)),
    write: async (name, bytes) => {
      const { randomBytes } = await import('node:crypto');
      const draft = join(folder, `${name}.${randomBytes(6).toString('hex')}`);
      try {
        mkdirSync(folder, { recursive: true });
        writeFileSync(draft, bytes, { flag: 'wx' });
        renameSync(draft, join(folder, name));
        clearOut(cache);
      } catch {
        forget(draft);
      }
    },
  };
}

function readKept(file: string): Uint8Array | undefined {
  try {
    return readFileSync(file);
  } catch {
    return undefined;
  }
}

function forget(draft: string): void {
  try {
    rmSync(draft, { force: true });
  } catch {
    // The folder is lost with all that is in it.
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
