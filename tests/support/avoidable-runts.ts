import { type Cell, isUndesirableBreak, mayBreakAfter } from './cells.ts';
import type { Gap } from './natural-gaps.ts';
import { isAuthorLineEnd, measureCells, type ObservedParagraph, type Setting } from './observed-lines.ts';

/** The stretch of a gap between characters that CLREQ prefers not to exceed, in em. */
const preferredStretch = 1 / 8;
/** The minimum text of a last line, in em. */
const minText = 2;

const isText = ({ kind }: Cell) => kind === 'han' || kind === 'sign' || kind === 'word';

/** A last line with a single ideograph (孤字), not counting punctuation. */
export interface Runt {
  /** The index of the line, and of the first line that belongs to the same paragraph or part of it. */
  readonly line: number;
  readonly first: number;
  readonly text: string;
}

/** The runts of a paragraph, or of its parts if the author ended lines. A single line is not a runt. */
export function findRunts({ cells, lines }: ObservedParagraph): readonly Runt[] {
  const found: Runt[] = [];
  let first = 0;
  for (const [number, line] of lines.entries()) {
    const last = line.at(-1)?.cell ?? 0;
    if (!isAuthorLineEnd(cells, last) || lines[number + 1]?.[0]?.cell === last) continue;
    const lineCells = line.map(({ cell }) => cells[cell] as Cell);
    const texts = lineCells.filter(isText);
    if (number > first && texts.length === 1 && texts[0]?.kind === 'han') {
      found.push({ line: number, first, text: lineCells.map(({ text }) => text).join('') });
    }
    first = number + 1;
  }
  return found;
}

/**
 * Whether the paragraph could be set well without the runt.
 *
 * A search over all line breaks, forwards from the first line: `lineCounts` holds, for each cell that a line may begin
 * with, the possible numbers of lines before it. Only lines within the preferences of CLREQ count: no gap grows by more
 * than 1/8 em, no blank loses more than half of its width (JLREQ discourages removing it entirely), the blank of a full
 * stop is unchanged, no line ends at an undesirable place, no word is hyphenated. The result may have one line more or
 * fewer. Texts with a unit wider than the line are excluded. Quadratic in the number of cells per line.
 */
export function isAvoidable(paragraph: ObservedParagraph, setting: Setting, { line, first }: Runt): boolean {
  const { cells, gaps, lines, tooWide } = paragraph;
  const { measure, indent } = setting;
  const from = lines[first]?.[0]?.cell ?? 0;
  const to = lines[line]?.at(-1)?.cell ?? 0;
  const count = line - first + 1;
  if (cells.some((_, cell) => cell >= from && cell <= to && tooWide.has(cell))) return false;
  const widths = measureCells(cells, lines);
  const lineCounts = new Map<number, Set<number>>([[from, new Set([0])]]);
  for (let start = from; start <= to; start += 1) {
    const counts = lineCounts.get(start);
    if (counts === undefined) continue;
    const target = measure - (start === 0 ? indent : 0);
    let [min, max, text] = [0, 0, 0];
    for (let end = start; end <= to; end += 1) {
      const before = end > start ? (gaps[end - 1] as Gap) : undefined;
      const width = widths[end] as number;
      min += width + (before === undefined ? 0 : minWidth(before));
      max += width + (before === undefined ? 0 : maxWidth(before));
      if (min > target + rounding) break;
      if (isText(cells[end] as Cell)) text += width;
      if (end === to) {
        if (text >= minText && [...counts].some((lines) => Math.abs(lines + 1 - count) <= 1)) return true;
      } else if (max >= target - rounding && mayBreakAfter(cells, end) && !isUndesirableBreak(cells, end)) {
        const after = lineCounts.get(end + 1) ?? new Set();
        for (const lines of counts) if (lines <= count) after.add(lines + 1);
        lineCounts.set(end + 1, after);
      }
    }
  }
  return false;
}

const rounding = 1e-9;

function minWidth({ kind, natural, min }: Gap): number {
  if (kind === 'full-stop') return natural;
  return kind === 'bracket' || kind === 'comma' ? Math.max(min, natural / 2) : min;
}

function maxWidth({ kind, grows, natural }: Gap): number {
  if (kind === 'latin') return 1 / 3;
  if (kind === 'space') return Math.max(natural, 1 / 2);
  return natural + (grows ? preferredStretch : 0);
}
