import type { Point, Size } from '../core/geometry.ts';
import { black, type Ink } from '../core/ink.ts';
import { millimetre, type Pt } from '../core/units.ts';
import { translate } from '../paint/ops.ts';
import type { PaintOp, Path, Slug } from '../paint/paint.ts';
import { circle, rectangle } from '../paint/paths.ts';
import type { Style, Template } from '../template/template.ts';
import type { Line } from '../text/text-style.ts';
import { type FurnitureContext, joinWords, paintLineAt, setText } from './furniture.ts';

/** What the slug line states about a page. */
export interface SlugFacts {
  readonly title: string;
  readonly page: number;
  /** Number of pages of the whole issue, even if only some of them are written. */
  readonly pages: number;
  /** Date of the file, ISO 8601. */
  readonly date: string;
}

const mm = (value: number): Pt => value * millimetre;

const noInk: Ink = { c: 0, m: 0, y: 0, k: 0 };
/** Registration colour, 100 % of every ink. Used only outside the bleed, because it exceeds the total area coverage. */
const registration: Ink = { c: 100, m: 100, y: 100, k: 100 };
/** Line width of crop marks and registration targets. */
const hairline: Pt = 0.25;

// All marks are outside the bleed. Distances are measured outwards from its edge.
const crop = { from: mm(1), to: mm(6) };
const target = { middle: mm(4.5), radius: mm(2), arm: mm(2.5) };
const bar = { top: mm(2), side: mm(5) };
const wordsBaseline = mm(4);
const slugWidth = mm(9);

/** Space between the slug line or the colour bar and the marks at their ends. */
const gap = mm(5);
const wordSize: Pt = 6;

/**
 * The colour bar: every ink at 100 % and 50 %, the three overprints of two inks, and a grey of three inks beside the
 * matching black: C 40 M 33 Y 37 is neutral in the bundled newsprint profile and as light as K 45.
 */
const patches: readonly Ink[] = [
  { ...noInk, c: 100 },
  { ...noInk, c: 50 },
  { ...noInk, m: 100 },
  { ...noInk, m: 50 },
  { ...noInk, y: 100 },
  { ...noInk, y: 50 },
  { ...noInk, k: 100 },
  { ...noInk, k: 50 },
  { ...noInk, c: 100, m: 100 },
  { ...noInk, c: 100, y: 100 },
  { ...noInk, m: 100, y: 100 },
  { ...noInk, c: 40, m: 33, y: 37 },
  { ...noInk, k: 45 },
];

/**
 * Draws the printer's marks of a page, all outside its bleed: crop marks, registration targets, colour bar and slug line,
 * as ISO 12647-1 and newspaper presses expect them.
 */
export function paintPrintersMarks(facts: SlugFacts, template: Template, context: FurnitureContext): Slug {
  const { trim, print } = template;
  const { bleed } = print;
  const ops = [
    ...cropMarks(trim, bleed),
    ...targets(trim, bleed),
    ...colourBar(trim, bleed),
    ...slugLine(facts, template, context),
  ];
  return { width: bleed + slugWidth, marks: translate(ops, 0, 0) };
}

const stroke = (path: Path): PaintOp => ({ op: 'stroke', path, ink: registration, width: hairline });

const straight = (from: Point, to: Point): PaintOp =>
  stroke([
    { to: 'move', ...from },
    { to: 'line', ...to },
  ]);

/** Two lines at each corner, in line with the trim. */
function cropMarks({ width, height }: Size, bleed: Pt): readonly PaintOp[] {
  const [near, far] = [bleed + crop.from, bleed + crop.to];
  return [0, width].flatMap((x) =>
    [0, height].flatMap((y) => {
      const [across, down] = [x === 0 ? -1 : 1, y === 0 ? -1 : 1];
      return [
        straight({ x: x + across * near, y }, { x: x + across * far, y }),
        straight({ x, y: y + down * near }, { x, y: y + down * far }),
      ];
    }),
  );
}

/** Registration targets: a circle with a cross at the middle of each side, to align the plates. */
function targets({ width, height }: Size, bleed: Pt): readonly PaintOp[] {
  const away = bleed + target.middle;
  const middles: readonly Point[] = [
    { x: width / 2, y: -away },
    { x: width + away, y: height / 2 },
    { x: width / 2, y: height + away },
    { x: -away, y: height / 2 },
  ];
  return middles.flatMap(({ x, y }) => [
    stroke(circle({ x, y }, target.radius)),
    straight({ x: x - target.arm, y }, { x: x + target.arm, y }),
    straight({ x, y: y - target.arm }, { x, y: y + target.arm }),
  ]);
}

/** The colour bar in the left half of the bottom margin; its patches shrink on narrow paper. */
function colourBar(trim: Size, bleed: Pt): readonly PaintOp[] {
  const side = Math.min(bar.side, halfWidth(trim) / patches.length);
  return patches.map((ink, index) => ({
    op: 'fill',
    path: rectangle({
      x: gap + index * side,
      y: trim.height + bleed + bar.top,
      width: side,
      height: side,
    }),
    ink,
  }));
}

/** Width between the marks of a corner and the target in the middle. */
const halfWidth = ({ width }: Size): Pt => width / 2 - 2 * gap;

/** The slug line in the top margin: on the left what page this is, on the right the name of each plate in its ink. */
function slugLine(facts: SlugFacts, template: Template, context: FurnitureContext): readonly PaintOp[] {
  const { trim, print, foot } = template;
  const style: Style = { ...foot.text, size: wordSize, ink: black, tracking: 0 };
  const baseline = -(print.bleed + wordsBaseline);
  const words = fitSlugLine(facts, print.profile.condition, halfWidth(trim), style, context);
  const plates = (['c', 'm', 'y', 'k'] as const).flatMap((plate, index) => {
    const name = setText([plate.toUpperCase()], { ...style, ink: { ...noInk, [plate]: 100 } }, context);
    return paintLineAt(name, trim.width / 2 + (index + 1) * gap, baseline);
  });
  return [...paintLineAt(words, gap, baseline), ...plates];
}

/**
 * Fits the slug line into the available width: shortens the title first, then the name of the printing condition. Page
 * number and date always remain.
 */
function fitSlugLine(
  { title, page, pages, date }: SlugFacts,
  condition: string,
  available: Pt,
  style: Style,
  context: FurnitureContext,
): Line {
  const { fonts } = context;
  // Characters missing from this face are left out without a message: the text was checked in the face that prints it.
  const printable = (words: string) =>
    [...words].filter((each) => fonts.faceFor(style.face, each.codePointAt(0)!) !== undefined);
  const [titleText, conditionText] = [printable(title), printable(condition)];
  const set = (first: string, last: string): Line =>
    setText(joinWords([first, `第 ${page}/${pages} 版`, date.slice(0, 10), last]), style, context);
  let line = set(titleText.join(''), conditionText.join(''));
  // No character is wider than an em, so if the excess is n em, at least n characters can be dropped at once.
  const shorter = (length: number): number => {
    const excess = Math.max(1, Math.floor((line.width - available) / wordSize));
    return length === 1 ? 0 : Math.max(1, length - excess);
  };
  for (let length = titleText.length - 1; line.width > available && length > 0; length = shorter(length)) {
    line = set(truncate(titleText, length), conditionText.join(''));
  }
  for (
    let length = conditionText.length - 1;
    line.width > available && length > 0;
    length = shorter(length)
  ) {
    line = set(truncate(titleText, 1), truncate(conditionText, length));
  }
  return line;
}

const truncate = (characters: readonly string[], length: number): string =>
  characters.length <= length ? characters.join('') : `${characters.slice(0, length).join('').trimEnd()}…`;
