import type { Point, Size } from '../core/geometry.ts';
import { black, type Ink } from '../core/ink.ts';
import { millimetre, type Pt } from '../core/units.ts';
import type { PaintOp, Path, Slug } from '../paint/paint.ts';
import { circle, rectangle } from '../paint/shapes.ts';
import { translate } from '../paint/translate.ts';
import type { Style, Template } from '../template/template.ts';
import type { Line } from '../text/text-style.ts';
import { type Fittings, inkAt, setText, spaced } from './set-text.ts';

/** What the slug line says of a page. */
export interface SlugFacts {
  readonly title: string;
  readonly page: number;
  /** Pages of the whole issue, also where some of them are printed. */
  readonly pages: number;
  /** The file's date, ISO 8601. */
  readonly date: string;
}

const mm = (value: number): Pt => value * millimetre;

const none: Ink = { c: 0, m: 0, y: 0, k: 0 };
/** All plates in full, so that every plate bears the mark: never inside the bleed, where it is too much ink. */
const registration: Ink = { c: 100, m: 100, y: 100, k: 100 };
/** Crop marks and targets. */
const hairline: Pt = 0.25;

// All marks keep clear of the bleed; distances count from its edge outwards.
const crop = { from: mm(1), to: mm(6) };
const target = { middle: mm(4.5), radius: mm(2), arm: mm(2.5) };
const bar = { top: mm(2), side: mm(5) };
const wordsBaseline = mm(4);
const paperEdge = mm(9);

/** White between the words or the colour bar and the marks at their ends. */
const apart = mm(5);
const wordSize: Pt = 6;

/**
 * The colour bar: each ink in full and in half, the overprints of two, and a grey of three inks beside the black that
 * looks like it. C 40 M 33 Y 37 is neutral on the house's newsprint profile, as light as K 45.
 */
const patches: readonly Ink[] = [
  { ...none, c: 100 },
  { ...none, c: 50 },
  { ...none, m: 100 },
  { ...none, m: 50 },
  { ...none, y: 100 },
  { ...none, y: 50 },
  { ...none, k: 100 },
  { ...none, k: 50 },
  { ...none, c: 100, m: 100 },
  { ...none, c: 100, y: 100 },
  { ...none, m: 100, y: 100 },
  { ...none, c: 40, m: 33, y: 37 },
  { ...none, k: 45 },
];

/** Printer's marks round a page, all of them outside its bleed: what ISO 12647-1 and newspaper presses look for. */
export function printersMarks(facts: SlugFacts, template: Template, fittings: Fittings): Slug {
  const { trim, print } = template;
  const { bleed } = print;
  const ops = [
    ...cropMarks(trim, bleed),
    ...targets(trim, bleed),
    ...colourBar(trim, bleed),
    ...slugLine(facts, template, fittings),
  ];
  return { width: bleed + paperEdge, marks: translate(ops, 0, 0) };
}

const stroke = (path: Path): PaintOp => ({ op: 'stroke', path, ink: registration, width: hairline });

const straight = (from: Point, to: Point): PaintOp =>
  stroke([
    { to: 'move', ...from },
    { to: 'line', ...to },
  ]);

/** Two lines at each corner, where the knife goes. */
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

/** A circle with a cross in the middle of each side, by which the plates are laid on each other. */
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

/** The left half of the foot; on narrow paper its patches are smaller. */
function colourBar(trim: Size, bleed: Pt): readonly PaintOp[] {
  const side = Math.min(bar.side, halfWidth(trim) / patches.length);
  return patches.map((ink, index) => ({
    op: 'fill',
    path: rectangle({
      x: apart + index * side,
      y: trim.height + bleed + bar.top,
      width: side,
      height: side,
    }),
    ink,
  }));
}

/** Room between a corner's marks and the target in the middle. */
const halfWidth = ({ width }: Size): Pt => width / 2 - 2 * apart;

/** What page this is, at the left of the head; at its right the name of each plate in its own ink. */
function slugLine(facts: SlugFacts, template: Template, fittings: Fittings): readonly PaintOp[] {
  const { trim, print, foot } = template;
  const style: Style = { ...foot.text, size: wordSize, ink: black, tracking: 0 };
  const baseline = -(print.bleed + wordsBaseline);
  const words = fitWords(facts, print.profile.condition, halfWidth(trim), style, fittings);
  const plates = (['c', 'm', 'y', 'k'] as const).flatMap((plate, index) => {
    const name = setText([plate.toUpperCase()], { ...style, ink: { ...none, [plate]: 100 } }, fittings);
    return inkAt(name, trim.width / 2 + (index + 1) * apart, baseline);
  });
  return [...inkAt(words, apart, baseline), ...plates];
}

/** The slug line in the room there is: a long title is cut at its end, and the condition's name after it; page and date are kept. */
function fitWords(
  { title, page, pages, date }: SlugFacts,
  condition: string,
  room: Pt,
  style: Style,
  fittings: Fittings,
): Line {
  const { fonts } = fittings;
  // What this face lacks was told where it is printed in its own; here it is left out.
  const legible = (words: string) =>
    [...words].filter((each) => fonts.faceFor(style.face, each.codePointAt(0)!) !== undefined);
  const [named, madeFor] = [legible(title), legible(condition)];
  const set = (first: string, last: string): Line =>
    setText(spaced([first, `第 ${page}/${pages} 版`, date.slice(0, 10), last]), style, fittings);
  let line = set(named.join(''), madeFor.join(''));
  // No character is wider than an em, so as many as the line is too long by may go at once.
  const fewer = (kept: number): number => {
    const tooMany = Math.max(1, Math.floor((line.width - room) / wordSize));
    return kept === 1 ? 0 : Math.max(1, kept - tooMany);
  };
  for (let kept = named.length - 1; line.width > room && kept > 0; kept = fewer(kept)) {
    line = set(cut(named, kept), madeFor.join(''));
  }
  for (let kept = madeFor.length - 1; line.width > room && kept > 0; kept = fewer(kept)) {
    line = set(cut(named, 1), cut(madeFor, kept));
  }
  return line;
}

const cut = (characters: readonly string[], kept: number): string =>
  characters.length <= kept ? characters.join('') : `${characters.slice(0, kept).join('').trimEnd()}…`;
