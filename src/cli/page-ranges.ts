/** Pages from `first` to `last`, both counted from 1 and both included. */
export interface PageRange {
  readonly first: number;
  readonly last: number;
}

/** Reads `1,3-4`. Out: the ranges as written, or undefined where the text names no pages. */
export function parsePageRanges(text: string): readonly PageRange[] | undefined {
  const ranges = text.split(',').map(parseRange);
  return ranges.every((range) => range !== undefined) ? ranges : undefined;
}

function parseRange(text: string): PageRange | undefined {
  // Five digits: more pages than any paper, and no number that loses its last digit.
  const match = /^\s*(\d{1,5})\s*(?:-\s*(\d{1,5})\s*)?$/.exec(text);
  if (match === null) return undefined;
  const first = Number(match[1]);
  const last = Number(match[2] ?? match[1]);
  return first >= 1 && last >= first ? { first, last } : undefined;
}

/** The pages asked for that a paper of `count` pages does not have, as written; empty where all are there. */
export function pagesBeyond(ranges: readonly PageRange[], count: number): readonly string[] {
  return ranges
    .filter(({ last }) => last > count)
    .map(({ first, last }) => {
      const missing = Math.max(first, count + 1);
      return missing === last ? String(last) : `${missing}-${last}`;
    });
}

/** Whether page `number` was asked for. */
export function isAskedFor(ranges: readonly PageRange[], number: number): boolean {
  return ranges.some(({ first, last }) => first <= number && number <= last);
}
