import type { Pt } from '../core/units.ts';
import { breakCost, clings } from './kinsoku.ts';
import type { Box } from './line-sums.ts';
import type { TextUnit } from './pieces.ts';
import type { ShapedUnit } from './shape-piece.ts';
import { type Space, spaceAfter } from './spacing.ts';
import type { ParagraphStyle } from './text-style.ts';

/** What stands between a piece and the next: the space if they share a line, the cost if they do not. */
export interface BreakOpportunity extends Space {
  /** Of ending a line here: 0 free, Infinity never, -Infinity always. */
  readonly cost: number;
  /** What is set if the line ends here, inside a word: its hyphen, after the room that kerning took from the last letter. */
  readonly hyphen: ShapedUnit | undefined;
  /** How far the mark before it may hang outside the measure if the line ends here. */
  readonly hang: Pt;
}

/**
 * A last line with one ideograph (孤字), marks not counted: as dear as a line stretched to the hard limit of a quarter
 * em, for it is left only where neither squeezing nor stretching cures it.
 */
const runtCost = 800;
const leastLastLine = 2;
/** One ideograph and a 了 or 的 after it are hardly more. */
const weakRuntCost = 100;
const particles = /^[的了吗呢吧啊呀着过地得]$/;

/** The joints of a paragraph: one after each piece, the last of them its end. `spaceWidth` is that of a piece's face. */
export function findBreakOpportunities(
  pieces: readonly TextUnit[],
  style: ParagraphStyle,
  spaceWidth: (index: number) => Pt,
): readonly BreakOpportunity[] {
  const joints: BreakOpportunity[] = [];
  // Between ideographs of a size all joints are alike, and most of a text is ideographs.
  let plain: BreakOpportunity | undefined;
  for (let index = 0; index < pieces.length - 1; index += 1) {
    const piece = pieces[index] as TextUnit;
    const next = pieces[index + 1] as TextUnit;
    if (!isUsual(piece, next, pieces[index - 1])) {
      joints.push(jointAfter(pieces, index, style, spaceWidth));
    } else if (piece.kind !== 'han' || next.kind !== 'han') {
      joints.push(knownJoint(pieces, index, style));
    } else {
      if (plain === undefined || plain.em !== piece.em) plain = knownJoint(pieces, index, style);
      joints.push(plain);
    }
  }
  if (pieces.length > 0) joints.push(jointAfter(pieces, pieces.length - 1, style, spaceWidth));
  return joints;
}

/**
 * Whether the kinds of two neighbours, and their size, are all that the joint between them depends on: of ideographs and
 * ordinary marks of one size nothing else is asked, but for a sign that clings, a row of closing marks and ？！.
 */
function isUsual(piece: TextUnit, next: TextUnit, previous: TextUnit | undefined): boolean {
  if (next.spaceBefore !== '' || piece.em !== next.em || piece.raised || next.raised) return false;
  if (piece.kind !== 'han' && !isAlone(piece, previous)) return false;
  if (next.kind === 'han') return !clings(next.text);
  return usualMarks.includes(next.kind) && (piece.kind !== 'final' || next.kind !== 'final');
}

const usualMarks: readonly TextUnit['kind'][] = ['opening', 'closing', 'pause', 'final'];

/** An ordinary mark that is no part of a row of them. */
const isAlone = ({ kind }: TextUnit, previous: TextUnit | undefined): boolean =>
  usualMarks.includes(kind) && (previous === undefined || !usualMarks.includes(previous.kind));

/** The usual joints of the style and size asked for last, by their kinds: paragraph after paragraph is of one style. */
interface KnownJoints {
  readonly style: ParagraphStyle;
  readonly em: Pt;
  readonly joints: Map<TextUnit['kind'], Map<TextUnit['kind'], BreakOpportunity>>;
}

let known: KnownJoints | undefined;

function knownJoint(pieces: readonly TextUnit[], index: number, style: ParagraphStyle): BreakOpportunity {
  const { kind, em } = pieces[index] as TextUnit;
  const { kind: next } = pieces[index + 1] as TextUnit;
  if (known === undefined || known.em !== em || !joinAlike(known.style, style))
    known = { style, em, joints: new Map() };
  let after = known.joints.get(kind);
  if (after === undefined) {
    after = new Map();
    known.joints.set(kind, after);
  }
  let joint = after.get(next);
  if (joint === undefined) {
    joint = jointAfter(pieces, index, style, () => 0);
    after.set(next, joint);
  }
  return joint;
}

/** Whether paragraphs of two styles have the same joints. */
const joinAlike = (a: ParagraphStyle, b: ParagraphStyle): boolean =>
  a === b ||
  (a.punctuation === b.punctuation &&
    a.kinsoku === b.kinsoku &&
    a.numericGap === b.numericGap &&
    a.hanging === b.hanging &&
    a.align === b.align &&
    a.tracking === b.tracking);

function jointAfter(
  pieces: readonly TextUnit[],
  index: number,
  style: ParagraphStyle,
  spaceWidth: (index: number) => Pt,
): BreakOpportunity {
  const piece = pieces[index] as TextUnit;
  const next = pieces[index + 1];
  const hang = hangOf(piece, style);
  if (next === undefined || (next.spaceBefore !== '' && /[\n\r\u2028\u2029]/.test(next.spaceBefore))) {
    const cost = Number.NEGATIVE_INFINITY;
    return { width: 0, em: 0, shrink: [], stretch: undefined, cost, hyphen: undefined, hang };
  }
  const { width, em, shrink, stretch } = spaceAfter(pieces, index, style, spaceWidth(index));
  const cost = breakCost(pieces, index, style.kinsoku);
  return { width: width + style.tracking, em, shrink, stretch, cost, hyphen: undefined, hang };
}

/** CLREQ 3.1.4: of a filled line its last mark alone may hang, by the half that holds its ink; brackets never. */
function hangOf({ kind, em }: TextUnit, { hanging, align }: ParagraphStyle): Pt {
  const hangs = hanging && align === 'justify' && (kind === 'pause' || kind === 'final');
  return hangs ? em / 2 : 0;
}

/** What a line end after each piece costs for leaving too little text for a last line; missing where it leaves enough. */
export function runtCosts(
  pieces: readonly TextUnit[],
  joints: readonly BreakOpportunity[],
  shapes: readonly Box[],
): ReadonlyMap<number, number> {
  const costs = new Map<number, number>();
  let left = 0;
  let weak = 0;
  for (let index = pieces.length - 1; index >= 0; index -= 1) {
    if ((joints[index] as BreakOpportunity).cost === Number.NEGATIVE_INFINITY) left = weak = 0;
    else if (left - weak >= leastLastLine) continue;
    else costs.set(index, left < leastLastLine ? runtCost : weakRuntCost);
    const piece = pieces[index] as TextUnit;
    const text = textWidth(piece, (shapes[index] as Box).width);
    left += text;
    if (particles.test(piece.text)) weak += text;
  }
  return costs;
}

/** Whether the pieces `from` to `to` are too little for a last line. */
export function isRunt({ units: pieces, shapes }: Shaped, from: number, to: number): boolean {
  let text = 0;
  for (let index = from; index <= to; index += 1)
    text += textWidth(pieces[index] as TextUnit, (shapes[index] as Box).width);
  return text < leastLastLine;
}

interface Shaped {
  readonly units: readonly TextUnit[];
  readonly shapes: readonly Box[];
}

/** In em; a mark is no text. */
function textWidth({ kind, em }: TextUnit, width: Pt): number {
  return kind === 'han' || kind === 'wide' || kind === 'western' ? width / em : 0;
}
