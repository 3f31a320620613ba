import type { Rect } from '../core/geometry.ts';
import type { Ink } from '../core/ink.ts';
import type { Path, PathStep } from '../paint/paint.ts';
import { type Light, lightOf } from './ink-as-light.ts';

/** A number as a content stream writes it: a thousandth of a point is far below any plate's pixel. */
export function number(value: number): string {
  // Whole numbers are written the fastest: a page has thousands of others, but of thousandths there are a thousand.
  const rounded = Math.round(value * 1000);
  const thousandths = Math.abs(rounded);
  const rest = thousandths % 1000;
  const whole = ((thousandths - rest) / 1000).toString();
  const text = rest === 0 ? whole : whole + decimalsOf(rest);
  // Never 1e-7, and never -0.
  return rounded < 0 ? `-${text}` : text;
}

const decimals: (string | undefined)[] = [];

/** The decimals of so many thousandths, with their point. */
function decimalsOf(thousandths: number): string {
  const known = decimals[thousandths];
  if (known !== undefined) return known;
  const text = (thousandths / 1000).toString().slice(1);
  decimals[thousandths] = text;
  return text;
}

/** Inks for a press, or red, green and blue for a screen. */
export type Space = 'cmyk' | 'rgb';

/** The colour of what is filled, text included. ISO 32000-1, 8.6.8. */
export const fillInk = (ink: Ink, space: Space): string =>
  space === 'cmyk' ? `${percent(ink)} k` : fillLight(lightOf(ink));
export const strokeInk = (ink: Ink, space: Space): string =>
  space === 'cmyk' ? `${percent(ink)} K` : strokeLight(lightOf(ink));

/** The colour of what is drawn in light from the first. */
export const fillLight = (light: Light): string => `${parts(light)} rg`;
export const strokeLight = (light: Light): string => `${parts(light)} RG`;

const percent = ({ c, m, y, k }: Ink): string =>
  `${number(c / 100)} ${number(m / 100)} ${number(y / 100)} ${number(k / 100)}`;

const parts = (light: Light): string => light.map((part) => number(part / 255)).join(' ');

/** The steps of a path, without the operator that inks it. ISO 32000-1, 8.5.2. */
export const pathSteps = (path: Path): string => path.map(pathStep).join('\n');

function pathStep(step: PathStep): string {
  switch (step.to) {
    case 'move':
      return `${number(step.x)} ${number(step.y)} m`;
    case 'line':
      return `${number(step.x)} ${number(step.y)} l`;
    case 'curve':
      return `${[step.x1, step.y1, step.x2, step.y2, step.x, step.y].map(number).join(' ')} c`;
    case 'close':
      return 'h';
  }
}

/** Lays an image, which is one unit square with y up, into a rectangle of a page whose y runs down. */
export function placeImage(name: string, { x, y, width, height }: Rect): string {
  return `q ${number(width)} 0 0 ${number(-height)} ${number(x)} ${number(y + height)} cm /${name} Do Q`;
}
