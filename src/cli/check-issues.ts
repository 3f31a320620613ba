import { type Cache, openMemoryCache } from '../core/cache.ts';
import { openDesk } from './desk.ts';
import type { CommandEnvironment } from './environment.ts';
import {
  formatCheckSummary,
  formatJsonReport,
  formatMessages,
  type Outcome,
  preventsPrinting,
} from './report.ts';

export interface CheckOptions {
  readonly issues: readonly string[];
  /** Warnings count as errors. */
  readonly strict: boolean;
  readonly json: boolean;
}

/** Reports what building the issues would report, and each edit of their texts; writes nothing. Out: the exit status. */
export async function checkIssues(options: CheckOptions, environment: CommandEnvironment): Promise<0 | 1> {
  const cache: Cache = options.issues.length > 1 ? { memory: openMemoryCache() } : {};
  const outcomes: Outcome[] = [];
  for (const issue of options.issues) {
    const outcome = await checkIssue(issue, cache, environment);
    outcomes.push(outcome);
    for (const line of formatMessages(outcome)) environment.printMessage(line);
    environment.printMessage(formatCheckSummary(outcome));
    cache.memory?.evictUnused();
  }
  if (options.json) environment.print(formatJsonReport(environment.version, outcomes));
  const messages = outcomes.flatMap((outcome) => outcome.messages);
  return messages.some((message) => preventsPrinting(message, options.strict)) ? 1 : 0;
}

async function checkIssue(
  issue: string,
  cache: Cache,
  { workingFolder, version, now }: CommandEnvironment,
): Promise<Outcome> {
  const { desk, messages, files } = openDesk(issue, workingFolder, { cache });
  const { build } = await import('../press.ts');
  const job = { issue, creator: `baoshan-news ${version}`, date: undefined, now };
  const built = await build(job, desk);
  return {
    source: issue,
    messages: messages(),
    files: files(),
    ...(built && {
      pages: built.publication.sheets.length,
      characters: built.characters,
      unprinted: { markup: built.consumed, pages: [] },
    }),
  };
}
