import type { Pt } from '../core/units.ts';
import { breakLines, type LineEnd } from './break-lines.ts';
import type { BreakOpportunity } from './break-opportunities.ts';
import { evenLines } from './even-lines.ts';
import type { Box, BreakLimits } from './line-sums.ts';
import type { Paragraph } from './shaped-paragraph.ts';
import type { TextUnit } from './text-units.ts';

/**
 * Cost of a hyphen below another or before the last line: higher than any line within the hard limit of stretch, lower
 * than one beyond it.
 */
const hyphenRowCost = 2000;

/**
 * Returns the line ends of a paragraph for its measures. Consecutive hyphens, and a hyphen before the last line, are found
 * in the result; their breaks then get a penalty and the paragraph is broken again. Each break is penalised once, so the
 * loop ends; if the alternative is worse, the hyphens stay. The last line of a column is known to make-up alone, so a
 * hyphen may end it.
 */
export function chooseBreaks(
  { units, shapes, opportunities, buffers }: Paragraph,
  limits: BreakLimits,
): readonly LineEnd[] {
  const runts = runtCosts(units, opportunities, shapes);
  const penalised = new Set<number>();
  let priced = opportunities;
  for (;;) {
    const search = breakLines(shapes, priced, runts, limits, buffers);
    const lines = evenLines(search, limits);
    const found = unwelcomeHyphens(lines, opportunities).filter((unit) => !penalised.has(unit));
    if (found.length === 0) return lines;
    for (const unit of found) penalised.add(unit);
    priced = opportunities.map((opportunity, index) =>
      penalised.has(index) ? { ...opportunity, cost: opportunity.cost + hyphenRowCost } : opportunity,
    );
  }
}

/**
 * Cost of each line of a paragraph that is to be a line shorter: as much as lines may be squeezed or stretched for it, and
 * less than a line at the hard limit costs.
 */
const shorterLineCost = 300;
/** The steps, in em, in which the measure narrows for a paragraph that is to be a line longer, and the most. */
const longer = { step: 1 / 4, most: 3 };

/**
 * Returns the line ends of a paragraph in one line more or, with `more` −1, in one line fewer than `chooseBreaks` gives
 * it; undefined if no lines that can be printed do so. For fewer, every line costs more; for more, the lines are chosen
 * for the least narrower measure that needs another, and then filled, which spreads the stretch evenly over them.
 */
export function chooseBreaksFor(
  paragraph: Paragraph,
  limits: BreakLimits,
  more: 1 | -1,
): readonly LineEnd[] | undefined {
  const wanted = chooseBreaks(paragraph, limits).length + more;
  if (more < 0) {
    const opportunities = paragraph.opportunities.map((each) =>
      Number.isFinite(each.cost) ? { ...each, cost: each.cost + shorterLineCost } : each,
    );
    const ends = chooseBreaks({ ...paragraph, opportunities }, limits);
    return ends.length === wanted ? ends : undefined;
  }
  for (let less = longer.step; less <= longer.most; less += longer.step) {
    const narrow = less * limits.em;
    const ends = chooseBreaks(paragraph, {
      ...limits,
      first: limits.first - narrow,
      others: limits.others - narrow,
    });
    if (ends.length >= wanted) return ends.length === wanted ? ends : undefined;
  }
  return undefined;
}

/** Returns the units that end a line with a hyphen below another, or before a last line. */
function unwelcomeHyphens(
  lines: readonly LineEnd[],
  opportunities: readonly BreakOpportunity[],
): readonly number[] {
  const isHyphenated = ({ box }: LineEnd) => (opportunities[box]?.hyphen?.glyphs.length ?? 0) > 0;
  const isLast = (line: LineEnd | undefined) =>
    line !== undefined && opportunities[line.box]?.cost === Number.NEGATIVE_INFINITY;
  const found = lines.filter((line, index) => {
    const above = lines[index - 1];
    return isHyphenated(line) && (isLast(lines[index + 1]) || (above !== undefined && isHyphenated(above)));
  });
  return found.map(({ box }) => box);
}

/**
 * Cost of a last line with a single ideograph (孤字), marks not counted: as high as that of a line stretched to the hard
 * limit of a quarter em, so that a runt stays only if neither shrinking nor stretching avoids it.
 */
const runtCost = 800;
/** In em of text. */
const minLastLine = 2;
/** Cost of a last line with one ideograph and a particle such as 了 or 的, which is hardly better. */
const weakRuntCost = 100;
const particles = /^[的了吗呢吧啊呀着过地得]$/;

/** Returns the penalties, by unit, of line ends that leave too little text for the last line. */
export function runtCosts(
  units: readonly TextUnit[],
  opportunities: readonly BreakOpportunity[],
  shapes: readonly Box[],
): ReadonlyMap<number, number> {
  const costs = new Map<number, number>();
  // The width of the text after the unit up to the end of its paragraph, and that of the particles in it, in em.
  let text = 0;
  let particleText = 0;
  for (let index = units.length - 1; index >= 0; index -= 1) {
    if ((opportunities[index] as BreakOpportunity).cost === Number.NEGATIVE_INFINITY) text = particleText = 0;
    else if (text - particleText >= minLastLine) continue;
    else costs.set(index, text < minLastLine ? runtCost : weakRuntCost);
    const unit = units[index] as TextUnit;
    const width = textWidth(unit, (shapes[index] as Box).width);
    text += width;
    if (particles.test(unit.text)) particleText += width;
  }
  return costs;
}

/** Whether the units `from` to `to` are too little text for a last line. */
export function isRunt(
  { units, shapes }: { readonly units: readonly TextUnit[]; readonly shapes: readonly Box[] },
  from: number,
  to: number,
): boolean {
  let text = 0;
  for (let index = from; index <= to; index += 1)
    text += textWidth(units[index] as TextUnit, (shapes[index] as Box).width);
  return text < minLastLine;
}

/** In em; a mark is no text. */
function textWidth({ kind, em }: TextUnit, width: Pt): number {
  return kind === 'han' || kind === 'wide' || kind === 'western' ? width / em : 0;
}
