import type { SourceText } from './source-text.ts';

/** A line of this length or more is running text that somebody has wrapped. */
export const shortLine = 20;
/** Wrapped lines are about as long as the longest. */
const shortShare = 0.8;

/** The length under which a line of a file is short. */
export function findShortLineLimit({ text, lineStarts }: SourceText): number {
  let longest = 0;
  for (const [index, start] of lineStarts.entries()) {
    longest = Math.max(longest, text.slice(start, lineStarts[index + 1]).trim().length);
    if (longest * shortShare >= shortLine) return shortLine;
  }
  return longest * shortShare;
}

/**
 * Whether neighbouring lines look typed line by line: both are short, or they have the same length in a file without running
 * text, as verse has. In: their lengths and the limit of the file.
 */
export function areShort(one: number, other: number, limit: number): boolean {
  if (one < limit && other < limit) return true;
  return one === other && limit < shortLine * shortShare;
}
