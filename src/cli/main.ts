import { writeSync } from 'node:fs';
import manifest from '../../package.json' with { type: 'json' };
import { cachePath, homeFolder } from './cache-folder.ts';
import { runCommandLine } from './command-line.ts';
import type { CommandEnvironment } from './environment.ts';

export { runCommandLine };

/** Exit statuses: docs/format.md, Commands. */
const crashed = 70;
/** The output could not be written, which is reported like an issue with errors. */
const lostOutput = 1;

/**
 * Runs the command line of this process and sets its exit status. This file and start.ts are the only ones that use the
 * process: everything else gets it as the environment.
 */
export async function main(): Promise<void> {
  process.on('uncaughtException', reportCrash);
  try {
    const status = await runCommandLine(process.argv.slice(2), processEnvironment());
    // A crash that was already reported keeps its status.
    process.exitCode ||= status;
  } catch (error) {
    reportCrash(error);
  }
}

function processEnvironment(): CommandEnvironment {
  return {
    version: manifest.version,
    workingFolder: process.cwd(),
    now: new Date().toISOString(),
    sourceDateEpoch: process.env['SOURCE_DATE_EPOCH'],
    cache: cachePath({ platform: process.platform, home: homeFolder(), variables: process.env }),
    engine: `${process.version} ${process.versions['icu']}`,
    print: (line) => write('stdout', `${line}\n`),
    printMessage: (line) => write('stderr', `${line}\n`),
    whenInterrupted,
  };
}

const interruptions = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** Calls `clean` if a signal interrupts the program, then raises the signal again, as the shell expects. */
function whenInterrupted(clean: () => void): () => void {
  const stop = (signal: NodeJS.Signals) => {
    clean();
    release();
    process.kill(process.pid, signal);
  };
  const release = () => {
    for (const signal of interruptions) process.removeListener(signal, stop);
  };
  for (const signal of interruptions) process.on(signal, stop);
  return release;
}

/**
 * Writes to a standard stream. A reader such as `head` may close its end early; that is not an error, and the PDF is still
 * written. A full disk behind `> file` loses output, which the exit status reports. The streams are opened on first use,
 * because opening takes time.
 */
function write(channel: 'stdout' | 'stderr', text: string): void {
  const stream = process[channel];
  if (!stream.listeners('error').includes(recordLoss)) stream.on('error', recordLoss);
  stream.write(text);
}

function recordLoss({ code }: NodeJS.ErrnoException): void {
  if (code !== 'EPIPE') process.on('exit', () => (process.exitCode ||= lostOutput));
}

/** Prints the stack of a bug in the program, and asks the user to report it. */
function reportCrash(error: unknown): void {
  process.exitCode = crashed;
  const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
  const request = '程序内部错误，不是稿件的问题。请把以上内容连同稿件一起报告给开发者，谢谢。';
  try {
    writeSync(
      2,
      `${stack}\n\nbaoshan-news ${manifest.version}, Node ${process.version}, ${process.platform}\n${request}\n`,
    );
  } catch {
    // Nobody reads stderr; the exit status still reports the crash.
  }
}
