import { readdirSync } from 'node:fs';
import { basename, dirname, join, relative, sep } from 'node:path';

/**
 * Names in a folder that an author may have meant. Windows and macOS take `X.JPG` and `x.jpg` for one name, so a file is found by
 * a name that differs in case alone wherever the issue is built; other near names are only proposed.
 */

/** Upper and lower case, and the Unicode forms of a character, are the same. */
const fold = (name: string): string => name.normalize('NFC').toLowerCase();

/** The path of a file in a folder whose names differ from the given ones in case alone. Undefined unless there is exactly one. */
export function findByCase(file: string, folder: string): string | undefined {
  let found = folder;
  for (const segment of relative(folder, file).split(sep)) {
    const names = namesIn(found);
    const same = names.includes(segment) ? [segment] : names.filter((name) => fold(name) === fold(segment));
    if (same.length !== 1) return undefined;
    found = join(found, same[0]!);
  }
  return found;
}

const maxProposals = 3;

/** The names beside a missing file that are near its name, nearest first. */
export function findNearNames(file: string): readonly string[] {
  const wanted = basename(file);
  return namesIn(dirname(file))
    .filter((name) => isNear(fold(wanted), fold(name)))
    .sort()
    .slice(0, maxProposals);
}

/** Folders that are searched for a file of the same name. */
const maxFolders = 100;

/** Files of the same name in the folder of an issue and in the folders in it, to which the author may have moved it. */
export function findElsewhere(name: string, folder: string): readonly string[] {
  const folders = [folder, ...foldersIn(folder).slice(0, maxFolders)];
  return folders
    .flatMap((one) =>
      namesIn(one)
        .filter((found) => fold(found) === fold(name))
        .map((found) => join(one, found)),
    )
    .slice(0, maxProposals);
}

function foldersIn(folder: string): readonly string[] {
  try {
    const entries = readdirSync(folder, { withFileTypes: true });
    return entries
      .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.'))
      .map(({ name }) => join(folder, name));
  } catch {
    return [];
  }
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder).filter((name) => !name.startsWith('.'));
  } catch {
    return [];
  }
}

/** Whether names have the same letters and figures up to their ending, or differ at one place by at most two characters. */
function isNear(wanted: string, name: string): boolean {
  const [a, b] = [lettersOf(wanted), lettersOf(name)];
  return (a !== '' && a === b) || differAtOnePlace(wanted, name);
}

const lettersOf = (name: string): string =>
  name
    .replace(/\.[^.]*$/, '')
    .normalize('NFKC')
    .replace(/[^\p{L}\p{N}]/gu, '');

const maxDifference = 2;

function differAtOnePlace(a: string, b: string): boolean {
  const shorter = Math.min(a.length, b.length);
  let before = 0;
  while (before < shorter && a[before] === b[before]) before += 1;
  let after = 0;
  while (after < shorter - before && a.at(-1 - after) === b.at(-1 - after)) after += 1;
  // Of a name of two Han characters one may be wrong, but not both.
  const stem = a.replace(/\.[^.]*$/, '').length;
  return Math.max(a.length, b.length) - before - after <= Math.min(maxDifference, stem - 1);
}
