import type { Pt } from '../core/units.ts';
import type { BreakOpportunity } from './items.ts';
import type { Paragraph } from './paragraph.ts';
import type { TextUnit } from './pieces.ts';
import type { ShapedUnit } from './shape-piece.ts';
import type { Dot, Line, ParagraphStyle, RubyText, StyledRun } from './text-style.ts';

/** Readings stand a word space of their own size apart: nearer, two syllables read as one word. */
const readingGap = 1 / 4;
/** How far a reading's baseline lies above the frame of its base, in em of the reading: its descenders clear the ink below. */
const descent = 0.22;
/** The top of an ideograph's frame above the baseline, in em. */
const frameTop = 0.88;
/** CLREQ 3.3: a dot of emphasis, in em of its ideograph: its radius, and its middle below the baseline, close under the ink. */
const dot = { radius: 0.085, middle: -0.225 };

/** Neighbouring pieces under one reading: indexes of the first and the last. */
interface Base {
  readonly reading: RubyText;
  readonly first: number;
  readonly last: number;
}

/** The set text of each reading of a paragraph. */
export type SetReadings = ReadonlyMap<RubyText, Line>;

/** A reading on a line: its own x 0 lies at x, its baseline at y. */
export interface PlacedReading {
  readonly reading: RubyText;
  readonly line: Line;
  readonly x: Pt;
  readonly y: Pt;
}

function basesOf(
  { units: pieces, runs }: { readonly units: readonly TextUnit[]; readonly runs: readonly StyledRun[] },
  from = 0,
  to = pieces.length - 1,
): readonly Base[] {
  const bases: Base[] = [];
  for (let index = from; index <= to; index += 1) {
    const reading = readingOf(pieces[index], runs);
    if (reading === undefined) continue;
    const open = bases.at(-1);
    if (open?.last === index - 1 && open.reading === reading)
      bases[bases.length - 1] = { ...open, last: index };
    else bases.push({ reading, first: index, last: index });
  }
  return bases;
}

const readingOf = (piece: TextUnit | undefined, runs: readonly StyledRun[]): RubyText | undefined =>
  piece === undefined ? undefined : runs[piece.run]?.ruby;

/** What is known of a paragraph before its joints are opened for readings. */
interface Unopened {
  readonly units: readonly TextUnit[];
  readonly runs: readonly StyledRun[];
  readonly shapes: readonly ShapedUnit[];
  readonly joints: readonly BreakOpportunity[];
  readonly style: ParagraphStyle;
}

/**
 * Opens the joints where a reading is wider than its base and all that it may reach over: the same space on both sides
 * of each of the base's characters, which falls away at a line's edge. A base of several pieces is never broken.
 */
export function openJoints(text: Unopened, readings: SetReadings): readonly BreakOpportunity[] {
  const { joints } = text;
  if (readings.size === 0) return joints;
  const bases = basesOf(text);
  const added = joints.map(() => 0);
  const whole = new Set<number>();
  for (const [number, base] of bases.entries()) {
    const { reading, first, last } = base;
    const before = isFirst(text, first)
      ? freeAtStart(text, first)
      : freeOver(text, first - 1, bases[number - 1], reading, readings);
    const after = isEnd(joints[last])
      ? (text.units[last] as TextUnit).em / 2
      : freeOver(text, last + 1, bases[number + 1], reading, readings);
    const lack = Math.max(0, -slackOf(text, base, readings) - Math.min(before, after));
    const share = lack / (last - first + 1);
    for (let index = first; index <= last; index += 1) {
      if (index > 0) added[index - 1] = (added[index - 1] as Pt) + share;
      added[index] = (added[index] as Pt) + share;
      if (index < last) whole.add(index);
    }
  }
  return joints.map((joint, index) => ({
    ...joint,
    width: joint.width + (added[index] as Pt),
    cost: whole.has(index) && !isEnd(joint) ? Number.POSITIVE_INFINITY : joint.cost,
  }));
}

/** What is left of a base on each side of its reading; negative where the reading is the wider. */
function slackOf({ shapes, joints }: Unopened, { reading, first, last }: Base, readings: SetReadings): Pt {
  const boxes = sum(shapes.slice(first, last + 1).map(({ width }) => width));
  const inner = sum(joints.slice(first, last).map(({ width }) => width));
  return (boxes + inner - widthOf(reading, readings)) / 2;
}

/**
 * How far a reading may reach over the neighbour at `index`: half an em, and never so far that it could meet a reading
 * that comes from the other side; not over Western words. Negative: it must keep off. `other` is the next base on that
 * side, if any.
 */
function freeOver(
  text: Unopened,
  index: number,
  other: Base | undefined,
  { size }: RubyText,
  readings: SetReadings,
): Pt {
  const gap = size * readingGap;
  const [neighbour, shape] = [text.units[index] as TextUnit, text.shapes[index] as ShapedUnit];
  if (other !== undefined && other.first <= index && index <= other.last) {
    return Math.max(-gap / 2, Math.min(neighbour.em / 2, slackOf(text, other, readings) - gap));
  }
  if (neighbour.kind === 'western') return 0;
  return Math.max(0, Math.min(neighbour.em, shape.width - gap) / 2);
}

/** Over the white of an indent as over a neighbour. */
const freeAtStart = ({ units: pieces, style }: Unopened, index: number): Pt =>
  (index === 0 ? style.indent : style.hangingIndent) > 0 ? (pieces[index] as TextUnit).em / 2 : 0;

const isFirst = ({ joints }: Unopened, index: number) => index === 0 || isEnd(joints[index - 1]);

const isEnd = (joint: BreakOpportunity | undefined) => joint?.cost === Number.NEGATIVE_INFINITY;

const widthOf = (reading: RubyText, readings: SetReadings): Pt => readings.get(reading)?.width ?? 0;

/**
 * Places the readings of pieces `from` to `to`, whose left edges are given, between the edges of their line. Each is
 * centred over its base, but for what the edges and its neighbours push aside.
 */
export function placeReadings(
  paragraph: Paragraph,
  from: number,
  to: number,
  starts: readonly Pt[],
  edges: { readonly left: Pt; readonly right: Pt },
): readonly PlacedReading[] {
  const { shapes, units, ruby } = paragraph;
  const right = (index: number) => (starts[index - from] as Pt) + (shapes[index]?.width ?? 0);
  const bases = readingsBegun(paragraph, from, to);
  const widths = bases.map(({ reading }) => widthOf(reading, ruby));
  const gaps = bases.map(({ reading }) => reading.size * readingGap);
  const xs = bases.map(
    ({ first, last }, number) =>
      ((starts[first - from] as Pt) + right(last)) / 2 - (widths[number] as Pt) / 2,
  );
  // From the right edge leftwards, then from the left edge, which holds where there is no room for both.
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
  return bases.map(({ reading, first }, number) => ({
    reading,
    line: ruby.get(reading) as Line,
    x: xs[number] as Pt,
    y: frameTop * (units[first] as TextUnit).em + descent * reading.size,
  }));
}

/** The bases that begin among pieces `from` to `to`: a reading is set once, also if its base had to be broken. */
function readingsBegun(paragraph: Paragraph, from: number, to: number): readonly Base[] {
  if (paragraph.ruby.size === 0) return [];
  return basesOf(paragraph, from, to).filter(
    ({ reading, first }) => first > from || readingOf(paragraph.units[from - 1], paragraph.runs) !== reading,
  );
}

/** Copy characters of the readings that stand over pieces `from` to `to`. */
export const readingCharacters = (paragraph: Paragraph, from: number, to: number): number =>
  sum(readingsBegun(paragraph, from, to).map(({ reading }) => paragraph.ruby.get(reading)?.characters ?? 0));

/** 着重号: a dot under the middle of each ideograph's frame, none under marks, signs and Western words. */
export function dotsUnder(
  { units, shapes, runs }: Paragraph,
  from: number,
  to: number,
  starts: readonly Pt[],
): readonly Dot[] {
  if (!runs.some(({ dots }) => dots === true)) return [];
  return units.slice(from, to + 1).flatMap(({ kind, run, em }, index) => {
    const { dots, ink, rise } = runs[run] as StyledRun;
    if (dots !== true || kind !== 'han') return [];
    const middle = (starts[index] as Pt) + (shapes[from + index]?.width ?? 0) / 2;
    return [{ x: middle, y: (rise ?? 0) + dot.middle * em, radius: dot.radius * em, ink }];
  });
}

const sum = (amounts: readonly number[]): number => amounts.reduce((total, amount) => total + amount, 0);
