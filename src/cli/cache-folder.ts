import {
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFile,
  writeFileSync,
} from 'node:fs';
import { homedir } from 'node:os';
import { isAbsolute, join } from 'node:path';
import { promisify } from 'node:util';
import type { CacheFolder } from '../core/cache.ts';

/** What determines where a user's caches are. */
export interface Machine {
  readonly platform: string;
  readonly home: string;
  readonly variables: Readonly<Record<string, string | undefined>>;
}

/**
 * The path of the program's cache, by the convention of the system: XDG Base Directory Specification 0.8, Apple's File
 * System Programming Guide, and %LOCALAPPDATA%. XDG_CACHE_HOME takes precedence on every system.
 */
export function cachePath({ platform, home, variables }: Machine): string | undefined {
  const requested = variables['XDG_CACHE_HOME'];
  // "All paths set in these environment variables must be absolute."
  if (requested !== undefined && isAbsolute(requested)) return join(requested, 'baoshan-news');
  const conventional =
    platform === 'win32'
      ? variables['LOCALAPPDATA']
      : home && join(home, ...(platform === 'darwin' ? ['Library', 'Caches'] : ['.cache']));
  return conventional ? join(conventional, 'baoshan-news') : undefined;
}

/** The user's home folder; empty if there is none, as for a user without an account in a container. */
export function homeFolder(): string {
  try {
    return homedir();
  } catch {
    return '';
  }
}

/** Enough for about a hundred separated pictures. */
const maxBytes = 512 * 2 ** 20;

/**
 * Entries as files of a folder, one folder for each version of the program below `cache`. An unreadable folder counts as
 * an empty cache, an unwritable one stores nothing. In: also the writer of the entries (`CacheFolder.writer`).
 */
export function openCacheFolder(cache: string, version: string, writer: string): CacheFolder {
  const folder = join(cache, version);
  let pending = 0;
  return {
    writer,
    read: (name) => attempt(() => readFileSync(join(folder, name))),
    write: async (name, bytes) => {
      pending += 1;
      const { randomBytes } = await import('node:crypto');
      await writeCachedLater(folder, name, bytes, randomBytes(6).toString('hex'));
      pending -= 1;
      // A build writes a dozen entries at about the same time: the cache is scanned once, after the last of them.
      if (pending === 0) evictOldest(cache);
    },
  };
}

/** Removes the oldest files, those of earlier versions too, until the cache is within its limit. */
function evictOldest(cache: string): void {
  const files = filesIn(cache);
  let total = files.reduce((sum, { size }) => sum + size, 0);
  for (const { file, size } of files.sort((a, b) => a.written - b.written)) {
    if (total <= maxBytes) return;
    attempt(() => rmSync(file, { force: true }));
    total -= size;
  }
}

interface CachedFile {
  readonly file: string;
  readonly size: number;
  readonly written: number;
}

/** The files of a folder and those below it. What cannot be read (a run by root leaves such) or is gone is skipped. */
function filesIn(folder: string): CachedFile[] {
  const entries = attempt(() => readdirSync(folder, { withFileTypes: true })) ?? [];
  return entries.flatMap((entry) => {
    const file = join(folder, entry.name);
    if (entry.isDirectory()) return filesIn(file);
    const stats = entry.isFile() ? attempt(() => statSync(file)) : undefined;
    return stats === undefined ? [] : [{ file, size: stats.size, written: stats.mtimeMs }];
  });
}

const privateFolder = { recursive: true, mode: 0o700 };
const privateFile = { flag: 'wx', mode: 0o600 };

/**
 * Writes a file of the cache under a name unique to this run, then renames it, so that concurrent runs see it whole or
 * not at all. A folder that cannot be written or a full disk stores nothing and raises no error. In: the folder, the
 * file's name in it, its content, and a suffix that no other run uses.
 */
export function writeCached(folder: string, name: string, bytes: Uint8Array, suffix: string): void {
  const draft = join(folder, `${name}.${suffix}`);
  try {
    mkdirSync(folder, privateFolder);
    writeFileSync(draft, bytes, privateFile);
    renameSync(draft, join(folder, name));
  } catch {
    attempt(() => rmSync(draft, { force: true }));
  }
}

const writeAsync = promisify(writeFile);

/** The same for large files, while other work goes on. */
async function writeCachedLater(
  folder: string,
  name: string,
  bytes: Uint8Array,
  suffix: string,
): Promise<void> {
  const draft = join(folder, `${name}.${suffix}`);
  try {
    mkdirSync(folder, privateFolder);
    await writeAsync(draft, bytes, privateFile);
    renameSync(draft, join(folder, name));
  } catch {
    attempt(() => rmSync(draft, { force: true }));
  }
}

/** The result of an action on the disk, or undefined if the disk refuses it. */
function attempt<T>(act: () => T): T | undefined {
  try {
    return act();
  } catch {
    return undefined;
  }
}
