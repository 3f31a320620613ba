import type { Pt } from '../core/units.ts';
import { hardStretch, shrinkStepCount, stretchOf } from './line-cost.ts';
import type { Space } from './spacing.ts';

interface Adjusted {
  /** The width of each space of the line. */
  readonly widths: readonly Pt[];
  /** The widest space added to a gap between characters, in em. */
  readonly stretch: number;
}

const gapStep = 2;

/**
 * Fills or squeezes the spaces of a line by `wanted` (negative to squeeze), in CLREQ's order: within a step all
 * share alike, and a step is used up before the next begins. What cannot be squeezed stays.
 */
export function adjustLine(spaces: readonly Space[], wanted: Pt): Adjusted {
  if (wanted < 0) return { widths: squeeze(spaces, -wanted), stretch: 0 };
  return wanted === 0 ? { widths: spaces.map(({ width }) => width), stretch: 0 } : stretch(spaces, wanted);
}

function squeeze(spaces: readonly Space[], wanted: Pt): readonly Pt[] {
  const widths = spaces.map(({ width }) => width);
  let rest = wanted;
  for (let step = 0; step < shrinkStepCount && rest > 0; step += 1) {
    const shares = spaces.map(({ shrink }) => shrink?.find((one) => one.step === step)?.most ?? 0);
    rest -= deal(widths, shares, rest, -1);
  }
  return widths;
}

/** In the order of `stretchOf`, which says how far; a line that it would tear keeps its widths. */
function stretch(spaces: readonly Space[], wanted: Pt): Adjusted {
  const widths = spaces.map(({ width }) => width);
  const mostIn = (step: number) =>
    spaces.map((space) => (space.stretch?.step === step ? space.stretch.most : 0));
  const steps = [mostIn(0), mostIn(1)];
  const shares = spaces.map((space) => space.stretch?.share ?? 0);
  const gaps = mostIn(gapStep);
  const first = sum(steps[0]!) + sum(steps[1]!);
  const perGap = stretchOf({ first, gaps: sum(gaps), shares: sum(shares) }, wanted);
  if (perGap === undefined) return { widths, stretch: 0 };
  let rest = wanted;
  for (const most of steps) rest -= deal(widths, most, rest, 1);
  const calm = gaps.map((em) => em * hardStretch);
  rest -= deal(widths, calm, rest, 1);
  if (rest > 0) deal(widths, shares, rest, 1);
  return { widths, stretch: perGap };
}

/** Gives out up to `wanted` in proportion to the shares, none more than its share; returns what was given. */
function deal(widths: Pt[], shares: readonly Pt[], wanted: Pt, sign: 1 | -1): Pt {
  const available = sum(shares);
  if (available <= 0 || wanted <= 0) return 0;
  const part = Math.min(1, wanted / available);
  for (let index = 0; index < widths.length; index += 1)
    widths[index] = (widths[index] as Pt) + sign * part * (shares[index] as Pt);
  return part * available;
}

function sum(amounts: readonly number[]): number {
  let total = 0;
  for (const amount of amounts) total += amount;
  return total;
}
