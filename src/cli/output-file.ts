import {
  accessSync,
  closeSync,
  constants,
  fchmodSync,
  fstatSync,
  fsync,
  lstatSync,
  openSync,
  readdirSync,
  realpathSync,
  renameSync,
  type Stats,
  statSync,
  unlinkSync,
  write,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { bytesOf, type Part } from '../core/stored-bytes.ts';
import { makeFolder } from './make-folder.ts';

/** Registers a function that is called if the user interrupts the program. Out: a function that unregisters it. */
export type WhenInterrupted = (clean: () => void) => () => void;

const writeSome = promisify(write);
const sync = promisify(fsync);

/**
 * Checks early whether a file can be written, so that a fault is reported together with those of the issue.
 * In: an absolute path. Out: the reason why it cannot be written, or undefined.
 */
export function findOutputFault(file: string): string | undefined {
  try {
    const target = statOf(file);
    if (target !== undefined && !target.isFile())
      return target.isDirectory() ? '已有同名的文件夹' : '已有同名的设备';
    if (target !== undefined) refuseReadOnly(file, target);
    const folder = existingFolder(dirname(target === undefined ? file : realpathSync.native(file)));
    if (!statSync(folder).isDirectory()) return `“${folder}”不是文件夹`;
    accessSync(folder, constants.W_OK | constants.X_OK);
    return undefined;
  } catch (error) {
    return error instanceof ReadOnly ? '已有的文件是只读的' : describeFileError(error);
  }
}

class ReadOnly extends Error {}

/** A rename would replace a file that may not be written. Root may write it all the same, hence the mode. */
function refuseReadOnly(file: string, { mode }: Stats): void {
  if ((mode & 0o222) === 0) throw new ReadOnly();
  accessSync(file, constants.W_OK);
}

/**
 * Writes a file atomically: to a temporary file in the same folder, which is flushed to the disk and renamed. An existing
 * file is replaced only by the rename, and its permissions are kept. Temporary files of killed runs are removed. Missing folders are created; a symbolic link is followed. In: an absolute path, the file in parts,
 * and a check that must succeed before the rename; it runs while the disk is busy. Out: the reason why the file could not be
 * written, or undefined. Throws what the check throws.
 */
export async function writeOutput(
  file: string,
  parts: readonly Part[],
  whenInterrupted: WhenInterrupted,
  check: () => Promise<boolean>,
): Promise<string | undefined> {
  let temporary: string | undefined;
  let fault: string | undefined;
  let verdict: PromiseSettledResult<boolean> | undefined;
  const clean = () => {
    if (temporary !== undefined) unlinkSync(temporary);
    temporary = undefined;
  };
  const release = whenInterrupted(clean);
  try {
    const earlier = statOf(file);
    if (earlier?.isFile()) refuseReadOnly(file, earlier);
    const target = earlier === undefined ? file : realpathSync.native(file);
    const folder = dirname(target);
    makeFolder(folder);
    const { randomBytes } = await import('node:crypto');
    const draft = join(folder, `.baoshan-news-${randomBytes(6).toString('hex')}.tmp`);
    // No await between creating the file and storing its name, so that an interruption never leaves an unknown file.
    const descriptor = openSync(draft, 'wx');
    temporary = draft;
    if (earlier?.isFile()) fchmodSync(descriptor, earlier.mode & 0o777);
    removeAbandoned(folder, fstatSync(descriptor).mtimeMs);
    const [filled, checked] = await Promise.allSettled([fill(descriptor, parts), check()]);
    verdict = checked;
    if (filled.status === 'rejected') throw filled.reason;
    if (checked.status === 'fulfilled' && checked.value) {
      renameSync(draft, target);
      temporary = undefined;
    }
  } catch (error) {
    fault = error instanceof ReadOnly ? '已有的文件是只读的' : describeFileError(error);
  } finally {
    clean();
    release();
  }
  if (verdict?.status === 'rejected') throw verdict.reason;
  return fault;
}

/** A run writes its file in seconds. After this time no run that is alive can own a temporary file. */
const abandonedAfterMs = 60 * 60 * 1000;

/** Removes the temporary files that killed runs left. In: the time, by the clock of the disk that dates the files. */
function removeAbandoned(folder: string, now: number): void {
  try {
    for (const name of readdirSync(folder)) {
      if (!/^\.baoshan-news-[0-9a-f]{12}\.tmp$/.test(name)) continue;
      const stats = lstatSync(join(folder, name));
      if (stats.isFile() && now - stats.mtimeMs > abandonedAfterMs) unlinkSync(join(folder, name));
    }
  } catch {
    // Another run removes them at the same time, or they are another user's: the file is written all the same.
  }
}

async function fill(descriptor: number, parts: readonly Part[]): Promise<void> {
  try {
    for (const part of parts) {
      const bytes = bytesOf(part);
      for (let done = 0; done < bytes.length; ) {
        done += (await writeSome(descriptor, bytes, done)).bytesWritten;
      }
    }
    await sync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

/** The nearest existing folder: the given one or one above it. */
function existingFolder(folder: string): string {
  return statOf(folder) !== undefined || dirname(folder) === folder
    ? folder
    : existingFolder(dirname(folder));
}

const statOf = (file: string): Stats | undefined => statSync(file, { throwIfNoEntry: false });

const reasons: Readonly<Record<string, string>> = {
  EACCES: '没有写入权限',
  EPERM: '没有写入权限',
  EROFS: '磁盘是只读的',
  ENOSPC: '磁盘已满',
  EDQUOT: '磁盘配额已用完',
  ENOTDIR: '路径中有一段不是文件夹',
  EEXIST: '路径中有一段不是文件夹',
  EISDIR: '已有同名的文件夹',
  ENAMETOOLONG: '文件名太长',
};

/** Words an error of the file system; rethrows any other error, which is a bug of this program. */
export function describeFileError(error: unknown): string {
  const code = (error as NodeJS.ErrnoException).code;
  if (code === undefined || code.startsWith('ERR_')) throw error;
  return reasons[code] ?? `系统错误 ${code}`;
}
