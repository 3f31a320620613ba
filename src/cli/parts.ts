import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import vm from 'node:vm';
import type { CachedCode } from './cached-code.ts';

/** The parts of the bundled program, each loaded when a command needs it. */
export interface Parts {
  /** Loads a part by its name, such as `main`. Out: its exports, the same object every time. */
  readonly load: (name: string) => unknown;
  /** Caches the compiled code of the parts that were loaded without cached code, including functions compiled since. */
  readonly cacheCode: () => void;
}

type Compiled = (
  module: { exports: unknown },
  exports: unknown,
  require: (id: string) => unknown,
  file: string,
) => void;

/**
 * Opens the parts in a folder. In: the folder, whose file names consist of the name of a part and a hash of its content; and
 * the cache of compiled code, which uses the same names, so that an entry always belongs to that content.
 */
export function openParts(folder: string, code: CachedCode | undefined): Parts {
  const files = new Map(
    readdirSync(folder).map((file) => [file.replace(/-[^-]+\.cjs$/, ''), path.join(folder, file)]),
  );
  const modules = new Map<string, { exports: unknown }>();
  const uncached: { readonly file: string; readonly script: vm.Script }[] = [];
  const load = (name: string): unknown => {
    const loaded = modules.get(name);
    if (loaded !== undefined) return loaded.exports;
    const file = files.get(name);
    if (file === undefined) throw new Error(`the program has no part ${name}: ${folder}`);
    const cachedData = code?.read(path.basename(file));
    // The bundle is ASCII, which Latin-1 reads fastest.
    const source = `(function (module, exports, require, __filename) {${readFileSync(file, 'latin1')}\n})`;
    const script = new vm.Script(source, { filename: file, ...(cachedData && { cachedData }) });
    if (cachedData === undefined || script.cachedDataRejected) uncached.push({ file, script });
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
    cacheCode: () => {
      for (const { file, script } of uncached) code?.write(path.basename(file), script.createCachedData());
    },
  };
}
