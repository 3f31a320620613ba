import { randomBytes } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { isAbsolute, join } from 'node:path';
import type { PlateStore } from '../assets/kept-plates.ts';

/** What the machine says of where a user's caches lie. */
export interface Machine {
  readonly platform: string;
  readonly home: string;
  readonly variables: Readonly<Record<string, string | undefined>>;
}

/**
 * The folder of the program's cache, by the custom of the system: XDG Base Directory Specification 0.8, Apple's File
 * System Programming Guide, and %LOCALAPPDATA%. A set XDG_CACHE_HOME is a user's wish and goes before.
 */
export function cacheFolder({ platform, home, variables }: Machine): string | undefined {
  const wished = variables['XDG_CACHE_HOME'];
  // "All paths set in these environment variables must be absolute."
  if (wished !== undefined && isAbsolute(wished)) return join(wished, 'baoshan-news');
  const custom =
    platform === 'win32'
      ? variables['LOCALAPPDATA']
      : home && join(home, ...(platform === 'darwin' ? ['Library', 'Caches'] : ['.cache']));
  return custom ? join(custom, 'baoshan-news') : undefined;
}

/** Enough for some hundred pictures; what is oldest goes first. */
const mostBytes = 512 * 2 ** 20;

/**
 * Plates kept in files of a folder, one for each version of the program below `cache`. A file is written to a name of
 * its own and then renamed, so that two builds at once see it whole or not at all. A folder that cannot be written or a
 * full disk keeps nothing and disturbs nobody.
 */
export function plateFolder(cache: string, version: string, maker: string): PlateStore {
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
