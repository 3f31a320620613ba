// Bundles and runs a TypeScript file that is not part of the program.
import { rmSync } from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('..', import.meta.url));

/** Runs `entry`, a path relative to the root of the repository; it sees the arguments of this command. */
export async function runBundled(entry) {
  // Inside the repository, so that imports of packages resolve.
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
