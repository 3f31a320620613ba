import path from 'node:path';
import { verifyChecksum, withChecksum } from '../core/checksum.ts';
import { readRegularFile, writeCached } from './cache-folder.ts';

/**
 * V8's code cache of the parts of the bundle, written at the end of one run and used by the next, with all functions that
 * the run compiled. `module.enableCompileCache` of newer Node versions stores what is compiled before any function runs,
 * which is slower: docs/performance.md. Never throws.
 */
export interface CachedCode {
  readonly read: (part: string) => Buffer | undefined;
  readonly write: (part: string, code: Uint8Array) => void;
}

/**
 * Code in files of a folder, each with a checksum, because V8 does not verify what it is given. A file that is damaged, or
 * that another user owns or may write, is ignored; an unwritable folder stores nothing. In: the folder, the user's number
 * if the system has one, and a number that no other run uses.
 */
export function openCachedCode(folder: string, user: number | undefined, run: number): CachedCode {
  return {
    read: (part) => {
      try {
        const stored = readOwned(path.join(folder, part), user);
        return stored && verifyChecksum(stored);
      } catch {
        return undefined;
      }
    },
    write: (part, code) => writeCached(folder, part, withChecksum(code), `${run}`),
  };
}

/** Code that runs with the user's rights must have been written by the user. */
function readOwned(file: string, user: number | undefined): Buffer | undefined {
  const writableByOthers = 0o022;
  return readRegularFile(
    file,
    ({ uid, mode }) => user === undefined || (uid === user && (mode & writableByOthers) === 0),
  );
}
