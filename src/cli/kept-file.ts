import { mkdirSync, renameSync, rmSync, writeFile, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';

/**
 * Keeps a file of the cache, which is the user's own: written under a name that no other run has just now, and then
 * renamed, so that two runs at once see it whole or not at all. A folder that cannot be written or a full disk keeps
 * nothing and disturbs nobody. In: the folder, the file's name in it, what is in it, and what tells this run's draft from
 * all others.
 */
export function keepFile(folder: string, name: string, bytes: Uint8Array, run: string): void {
  const draft = join(folder, `${name}.${run}`);
  try {
    mkdirSync(folder, ownFolder);
    writeFileSync(draft, bytes, ownFile);
    renameSync(draft, join(folder, name));
  } catch {
    forget(draft);
  }
}

const write = promisify(writeFile);

/** The same of what is large, beside the work that goes on. */
export async function keepLarge(folder: string, name: string, bytes: Uint8Array, run: string): Promise<void> {
  const draft = join(folder, `${name}.${run}`);
  try {
    mkdirSync(folder, ownFolder);
    await write(draft, bytes, ownFile);
    renameSync(draft, join(folder, name));
  } catch {
    forget(draft);
  }
}

const ownFolder = { recursive: true, mode: 0o700 };
const ownFile = { flag: 'wx', mode: 0o600 };

function forget(draft: string): void {
  try {
    rmSync(draft, { force: true });
  } catch {
    // The folder is lost with all that is in it.
  }
}
