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
