import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { reason, type WhenInterrupted } from './output-file.ts';

export type Scratched<T> = { readonly made: T } | { readonly fault: string };

/**
 * Puts bytes into a file of the system's folder for such, for as long as `use` needs it; neither an end, good or
 * bad, nor an interruption leaves it there. Out: what `use` made, or what stood in the way of the file.
 */
export async function withScratchFile<T>(
  bytes: Uint8Array,
  whenInterrupted: WhenInterrupted,
  use: (file: string) => Promise<T>,
): Promise<Scratched<T>> {
  let folder: string | undefined;
  const clean = () => {
    if (folder !== undefined) rmSync(folder, { recursive: true, force: true });
    folder = undefined;
  };
  const release = whenInterrupted(clean);
  try {
    const file = lay(bytes, (made) => {
      folder = made;
    });
    return typeof file === 'string' ? { made: await use(file) } : file;
  } finally {
    clean();
    release();
  }
}

/** Made in one step with the name being known, so that an interruption finds either nothing or the name of it. */
function lay(bytes: Uint8Array, tell: (folder: string) => void): string | { readonly fault: string } {
  try {
    const folder = mkdtempSync(join(tmpdir(), 'baoshan-news-'));
    tell(folder);
    const file = join(folder, 'scratch');
    writeFileSync(file, bytes);
    return file;
  } catch (error) {
    return { fault: `临时文件夹“${tmpdir()}”：${reason(error)}` };
  }
}
