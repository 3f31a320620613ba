import { lstatSync, readFileSync, realpathSync, type Stats, statSync } from 'node:fs';
import { basename, dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import type { Cache } from '../core/cache.ts';
import type { Desk, Reach, ReadFault, ReadResult } from '../core/desk.ts';
import { type Code, type DetailsOf, type Diagnostic, diagnose, severityOf } from '../core/diagnostics.ts';
import type { Place } from '../core/place.ts';
import { findByCase, findElsewhere, findNearNames } from './near-names.ts';

/** The desk of one issue, with the messages reported to it and the files read through it. */
export interface OpenDesk {
  readonly desk: Desk;
  /** All messages reported so far, without duplicates, sorted by file, line and column. */
  readonly messages: () => readonly Diagnostic[];
  /** The content of the files read so far, by the name that messages use; none of those that no message quotes. */
  readonly files: () => ReadonlyMap<string, Uint8Array>;
}

/** A URL, which is never fetched. A single letter before the colon would be a Windows drive. */
const address = /^(?:[a-z][a-z0-9+.-]+:\/\/|data:|mailto:)/i;

/**
 * Opens the desk of one issue. In: the issue file as the user typed it, the user's working folder, the cache, and which
 * notes are collected: all, of which there may be thousands, or those of some codes.
 *
 * `read` resolves names as a user would type them: the issue by its own name, other files relative to the file that names
 * them. A name is tried as written, with backslashes as slashes, with percent codes decoded, and in the Unicode forms NFC
 * and NFD, and at last by a name that differs in case alone. A file outside the folder of the issue is refused, even behind a symbolic link, unless the reach is `anywhere`.
 */
export function openDesk(
  issue: string,
  workingFolder: string,
  { cache = {}, notes = 'all' }: { readonly cache?: Cache; readonly notes?: 'all' | readonly Code[] } = {},
): OpenDesk {
  const reported = new Map<string, Diagnostic>();
  const files = new Map<string, Uint8Array>();

  const read = async (
    path: string,
    from: string,
    reach: Reach = 'issue',
    isQuoted = true,
  ): Promise<ReadResult> => {
    const result =
      path === issue && from === issue
        ? readTyped(issue, workingFolder)
        : readNamed(path, from, { issue, workingFolder, reach });
    if (result.ok) files.set(result.path, isQuoted ? result.bytes : new Uint8Array());
    return result;
  };
  const report = <C extends Code>(code: C, place: Place, details: DetailsOf<C>): void => {
    if (notes !== 'all' && severityOf(code) === 'note' && !notes.includes(code)) return;
    const message = diagnose(code, place, details);
    reported.set(JSON.stringify(message), message);
  };
  return {
    desk: { read, report, cache },
    messages: () => [...reported.values()].sort(byPlace),
    files: () => files,
  };
}

/** Reads the issue itself, which may be in any folder, because the user named it. */
function readTyped(issue: string, workingFolder: string): ReadResult {
  try {
    return readRegular(issue, resolve(workingFolder, issue));
  } catch (error) {
    return refused(error);
  }
}

interface Root {
  readonly issue: string;
  readonly workingFolder: string;
  readonly reach: Reach;
}

function readNamed(path: string, from: string, root: Root): ReadResult {
  if (path.includes(':') && address.test(path))
    return fault('outside', '程序不从网络读取文件，请先存到本期的文件夹里');
  let firstRefusal: ReadResult | undefined;
  for (const spelling of spellings(path)) {
    const result = readSpelled(isAbsolute(spelling) ? spelling : join(dirname(from), spelling), root);
    if (result.ok || result.fault !== 'missing') return result;
    firstRefusal ??= result;
  }
  if (firstRefusal === undefined) return fault('missing', '没有写文件名');
  return root.reach === 'anywhere' ? firstRefusal : readNear(path, from, root, firstRefusal);
}

const slashed = (path: string): string => path.replaceAll('\\', '/');

/** Reads a file whose name differs in case alone. Otherwise the refusal, with the near names beside the path, or the same elsewhere. */
function readNear(path: string, from: string, root: Root, refusal: ReadResult): ReadResult {
  const folder = dirname(resolve(root.workingFolder, root.issue));
  const near: string[] = [];
  for (const spelling of spellings(path)) {
    const file = resolve(root.workingFolder, isAbsolute(spelling) ? spelling : join(dirname(from), spelling));
    if (!isInside(file, folder)) continue;
    const found = findByCase(file, folder);
    if (found !== undefined) return readSpelled(relative(root.workingFolder, found), root);
    const names = findNearNames(file).map((name) => slashed(join(dirname(spelling), name)));
    near.push(...names.filter((name) => !near.includes(name)));
  }
  const base = dirname(resolve(root.workingFolder, from));
  const elsewhere = (name: string) =>
    findElsewhere(basename(name), folder).map((found) => slashed(relative(base, found)));
  const proposed = near.length > 0 ? near : [...new Set(spellings(path).flatMap(elsewhere))];
  return refusal.ok || proposed.length === 0 ? refusal : { ...refusal, near: proposed };
}

/** The names that a typed or pasted name may have on the disk, most likely first. */
function spellings(path: string): readonly string[] {
  if (path.trim() === '' || path.includes('\0')) return [];
  const names = [path, slashed(path), decoded(path), decoded(slashed(path))];
  return [...new Set(names.flatMap((name) => [name, name.normalize('NFC'), name.normalize('NFD')]))];
}

function decoded(path: string): string {
  try {
    const name = decodeURIComponent(path);
    return name.includes('\0') ? path : name;
  } catch {
    return path;
  }
}

function readSpelled(name: string, { issue, workingFolder, reach }: Root): ReadResult {
  const file = resolve(workingFolder, name);
  const folder = dirname(resolve(workingFolder, issue));
  try {
    if (reach === 'anywhere') return readRegular(name, file);
    const realFolder = realpathSync.native(folder);
    if (!isInside(file, folder) && !isInside(file, realFolder)) return outside();
    const realFile = realpathSync.native(file);
    if (!isInside(realFile, realFolder)) return fault('outside', '符号链接通到了本期的文件夹之外');
    return readRegular(name, realFile);
  } catch (error) {
    return isMissing(error) && isLink(file) ? fault('missing', '符号链接所指的文件不存在') : refused(error);
  }
}

const isMissing = (error: unknown): boolean => (error as NodeJS.ErrnoException).code === 'ENOENT';

const isLink = (file: string): boolean =>
  lstatSync(file, { throwIfNoEntry: false })?.isSymbolicLink() === true;

function readRegular(name: string, file: string): ReadResult {
  const found = statSync(file);
  if (found.isDirectory()) return fault('folder', '这是文件夹，不是文件');
  if (!found.isFile()) return fault('unreadable', '这不是普通文件');
  return { ok: true, path: name, bytes: readFileSync(file), again: () => readSame(name, file, found) };
}

/** A file was replaced or removed while the issue was built. */
export class FileChanged extends Error {
  readonly path: string;
  constructor(path: string) {
    super(`${path} changed during the build`);
    this.path = path;
  }
}

function readSame(name: string, file: string, earlier: Stats): Uint8Array {
  const now = statSync(file, { throwIfNoEntry: false });
  const isSame = now?.ino === earlier.ino && now.size === earlier.size && now.mtimeMs === earlier.mtimeMs;
  if (!isSame) throw new FileChanged(name);
  return readFileSync(file);
}

function isInside(path: string, folder: string): boolean {
  const route = relative(folder, path);
  return route !== '..' && !route.startsWith(`..${sep}`) && !isAbsolute(route);
}

const fault = (kind: ReadFault, detail: string): ReadResult => ({ ok: false, fault: kind, detail });
const outside = (): ReadResult => fault('outside', '超出了本期的文件夹');

function refused(error: unknown): ReadResult {
  const code = (error as NodeJS.ErrnoException).code;
  switch (code) {
    case undefined:
      throw error;
    case 'ENOENT':
    case 'ENOTDIR':
    case 'ENAMETOOLONG':
      return fault('missing', '没有这个文件');
    case 'EACCES':
    case 'EPERM':
      return fault('unreadable', '没有读取权限');
    case 'ELOOP':
      return fault('unreadable', '符号链接形成了循环');
    default:
      return fault('unreadable', `系统错误 ${code}`);
  }
}

/** Compares by UTF-16 units, not by locale: the order must not depend on the machine. */
const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

function byPlace(a: Diagnostic, b: Diagnostic): number {
  return (
    compare(a.place.file, b.place.file) ||
    (a.place.start?.line ?? 0) - (b.place.start?.line ?? 0) ||
    (a.place.start?.column ?? 0) - (b.place.start?.column ?? 0) ||
    compare(a.code, b.code)
  );
}
