import { closeSync, mkdtempSync, openSync, readSync, rmdirSync, unlinkSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { StoreBytes } from '../core/stored-bytes.ts';
import type { WhenInterrupted } from './output-file.ts';

/** So much is kept in memory before anything is stored: most issues need no more. */
const enoughForMost = 16 << 20;

/**
 * Runs `use` with a function that stores bytes in a file of the system's temporary folder, after the first 16 MB, which stay in
 * memory. If the file cannot be written they all do. It is removed when `use` ends, fails or is interrupted. Out: the result of `use`.
 */
export async function withScratchStore<T>(
  whenInterrupted: WhenInterrupted,
  use: (store: StoreBytes) => Promise<T>,
  inMemory = enoughForMost,
): Promise<T> {
  let opened: { readonly descriptor: number; readonly remove: () => void } | undefined;
  let release = () => {};
  let room = inMemory;
  let end = 0;
  const clean = () => {
    opened?.remove();
    opened = undefined;
  };
  const store: StoreBytes = (bytes) => {
    room -= bytes.length;
    if (room >= 0) return bytes;
    try {
      if (opened === undefined) {
        release = whenInterrupted(clean);
        opened = openScratch();
      }
      const { descriptor } = opened;
      const [at, { length }] = [end, bytes];
      for (let done = 0; done < length; )
        done += writeSync(descriptor, bytes, done, length - done, at + done);
      end += length;
      return { length, read: () => readFrom(descriptor, at, length) };
    } catch {
      // No temporary folder, or no room in it.
      return bytes;
    }
  };
  try {
    return await use(store);
  } finally {
    clean();
    release();
  }
}

function openScratch() {
  const folder = mkdtempSync(join(tmpdir(), 'baoshan-news-'));
  const file = join(folder, 'pictures');
  const descriptor = openSync(file, 'wx+');
  return {
    descriptor,
    remove: () => {
      closeSync(descriptor);
      unlinkSync(file);
      rmdirSync(folder);
    },
  };
}

function readFrom(descriptor: number, at: number, length: number): Uint8Array {
  const bytes = new Uint8Array(length);
  for (let done = 0; done < length; ) {
    const read = readSync(descriptor, bytes, done, length - done, at + done);
    if (read === 0) throw new Error('the scratch file of the pictures is cut short');
    done += read;
  }
  return bytes;
}
