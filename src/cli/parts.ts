import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import vm from 'node:vm';
import type { CachedCode } from './cached-code.ts';

/** The program as the bundle cuts it: parts that are loaded when a command needs them. */
export interface Parts {
  /** In: a part's name, as `main`. Out: its exports; the same object each time. */
  readonly load: (name: string) => unknown;
  /** Keeps the code of the parts that were loaded without any, with all that was compiled since. */
  readonly keepCode: () => void;
}

type Compiled = (
  module: { exports: unknown },
  exports: unknown,
  require: (id: string) => unknown,
  file: string,
) => void;

/**
 * Opens the parts that lie in a folder. In: the folder, whose files bear a hash of what is in them after their part's
 * name, and where V8's code of them is kept; what is kept under such a name can only be of that file.
 */
export function openParts(folder: string, code: CachedCode | undefined): Parts {
  const files = new Map(
    readdirSync(folder).map((file) => [file.replace(/-[^-]+\.cjs$/, ''), path.join(folder, file)]),
  );
  const modules = new Map<string, { exports: unknown }>();
  const uncached: { readonly file: string; readonly script: vm.Script }[] = [];
  const load = (name: string): unknown => {
    const known = modules.get(name);
    if (known !== undefined) return known.exports;
    const file = files.get(name);
    if (file === undefined) throw new Error(`the program has no part ${name}: ${folder}`);
    const kept = code?.read(path.basename(file));
    // The bundle is ASCII, which is read and held as it is.
    const source = `(function (module, exports, require, __filename) {${readFileSync(file, 'latin1')}\n})`;
    const script = new vm.Script(source, { filename: file, ...(kept && { cachedData: kept }) });
    if (kept === undefined || script.cachedDataRejected) uncached.push({ file, script });
    const module = { exports: {} };
    modules.set(name, module);
    (script.runInThisContext() as Compiled)(module, module.exports, requireFrom(file), file);
    return module.exports;
  };
  const requireFrom = (file: string) => {
    const native = createRequire(file);
    return (id: string): unknown => {
      const part = /^\.\/(.+)\.cjs$/.exec(id)?.[1];
      return part === undefined ? native(id) : load(part);
    };
  };
  return {
    load,
    keepCode: () => {
      for (const { file, script } of uncached) code?.write(path.basename(file), script.createCachedData());
    },
  };
}
