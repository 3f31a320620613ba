import { type BreakLimits, breakLines, type LineEnd } from './break-lines.ts';
import { type BreakOpportunity, runtCosts } from './items.ts';
import type { Paragraph } from './paragraph.ts';

/** A hyphen under a hyphen, or before the last line: dearer than any line within the hard limit, cheaper than one over it. */
const unwelcome = 2000;

/**
 * The line ends of a paragraph for its measures. Two hyphens in a row, and one before the last line, are made dearer
 * and the paragraph broken anew, once for each place: where the way round them is a torn line they stay. Which line
 * will be the last of its column is known to make-up alone, so a hyphen may stand there.
 */
export function chooseBreaks(
  { units, shapes, opportunities }: Paragraph,
  limits: BreakLimits,
): readonly LineEnd[] {
  const runts = runtCosts(units, opportunities, shapes);
  const told = new Set<number>();
  let priced = opportunities;
  for (;;) {
    const lines = breakLines(shapes, priced, runts, limits).ends;
    const more = unwelcomeHyphens(lines, opportunities).filter((piece) => !told.has(piece));
    if (more.length === 0) return lines;
    for (const piece of more) told.add(piece);
    priced = opportunities.map((joint, index) =>
      told.has(index) ? { ...joint, cost: joint.cost + unwelcome } : joint,
    );
  }
}

/** After which pieces a hyphen stands under another or before a last line. */
function unwelcomeHyphens(lines: readonly LineEnd[], joints: readonly BreakOpportunity[]): readonly number[] {
  const hyphened = ({ box }: LineEnd) => (joints[box]?.hyphen?.glyphs.length ?? 0) > 0;
  const isLast = (line: LineEnd | undefined) =>
    line !== undefined && joints[line.box]?.cost === Number.NEGATIVE_INFINITY;
  const found = lines.filter((line, number) => {
    const above = lines[number - 1];
    return hyphened(line) && (isLast(lines[number + 1]) || (above !== undefined && hyphened(above)));
  });
  return found.map(({ box }) => box);
}
