import type { Pt } from '../core/units.ts';
import { gapStretch, hardStretch, type StretchStep, shrinkStepCount } from './line-cost.ts';
import type { Space } from './spacing.ts';

interface Adjusted {
  /** The width of each space of the line. */
  readonly widths: readonly Pt[];
  /** The widest space added to a gap between characters, in em. */
  readonly stretch: number;
}

const gapStep: StretchStep = 2;

/** What the spaces of a line have in each step, added up; by turns, for one line is filled at a time. */
const given = new Float64Array(shrinkStepCount);
/** Which part of that each step gives. */
const parts = new Float64Array(shrinkStepCount);

/**
 * Fills or squeezes the spaces `from` to the one before `to`, those of a line, by `wanted` (negative to squeeze), in
 * CLREQ's order: within a step all share alike, and a step is used up before the next begins. What cannot be squeezed stays.
 */
export function adjustLine(spaces: readonly Space[], wanted: Pt, from = 0, to = spaces.length): Adjusted {
  const widths: Pt[] = [];
  for (let index = from; index < to; index += 1) widths.push((spaces[index] as Space).width);
  if (wanted < 0) squeeze(spaces, from, to, widths, -wanted);
  return { widths, stretch: wanted > 0 ? stretch(spaces, from, to, widths, wanted) : 0 };
}

function squeeze(spaces: readonly Space[], from: number, to: number, widths: Pt[], wanted: Pt) {
  given.fill(0);
  for (let index = from; index < to; index += 1)
    for (const { step, max } of (spaces[index] as Space).shrink) given[step] = (given[step] as number) + max;
  let rest = wanted;
  for (let step = 0; step < shrinkStepCount; step += 1) rest -= deal(step, rest, given[step] as number);
  for (let index = from; index < to; index += 1)
    for (const { step, max } of (spaces[index] as Space).shrink)
      widths[index - from] = (widths[index - from] as Pt) - (parts[step] as number) * max;
}

/**
 * In the order of `stretchOf`, which says how far; a line that it would tear keeps its widths. Out: the widest that was
 * added to a gap between characters.
 */
function stretch(spaces: readonly Space[], from: number, to: number, widths: Pt[], wanted: Pt): number {
  given.fill(0);
  let shares = 0;
  for (let index = from; index < to; index += 1) {
    const own = (spaces[index] as Space).stretch;
    if (own === undefined) continue;
    given[own.step] = (given[own.step] as number) + own.max;
    shares += own.share;
  }
  const [words, latin, gaps] = [given[0] as number, given[1] as number, given[gapStep] as number];
  const perGap = gapStretch({ first: words + latin, gaps, shares }, wanted);
  if (perGap === undefined) return 0;
  let rest = wanted;
  rest -= deal(0, rest, words);
  rest -= deal(1, rest, latin);
  rest -= deal(gapStep, rest, gaps * hardStretch);
  // All alike, when nothing else is left.
  const last = partOf(rest, shares);
  for (let index = from; index < to; index += 1) {
    const { width, stretch: own } = spaces[index] as Space;
    if (own === undefined) continue;
    const most = own.step === gapStep ? own.max * hardStretch : own.max;
    widths[index - from] = width + (parts[own.step] as number) * most + last * own.share;
  }
  return perGap;
}

/** Has a step give up to what is wanted; returns what was given. */
function deal(step: number, wanted: Pt, available: Pt): Pt {
  const part = partOf(wanted, available);
  parts[step] = part;
  return part * available;
}

/** Which part of what is there is wanted of it, at most all. */
const partOf = (wanted: Pt, available: Pt): number =>
  wanted > 0 && available > 0 ? Math.min(1, wanted / available) : 0;
