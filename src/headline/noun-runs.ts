import type { Word } from './words.ts';

/*
 * Where a run of adjacent nouns may break. Neither grammar nor a dictionary says where 居民自治项目方案 divides, but
 * rhythm does: written Chinese builds compounds of four or five characters from words of two and three, and a reader
 * groups the words so. A run is therefore divided into feet by dynamic programming, and a break is good where the best
 * division has one and no division nearly as good has none; two characters are never torn off.
 *
 * In: the words of one run. Out: for each word but the first, how much better the best division with a foot
 * beginning there is than the best one without. F[i] is the least cost of the words before i, B[i] of those from i on; a
 * division without a break at i has a foot across it. A foot has at most `maxWords` words, so it is linear in the words.
 */

const maxWords = 4;

export function footGains(run: readonly Word[], isVerb: (word: string) => boolean): readonly number[] {
  const count = run.length;
  const forward = [0];
  for (let to = 1; to <= count; to += 1) {
    let best = Number.POSITIVE_INFINITY;
    for (let from = Math.max(0, to - maxWords); from < to; from += 1)
      best = Math.min(best, (forward[from] as number) + footCost(run.slice(from, to), isVerb));
    forward.push(best);
  }
  const backward = new Array<number>(count + 1).fill(0);
  for (let from = count - 1; from >= 0; from -= 1) {
    backward[from] = Number.POSITIVE_INFINITY;
    for (let to = from + 1; to <= Math.min(count, from + maxWords); to += 1)
      backward[from] = Math.min(
        backward[from] as number,
        footCost(run.slice(from, to), isVerb) + (backward[to] as number),
      );
  }
  return run.slice(1).map((_, number) => {
    const at = number + 1;
    let without = Number.POSITIVE_INFINITY;
    for (let from = Math.max(0, at - maxWords + 1); from < at; from += 1)
      for (let to = at + 1; to <= Math.min(count, from + maxWords); to += 1)
        without = Math.min(
          without,
          (forward[from] as number) + footCost(run.slice(from, to), isVerb) + (backward[to] as number),
        );
    return without - (forward[at] as number) - (backward[at] as number);
  });
}

/** By the number of characters: a foot of four or five is best. */
const ofLength = [0, 6, 3, 1, 0, 0.5, 2, 3.5, 5];

/** 老年人, 志愿者: people are no part of the compound after them. */
const isPerson = ({ core }: Word) => core.length > 2 && /(?:[人者员师生民兵]|居民)$/.test(core);

const isPlace = ({ core }: Word) => core.length > 2 && /(?:[路街镇村港]|街道)$/.test(core);

function footCost(foot: readonly Word[], isVerb: (word: string) => boolean): number {
  const [first] = foot as readonly [Word, ...Word[]];
  const length = foot.reduce((sum, { core }) => sum + core.length, 0);
  // A word of the text is one foot, however long.
  if (foot.length === 1)
    return length > 5 || isPlace(first) || isPerson(first) ? 0.5 : (ofLength[length] as number);
  // 青云路 is one foot, however short.
  const place = isPlace(first) ? 3.5 : isPerson(first) ? 1.5 : 0;
  const seams = foot.slice(1).filter(({ isSeam }) => isSeam).length;
  // A verb in no list of ours does not end the foot of its subject.
  const endsInVerb = length > 4 && isVerb((foot.at(-1) as Word).core) ? 0.5 : 0;
  return (ofLength[length] ?? 8) + seams / 2 + endsInVerb + place + (first.core.length === 1 ? 2 : 0);
}
