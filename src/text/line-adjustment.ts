/**
 * Line adjustment (行内调整, CLREQ 3.1.7): how much each space of a line gives or takes so that the line fills its
 * measure, and what that costs.
 *
 * The priority classes of spaces are called steps here. There are six for shrinking, of which a space takes part in at
 * most two, and three for stretching, of which it takes part in at most one. A step begins only when the steps before it
 * are used up; within a step all spaces change in proportion to their maximum. Shrinking stops when the last step is used
 * up. Stretching has rounds after its steps: before the gaps between characters grow beyond what is hardly seen, word
 * spaces and Latin gaps grow once more, and in the last round all spaces grow in proportion to their type size
 * (`share`). A line whose gaps would stretch beyond `maxStretch` is not stretched at all.
 *
 * The cost functions work on the sums of a line and serve the search of break-lines.ts; `adjustLine` computes the
 * widths of one line, in time linear in its spaces. Both go by the same order of steps.
 */

/** Any unit of length, as long as the caller keeps to one. */
export type Length = number;

/**
 * A blank is the empty half em of a mark's frame. 0: word spaces, down to 1/4 em. 1: blanks of brackets and quotes, down to
 * 1/4 em. 2: blanks of pause marks, down to 1/4 em. 3: Han–Latin gaps, down to 1/8 em. 4: the blanks of steps 1 and 2, down
 * to nothing. 5: blanks of full stops, down to nothing; only in 开明式.
 */
export type ShrinkStep = 0 | 1 | 2 | 3 | 4 | 5;
/** 0: word spaces, up to 1/2 em. 1: Han–Latin gaps, up to 1/3 em. 2: gaps between all other characters. */
export type StretchStep = 0 | 1 | 2;

/** The maximum by which a space shrinks in a step. */
export interface Shrink {
  readonly step: ShrinkStep;
  readonly max: Length;
}

/**
 * The maximum by which a space stretches in its step; in step 2 `max` is one em, of which the rounds take parts. `share`,
 * one em of its type size, is its weight in the rounds.
 */
export interface Stretch {
  readonly step: StretchStep;
  readonly max: Length;
  readonly share: Length;
}

/** A space between two boxes of a line: what Knuth and Plass call glue. */
export interface AdjustableSpace {
  readonly width: Length;
  readonly shrink: readonly Shrink[];
  /** Undefined if the space never stretches. */
  readonly stretch: Stretch | undefined;
}

/**
 * Weights of the steps in the part of its shrink that a line uses: a step that harms reading more weighs more. Step 5 comes
 * after step 4 and weighs less, because it occurs in 开明式 only, where marks without a blank are the rule.
 */
const shrinkWeights = [1, 1, 2, 2, 60, 10] as const;
export const shrinkStepCount = shrinkWeights.length;
/** Cost of each em by which a line is shrunk or stretched. */
const costPerEm = { shrink: 8, stretch: 6 };
/** Additional cost of a line that uses all its shrink, be it a single word space; a part of it costs its square. */
const noBlankCost = 10;
/** The preferred maximum of a gap is 1/8 em (our choice), the hard limit 1/4 em (JLREQ; CLREQ names none). */
const easyStretch = 1 / 8;
const easyStretchCost = 100;
export const hardStretch = 1 / 4;
/** By how much word spaces and Latin gaps stretch in the second round: gaps from 1/3 to 1/2 em, CLREQ's limit. */
const secondStretch = 1 / 6;
/** Additional cost beyond the hard limit. */
const tooLooseCost = 3000;
/** Beyond this a line keeps its natural width: a hole at its end is better than a line torn apart. */
const maxStretch = 1 / 2;
/**
 * Cost of a line that does not fill its measure: `base`, and `wholeMeasure` times the square of the missing part of the
 * measure. A long address leaves a hole in every line, and several small holes are better than one character alone on a
 * line.
 */
const raggedCost = { base: 10_000, wholeMeasure: 200_000 };
/** Rounding error of sums of floating-point numbers, far below what can be seen. */
const tolerance = 1e-6;

/** Sums over a line: the maxima of word spaces and Latin gaps, one em for each other gap, and the shares of all spaces. */
export interface LineStretch {
  readonly first: Length;
  readonly gaps: Length;
  readonly shares: Length;
}

/**
 * The cost of stretching a line by `amount` to its measure: 6 for each em of that, and 100 · (g / (1/8))³ if the gaps
 * between characters stretch by g em each. Stretching word spaces and Latin gaps up to their maxima costs only the first
 * term. `em` is the type size.
 */
export function stretchCost(line: LineStretch, amount: Length, measure: Length, em: Length): number {
  const perGap = gapStretch(line, amount);
  if (perGap === undefined) return raggedCost.base + raggedCost.wholeMeasure * (amount / measure) ** 2;
  const moved = (costPerEm.stretch * amount) / em;
  return moved + easyStretchCost * (perGap / easyStretch) ** 3 + (perGap > hardStretch ? tooLooseCost : 0);
}

/** Keeps the bound below the cost in spite of rounding: a product may differ from the power `**` in the last digit. */
const belowRounding = 1 - 1e-9;

/**
 * A lower bound of `stretchCost`, without `**` and in a tenth of its time. It spreads the rest over all spaces alike:
 * that stretches a gap no more than the real order does, except where word spaces and Latin gaps grow alone and the gap
 * waits at `easyStretch`. Of two lines with the same end, the shorter never has the lower bound.
 */
export function minStretchCost(first: Length, shares: Length, amount: Length, measure: Length, em: Length) {
  const rest = amount - first;
  const alike = rest <= tolerance ? 0 : rest / shares;
  const perGap = alike < secondStretch ? Math.min(alike, easyStretch) : alike;
  const part = amount / measure;
  if (perGap * belowRounding > maxStretch)
    return raggedCost.base + raggedCost.wholeMeasure * part * part * belowRounding;
  const ratio = perGap / easyStretch;
  const moved = (costPerEm.stretch * amount) / em;
  const loose = perGap * belowRounding > hardStretch ? tooLooseCost : 0;
  return (moved + easyStretchCost * ratio * ratio * ratio + loose) * belowRounding;
}

/**
 * Returns the largest stretch of a gap between characters, in em, when a line is stretched by `amount`; undefined if
 * it would exceed `maxStretch`. Order: word spaces and Latin gaps to their maxima; all other gaps up to `easyStretch`;
 * word spaces and Latin gaps by `secondStretch`; all other gaps up to the hard limit; then all alike.
 */
export function gapStretch({ first, gaps, shares }: LineStretch, amount: Length): number | undefined {
  let rest = amount - first;
  if (rest <= tolerance) return 0;
  let perGap = 0;
  if (gaps > 0) {
    const easy = easyStretch * gaps;
    if (rest <= easy) return rest / gaps;
    rest -= easy;
    const second = secondStretch * (shares - gaps);
    if (rest <= second) return easyStretch;
    rest -= second;
    const hard = (hardStretch - easyStretch) * gaps;
    if (rest <= hard) return easyStretch + rest / gaps;
    rest -= hard;
    perGap = hardStretch;
  }
  perGap += rest / shares;
  return perGap <= maxStretch ? perGap : undefined;
}

/**
 * The cost of shrinking a line by `amount`; step by step, it can shrink by `maxIn(step)`. 先挤进后推出 (CLREQ): taking half an
 * em from blanks that keep half their width costs less than stretching the line by a whole em, however long the line;
 * taking a whole blank costs more (JLREQ calls it ugly).
 */
export function shrinkCost(maxIn: (step: ShrinkStep) => Length, amount: Length, em: Length): number {
  let rest = amount;
  let used = 0;
  let available = 0;
  for (let step = 0; step < shrinkStepCount; step += 1) {
    const weight = shrinkWeights[step] as number;
    const max = maxIn(step as ShrinkStep);
    const given = Math.min(rest, max);
    rest -= given;
    used += weight * given;
    available += weight * max;
  }
  const part = available <= tolerance ? 0 : Math.min(1, used / available);
  return (costPerEm.shrink * amount) / em + noBlankCost * part ** 2;
}

interface AdjustedLine {
  /** The width of each space. */
  readonly widths: readonly Length[];
  /** The largest stretch of a gap between characters, in em. */
  readonly stretch: number;
}

const gapStep: StretchStep = 2;

/**
 * Stretches the spaces with indexes `from` to `to - 1`, those of a line, by `amount` in total, or shrinks them if it is
 * negative. Spaces that cannot give enough stay too wide.
 */
export function adjustLine(
  spaces: readonly AdjustableSpace[],
  amount: Length,
  from = 0,
  to = spaces.length,
): AdjustedLine {
  const widths: Length[] = [];
  for (let index = from; index < to; index += 1) widths.push((spaces[index] as AdjustableSpace).width);
  if (amount < 0) shrinkSpaces(spaces, from, to, widths, -amount);
  return { widths, stretch: amount > 0 ? stretchSpaces(spaces, from, to, widths, amount) : 0 };
}

function shrinkSpaces(
  spaces: readonly AdjustableSpace[],
  from: number,
  to: number,
  widths: Length[],
  amount: Length,
) {
  const available = new Float64Array(shrinkStepCount);
  for (let index = from; index < to; index += 1)
    for (const { step, max } of (spaces[index] as AdjustableSpace).shrink)
      available[step] = (available[step] as number) + max;
  /** The part of its maximum that each space gives, by step. */
  const parts = new Float64Array(shrinkStepCount);
  let rest = amount;
  for (let step = 0; step < shrinkStepCount; step += 1) {
    parts[step] = partOf(rest, available[step] as number);
    rest -= (parts[step] as number) * (available[step] as number);
  }
  for (let index = from; index < to; index += 1)
    for (const { step, max } of (spaces[index] as AdjustableSpace).shrink)
      widths[index - from] = (widths[index - from] as Length) - (parts[step] as number) * max;
}

/** In the order of `gapStretch`. Returns the largest stretch of a gap; a line that must not be stretched keeps its widths. */
function stretchSpaces(
  spaces: readonly AdjustableSpace[],
  from: number,
  to: number,
  widths: Length[],
  amount: Length,
): number {
  let [words, latin, gaps, shares] = [0, 0, 0, 0];
  for (let index = from; index < to; index += 1) {
    const { stretch } = spaces[index] as AdjustableSpace;
    if (stretch === undefined) continue;
    if (stretch.step === 0) words += stretch.max;
    else if (stretch.step === 1) latin += stretch.max;
    else gaps += stretch.max;
    shares += stretch.share;
  }
  const perGap = gapStretch({ first: words + latin, gaps, shares }, amount);
  if (perGap === undefined) return 0;
  let rest = amount;
  const wordPart = partOf(rest, words);
  rest -= wordPart * words;
  const latinPart = partOf(rest, latin);
  rest -= latinPart * latin;
  const rounds = [
    easyStretch * gaps,
    secondStretch * (shares - gaps),
    (hardStretch - easyStretch) * gaps,
    shares,
  ];
  const used = rounds.map((max) => {
    const part = partOf(rest, max);
    rest -= part * max;
    return part;
  });
  // The part of each round that the line uses: other gaps, word spaces and Latin gaps, other gaps, all.
  const [easy, second, hard, all] = used as [number, number, number, number];
  const perShare = all + secondStretch * second;
  const perOther = all + easyStretch * easy + (hardStretch - easyStretch) * hard;
  for (let index = from; index < to; index += 1) {
    const { width, stretch } = spaces[index] as AdjustableSpace;
    if (stretch === undefined) continue;
    const { step, max, share } = stretch;
    widths[index - from] =
      step === gapStep
        ? width + perOther * share
        : width + (step === 0 ? wordPart : latinPart) * max + perShare * share;
  }
  return perGap;
}

/** needed / available, at most 1. */
const partOf = (needed: Length, available: Length): number =>
  needed > 0 && available > 0 ? Math.min(1, needed / available) : 0;
