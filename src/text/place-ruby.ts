import type { Pt } from '../core/units.ts';
import type { BreakOpportunity } from './break-opportunities.ts';
import type { ShapedUnit } from './shape-unit.ts';
import type { Paragraph, SetRuby } from './shaped-paragraph.ts';
import type { Line, RubyText, StyledRun } from './text-style.ts';
import type { TextUnit } from './text-units.ts';

/** The minimum distance of two ruby texts, in em of the ruby: closer together, two syllables read as one word. */
const rubyGap = 1 / 4;
/** How far a ruby baseline lies above the frame of its base, in em of the ruby: its descenders clear the ink below. */
const descent = 0.22;
/** The top of an ideograph's frame above the baseline, in em. */
const frameTop = 0.88;

/** Consecutive units under one ruby text: the indexes of the first and the last. */
interface RubyBase {
  readonly ruby: RubyText;
  readonly first: number;
  readonly last: number;
}

/** A ruby text on a line, in points: its origin is at (x, y), y up from the line's baseline. */
export interface PlacedRuby {
  readonly ruby: RubyText;
  readonly line: Line;
  readonly x: Pt;
  readonly y: Pt;
}

function findBases(
  { units, runs }: Pick<Paragraph, 'units' | 'runs'>,
  from = 0,
  to = units.length - 1,
): readonly RubyBase[] {
  const bases: RubyBase[] = [];
  for (let index = from; index <= to; index += 1) {
    const ruby = rubyOf(units[index], runs);
    if (ruby === undefined) continue;
    const open = bases.at(-1);
    if (open?.last === index - 1 && open.ruby === ruby) bases[bases.length - 1] = { ...open, last: index };
    else bases.push({ ruby, first: index, last: index });
  }
  return bases;
}

const rubyOf = (unit: TextUnit | undefined, runs: readonly StyledRun[]): RubyText | undefined =>
  unit === undefined ? undefined : runs[unit.run]?.ruby;

type ParagraphWithoutRuby = Pick<Paragraph, 'units' | 'runs' | 'shapes' | 'opportunities' | 'style'>;

/**
 * Widens the spaces around a base whose ruby is wider than the base and all that it may overhang: each of the base's
 * units gets the same space on both sides, which is discarded at a line end. A base of several units is never broken.
 * Linear in the number of units.
 */
export function widenForRuby(text: ParagraphWithoutRuby, set: SetRuby): readonly BreakOpportunity[] {
  const { opportunities } = text;
  if (set.size === 0) return opportunities;
  const bases = findBases(text);
  const added = opportunities.map(() => 0);
  const unbreakable = new Set<number>();
  for (const [index, base] of bases.entries()) {
    const { ruby, first, last } = base;
    const before = startsLine(text, first)
      ? overhangAtStart(text, first)
      : maxOverhang(text, first - 1, bases[index - 1], ruby, set);
    const after = isForcedBreak(opportunities[last])
      ? (text.units[last] as TextUnit).em / 2
      : maxOverhang(text, last + 1, bases[index + 1], ruby, set);
    const lack = Math.max(0, -slackOf(text, base, set) - Math.min(before, after));
    const share = lack / (last - first + 1);
    for (let unit = first; unit <= last; unit += 1) {
      if (unit > 0) added[unit - 1] = (added[unit - 1] as Pt) + share;
      added[unit] = (added[unit] as Pt) + share;
      if (unit < last) unbreakable.add(unit);
    }
  }
  return opportunities.map((opportunity, index) => ({
    ...opportunity,
    width: opportunity.width + (added[index] as Pt),
    cost: unbreakable.has(index) && !isForcedBreak(opportunity) ? Number.POSITIVE_INFINITY : opportunity.cost,
  }));
}

/** Returns how far a base extends beyond its ruby on each side; negative if the ruby is wider. */
function slackOf(
  { shapes, opportunities }: ParagraphWithoutRuby,
  { ruby, first, last }: RubyBase,
  set: SetRuby,
): Pt {
  const boxes = sum(shapes.slice(first, last + 1).map(({ width }) => width));
  const spaces = sum(opportunities.slice(first, last).map(({ width }) => width));
  return (boxes + spaces - widthOf(ruby, set)) / 2;
}

/**
 * Returns how far a ruby text may overhang its neighbour at `index`: up to half an em, not so far that it could meet a
 * ruby from the other side, and not at all over Western words. A negative value is a distance to keep. `other` is the
 * next base on that side, if any.
 */
function maxOverhang(
  text: ParagraphWithoutRuby,
  index: number,
  other: RubyBase | undefined,
  { size }: RubyText,
  set: SetRuby,
): Pt {
  const gap = size * rubyGap;
  const [neighbour, shape] = [text.units[index] as TextUnit, text.shapes[index] as ShapedUnit];
  if (other !== undefined && other.first <= index && index <= other.last) {
    return Math.max(-gap / 2, Math.min(neighbour.em / 2, slackOf(text, other, set) - gap));
  }
  if (neighbour.kind === 'western') return 0;
  return Math.max(0, Math.min(neighbour.em, shape.width - gap) / 2);
}

/** An indent may be overhung like a neighbour. */
const overhangAtStart = ({ units, style }: ParagraphWithoutRuby, index: number): Pt =>
  (index === 0 ? style.indent : style.hangingIndent) > 0 ? (units[index] as TextUnit).em / 2 : 0;

const startsLine = ({ opportunities }: ParagraphWithoutRuby, index: number) =>
  index === 0 || isForcedBreak(opportunities[index - 1]);

const isForcedBreak = (opportunity: BreakOpportunity | undefined) =>
  opportunity?.cost === Number.NEGATIVE_INFINITY;

const widthOf = (ruby: RubyText, set: SetRuby): Pt => set.get(ruby)?.width ?? 0;

/**
 * Places the ruby of units `from` to `to`, whose left edges are given, between the edges of their line. Each text is
 * centred over its base unless an edge or a neighbour pushes it aside.
 */
export function placeRuby(
  paragraph: Paragraph,
  from: number,
  to: number,
  starts: readonly Pt[],
  edges: { readonly left: Pt; readonly right: Pt },
): readonly PlacedRuby[] {
  const { shapes, units, ruby: set } = paragraph;
  const right = (index: number) => (starts[index - from] as Pt) + (shapes[index]?.width ?? 0);
  const bases = basesStarting(paragraph, from, to);
  const widths = bases.map(({ ruby }) => widthOf(ruby, set));
  const gaps = bases.map(({ ruby }) => ruby.size * rubyGap);
  const xs = bases.map(
    ({ first, last }, index) => ((starts[first - from] as Pt) + right(last)) / 2 - (widths[index] as Pt) / 2,
  );
  // From the right edge leftwards, then from the left edge, which prevails if there is too little room.
  let limit = edges.right;
  for (let at = bases.length - 1; at >= 0; at -= 1) {
    xs[at] = Math.min(xs[at] as Pt, limit - (widths[at] as Pt));
    limit = (xs[at] as Pt) - (gaps[at] as Pt);
  }
  limit = edges.left;
  for (let at = 0; at < bases.length; at += 1) {
    xs[at] = Math.max(xs[at] as Pt, limit);
    limit = (xs[at] as Pt) + (widths[at] as Pt) + (gaps[at] as Pt);
  }
  return bases.map(({ ruby, first }, index) => ({
    ruby,
    line: set.get(ruby) as Line,
    x: xs[index] as Pt,
    y: frameTop * (units[first] as TextUnit).em + descent * ruby.size,
  }));
}

/** Returns the bases that start among units `from` to `to`: a ruby text is set once, even if its base was broken. */
function basesStarting(paragraph: Paragraph, from: number, to: number): readonly RubyBase[] {
  if (paragraph.ruby.size === 0) return [];
  return findBases(paragraph, from, to).filter(
    ({ ruby, first }) => first > from || rubyOf(paragraph.units[from - 1], paragraph.runs) !== ruby,
  );
}

/** Returns the number of copy characters in the ruby over units `from` to `to`. */
export const rubyCharacters = (paragraph: Paragraph, from: number, to: number): number =>
  sum(basesStarting(paragraph, from, to).map(({ ruby }) => paragraph.ruby.get(ruby)?.characters ?? 0));

const sum = (amounts: readonly number[]): number => amounts.reduce((total, amount) => total + amount, 0);
