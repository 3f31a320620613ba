import type { Pt } from '../core/units.ts';
import type { Space } from './spacing.ts';

interface Adjusted {
  /** The width of each space of the line. */
  readonly widths: readonly Pt[];
  /** The widest space added to a gap between characters, in em. */
  readonly stretch: number;
}

const lastShrink = 4;
const gapStep = 2;
/** Above this a gap tears the line (CLREQ prefers 1/8 em): then word spaces and Latin gaps share the rest. */
const mostPerGap = 1 / 4;

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
  for (let step = 0; step <= lastShrink && rest > 0; step += 1) {
    const shares = spaces.map(({ shrink }) => (shrink?.step === step ? shrink.most : 0));
    rest -= deal(widths, shares, rest, -1);
  }
  return widths;
}

function stretch(spaces: readonly Space[], wanted: Pt): Adjusted {
  const widths = spaces.map(({ width }) => width);
  let rest = wanted;
  for (let step = 0; step < gapStep && rest > 0; step += 1) {
    const shares = spaces.map((space) => (space.stretch?.step === step ? space.stretch.most : 0));
    rest -= deal(widths, shares, rest, 1);
  }
  const gaps = spaces.map((space) => (space.stretch?.step === gapStep ? space.em : 0));
  const calm = deal(
    widths,
    gaps.map((em) => em * mostPerGap),
    rest,
    1,
  );
  rest -= calm;
  const all = spaces.map((space) => (space.stretch === undefined ? 0 : space.em));
  const rescue = rest > 0 && sum(all) > 0 ? rest / sum(all) : 0;
  for (const [index, em] of all.entries()) add(widths, index, em * rescue);
  return { widths, stretch: (calm > 0 ? calm / sum(gaps) : 0) + rescue };
}

/** Gives out up to `wanted` in proportion to the shares, none more than its share; returns what was given. */
function deal(widths: Pt[], shares: readonly Pt[], wanted: Pt, sign: 1 | -1): Pt {
  const available = sum(shares);
  if (available <= 0 || wanted <= 0) return 0;
  const part = Math.min(1, wanted / available);
  for (const [index, share] of shares.entries()) add(widths, index, sign * part * share);
  return part * available;
}

const add = (widths: Pt[], index: number, amount: Pt) => {
  widths[index] = (widths[index] as Pt) + amount;
};

const sum = (amounts: readonly number[]) => amounts.reduce((total, amount) => total + amount, 0);
