import fc from 'fast-check';

/** Whether tests sweep through all their cases, as `.ci/run` has them do; `npm test` takes seeded samples of them. */
export const fullSweeps = process.env['FULL_SWEEPS'] === '1';

/** All items in a full sweep, otherwise a seeded sample of `count` different ones, in random order. */
export const sampleOf = <T>(items: readonly T[], count: number): readonly T[] =>
  fullSweeps || items.length <= count
    ? items
    : fc.sample(fc.shuffledSubarray([...items], { minLength: count, maxLength: count }), 1)[0]!;

/** The number of runs of a property: `full` in a full sweep, otherwise `sample`. */
export const runs = (full: number, sample: number): { readonly numRuns: number } => ({
  numRuns: fullSweeps ? full : sample,
});
