import { posix } from 'node:path';

/** One import line: the file it stands in and what it names; a file of ours relative to src/, a package by its name. */
export interface ImportLine {
  readonly file: string;
  readonly target: string;
  readonly ours: boolean;
  readonly typesOnly: boolean;
}

const from = /^\s*(?:import|export)\s+(?<type>type\s)?[^'"`;]*?\bfrom\s*['"](?<target>[^'"]+)['"]/gm;
const bare = /^\s*import\s*['"](?<target>[^'"]+)['"]/gm;
const required = /\brequire\(\s*['"](?<target>[^'"]+)['"]/g;
const dynamic = /\bimport\s*\(\s*(?:['"](?<target>[^'"]+)['"])?/g;

/**
 * The imports of a source file, static and dynamic, and what it requires. In: its path relative to src/ and its text.
 * Throws where import() names no literal, because nothing could be said of it.
 */
export function readImports(file: string, text: string): readonly ImportLine[] {
  return [from, bare, dynamic, required].flatMap((pattern) =>
    [...text.matchAll(pattern)].map(({ groups }) => {
      const target = groups?.['target'];
      if (target === undefined) throw new Error(`${file} imports what is no literal`);
      return importLine(file, target, groups?.['type'] !== undefined);
    }),
  );
}

function importLine(file: string, target: string, typesOnly: boolean): ImportLine {
  if (target.startsWith('.')) {
    return { file, target: posix.join(posix.dirname(file), target), ours: true, typesOnly };
  }
  const parts = target.split('/');
  const name = target.startsWith('@') ? parts.slice(0, 2).join('/') : parts[0]!;
  return { file, target: name, ours: false, typesOnly };
}
