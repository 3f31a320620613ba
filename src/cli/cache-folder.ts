import {
  closeSync,
  constants,
  fstatSync,
  lstatSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  type Stats,
  statSync,
  writeFile,
  writeFileSync,
} from 'node:fs';
import { homedir } from 'node:os';
import { isAbsolute, join } from 'node:path';
import { promisify } from 'node:util';
import type { CacheFolder } from '../core/cache.ts';
import { makeFolder } from './make-folder.ts';
import type { WhenInterrupted } from './output-file.ts';

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
 * an empty cache, an unwritable one stores nothing; so does one that is a symbolic link, because files are removed from the
 * cache, and behind a link they may be anything. In: also the writer of the entries (`CacheFolder.writer`), and how to learn of
 * an interruption, which removes what is half written.
 */
export function openCacheFolder(
  cache: string,
  version: string,
  writer: string,
  whenInterrupted: WhenInterrupted = () => () => {},
): CacheFolder {
  const folder = join(cache, version);
  const drafts = new Set<string>();
  let release = () => {};
  const begin = (draft: string) => {
    if (drafts.size === 0) release = whenInterrupted(() => drafts.forEach(removeQuietly));
    drafts.add(draft);
  };
  return {
    writer,
    read: (name) => attempt(() => readRegularFile(join(folder, name))),
    write: async (name, bytes) => {
      const { randomBytes } = await import('node:crypto');
      const draft = draftOf(join(folder, name), randomBytes(6).toString('hex'));
      begin(draft);
      await writeCachedLater(cache, folder, name, bytes, draft);
      drafts.delete(draft);
      if (drafts.size > 0) return;
      // A build writes a dozen entries at about the same time: the cache is scanned once, after the last of them.
      release();
      evictOldest(cache);
    },
  };
}

/** The content of a file. A pipe in its place would be waited for, a link may lead anywhere: both are refused. */
export function readRegularFile(
  file: string,
  isTrusted: (stats: Stats) => boolean = () => true,
): Buffer | undefined {
  const { O_RDONLY, O_NONBLOCK = 0, O_NOFOLLOW = 0 } = constants;
  const opened = openSync(file, O_RDONLY | O_NONBLOCK | O_NOFOLLOW);
  try {
    const stats = fstatSync(opened);
    return stats.isFile() && isTrusted(stats) ? readFileSync(opened) : undefined;
  } finally {
    closeSync(opened);
  }
}

const isLink = (path: string): boolean =>
  attempt(() => lstatSync(path, { throwIfNoEntry: false }))?.isSymbolicLink() === true;

/** A run writes an entry in seconds. After this time no run that is alive can own a draft. */
const abandonedAfterMs = 60 * 60 * 1000;

/**
 * Removes the drafts of killed runs, then the oldest files, those of earlier versions too, until the cache is within its limit.
 * Links in it are not followed.
 */
function evictOldest(cache: string): void {
  if (isLink(cache)) return;
  const files = filesIn(cache).sort((a, b) => a.written - b.written);
  const now = files.at(-1)?.written ?? 0;
  const abandoned = files.filter(({ file, written }) => isDraft(file) && now - written > abandonedAfterMs);
  for (const { file } of abandoned) removeQuietly(file);
  const entries = files.filter((file) => !abandoned.includes(file));
  let total = entries.reduce((sum, { size }) => sum + size, 0);
  for (const { file, size } of entries) {
    if (total <= maxBytes) return;
    removeQuietly(file);
    total -= size;
  }
}

const removeQuietly = (file: string): void => void attempt(() => rmSync(file, { force: true }));

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

const privateFolder = 0o700;
const privateFile = { flag: 'wx', mode: 0o600 };

const draftEnd = '.draft';
const draftOf = (file: string, suffix: string): string => `${file}.${suffix}${draftEnd}`;
const isDraft = (file: string): boolean => file.endsWith(draftEnd);

/**
 * Writes a file of the cache under a name unique to this run, then renames it, so that concurrent runs see it whole or
 * not at all. A folder that cannot be written or a full disk stores nothing and raises no error. In: the folder, the
 * file's name in it, its content, and a suffix that no other run uses.
 */
export function writeCached(folder: string, name: string, bytes: Uint8Array, suffix: string): void {
  const draft = draftOf(join(folder, name), suffix);
  try {
    makeFolder(folder, privateFolder);
    writeFileSync(draft, bytes, privateFile);
    renameSync(draft, join(folder, name));
  } catch {
    removeQuietly(draft);
  }
}

const writeAsync = promisify(writeFile);

/** The same for large files, while other work goes on. */
async function writeCachedLater(
  cache: string,
  folder: string,
  name: string,
  bytes: Uint8Array,
  draft: string,
): Promise<void> {
  try {
    if (isLink(cache) || isLink(folder)) return;
    makeFolder(folder, privateFolder);
    await writeAsync(draft, bytes, privateFile);
    renameSync(draft, join(folder, name));
  } catch {
    removeQuietly(draft);
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
