import type { Order } from './engine.ts';
import type { SetGlyph, SetLine } from './match-lines.ts';

export interface Figure {
  readonly name: string;
  readonly value: number;
  readonly digits: number;
  /** Which of two values is better; missing if the figure has no verdict. */
  readonly better?: 'less' | 'more';
  /** Values that differ by at most this are equal. */
  readonly tolerance: number;
}

const han = /^[\p{Script=Han}〇々]$/u;
const closing = '，、；：。？！”’）》〉】〕」』］｝';
const opening = '“‘（《〈【〔「『［｛';
/** A percent sign before a letter is part of a web address, which may be broken there. */
const badStart = new RegExp(`^(?:[${closing}·～]|[%‰℃](?![a-z0-9]))`, 'i');

const percent = 95;

/** Right edge of a character's ink, in em from its origin. */
export type InkEnd = (character: string) => number;

/** Computes the figures of one setting. In: the left edge of the measure as `left`. CONTRIBUTING.md explains the figures. */
export function figuresOf(
  lines: readonly SetLine[],
  left: number,
  order: Order,
  inkEnd: InkEnd,
): readonly Figure[] {
  const { size: em } = order;
  const right = left + order.measure;
  const justified = lines.filter(({ last }) => !last);
  const spaces = justified.flatMap((line) => offs(line, em, isSpaced));
  const off = justified.flatMap((line) => offs(line, em, bothHan));
  const lastGlyphs = justified.map(({ glyphs }) => glyphs.at(-1)!);
  const turned = lines.filter(({ number }) => number > 0);
  const lastLines = lines.filter(({ last }) => last);
  return [
    { name: 'lines', value: lines.length, digits: 0, tolerance: 0 },
    ...offFigures('space off', spaces).map((figure) => ({ ...figure, better: 'less' as const })),
    // Without a verdict: a setter that compresses all punctuation need not change the space between Han.
    ...offFigures('  of it Han to Han', off),
    ...[...'，。、'].flatMap((mark) => {
      const advances = lines.flatMap((line) => advancesOf(line, mark));
      const range = advances.length === 0 ? 0 : Math.max(...advances) - Math.min(...advances);
      return [pt2(`${mark} max − min, pt`, range), pt2(`${mark} deviation, pt`, deviation(advances))];
    }),
    {
      name: 'neighbours whose ，、 differ by ¼ em, %',
      value: 100 * unlike(lines, em),
      digits: 2,
      better: 'less',
      tolerance: 0.005,
    },
    {
      name: 'lines with gaps over ⅛ em, %',
      value: 100 * loose(justified, em),
      digits: 2,
      better: 'less',
      tolerance: 0.005,
    },
    count('runts', lastLines.filter(({ number, glyphs }) => number > 0 && isRunt(glyphs)).length),
    {
      name: 'baselines on the grid, %',
      value: 100 * onGrid(lines, order.leading),
      digits: 2,
      better: 'more',
      tolerance: 0.005,
    },
    count('last lines stretched', lastLines.filter((line) => isStretched(line, em)).length),
    count('lines begun with a forbidden mark', turned.filter((line) => badStart.test(textOf(line))).length),
    count(
      'lines ended with a forbidden mark',
      lastGlyphs.filter(({ text }) => opening.includes(text)).length,
    ),
    count(
      'lines overfull',
      lines.filter(({ glyphs }) => overhang(glyphs.at(-1)!, right, em, inkEnd) > 0.02).length,
    ),
    count('lines ragged', lastGlyphs.filter((glyph) => isRagged(glyph, right, em, inkEnd)).length),
  ];
}

/** Mean, 95th percentile and maximum of the deviations from the natural space, in em. */
function offFigures(name: string, values: readonly number[]): readonly Figure[] {
  const sorted = values.toSorted((a, b) => a - b);
  const figure = (what: string, value = 0): Figure => ({
    name: `${name}, ${what}, em`,
    value,
    digits: 4,
    tolerance: 0.0005,
  });
  return [
    figure('mean', mean(sorted)),
    figure('95 %', sorted[Math.ceil((percent / 100) * sorted.length) - 1]),
    figure('worst', sorted.at(-1)),
  ];
}

const pt2 = (name: string, value: number): Figure => ({
  name,
  value,
  digits: 2,
  better: 'less',
  tolerance: 0.01,
});
const count = (name: string, value: number): Figure => ({
  name,
  value,
  digits: 0,
  better: 'less',
  tolerance: 0,
});

const textOf = ({ glyphs }: SetLine): string => glyphs.map(({ text }) => text).join('');

type Together = (one: string, next: string) => boolean;

const bothHan: Together = (one, next) => han.test(one) && han.test(next);
/** Pairs whose origins are one em apart in every engine before justification: two Han, or a Han and a mark. */
const isSpaced: Together = (one, next) =>
  (han.test(one) && (han.test(next) || isMark(next))) || (isMark(one) && han.test(next));
const isMark = (text: string): boolean => closing.includes(text) || opening.includes(text);

/** How far the distances of such pairs on a line deviate from one em, in em. */
function offs({ glyphs }: SetLine, em: number, together: Together): readonly number[] {
  return pairs(glyphs).flatMap(([one, next]) =>
    together(one.text, next.text) ? [Math.abs(next.x - one.x - em) / em] : [],
  );
}

/** Advances of a mark that is followed by Han, in points. */
function advancesOf({ glyphs }: SetLine, mark: string): readonly number[] {
  return pairs(glyphs).flatMap(([one, next]) =>
    one.text === mark && han.test(next.text) ? [next.x - one.x] : [],
  );
}

/** The share of neighbouring lines whose pause marks differ by more than a quarter em, of those that both have some. */
function unlike(lines: readonly SetLine[], em: number): number {
  const advances = lines.map((line) => mean([...'，、'].flatMap((mark) => advancesOf(line, mark))));
  const apart = advances.slice(1).flatMap((advance, index) => {
    const above = advances[index]!;
    return lines[index + 1]!.number > 0 && above > 0 && advance > 0 ? [Math.abs(advance - above) / em] : [];
  });
  return mean(apart.map((by) => (by > 0.25 ? 1 : 0)));
}

/** The share of lines that have a gap between two Han of more than an eighth em. */
const loose = (lines: readonly SetLine[], em: number): number =>
  mean(lines.map((line) => (offs(line, em, bothHan).some((off) => off > 0.125 + 0.0005) ? 1 : 0)));

const pairs = (glyphs: readonly SetGlyph[]): readonly (readonly [SetGlyph, SetGlyph])[] =>
  glyphs.slice(1).flatMap((next, index) => (next.joined ? [[glyphs[index]!, next] as const] : []));

/** Whether a line has only one letter, digit or Han, apart from punctuation. */
const isRunt = (glyphs: readonly SetGlyph[]): boolean =>
  glyphs.filter(({ text }) => /[\p{L}\p{N}]/u.test(text)).length <= 1;

function onGrid(lines: readonly SetLine[], leading: number): number {
  const firsts = new Map<number, number>();
  const on = lines.filter(({ page, y }) => {
    const first = firsts.get(page) ?? y;
    firsts.set(page, first);
    const off = (y - first) / leading;
    return Math.abs(off - Math.round(off)) * leading <= 0.01;
  });
  return on.length / lines.length;
}

/** How far the ink of a line's last glyph exceeds the measure, in em; for a ligature, its advance width is used. */
const overhang = ({ text, x, width }: SetGlyph, right: number, em: number, inkEnd: InkEnd): number =>
  (x - right) / em + ([...text].length === 1 ? inkEnd(text) : width / em);

/** Whether a line is not flush right. A closing mark may be flush by its full width, its half width or its ink. */
function isRagged({ text, x, width }: SetGlyph, right: number, em: number, inkEnd: InkEnd): boolean {
  const ends = closing.includes(text) ? [width / em, 0.5, inkEnd(text)] : [width / em];
  return ends.every((end) => Math.abs((x - right) / em + end) > 0.01);
}

const isStretched = ({ glyphs }: SetLine, em: number): boolean =>
  pairs(glyphs).some(
    ([one, next]) => han.test(one.text) && han.test(next.text) && next.x - one.x > 1.005 * em,
  );

const mean = (values: readonly number[]): number =>
  values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;

function deviation(values: readonly number[]): number {
  const middle = mean(values);
  return Math.sqrt(mean(values.map((value) => (value - middle) ** 2)));
}
