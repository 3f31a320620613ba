import { mkdtempSync, rmdirSync, unlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { reason, type WhenInterrupted } from './output-file.ts';

/** The file, or what stood in its way. */
export type Laid = { readonly file: string } | { readonly fault: string };

/**
 * Lends `use` a file of the system's folder for such: the bytes are put into it when it is first asked for. Neither an
 * end, good or bad, nor an interruption leaves it there. Out: what `use` made.
 */
export async function withScratchFile<T>(
  whenInterrupted: WhenInterrupted,
  use: (lay: (bytes: Uint8Array) => Laid) => Promise<T>,
): Promise<T> {
  let folder: string | undefined;
  let laid: Laid | undefined;
  let release = () => {};
  const clean = () => {
    if (folder !== undefined) remove(folder);
    folder = undefined;
  };
  const layOnce = (bytes: Uint8Array): Laid => {
    release = whenInterrupted(clean);
    return lay(bytes, (made) => {
      folder = made;
    });
  };
  try {
    return await use((bytes) => {
      laid ??= layOnce(bytes);
      return laid;
    });
  } finally {
    clean();
    release();
  }
}

const name = 'scratch';

/** Both steps by themselves: to remove whole trees Node would load what does that first. */
function remove(folder: string): void {
  unlessGone(() => unlinkSync(join(folder, name)));
  unlessGone(() => rmdirSync(folder));
}

/** Broken off before it was written; or somebody else cleared the system's folder. */
function unlessGone(removal: () => void): void {
  try {
    removal();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
}

/** Made in one step with the name being known, so that an interruption finds either nothing or the name of it. */
function lay(bytes: Uint8Array, tell: (folder: string) => void): Laid {
  try {
    const folder = mkdtempSync(join(tmpdir(), 'baoshan-news-'));
    tell(folder);
    const file = join(folder, name);
    writeFileSync(file, bytes);
    return { file };
  } catch (error) {
    return { fault: `临时文件夹“${tmpdir()}”：${reason(error)}` };
  }
}
