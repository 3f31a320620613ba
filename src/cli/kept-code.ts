import {
  closeSync,
  fstatSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { crc32 } from 'node:zlib';

/** V8 code of the program's parts, made at one start and used at the next. Nothing here ever throws. */
export interface KeptCode {
  readonly read: (part: string) => Buffer | undefined;
  readonly write: (part: string, code: Uint8Array) => void;
}

const sumLength = 4;

/** A check against damage and nothing else: it takes a tenth of the time of a hash. */
function sumOf(code: Uint8Array): Buffer {
  const sum = Buffer.alloc(sumLength);
  sum.writeUInt32LE(crc32(code));
  return sum;
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
        const code = kept?.subarray(sumLength);
        return code && sumOf(code).equals(kept!.subarray(0, sumLength)) ? code : undefined;
      } catch {
        return undefined;
      }
    },
    write: (part, code) => {
      const draft = path.join(folder, `${part}.${run}`);
      try {
        mkdirSync(folder, { recursive: true, mode: 0o700 });
        writeFileSync(draft, Buffer.concat([sumOf(code), code]), { flag: 'wx', mode: 0o600 });
        renameSync(draft, path.join(folder, part));
      } catch {
        forget(draft);
      }
    },
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

function forget(draft: string): void {
  try {
    rmSync(draft, { force: true });
  } catch {
    // The folder is lost with all that is in it.
  }
}
