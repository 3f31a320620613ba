import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { cachePath, homeFolder } from './cache-folder.ts';
import { openCachedCode } from './cached-code.ts';
import type { main } from './main.ts';
import { openParts } from './parts.ts';

/**
 * How much a function must have run before V8 optimises it, eight times V8's own: most of what sets one page runs too
 * little to repay that, and what sets a hundred still gets there soon. Measured: docs/performance.md.
 */
const patience = 8 * 66 * 1024;

/** Only Node 20's V8 has the setting, and a V8 that has it not says so to the user. Newer ones gain nothing by theirs. */
const hasPatience = process.versions.v8.startsWith('11.');

/**
 * The first file that runs, from dist/: starts the counter on the code that V8 made of the program the last time.
 * Each command compiles functions of its own, so each keeps its own code.
 */
async function start(): Promise<void> {
  const command = process.argv[2] ?? '';
  const cache = cachePath({
    platform: process.platform,
    home: homeFolder(),
    variables: process.env,
  });
  const known = cache !== undefined && /^[a-z]+$/.test(command);
  const code = known
    ? openCachedCode(
        path.join(cache, 'code', `${process.version}-${process.arch}`, command),
        process.getuid?.(),
        process.pid,
      )
    : undefined;
  if (known && hasPatience) {
    const { setFlagsFromString } = await import('node:v8');
    // Used by all commands: V8 takes no code that Node holds of its own modules once the setting is another.
    await import('node:crypto');
    setFlagsFromString(`--interrupt-budget=${patience}`);
  }
  const parts = openParts(path.dirname(fileURLToPath(import.meta.url)), code);
  const counter = parts.load('main') as { readonly main: typeof main };
  await counter.main();
  // A command that failed left much of the program unused.
  if (!process.exitCode) parts.keepCode();
}

void start();
