import { mkdtempSync, rmdirSync, unlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describeFileError, type WhenInterrupted } from './output-file.ts';

/** The path of the scratch file, or why it could not be written. */
export type ScratchFile = { readonly file: string } | { readonly fault: string };

/**
 * Runs `use` with a function that writes bytes to a file in the system's temporary folder, at its first call. The file is
 * removed when `use` ends, fails or is interrupted. Out: the result of `use`.
 */
export async function withScratchFile<T>(
  whenInterrupted: WhenInterrupted,
  use: (write: (bytes: Uint8Array) => ScratchFile) => Promise<T>,
): Promise<T> {
  let folder: string | undefined;
  let written: ScratchFile | undefined;
  let release = () => {};
  const clean = () => {
    if (folder !== undefined) remove(folder);
    folder = undefined;
  };
  const writeOnce = (bytes: Uint8Array): ScratchFile => {
    release = whenInterrupted(clean);
    return writeScratchFile(bytes, (created) => {
      folder = created;
    });
  };
  try {
    return await use((bytes) => {
      written ??= writeOnce(bytes);
      return written;
    });
  } finally {
    clean();
    release();
  }
}

const name = 'scratch';

/** In two steps, because `rmSync` with `recursive` makes Node load another module. */
function remove(folder: string): void {
  ignoreMissing(() => unlinkSync(join(folder, name)));
  ignoreMissing(() => rmdirSync(folder));
}

/** A missing file is not an error: the program was interrupted before it was written, or someone cleared the folder. */
function ignoreMissing(removal: () => void): void {
  try {
    removal();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
}

/** Passes the new folder to `onCreated` before anything can interrupt, so that no folder is left behind. */
function writeScratchFile(bytes: Uint8Array, onCreated: (folder: string) => void): ScratchFile {
  try {
    const folder = mkdtempSync(join(tmpdir(), 'baoshan-news-'));
    onCreated(folder);
    const file = join(folder, name);
    writeFileSync(file, bytes);
    return { file };
  } catch (error) {
    return { fault: `临时文件夹“${tmpdir()}”：${describeFileError(error)}` };
  }
}
