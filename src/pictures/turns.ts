/*
 * Who may work on a picture. Two at a time keep two processors busy, and each may take a hundred megabytes. libvips has one
 * buffer for the error texts of all decodes: what failed beside another is decoded again alone, to learn why.
 */

export interface Turns {
  /** Runs a task as soon as fewer than two run, in the order of the calls. */
  readonly together: <T>(task: () => Promise<T>) => Promise<T>;
  /** Runs a task when no other runs, before those that still wait. */
  readonly alone: <T>(task: () => Promise<T>) => Promise<T>;
}

const places = 2;

interface Waiting {
  readonly alone: boolean;
  readonly start: () => void;
}

export function openTurns(): Turns {
  const waiting: Waiting[] = [];
  let running = 0;
  let closed = false;
  const admit = (): void => {
    for (;;) {
      const [next] = waiting;
      if (next === undefined || closed || running >= (next.alone ? 1 : places)) return;
      waiting.shift();
      running += 1;
      closed = next.alone;
      next.start();
    }
  };
  const run = async <T>(alone: boolean, task: () => Promise<T>): Promise<T> => {
    await new Promise<void>((start) => {
      const entry = { alone, start };
      if (alone) waiting.unshift(entry);
      else waiting.push(entry);
      admit();
    });
    try {
      return await task();
    } finally {
      running -= 1;
      closed = false;
      admit();
    }
  };
  return { together: (task) => run(false, task), alone: (task) => run(true, task) };
}
