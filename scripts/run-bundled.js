// Bundles a TypeScript file that is outside the program and runs it.
import { rmSync } from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('..', import.meta.url));

/** Runs `entry`, a path from the house's folder; the arguments of the command are its own. */
export async function runBundled(entry) {
  // Inside the house, where its packages are found.
  const bundle = `${root}/node_modules/.cache/baoshan-news-${process.pid}.js`;
  await build({
    absWorkingDir: root,
    entryPoints: [entry],
    outfile: bundle,
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    packages: 'external',
    logLevel: 'warning',
  });
  try {
    await import(pathToFileURL(bundle).href);
  } finally {
    rmSync(bundle);
  }
}
