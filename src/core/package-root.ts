import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const packageName = 'baoshan-news';

/**
 * The root folder of the package, which contains templates/ and fonts/: the nearest folder above this file whose
 * package.json has the package's name. It is found from `src/`, from the bundle in `dist/` and from node_modules alike.
 */
export const packageRoot = findPackageRoot();

function findPackageRoot(): string {
  let folder = path.dirname(fileURLToPath(import.meta.url));
  while (!isPackageRoot(folder)) {
    const parent = path.dirname(folder);
    if (parent === folder) throw new Error(`no package.json of ${packageName} above ${import.meta.url}`);
    folder = parent;
  }
  return folder;
}

function isPackageRoot(folder: string): boolean {
  try {
    const manifest: unknown = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8'));
    return (manifest as { name?: unknown }).name === packageName;
  } catch {
    return false;
  }
}
