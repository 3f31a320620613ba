import { type Cell, mayNotEnd, mayNotStart, mayPart } from './cells.ts';
import { checkGaps } from './check-gaps.ts';
import type { Gap } from './natural-gaps.ts';
import {
  edge,
  endsByAuthor,
  type SeenCell,
  type SeenGlyph,
  type SeenParagraph,
  type Setting,
} from './seen-lines.ts';

/** A word may be hyphened in measures up to this. */
const narrow = 16;

/** Everything about the lines of a paragraph that breaks a rule, a sentence each; none where all is well. */
export function checkLines(
  seen: SeenParagraph,
  lines: readonly (readonly SeenGlyph[])[],
  setting: Setting,
): readonly string[] {
  return seen.lines.flatMap((line, number) => {
    const faults = [
      ...checkEnds(seen, number, lines),
      ...checkEdges(seen, number, lines, setting),
      ...checkGaps(seen, number, setting),
      ...checkLongMarks(seen, line, setting),
    ];
    if (faults.length === 0) return [];
    const words = line.map(({ cell }) => (seen.cells[cell] as Cell).text).join('');
    return faults.map((fault) => `line ${number + 1} “${words}”: ${fault}`);
  });
}

/** What stands at the line's two ends, and whether it may part from its neighbours. */
function checkEnds(
  { cells, lines, tooWide }: SeenParagraph,
  number: number,
  glyphs: readonly (readonly SeenGlyph[])[],
): readonly string[] {
  const line = lines[number] as readonly SeenCell[];
  const next = lines[number + 1]?.[0]?.cell;
  const last = line.at(-1)?.cell;
  if (last === undefined) return ['nothing stands on it'];
  if (next === undefined || tooWide.has(last)) return [];
  const [a, b] = [cells[last] as Cell, cells[next] as Cell];
  if (a !== b && /\n/.test(b.before)) return [];
  if (a === b) return endsInWord(a.text, textOf(glyphs[number]), textOf(glyphs[number + 1]));
  if (mayNotEnd(a, b)) return [`“${a.text}” stands at its end`];
  if (mayNotStart(b)) return [`“${b.text}” stands at the start of the next`];
  return mayPart(cells, last) ? [] : [`“${a.text}” and “${b.text}” are parted`];
}

/** A word ends its line with a hyphen of its own between three letters and more, or with one added inside (CLREQ 3.2.2). */
function endsInWord(word: string, before: string, after: string): readonly string[] {
  const own = /\p{L}{3}[-‐]$/u.test(before) && /^\p{L}{3}/u.test(after);
  const added = /\p{L}{2}\u00ad$/u.test(before) && /^\p{L}{3}/u.test(after);
  return own || added ? [] : [`“${word}” is broken`];
}

const textOf = (line: readonly SeenGlyph[] = []) => line.map(({ text }) => text).join('');

/** Where the line begins and ends. */
function checkEdges(
  { cells, gaps, lines, tooWide }: SeenParagraph,
  number: number,
  glyphs: readonly (readonly SeenGlyph[])[],
  { measure, indent }: Setting,
): readonly string[] {
  const line = lines[number] as readonly SeenCell[];
  const [first, last] = [line[0], line.at(-1)];
  if (first === undefined || last === undefined) return [];
  const faults: string[] = [];
  const start = number === 0 ? indent : 0;
  if (Math.abs(first.left - start) > edge) faults.push(`it begins at ${first.left} em`);
  const hyphen = glyphs[number]?.at(-1);
  const hyphened = hyphen?.text === '\u00ad' ? hyphen.x + hyphen.advance : undefined;
  if (hyphened !== undefined && measure > narrow && !tooWide.has(last.cell)) faults.push('it has a hyphen');
  const end = hyphened ?? last.right;
  if (end > measure + edge && line.length > 1) faults.push(`it ends at ${end} em of ${measure}`);
  if (end > measure + edge && !tooWide.has(last.cell)) faults.push(`it ends at ${end} em, though it may not`);
  const whole = lines[number + 1]?.[0]?.cell !== last.cell;
  const ended = whole && endsByAuthor(cells, last.cell);
  const lack = measure - end;
  const room = roomIn(line.slice(0, -1).map(({ cell }) => gaps[cell] as Gap));
  if (!ended && lack > edge && lack < room) faults.push(`it ends at ${end} em of ${measure}, short`);
  return faults;
}

/**
 * How much a line may be stretched before it would be torn, in em: word spaces to half an em and Latin gaps to a third,
 * the other gaps by a quarter, then all of them alike until a gap has grown by half an em. docs/typography.md.
 */
function roomIn(gaps: readonly Gap[]): number {
  const latin = gaps.filter(({ kind }) => kind === 'latin');
  const spaces = gaps.filter(({ kind }) => kind === 'space');
  const others = gaps.filter(({ grows }) => grows).length;
  const all = others + latin.length + spaces.length;
  const first =
    latin.length * (1 / 3 - 1 / 4) + sum(spaces.map(({ natural }) => Math.max(0, 1 / 2 - natural)));
  return first + (others > 0 ? (others + all) / 4 : all / 2);
}

const sum = (amounts: readonly number[]) => amounts.reduce((total, amount) => total + amount, 0);

/** Dashes and dots are as many em as characters (GB/T 15834 5.1.4, 5.1.5); ？！ is a unit, told by its gap. */
function checkLongMarks(
  { cells, tooWide }: SeenParagraph,
  line: readonly SeenCell[],
  { tolerance }: Setting,
): readonly string[] {
  return line.flatMap(({ cell, left, right }) => {
    const { kind, text } = cells[cell] as Cell;
    if ((kind !== 'dash' && kind !== 'ellipsis') || tooWide.has(cell)) return [];
    const off = Math.abs(right - left - text.length) > Math.max(tolerance, 0.005);
    return off ? [`“${text}” is ${right - left} em`] : [];
  });
}
