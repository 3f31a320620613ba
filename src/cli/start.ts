import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { cachePath, homeFolder } from './cache-folder.ts';
import { openCachedCode } from './cached-code.ts';
import type { main } from './main.ts';
import { openParts } from './parts.ts';

/**
 * The work of a function before V8 optimises it, eight times V8's default: most functions that set one page run too little to
 * repay optimisation, and for a hundred pages the limit is still reached soon. Measured in docs/performance.md.
 */
const interruptBudget = 8 * 66 * 1024;

/** Only the V8 of Node 20 has this flag; others print a warning, and newer ones gain nothing from theirs. */
const hasInterruptBudget = process.versions.v8.startsWith('11.');

/**
 * The entry point of the bundle: loads the program with the code that V8 compiled in an earlier run. Every command has its own
 * cache, because every command compiles other functions.
 */
async function start(): Promise<void> {
  const command = process.argv[2] ?? '';
  const cache = cachePath({
    platform: process.platform,
    home: homeFolder(),
    variables: process.env,
  });
  const cacheable = cache !== undefined && /^[a-z]+$/.test(command);
  const code = cacheable
    ? openCachedCode(
        path.join(cache, 'code', `${process.version}-${process.arch}`, command),
        process.getuid?.(),
        process.pid,
      )
    : undefined;
  if (cacheable && hasInterruptBudget) {
    const { setFlagsFromString } = await import('node:v8');
    // All commands use this module. With a changed flag V8 rejects the code cache that Node has of its own modules.
    await import('node:crypto');
    setFlagsFromString(`--interrupt-budget=${interruptBudget}`);
  }
  const parts = openParts(path.dirname(fileURLToPath(import.meta.url)), code);
  const program = parts.load('main') as { readonly main: typeof main };
  await program.main();
  // After a failed command much of the program is not compiled yet.
  if (!process.exitCode) parts.cacheCode();
}

void start();
