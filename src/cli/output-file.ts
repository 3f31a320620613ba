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

/** Calls `clean` when the user breaks the program off. Out: the call that takes `clean` back. */
export type WhenInterrupted = (clean: () => void) => () => void;

const writeSome = promisify(write);
const sync = promisify(fsync);

/**
 * Says early whether a file can be written, so that it is told together with the other faults.
 * In: an absolute path. Out: what stands in the way, or undefined.
 */
export function outputFault(file: string): string | undefined {
  try {
    const target = standing(file);
    if (target !== undefined && !target.isFile())
      return target.isDirectory() ? '已有同名的文件夹' : '已有同名的设备';
    const folder = standingFolder(dirname(target === undefined ? file : realpathSync.native(file)));
    if (!statSync(folder).isDirectory()) return `“${folder}”不是文件夹`;
    accessSync(folder, constants.W_OK | constants.X_OK);
    return undefined;
  } catch (error) {
    return reason(error);
  }
}

/**
 * Writes a file whole or not at all: to a temporary name in the same folder, flushed to the disk, then renamed.
 * An earlier file stays as it was until that moment. Missing folders are made; a link is followed.
 * In: an absolute path, and the examination that the bytes must pass to get their name; it goes on while the disk is at
 * work. Out: what stood in the way, or undefined. Throws what the examination throws.
 */
export async function writeOutput(
  file: string,
  bytes: Uint8Array,
  whenInterrupted: WhenInterrupted,
  examine: () => Promise<boolean>,
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
    const target = standing(file) === undefined ? file : realpathSync.native(file);
    mkdirSync(dirname(target), { recursive: true });
    const { randomBytes } = await import('node:crypto');
    const draft = join(dirname(target), `.baoshan-news-${randomBytes(6).toString('hex')}.tmp`);
    // Opened in one step with the name being known: an interruption finds either no file or the name of it.
    const descriptor = openSync(draft, 'wx');
    temporary = draft;
    const [filled, examined] = await Promise.allSettled([fill(descriptor, bytes), examine()]);
    verdict = examined;
    if (filled.status === 'rejected') throw filled.reason;
    if (examined.status === 'fulfilled' && examined.value) {
      renameSync(draft, target);
      temporary = undefined;
    }
  } catch (error) {
    fault = reason(error);
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

/** The nearest folder above that is on the disk. */
function standingFolder(folder: string): string {
  return standing(folder) !== undefined || dirname(folder) === folder
    ? folder
    : standingFolder(dirname(folder));
}

const standing = (file: string): Stats | undefined => statSync(file, { throwIfNoEntry: false });

const reasons: Readonly<Record<string, string>> = {
  EACCES: '没有写入权限',
  EPERM: '没有写入权限',
  EROFS: '这个磁盘是只读的',
  ENOSPC: '磁盘满了',
  EDQUOT: '磁盘配额用完了',
  ENOTDIR: '路径中有一段不是文件夹',
  EEXIST: '路径中有一段不是文件夹',
  EISDIR: '已有同名的文件夹',
  ENAMETOOLONG: '文件名太长',
};

/** A fault of the disk in words; anything else is a fault of ours and goes on. */
export function reason(error: unknown): string {
  const code = (error as NodeJS.ErrnoException).code;
  if (code === undefined || code.startsWith('ERR_')) throw error;
  return reasons[code] ?? `系统报告 ${code}`;
}
