/** A length; this file knows no unit. */
type Length = number;

/** How the space of a line is filled up: a step begins only when those before it are used up. */
export type ShrinkStep = 0 | 1 | 2 | 3 | 4 | 5;
export type StretchStep = 0 | 1 | 2;

/** What a glue gives up in a step. */
export interface Shrink {
  readonly step: ShrinkStep;
  readonly max: Length;
}

/** What a glue takes in a step before the next begins; `share`, one em of its size, is its part of what is left over. */
export interface Stretch {
  readonly step: StretchStep;
  readonly max: Length;
  readonly share: Length;
}

/**
 * The steps of squeezing, weighed so that what hurts reading costs more: word spaces, blanks of brackets and quotes,
 * of commas, all to half; Han–Latin gaps; the other half of the blanks; full stops.
 */
const shrinkWeights = [1, 1, 2, 2, 60, 10] as const;
export const shrinkStepCount = shrinkWeights.length;
/** What a line costs for each em it is off: squeezing and stretching alike move type. */
const movedCost = { squeeze: 8, stretch: 6 };
/** All blanks gone, besides. */
const noBlankCost = 10;
/** The preferred most of a gap is 1/8 em (ours), the hard limit 1/4 em (JLREQ's; CLREQ gives none). */
const easyStretch = 1 / 8;
const easyStretchCost = 100;
export const hardStretch = 1 / 4;
const tooLoose = 3000;
/** A line that would have to be torn wider than this keeps its natural width: a hole at its end is the lesser evil. */
const mostStretch = 1 / 2;
/**
 * Of any hole, and of one as wide as the measure, by the square between: a long address has a hole in every line, and
 * several small ones are better than one character alone on its line.
 */
const raggedCost = { any: 10_000, whole: 200_000 };
/** Rounding of sums of floating numbers, far below what can be seen. */
const tolerance = 1e-6;

/** What a line has to stretch: the most of its word spaces and Latin gaps, an em for each other gap, an em for each of all. */
export interface LineSpaces {
  readonly first: Length;
  readonly gaps: Length;
  readonly shares: Length;
}

/**
 * What it costs to stretch a line by `wanted` to its measure: what is moved, and 100 where every gap grows by 1/8 em;
 * the word spaces and Latin gaps before that cost no more than their moving. `em` is the size of the type.
 */
export function stretchCost(spaces: LineSpaces, wanted: Length, measure: Length, em: Length): number {
  const perGap = gapStretch(spaces, wanted);
  if (perGap === undefined) return raggedCost.any + raggedCost.whole * (wanted / measure) ** 2;
  const moved = (movedCost.stretch * wanted) / em;
  return moved + easyStretchCost * (perGap / easyStretch) ** 3 + (perGap > hardStretch ? tooLoose : 0);
}

/** Less than what a power is, by a trifle: a product may differ from it in the last digit. */
const nearly = 1 - 1e-9;

/**
 * What it costs at least to stretch a line, or any shorter one with the same end, reckoned by multiplying, in a tenth of the
 * time. No line is loosened less than where all its gaps share alike; in text without Latin that is what it costs.
 */
export function minStretchCost(first: Length, shares: Length, wanted: Length, measure: Length, em: Length) {
  const rest = wanted - first;
  const each = rest <= tolerance ? 0 : rest / shares;
  const part = wanted / measure;
  if (each * nearly > mostStretch) return raggedCost.any + raggedCost.whole * part * part * nearly;
  const grown = each / easyStretch;
  const moved = (movedCost.stretch * wanted) / em;
  const loose = each * nearly > hardStretch ? tooLoose : 0;
  return (moved + easyStretchCost * grown * grown * grown + loose) * nearly;
}

/**
 * The widest that a gap between characters becomes where a line is stretched by `wanted`, in em. CLREQ's order: word
 * spaces and Latin gaps, then all other gaps up to the hard limit, then all alike. Undefined where it would be torn.
 */
export function gapStretch({ first, gaps, shares }: LineSpaces, wanted: Length): number | undefined {
  const rest = wanted - first;
  if (rest <= tolerance) return 0;
  const calm = hardStretch * gaps;
  if (rest <= calm) return rest / gaps;
  const perGap = (gaps > 0 ? hardStretch : 0) + (rest - calm) / shares;
  return perGap <= mostStretch ? perGap : undefined;
}

/**
 * What it costs to squeeze a line by `wanted`; `mostIn` tells what each step can give. 先挤进后推出 (CLREQ): squeezing half
 * an em over blanks that keep their half costs less than stretching the line by a whole one, however wide it is; taking
 * a blank whole costs more (JLREQ: it is ugly).
 */
export function shrinkCost(mostIn: (step: ShrinkStep) => Length, wanted: Length, em: Length): number {
  let rest = wanted;
  let used = 0;
  let available = 0;
  for (let step = 0; step < shrinkStepCount; step += 1) {
    const weight = shrinkWeights[step] as number;
    const most = mostIn(step as ShrinkStep);
    const given = Math.min(rest, most);
    rest -= given;
    used += weight * given;
    available += weight * most;
  }
  const part = available <= tolerance ? 0 : Math.min(1, used / available);
  return (movedCost.squeeze * wanted) / em + noBlankCost * part ** 2;
}
