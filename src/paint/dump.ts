import type { Rect } from '../core/geometry.ts';
import type { Ink } from '../core/ink.ts';
import { assertNever, roundToThousandth } from './ops.ts';
import type { GlyphRow, GlyphsOp, PaintOp, Path, PathStep, Publication, Sheet } from './paint.ts';

/** Prints a publication as text, one op per line, for snapshot tests. Deterministic. */
export function dump({ info, sheets }: Publication): string {
  const head = `publication  ${JSON.stringify(info.title)}  ${info.creator}  ${info.date}`;
  return `${[head, ...sheets.flatMap(dumpSheet)].join('\n')}\n`;
}

const dumpSheet = ({ trim, bleed, ops, slug }: Sheet, index: number): readonly string[] => [
  `sheet ${index + 1}  trim ${number(trim.width)}×${number(trim.height)}  bleed ${number(bleed)}`,
  ...ops.map(dumpOp),
  ...(slug === undefined ? [] : [`slug ${number(slug.width)}`, ...slug.marks.map(dumpOp)]),
];

function dumpOp(op: PaintOp): string {
  switch (op.op) {
    case 'glyphs':
      return dumpGlyphs(op);
    case 'fill':
      return `fill    ${ink(op.ink)}  ${path(op.path)}`;
    case 'stroke':
      return `stroke  ${ink(op.ink)}  ${number(op.width)}  ${path(op.path)}`;
    case 'image':
      return `image   ${op.image}  ${rect(op.rect)}  crop ${rect(op.crop)}`;
    default:
      return assertNever(op);
  }
}

function dumpGlyphs({ face, size, ink: colour, at, row, source, hidden }: GlyphsOp): string {
  const marks = [source === 'furniture' ? ' furniture' : '', hidden === true ? ' hidden' : ''].join('');
  const start = `${number(at.x)},${number(at.y)}`;
  return `glyphs  ${face} ${number(size)}  ${ink(colour)}${marks}  at ${start}  ${JSON.stringify(row.text)}  ${offsets(row)}`;
}

/** The x of each glyph, and the y if not all are on the baseline. */
function offsets({ xs, ys }: GlyphRow): string {
  const across = `x ${xs.map(number).join(' ')}`;
  return ys === undefined ? across : `${across}  y ${ys.map(number).join(' ')}`;
}

/** The inks that print, such as `k100` or `m100 y90 k10`; `paper` for an op without ink. */
function ink(colour: Ink): string {
  const plates = (['c', 'm', 'y', 'k'] as const).filter((plate) => colour[plate] !== 0);
  return plates.length === 0 ? 'paper' : plates.map((plate) => `${plate}${number(colour[plate])}`).join(' ');
}

const rect = ({ x, y, width, height }: Rect): string =>
  `${number(x)},${number(y)} ${number(width)}×${number(height)}`;

const path = (steps: Path): string => steps.map(dumpStep).join(' ');

function dumpStep(step: PathStep): string {
  switch (step.to) {
    case 'move':
      return `M${number(step.x)},${number(step.y)}`;
    case 'line':
      return `L${number(step.x)},${number(step.y)}`;
    case 'curve': {
      const [first, second] = [
        `${number(step.x1)},${number(step.y1)}`,
        `${number(step.x2)},${number(step.y2)}`,
      ];
      return `C${first} ${second} ${number(step.x)},${number(step.y)}`;
    }
    case 'close':
      return 'Z';
  }
}

const number = (value: number): string => String(roundToThousandth(value));
