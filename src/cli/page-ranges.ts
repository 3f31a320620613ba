/** The pages `first` to `last`, inclusive, counted from 1. */
export interface PageRange {
  readonly first: number;
  readonly last: number;
}

/** Parses a list of pages such as `1,3-4`. Out: the ranges, or undefined if the text is not such a list. */
export function parsePageRanges(text: string): readonly PageRange[] | undefined {
  const ranges = text.split(',').map(parseRange);
  return ranges.every((range) => range !== undefined) ? ranges : undefined;
}

function parseRange(text: string): PageRange | undefined {
  // Five digits are more pages than any newspaper has, and are exact as a number.
  const match = /^\s*(\d{1,5})\s*(?:-\s*(\d{1,5})\s*)?$/.exec(text);
  if (match === null) return undefined;
  const first = Number(match[1]);
  const last = Number(match[2] ?? match[1]);
  return first >= 1 && last >= first ? { first, last } : undefined;
}

/** The requested pages beyond the last of `count` pages, in the form of the option; empty if all exist. */
export function pagesBeyond(ranges: readonly PageRange[], count: number): readonly string[] {
  return ranges
    .filter(({ last }) => last > count)
    .map(({ first, last }) => {
      const missing = Math.max(first, count + 1);
      return missing === last ? String(last) : `${missing}-${last}`;
    });
}

/** Whether a page is in one of the ranges. */
export function includesPage(ranges: readonly PageRange[], number: number): boolean {
  return ranges.some(({ first, last }) => first <= number && number <= last);
}
