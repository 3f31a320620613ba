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

/** The variables that a process needs to find programs, its temporary folder and, on Windows, the system. */
const inherited = ['PATH', 'PATHEXT', 'SystemRoot', 'TMPDIR', 'TEMP', 'TMP', 'LANG'];

/**
 * The whole environment of a measured process: the inherited variables and the given ones. Others could slow down one
 * side alone: NODE_OPTIONS and NODE_EXTRA_CA_CERTS only concern Node, TYPST_FONT_PATHS only Typst.
 */
function cleanEnvironment(variables: Readonly<Record<string, string>>): Record<string, string> {
  const found = inherited.flatMap((name) => {
    const value = process.env[name];
    return value === undefined ? [] : [[name, value] as const];
  });
  return { ...Object.fromEntries(found), ...variables };
}

/** Runs Node in a new process. In: its arguments, and variables for its environment. Throws if it fails. */
export function nodeCost(args: readonly string[], variables: Readonly<Record<string, string>> = {}): Cost {
  const start = performance.now();
  const ended = spawnSync(process.execPath, ['--require', account, ...args], {
    stdio: ['ignore', 'ignore', 'pipe', 'pipe'],
    env: cleanEnvironment(variables),
    encoding: 'utf8',
  });
  const wall = performance.now() - start;
  if (ended.status !== 0) throw new Error(`${args.join(' ')}\n${ended.error ?? ended.stderr}`);
  const { cpu, memory } = JSON.parse(ended.output[3]!) as { readonly cpu: number; readonly memory: number };
  return { wall, cpu: cpu / 1000, memory: memory * 1024 };
}

/**
 * Wall clock time of any other program in milliseconds; undefined if it is not installed. In: the program, its arguments,
 * the folder to run it in, and variables for its environment. Throws if it fails.
 */
export function programTime(
  program: string,
  args: readonly string[],
  folder: string,
  variables: Readonly<Record<string, string>> = {},
): number | undefined {
  const start = performance.now();
  const env = cleanEnvironment(variables);
  const ended = spawnSync(program, args, { stdio: 'pipe', cwd: folder, encoding: 'utf8', env });
  const wall = performance.now() - start;
  if ((ended.error as NodeJS.ErrnoException | undefined)?.code === 'ENOENT') return undefined;
  if (ended.status !== 0) throw new Error(`${program}: ${ended.error ?? ended.stderr}${ended.stdout}`);
  return wall;
}
