import { randomBytes } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
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
    read: (name) => readFile(join(folder, name)).catch(() => undefined),
    write: async (name, bytes) => {
      const draft = join(folder, `${name}.${randomBytes(6).toString('hex')}`);
      try {
        await mkdir(folder, { recursive: true });
        await writeFile(draft, bytes, { flag: 'wx' });
        await rename(draft, join(folder, name));
        await clearOut(cache);
      } catch {
        await rm(draft, { force: true }).catch(() => undefined);
      }
    },
  };
}

/** Removes the oldest files while all of them, those of earlier versions too, are more than the cache may hold. */
async function clearOut(cache: string): Promise<void> {
  const names = await readdir(cache, { recursive: true, withFileTypes: true });
  const files = await Promise.all(
    names
      .filter((entry) => entry.isFile())
      .map(async (entry) => {
        const file = join(entry.parentPath, entry.name);
        const { size, mtimeMs } = await stat(file);
        return { file, size, written: mtimeMs };
      }),
  );
  let total = files.reduce((sum, { size }) => sum + size, 0);
  for (const { file, size } of files.sort((a, b) => a.written - b.written)) {
    if (total <= mostBytes) return;
    await rm(file, { force: true });
    total -= size;
  }
}
