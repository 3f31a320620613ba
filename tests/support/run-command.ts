import { execFileSync, spawn } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { scratchFolder } from './scratch-folder.ts';

/** How a process ended. */
export interface Ended {
  readonly status: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Setting {
  readonly cwd: string;
  readonly env?: Readonly<Record<string, string>>;
  /** The script of the command; by default the one of this repository. */
  readonly bin?: string;
  /** The Node that runs it; by default the one that runs the tests. */
  readonly node?: string;
  /** Sends SIGINT after this many milliseconds. */
  readonly interruptAfter?: number;
}

const testCache = join(tmpdir(), 'cache-of-newspaper-tests');

const root = fileURLToPath(new URL('../..', import.meta.url));

/** Runs the real command in a process of its own. In: its arguments. Out: its exit status and its output. */
export function runCommand(args: readonly string[], setting: Setting): Promise<Ended> {
  const {
    cwd,
    env = {},
    bin = join(root, 'bin/baoshan-news.js'),
    node = process.execPath,
    interruptAfter,
  } = setting;
  return new Promise((resolve, reject) => {
    const child = spawn(node, [bin, ...args], {
      cwd,
      // Tests never write to the cache of the user.
      env: { ...process.env, SOURCE_DATE_EPOCH: '', XDG_CACHE_HOME: testCache, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let stdout = '';
    let stderr = '';
    child.stdout.setEncoding('utf8').on('data', (text) => {
      stdout += text;
    });
    child.stderr.setEncoding('utf8').on('data', (text) => {
      stderr += text;
    });
    if (interruptAfter !== undefined) setTimeout(() => child.kill('SIGINT'), interruptAfter);
    child.on('error', reject).on('close', (status, signal) => resolve({ status, signal, stdout, stderr }));
  });
}

/**
 * Packs the program as npm would publish it. In: the folder for the tarball. Out: the path of the tarball.
 * It does not build dist/, because other tests run from it at the same time.
 */
export function packProgram(folder: string): string {
  const args = ['pack', '--ignore-scripts', '--json', '--pack-destination', folder];
  const [packed] = JSON.parse(
    execFileSync('npm', args, { cwd: root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }),
  );
  return join(folder, packed.filename);
}

/** Fetches another version of Node, as the npm package `node` contains it. Out: the path of its executable. */
export function fetchNode(version: string): string {
  const args = ['exec', '--yes', `--package=node@${version}`, '--', 'node', '-p', 'process.execPath'];
  return execFileSync('npm', args, { cwd: scratchFolder(), encoding: 'utf8' }).trim();
}
