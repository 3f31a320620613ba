import { spawn } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export interface Ended {
  readonly status: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Setting {
  readonly cwd: string;
  readonly env?: Readonly<Record<string, string>>;
  /** The command's script; the repository's own where none is named. */
  readonly bin?: string;
  /** The Node that runs it. */
  readonly node?: string;
  /** Sends SIGINT after so many milliseconds. */
  readonly interruptAfter?: number;
}

const testCache = join(tmpdir(), 'cache-of-newspaper-tests');

const ownBin = fileURLToPath(new URL('../../bin/baoshan-news.js', import.meta.url));

/** Runs the real command as a process of its own. In: its arguments. Out: how it ended and what it said. */
export function runCommand(args: readonly string[], setting: Setting): Promise<Ended> {
  const { cwd, env = {}, bin = ownBin, node = process.execPath, interruptAfter } = setting;
  return new Promise((resolve, reject) => {
    const child = spawn(node, [bin, ...args], {
      cwd,
      // No test leaves anything in the user's own cache.
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
