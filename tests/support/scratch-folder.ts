import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';

/**
 * Creates a folder on the disk with these files, and removes it when the test ends. In: content by path; a path that
 * ends in / is a folder. Out: the path of the folder.
 */
export function scratchFolder(files: Readonly<Record<string, string | Uint8Array>> = {}): string {
  const folder = mkdtempSync(join(tmpdir(), 'baoshan-news-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  for (const [path, content] of Object.entries(files)) {
    const file = join(folder, path);
    mkdirSync(path.endsWith('/') ? file : dirname(file), { recursive: true });
    if (!path.endsWith('/')) writeFileSync(file, content);
  }
  return folder;
}

/** Runs a step without the rights of root, which ignores the permissions of files. */
export async function asNobody<T>(step: () => Promise<T>): Promise<T> {
  const root = process.getuid?.() === 0;
  // 65534 is the user nobody on Linux.
  if (root) process.seteuid?.(65534);
  try {
    return await step();
  } finally {
    if (root) process.seteuid?.(0);
  }
}
