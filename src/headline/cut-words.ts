/*
 * Cuts text into words: of all ways to cut a stretch of ideographs into words of the lexicon the most likely one, each
 * word independent of its neighbours. Dynamic programming from left to right; linear in the text. Everything else is cut
 * into runs of letters and digits, and single characters.
 */

/** The surprise of an ideograph that is in no list, in bits; more than that of the rarest word. */
const unknownBits = 26;
const longestWord = 6;
const isHan = (unit: number) => (unit >= 0x4e00 && unit <= 0x9fff) || (unit >= 0x3400 && unit <= 0x4dbf);

/** The surprise of a word in bits; undefined if it is none. */
export type Surprise = (word: string) => number | undefined;

/** Returns the indices at which a word begins, in order. */
export function cutWords(text: string, find: Surprise): readonly number[] {
  const starts: number[] = [];
  for (let from = 0; from < text.length; ) {
    let to = from;
    while (to < text.length && isHan(text.charCodeAt(to))) to += 1;
    if (to > from) starts.push(...cutHan(text, from, to, find));
    else {
      to =
        from +
        (/^(?:(?:(?!\p{sc=Han})[\p{L}\p{N}])+|.)/su.exec(text.slice(from, from + 64))?.[0].length ?? 1);
      starts.push(from);
    }
    from = to;
  }
  return starts;
}

function cutHan(text: string, from: number, to: number, find: Surprise): readonly number[] {
  const cost = new Float64Array(to - from + 1).fill(Number.POSITIVE_INFINITY);
  const before = new Int32Array(to - from + 1);
  cost[0] = 0;
  for (let at = from; at < to; at += 1) {
    for (let end = at + 1; end <= Math.min(to, at + longestWord); end += 1) {
      const bits = find(text.slice(at, end)) ?? (end === at + 1 ? unknownBits : undefined);
      if (bits === undefined) continue;
      const total = (cost[at - from] as number) + bits;
      if (total >= (cost[end - from] as number)) continue;
      cost[end - from] = total;
      before[end - from] = at - from;
    }
  }
  const starts: number[] = [];
  for (let end = to - from; end > 0; end = before[end] as number) starts.push(from + (before[end] as number));
  return starts.reverse();
}
