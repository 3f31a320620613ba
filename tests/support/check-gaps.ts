import type { Cell } from './cells.ts';
import type { Gap } from './natural-gaps.ts';
import { edge, endsByAuthor, type SeenCell, type SeenParagraph, type Setting } from './seen-lines.ts';

/** A gap on a line. */
interface SeenGap {
  readonly gap: Gap;
  /** The character before it. */
  readonly after: string;
  readonly width: number;
  /** What was added to its natural width. */
  readonly extra: number;
}

/** What stands between the cells: CLREQ 3.1.7 and 3.2.2. */
export function checkGaps(paragraph: SeenParagraph, number: number, setting: Setting): readonly string[] {
  const { cells, lines } = paragraph;
  const line = lines[number] as readonly SeenCell[];
  const { tolerance, measure } = setting;
  const gaps = line.slice(0, -1).map(({ cell, right }, index): SeenGap => {
    const gap = paragraph.gaps[cell] as Gap;
    const width = (line[index + 1] as SeenCell).left - right;
    return { gap, after: (cells[cell] as Cell).text, width, extra: width - gap.natural };
  });
  const faults = [
    ...alike(gaps, ({ kind }) => kind === 'latin', tolerance),
    ...alike(gaps, ({ kind }) => kind === 'space', tolerance),
    ...alike(gaps, ({ kind, grows }) => kind === 'none' && grows, tolerance),
  ];
  const squeezed = gaps.some(({ extra }) => extra < -tolerance);
  const stretched = gaps.some(({ extra }) => extra > tolerance);
  const last = line.at(-1);
  const ended = last !== undefined && endsByAuthor(cells, last.cell) && !startsNext(lines, number, last.cell);
  if (ended && stretched) faults.push('it is a last line, and stretched');
  if (ended && squeezed && Math.abs((last?.right ?? 0) - measure) > edge) {
    faults.push('it is a last line with room, and squeezed');
  }
  if (squeezed && stretched) faults.push('it is squeezed and stretched at once');
  else if (squeezed) faults.push(...checkSqueezed(gaps, tolerance));
  else if (stretched) faults.push(...checkStretched(gaps, tolerance));
  return faults;
}

const startsNext = (lines: readonly (readonly SeenCell[])[], number: number, cell: number) =>
  lines[number + 1]?.[0]?.cell === cell;

/** Gaps of one sort are of one width. */
function alike(gaps: readonly SeenGap[], isOf: (gap: Gap) => boolean, tolerance: number): string[] {
  let [least, most, sort] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, ''];
  for (const { gap, width } of gaps) {
    if (!isOf(gap)) continue;
    [least, most, sort] = [Math.min(least, width), Math.max(most, width), gap.kind];
  }
  return most - least > 2 * tolerance ? [`its gaps (${sort}) are ${least} to ${most} em`] : [];
}

/** No gap under its least, blanks of a sort alike; a full stop's goes after all others. */
function checkSqueezed(gaps: readonly SeenGap[], tolerance: number): readonly string[] {
  const faults = gaps.flatMap(({ gap, width, after }) =>
    width < gap.least - tolerance ? [`${width} em after “${after}”, less than ${gap.least}`] : [],
  );
  const stopGives = gaps.some(({ gap, extra }) => gap.kind === 'full-stop' && extra < -tolerance);
  const room = gaps.some(({ gap, width }) => gap.kind !== 'full-stop' && width > gap.least + 2 * tolerance);
  if (stopGives && room) faults.push('a full stop is squeezed before all else is');
  const blanks = ['bracket', 'comma', 'full-stop'];
  return [...faults, ...blanks.flatMap((blank) => alike(gaps, ({ kind }) => kind === blank, tolerance))];
}

/** Word spaces fill up to half an em, then gaps beside Latin to a third, then all gaps alike. */
function checkStretched(gaps: readonly SeenGap[], tolerance: number): readonly string[] {
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
