import { closeSync, fstatSync, openSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { seal, unseal } from '../core/sealed.ts';
import { keepFile } from './kept-file.ts';

/** V8 code of the program's parts, made at one start and used at the next. Nothing here ever throws. */
export interface KeptCode {
  readonly read: (part: string) => Buffer | undefined;
  readonly write: (part: string, code: Uint8Array) => void;
}

/**
 * Code in files of a folder, each under a checksum: V8 itself takes what it is given on trust. A file that is damaged,
 * or that somebody else owns or may write to, is as good as none; a folder that cannot be written keeps nothing.
 * In: the folder, the user's number where the system has such, and a number that no other run has just now.
 */
export function codeFolder(folder: string, user: number | undefined, run: number): KeptCode {
  return {
    read: (part) => {
      try {
        const kept = readOwn(path.join(folder, part), user);
        return kept && unseal(kept);
      } catch {
        return undefined;
      }
    },
    write: (part, code) => keepFile(folder, part, seal(code), `${run}`),
  };
}

/** What runs as the user must come from the user. */
function readOwn(file: string, user: number | undefined): Buffer | undefined {
  const opened = openSync(file, 'r');
  try {
    const { uid, mode } = fstatSync(opened);
    const othersMayWrite = 0o022;
    const own = user === undefined || (uid === user && (mode & othersMayWrite) === 0);
    return own ? readFileSync(opened) : undefined;
  } finally {
    closeSync(opened);
  }
}
