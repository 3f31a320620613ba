import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * Packs the program as npm would publish it. In: the folder the tarball goes into. Out: its path.
 * Takes dist/ as it stands, because other tests run from it at the same time.
 */
export function packProgram(folder: string): string {
  const root = fileURLToPath(new URL('../..', import.meta.url));
  const args = ['pack', '--ignore-scripts', '--json', '--pack-destination', folder];
  const [packed] = JSON.parse(
    execFileSync('npm', args, { cwd: root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }),
  );
  return join(folder, packed.filename);
}
