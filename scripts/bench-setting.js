// Bundles bench/setting.ts, which is TypeScript and outside the program, and runs it with the arguments given.
import { rmSync } from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('..', import.meta.url));
// Inside the house, where its packages are found.
const bundle = `${root}/node_modules/.cache/baoshan-news-bench-${process.pid}.js`;

await build({
  absWorkingDir: root,
  entryPoints: ['bench/setting.ts'],
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
