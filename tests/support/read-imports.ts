import { posix } from 'node:path';

/** An import: the file that contains it, and its target, which is a path relative to src/ or the name of a package. */
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
 * Finds the imports of a source file: static, dynamic and by require(). In: its path relative to src/, and its text.
 * Throws if the argument of import() is not a literal, since its target is then unknown.
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
