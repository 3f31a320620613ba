import { mkdirSync, statSync } from 'node:fs';
import { dirname } from 'node:path';

/**
 * Creates a folder and those above it that are missing, step by step. Node's own `recursive` never returns below a folder such as
 * /proc, where the system answers that the parent is missing although it exists. In: an absolute path, and the permissions of new
 * folders. Throws the system's error.
 */
export function makeFolder(folder: string, mode = 0o777): void {
  try {
    mkdirSync(folder, mode);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const parent = dirname(folder);
    if (code === 'ENOENT' && parent !== folder && !isFolder(parent)) {
      makeFolder(parent, mode);
      makeFolder(folder, mode);
    } else if (!isFolder(folder)) {
      throw error;
    }
  }
}

const isFolder = (path: string): boolean => statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
