import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { house } from '../src/core/house.ts';

/** What a process took from its start to its end. */
export interface Cost {
  /** Milliseconds on the clock, and of the processors together. */
  readonly wall: number;
  readonly cpu: number;
  /** Bytes, at the most at once. */
  readonly memory: number;
}

/** Goes with every process of Node that is measured, ours and the peer's: it takes a millisecond. */
const account = join(house, 'bench', 'speed-account.cjs');

/** Runs Node in a fresh process. In: its arguments, and variables over those of this process. Throws where it fails. */
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

/** Milliseconds on the clock that any other program takes; undefined where it is not installed. Throws where it fails. */
export function programTime(program: string, args: readonly string[], folder: string): number | undefined {
  const start = performance.now();
  const ended = spawnSync(program, args, { stdio: 'pipe', cwd: folder, encoding: 'utf8' });
  const wall = performance.now() - start;
  if ((ended.error as NodeJS.ErrnoException | undefined)?.code === 'ENOENT') return undefined;
  if (ended.status !== 0) throw new Error(`${program}: ${ended.error ?? ended.stderr}${ended.stdout}`);
  return wall;
}
