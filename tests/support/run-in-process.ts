import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll } from 'vitest';
import manifest from '../../package.json' with { type: 'json' };
import type { runCommandLine } from '../../src/cli/main.ts';
import { openParts } from '../../src/cli/parts.ts';

const parts = openParts(fileURLToPath(new URL('../../dist', import.meta.url)), undefined);

/** The exit status of a command line, and what it printed. */
export interface CommandResult {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a command line and captures its output. */
export type RunInProcess = (
  args: readonly string[],
  setting: { readonly cwd: string; readonly sourceDateEpoch?: string },
) => Promise<CommandResult>;

/**
 * Opens the bundled program with a new cache for the test file that calls this. Its command lines run in this process, much
 * faster than `runCommand`, which is for what only a process shows: signals, streams, environment variables and the loading
 * of code.
 */
export function openProgram(): RunInProcess {
  const cache = mkdtempSync(join(tmpdir(), 'cache-of-newspaper-tests-'));
  afterAll(() => rmSync(cache, { recursive: true, force: true }));
  return (args, setting) => run(args, { ...setting, cache });
}

async function run(
  args: readonly string[],
  { cwd, sourceDateEpoch, cache }: Parameters<RunInProcess>[1] & { readonly cache: string },
): Promise<CommandResult> {
  const stdout: string[] = [];
  const stderr: string[] = [];
  const program = parts.load('main') as { readonly runCommandLine: typeof runCommandLine };
  const status = await program.runCommandLine(args, {
    version: manifest.version,
    workingFolder: cwd,
    now: new Date().toISOString(),
    sourceDateEpoch,
    cache,
    engine: process.version,
    print: (line) => void stdout.push(`${line}\n`),
    printMessage: (line) => void stderr.push(`${line}\n`),
    whenInterrupted: () => () => {},
  });
  return { status, stdout: stdout.join(''), stderr: stderr.join('') };
}
