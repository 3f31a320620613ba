import {
  accessSync,
  closeSync,
  constants,
  fsync,
  mkdirSync,
  openSync,
  realpathSync,
  renameSync,
  type Stats,
  statSync,
  unlinkSync,
  write,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';

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
    const folder = existingFolder(dirname(target === undefined ? file : realpathSync.native(file)));
    if (!statSync(folder).isDirectory()) return `“${folder}”不是文件夹`;
    accessSync(folder, constants.W_OK | constants.X_OK);
    return undefined;
  } catch (error) {
    return describeFileError(error);
  }
}

/**
 * Writes a file atomically: to a temporary file in the same folder, which is flushed to the disk and renamed. An existing
 * file is replaced only by the rename. Missing folders are created; a symbolic link is followed. In: an absolute path, and
 * a check that must succeed before the rename; it runs while the disk is busy. Out: the reason why the file could not be
 * written, or undefined. Throws what the check throws.
 */
export async function writeOutput(
  file: string,
  bytes: Uint8Array,
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
    const target = statOf(file) === undefined ? file : realpathSync.native(file);
    mkdirSync(dirname(target), { recursive: true });
    const { randomBytes } = await import('node:crypto');
    const draft = join(dirname(target), `.baoshan-news-${randomBytes(6).toString('hex')}.tmp`);
    // No await between creating the file and storing its name, so that an interruption never leaves an unknown file.
    const descriptor = openSync(draft, 'wx');
    temporary = draft;
    const [filled, checked] = await Promise.allSettled([fill(descriptor, bytes), check()]);
    verdict = checked;
    if (filled.status === 'rejected') throw filled.reason;
    if (checked.status === 'fulfilled' && checked.value) {
      renameSync(draft, target);
      temporary = undefined;
    }
  } catch (error) {
    fault = describeFileError(error);
  } finally {
    clean();
    release();
  }
  if (verdict?.status === 'rejected') throw verdict.reason;
  return fault;
}

async function fill(descriptor: number, bytes: Uint8Array): Promise<void> {
  try {
    for (let done = 0; done < bytes.length; ) {
      done += (await writeSome(descriptor, bytes, done)).bytesWritten;
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
