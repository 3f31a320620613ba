import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { packageRoot } from '../src/core/package-root.ts';

/** What a process consumed from start to exit. */
export interface Cost {
  /** Milliseconds: wall clock, and CPU time of all cores. */
  readonly wall: number;
  readonly cpu: number;
  /** Peak memory in bytes. */
  readonly memory: number;
}

/** Preloaded into every measured Node process, ours and the peer's; it takes one millisecond. */
const account = join(packageRoot, 'bench', 'speed-account.cjs');

/** Runs Node in a new process. In: its arguments, and environment variables that override those of this process. Throws if it fails. */
export function nodeCost(args: readonly string[], variables: Readonly<Record<string, string>> = {}): Cost {
  const start = performance.now();
  const ended = spawnSync(process.execPath, ['--require', account, ...args], {
    stdio: ['ignore', 'ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...variables },
    encoding: 'utf8',
  });
  const wall = performance.now() - start;
  if (ended.status !== 0) throw new Error(`${args.join(' ')}\n${ended.error ?? ended.stderr}`);
  const { cpu, memory } = JSON.parse(ended.output[3]!) as { readonly cpu: number; readonly memory: number };
  return { wall, cpu: cpu / 1000, memory: memory * 1024 };
}

/** Wall clock time of any other program in milliseconds; undefined if it is not installed. Throws if it fails. */
export function programTime(program: string, args: readonly string[], folder: string): number | undefined {
  const start = performance.now();
  const ended = spawnSync(program, args, { stdio: 'pipe', cwd: folder, encoding: 'utf8' });
  const wall = performance.now() - start;
  if ((ended.error as NodeJS.ErrnoException | undefined)?.code === 'ENOENT') return undefined;
  if (ended.status !== 0) throw new Error(`${program}: ${ended.error ?? ended.stderr}${ended.stdout}`);
  return wall;
}
