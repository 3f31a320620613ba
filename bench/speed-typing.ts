import { type Built, build } from '../src/build.ts';
import { openDesk } from '../src/cli/desk.ts';
import type { Desk } from '../src/core/desk.ts';
import { keepStanding } from '../src/core/standing.ts';

/** What is typed, and into which words of which issue. */
export interface Typing {
  readonly issue: string;
  readonly after: string;
  readonly words: string;
}

/** Characters that are typed before any counts: an editor's preview has been at work for a while. */
const before = 10;

/**
 * Milliseconds from each character typed to all pages set again, in this process, with what the build before left
 * standing.
 */
export async function typingTimes({ issue, after, words }: Typing): Promise<readonly number[]> {
  const times: number[] = [];
  const standing = keepStanding();
  for (let typed = 0; typed <= words.length; typed += 1) {
    const { desk, messages } = openDesk(issue, process.cwd());
    const start = performance.now();
    standing.distribute();
    const typing = changing(desk, issue, after, words.slice(0, typed));
    const built = await setAgain(issue, { ...typing, standing });
    times.push(performance.now() - start);
    if (built === undefined) throw new Error(JSON.stringify(messages()));
  }
  return times.slice(before);
}

const setAgain = (issue: string, desk: Desk): Promise<Built | undefined> =>
  build({ issue, creator: 'bench', date: undefined, now: '2026-01-01T00:00:00.000Z' }, desk);

/** A desk on which the issue holds more than its file: what was typed after some of its words. */
function changing(desk: Desk, issue: string, after: string, typed: string): Desk {
  return {
    report: desk.report,
    read: async (path, from, reach) => {
      const result = await desk.read(path, from, reach);
      if (path !== issue || !result.ok) return result;
      const text = Buffer.from(result.bytes).toString('utf8');
      if (!text.includes(after)) throw new Error(`${issue} has no ${after}`);
      return { ...result, bytes: Buffer.from(text.replace(after, after + typed)) };
    },
  };
}
