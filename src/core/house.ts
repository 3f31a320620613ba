import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const packageName = 'baoshan-news';

function findHouse(): string {
  let folder = path.dirname(fileURLToPath(import.meta.url));
  while (!isHouse(folder)) {
    const above = path.dirname(folder);
    if (above === folder) throw new Error(`no package.json of ${packageName} above ${import.meta.url}`);
    folder = above;
  }
  return folder;
}

function isHouse(folder: string): boolean {
  try {
    const manifest: unknown = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8'));
    return (manifest as { name?: unknown }).name === packageName;
  } catch {
    return false;
  }
}

/**
 * The folder the program lives in, with templates/ and fonts/: the nearest one above this file whose package.json
 * bears our name. The same from `src/`, from the bundle in `dist/`, and from somebody's node_modules.
 */
export const house = findHouse();
