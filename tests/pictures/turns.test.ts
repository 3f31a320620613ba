import fc from 'fast-check';
import { expect, it } from 'vitest';
import { openTurns } from '../../src/pictures/turns.ts';

const task = fc.record({ alone: fc.boolean(), steps: fc.integer({ min: 0, max: 4 }), fails: fc.boolean() });

it('runs two tasks at a time, or one alone, and each once, also where some fail', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(task, { maxLength: 20 }), async (tasks) => {
      const turns = openTurns();
      const running = new Set<number>();
      let most = 0;
      const results = await Promise.allSettled(
        tasks.map(({ alone, steps, fails }, index) =>
          (alone ? turns.alone : turns.together)(async () => {
            running.add(index);
            most = Math.max(most, running.size);
            for (let step = 0; step <= steps; step += 1) {
              await null;
              expect(alone ? running.size : [...running].filter((each) => tasks[each]!.alone).length).toBe(
                alone ? 1 : 0,
              );
            }
            running.delete(index);
            if (fails) throw new Error(`${index}`);
            return index;
          }),
        ),
      );
      expect(most).toBeLessThanOrEqual(2);
      if (tasks.filter(({ alone }) => !alone).length > 2) expect(most).toBe(2);
      expect(
        results.map((result) => (result.status === 'fulfilled' ? result.value : result.reason.message)),
      ).toEqual(tasks.map(({ fails }, index) => (fails ? `${index}` : index)));
    }),
  );
});

it('starts waiting tasks in the order of the calls', async () => {
  const turns = openTurns();
  const started: number[] = [];
  await Promise.all(
    Array.from({ length: 9 }, (_, index) =>
      turns.together(async () => {
        started.push(index);
        await null;
      }),
    ),
  );
  expect(started).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8]);
});
