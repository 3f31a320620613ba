// Runs a bench: `speed` (bench/speed.ts) or `setting` (bench/setting.ts), with the arguments that follow its name. The
// peers are not dependencies of the program: they have a manifest and a lockfile of their own in bench/, and are
// installed here where they are missing or of another version.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { runBundled } from './run-bundled.js';

const folder = fileURLToPath(new URL('../bench/', import.meta.url));
const manifestOf = (path) => JSON.parse(readFileSync(`${folder}${path}package.json`, 'utf8'));

function isInstalled([name, version]) {
  try {
    return manifestOf(`node_modules/${name}/`).version === version;
  } catch {
    return false;
  }
}

const [name] = process.argv.splice(2, 1);
if (name !== 'speed' && name !== 'setting') throw new Error('the benches are `speed` and `setting`');
if (!Object.entries(manifestOf('').dependencies).every(isInstalled)) {
  // npm on Windows is a script, which only a shell can start.
  const shell = process.platform === 'win32';
  const { status } = spawnSync('npm', ['ci'], { cwd: folder, stdio: 'inherit', shell });
  if (status !== 0) throw new Error(`npm ci failed in ${folder}`);
}
await runBundled(`bench/${name}.ts`);
