import { type Cell, isDisliked, mayPart } from './cells.ts';
import type { Gap } from './natural-gaps.ts';
import { bodyWidths, endsByAuthor, type SeenParagraph, type Setting } from './seen-lines.ts';

/** CLREQ's preferred most of a gap between characters, in em. */
const easyStretch = 1 / 8;
/** What a last line holds at least, in em of text. */
const least = 2;

const isText = ({ kind }: Cell) => kind === 'han' || kind === 'sign' || kind === 'word';

/** A last line with one ideograph (孤字), marks not counted. */
export interface Runt {
  /** Its line, and the first of those that it ends. */
  readonly line: number;
  readonly first: number;
  readonly text: string;
}

/** The runts of a paragraph, and of its parts where the author ended lines. A line alone is none. */
export function runtsOf({ cells, lines }: SeenParagraph): readonly Runt[] {
  const found: Runt[] = [];
  let first = 0;
  for (const [number, line] of lines.entries()) {
    const last = line.at(-1)?.cell ?? 0;
    if (!endsByAuthor(cells, last) || lines[number + 1]?.[0]?.cell === last) continue;
    const own = line.map(({ cell }) => cells[cell] as Cell);
    const texts = own.filter(isText);
    if (number > first && texts.length === 1 && texts[0]?.kind === 'han') {
      found.push({ line: number, first, text: own.map(({ text }) => text).join('') });
    }
    first = number + 1;
  }
  return found;
}

/**
 * Whether another setting would do without a runt and be better for it.
 *
 * Better is one of as many lines, of one more or one fewer, each of which keeps inside what CLREQ prefers: no gap grows
 * by more than 1/8 em, no blank loses more than half of itself (JLREQ: none at all is ugly), no full stop's blank is
 * touched, no line ends where it is disliked, no word is hyphened. So whatever is found is a good setting, and where
 * nothing is found the cure might be worse than the runt. A text with a unit wider than its line is left out.
 */
export function isNeedless(paragraph: SeenParagraph, setting: Setting, { line, first }: Runt): boolean {
  const { cells, gaps, lines, tooWide } = paragraph;
  const { measure, indent } = setting;
  const from = lines[first]?.[0]?.cell ?? 0;
  const to = lines[line]?.at(-1)?.cell ?? 0;
  const count = line - first + 1;
  if (cells.some((_, cell) => cell >= from && cell <= to && tooWide.has(cell))) return false;
  const widths = bodyWidths(cells, lines);
  /** By the cell that a line may begin with, the numbers of lines before it. */
  const ways = new Map<number, Set<number>>([[from, new Set([0])]]);
  for (let start = from; start <= to; start += 1) {
    const counts = ways.get(start);
    if (counts === undefined) continue;
    const wanted = measure - (start === 0 ? indent : 0);
    let [narrowest, widest, text] = [0, 0, 0];
    for (let end = start; end <= to; end += 1) {
      const before = end > start ? (gaps[end - 1] as Gap) : undefined;
      const width = widths[end] as number;
      narrowest += width + (before === undefined ? 0 : leastOf(before));
      widest += width + (before === undefined ? 0 : mostOf(before));
      if (narrowest > wanted + rounding) break;
      if (isText(cells[end] as Cell)) text += width;
      if (end === to) {
        if (text >= least && [...counts].some((lines) => Math.abs(lines + 1 - count) <= 1)) return true;
      } else if (widest >= wanted - rounding && mayPart(cells, end) && !isDisliked(cells, end)) {
        const after = ways.get(end + 1) ?? new Set();
        for (const lines of counts) if (lines <= count) after.add(lines + 1);
        ways.set(end + 1, after);
      }
    }
  }
  return false;
}

const rounding = 1e-9;

function leastOf({ kind, natural, least }: Gap): number {
  if (kind === 'full-stop') return natural;
  return kind === 'bracket' || kind === 'comma' ? Math.max(least, natural / 2) : least;
}

function mostOf({ kind, grows, natural }: Gap): number {
  if (kind === 'latin') return 1 / 3;
  if (kind === 'space') return Math.max(natural, 1 / 2);
  return natural + (grows ? easyStretch : 0);
}
