import { type Cell, mayBreakAfter, mayNotEnd, mayNotStart } from './cells.ts';
import type { Gap } from './natural-gaps.ts';
import {
  edgeTolerance,
  isAuthorLineEnd,
  type ObservedCell,
  type ObservedGlyph,
  type ObservedParagraph,
  type Setting,
} from './observed-lines.ts';

/** The widest measure in which a word may be hyphenated, in em. */
const maxHyphenated = 16;

/**
 * Checks the set lines of a paragraph against CLREQ, GB/T 15834 and docs/typography.md, independently of src/text/. Out:
 * a sentence for each violation.
 */
export function checkLines(
  paragraph: ObservedParagraph,
  lines: readonly (readonly ObservedGlyph[])[],
  setting: Setting,
): readonly string[] {
  return paragraph.lines.flatMap((line, number) => {
    const faults = [
      ...checkEnds(paragraph, number, lines),
      ...checkEdges(paragraph, number, lines, setting),
      ...checkGaps(paragraph, number, setting),
      ...checkLongMarks(paragraph, line, setting),
    ];
    if (faults.length === 0) return [];
    const words = line.map(({ cell }) => (paragraph.cells[cell] as Cell).text).join('');
    return faults.map((fault) => `line ${number + 1} “${words}”: ${fault}`);
  });
}

/** The characters at both ends of a line: whether a line may begin and end there. */
function checkEnds(
  { cells, lines, tooWide }: ObservedParagraph,
  number: number,
  glyphs: readonly (readonly ObservedGlyph[])[],
): readonly string[] {
  const line = lines[number] as readonly ObservedCell[];
  const next = lines[number + 1]?.[0]?.cell;
  const last = line.at(-1)?.cell;
  if (last === undefined) return ['it is empty'];
  if (next === undefined || tooWide.has(last)) return [];
  const [a, b] = [cells[last] as Cell, cells[next] as Cell];
  if (a !== b && /\n/.test(b.before)) return [];
  if (a === b) return endsInWord(a.text, textOf(glyphs[number]), textOf(glyphs[number + 1]));
  if (mayNotEnd(a, b)) return [`“${a.text}” is at its end`];
  if (mayNotStart(b)) return [`“${b.text}” is at the start of the next`];
  return mayBreakAfter(cells, last) ? [] : [`“${a.text}” and “${b.text}” are separated`];
}

/** A word may be broken after its own hyphen between three letters or more, or by an added hyphen (CLREQ 3.2.2). */
function endsInWord(word: string, before: string, after: string): readonly string[] {
  const written = /\p{L}{3}[-‐]$/u.test(before) && /^\p{L}{3}/u.test(after);
  const added = /\p{L}{2}\u00ad$/u.test(before) && /^\p{L}{3}/u.test(after);
  return written || added ? [] : [`“${word}” is broken`];
}

const textOf = (line: readonly ObservedGlyph[] = []) => line.map(({ text }) => text).join('');

/** The positions of the start and the end of a line. */
function checkEdges(
  { cells, gaps, lines, tooWide }: ObservedParagraph,
  number: number,
  glyphs: readonly (readonly ObservedGlyph[])[],
  { measure, indent }: Setting,
): readonly string[] {
  const line = lines[number] as readonly ObservedCell[];
  const [first, last] = [line[0], line.at(-1)];
  if (first === undefined || last === undefined) return [];
  const faults: string[] = [];
  const start = number === 0 ? indent : 0;
  if (Math.abs(first.left - start) > edgeTolerance) faults.push(`it begins at ${first.left} em`);
  const hyphen = glyphs[number]?.at(-1);
  const hyphenEnd = hyphen?.text === '\u00ad' ? hyphen.x + hyphen.advance : undefined;
  if (hyphenEnd !== undefined && measure > maxHyphenated && !tooWide.has(last.cell))
    faults.push('it has a hyphen');
  const end = hyphenEnd ?? last.right;
  if (end > measure + edgeTolerance && line.length > 1) faults.push(`it ends at ${end} em of ${measure}`);
  if (end > measure + edgeTolerance && !tooWide.has(last.cell))
    faults.push(`it ends at ${end} em, though it may not`);
  const isWhole = lines[number + 1]?.[0]?.cell !== last.cell;
  const isLast = isWhole && isAuthorLineEnd(cells, last.cell);
  const shortfall = measure - end;
  const stretch = maxStretch(line.slice(0, -1).map(({ cell }) => gaps[cell] as Gap));
  if (!isLast && shortfall > edgeTolerance && shortfall < stretch)
    faults.push(`it ends at ${end} em of ${measure}, short`);
  return faults;
}

/**
 * The maximum stretch of a line, in em (docs/typography.md): word spaces grow to half an em and gaps beside Latin to a
 * third, the other gaps by a quarter, and then all gaps equally until one has grown by half an em.
 */
function maxStretch(gaps: readonly Gap[]): number {
  const latin = gaps.filter(({ kind }) => kind === 'latin');
  const spaces = gaps.filter(({ kind }) => kind === 'space');
  const others = gaps.filter(({ grows }) => grows).length;
  const all = others + latin.length + spaces.length;
  const first =
    latin.length * (1 / 3 - 1 / 4) + sum(spaces.map(({ natural }) => Math.max(0, 1 / 2 - natural)));
  return first + (others > 0 ? (others + all) / 4 : all / 2);
}

const sum = (amounts: readonly number[]) => amounts.reduce((total, amount) => total + amount, 0);

/** Dashes and ellipses are one em per character (GB/T 15834 5.1.4, 5.1.5). The unit ？！ is covered by its gap. */
function checkLongMarks(
  { cells, tooWide }: ObservedParagraph,
  line: readonly ObservedCell[],
  { tolerance }: Setting,
): readonly string[] {
  return line.flatMap(({ cell, left, right }) => {
    const { kind, text } = cells[cell] as Cell;
    if ((kind !== 'dash' && kind !== 'ellipsis') || tooWide.has(cell)) return [];
    const off = Math.abs(right - left - text.length) > Math.max(tolerance, 0.005);
    return off ? [`“${text}” is ${right - left} em`] : [];
  });
}

/** A gap as found on a line. */
interface ObservedGap {
  readonly gap: Gap;
  /** The character before it. */
  readonly after: string;
  readonly width: number;
  /** Its width minus its natural width. */
  readonly extra: number;
}

/** The gaps between the cells of a line: CLREQ 3.1.7 and 3.2.2. */
function checkGaps(paragraph: ObservedParagraph, number: number, setting: Setting): readonly string[] {
  const { cells, lines } = paragraph;
  const line = lines[number] as readonly ObservedCell[];
  const { tolerance, measure } = setting;
  const gaps = line.slice(0, -1).map(({ cell, right }, index): ObservedGap => {
    const gap = paragraph.gaps[cell] as Gap;
    const width = (line[index + 1] as ObservedCell).left - right;
    return { gap, after: (cells[cell] as Cell).text, width, extra: width - gap.natural };
  });
  const faults = [
    ...checkEqual(gaps, ({ kind }) => kind === 'latin', tolerance),
    ...checkEqual(gaps, ({ kind }) => kind === 'space', tolerance),
    ...checkEqual(gaps, ({ kind, grows }) => kind === 'none' && grows, tolerance),
  ];
  const squeezed = gaps.some(({ extra }) => extra < -tolerance);
  const stretched = gaps.some(({ extra }) => extra > tolerance);
  const last = line.at(-1);
  const isLast =
    last !== undefined && isAuthorLineEnd(cells, last.cell) && !isContinued(lines, number, last.cell);
  if (isLast && stretched) faults.push('it is a last line, and stretched');
  if (isLast && squeezed && Math.abs((last?.right ?? 0) - measure) > edgeTolerance) {
    faults.push('it is a last line with room, and squeezed');
  }
  if (squeezed && stretched) faults.push('it is both squeezed and stretched');
  else if (squeezed) faults.push(...checkSqueezed(gaps, tolerance));
  else if (stretched) faults.push(...checkStretched(gaps, tolerance));
  return faults;
}

const isContinued = (lines: readonly (readonly ObservedCell[])[], number: number, cell: number) =>
  lines[number + 1]?.[0]?.cell === cell;

/** All gaps of one kind have the same width. */
function checkEqual(gaps: readonly ObservedGap[], isOf: (gap: Gap) => boolean, tolerance: number): string[] {
  let [min, max, kind] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, ''];
  for (const { gap, width } of gaps) {
    if (!isOf(gap)) continue;
    [min, max, kind] = [Math.min(min, width), Math.max(max, width), gap.kind];
  }
  return max - min > 2 * tolerance ? [`its gaps (${kind}) are ${min} to ${max} em`] : [];
}

/** No gap is below its minimum, blanks of one kind are equal, and the blank of a full stop is squeezed last. */
function checkSqueezed(gaps: readonly ObservedGap[], tolerance: number): readonly string[] {
  const faults = gaps.flatMap(({ gap, width, after }) =>
    width < gap.min - tolerance ? [`${width} em after “${after}”, less than ${gap.min}`] : [],
  );
  const stopGives = gaps.some(({ gap, extra }) => gap.kind === 'full-stop' && extra < -tolerance);
  const room = gaps.some(({ gap, width }) => gap.kind !== 'full-stop' && width > gap.min + 2 * tolerance);
  if (stopGives && room) faults.push('a full stop is squeezed before the other gaps');
  const blanks = ['bracket', 'comma', 'full-stop'];
  return [...faults, ...blanks.flatMap((blank) => checkEqual(gaps, ({ kind }) => kind === blank, tolerance))];
}

/** Word spaces grow to half an em first, then gaps beside Latin to a third, then all gaps equally. */
function checkStretched(gaps: readonly ObservedGap[], tolerance: number): readonly string[] {
  const growing = gaps.filter(({ gap }) => gap.grows);
  const share = growing.reduce((sum, { extra }) => sum + extra, 0) / Math.max(1, growing.length);
  return gaps.flatMap(({ gap, width, extra, after }) => {
    if (gap.grows) {
      const off = Math.abs(extra - share) > 2 * tolerance;
      return off ? [`${extra} em added after “${after}”, ${share} elsewhere`] : [];
    }
    if (gap.kind === 'latin' || gap.kind === 'space') {
      const full = gap.kind === 'latin' ? 1 / 3 : Math.max(gap.natural, 1 / 2);
      const early = share > tolerance && width < full - tolerance;
      return early ? [`${width} em after “${after}”, not filled before the line`] : [];
    }
    return Math.abs(extra) > tolerance ? [`${extra} em added beside a connector, after “${after}”`] : [];
  });
}
