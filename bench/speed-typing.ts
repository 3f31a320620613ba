import { type Built, build } from '../src/build.ts';
import { openDesk } from '../src/cli/desk.ts';
import { openMemoryCache } from '../src/core/cache.ts';
import type { Desk } from '../src/core/desk.ts';

/** The words to type, and where: into which issue, after which words. */
export interface Typing {
  readonly issue: string;
  readonly after: string;
  readonly words: string;
}

/** Characters typed before the measurement starts: the preview of an editor is already warm. */
const warmUp = 10;

/**
 * Measures the time from each typed character to the finished pages, in this process, with the results that the build
 * before left for the next. Out: milliseconds for each character.
 */
export async function typingTimes({ issue, after, words }: Typing): Promise<readonly number[]> {
  const times: number[] = [];
  const memory = openMemoryCache();
  for (let typed = 0; typed <= words.length; typed += 1) {
    const { desk, messages } = openDesk(issue, process.cwd(), { cache: { memory } });
    const start = performance.now();
    memory.evictUnused();
    const typing = withTyped(desk, issue, after, words.slice(0, typed));
    const built = await rebuild(issue, typing);
    times.push(performance.now() - start);
    if (built === undefined) throw new Error(JSON.stringify(messages()));
  }
  return times.slice(warmUp);
}

const rebuild = (issue: string, desk: Desk): Promise<Built | undefined> =>
  build({ issue, creator: 'bench', date: undefined, now: '2026-01-01T00:00:00.000Z' }, desk);

/** A desk that reads the issue with the typed words inserted. */
function withTyped(desk: Desk, issue: string, after: string, typed: string): Desk {
  return {
    ...desk,
    read: async (path, from, reach) => {
      const result = await desk.read(path, from, reach);
      if (path !== issue || !result.ok) return result;
      const text = Buffer.from(result.bytes).toString('utf8');
      if (!text.includes(after)) throw new Error(`${issue} has no ${after}`);
      return { ...result, bytes: Buffer.from(text.replace(after, after + typed)) };
    },
  };
}
