import type { Rect } from '../core/geometry.ts';
import type { Ink } from '../core/ink.ts';
import type { Path, PathStep } from '../paint/paint.ts';

/**
 * A number operand, rounded to a thousandth of a point, far below a pixel of any platesetter. Never in exponential form, and
 * never -0. A page has tens of thousands of them: integers are the quickest to write, so it is put together from integers.
 */
export function number(value: number): string {
  const rounded = Math.round(value * 1000);
  const thousandths = Math.abs(rounded);
  const rest = thousandths % 1000;
  const whole = ((thousandths - rest) / 1000).toString();
  const text = rest === 0 ? whole : whole + decimals(rest);
  return rounded < 0 ? `-${text}` : text;
}

/** The decimals of 1 to 999 thousandths, with the decimal point. */
function decimals(thousandths: number): string {
  if (thousandths % 100 === 0) return `.${thousandths / 100}`;
  if (thousandths % 10 === 0) return thousandths < 100 ? `.0${thousandths / 10}` : `.${thousandths / 10}`;
  if (thousandths < 10) return `.00${thousandths}`;
  return thousandths < 100 ? `.0${thousandths}` : `.${thousandths}`;
}

/** DeviceCMYK for a press, DeviceRGB for a screen. */
export type Space = 'cmyk' | 'rgb';

/** Red, green and blue of sRGB, 0 to 255. */
type Rgb = readonly [red: number, green: number, blue: number];

/** Sets the colour of fills, text included. ISO 32000-1, 8.6.8. */
export const fillInk = (ink: Ink, space: Space): string =>
  space === 'cmyk' ? `${cmykOperands(ink)} k` : fillRgb(inkToRgb(ink));
export const strokeInk = (ink: Ink, space: Space): string =>
  space === 'cmyk' ? `${cmykOperands(ink)} K` : strokeRgb(inkToRgb(ink));

export const fillRgb = (rgb: Rgb): string => `${rgbOperands(rgb)} rg`;
export const strokeRgb = (rgb: Rgb): string => `${rgbOperands(rgb)} RG`;

const cmykOperands = ({ c, m, y, k }: Ink): string =>
  `${number(c / 100)} ${number(m / 100)} ${number(y / 100)} ${number(k / 100)}`;

const rgbOperands = (rgb: Rgb): string => rgb.map((component) => number(component / 255)).join(' ');

/**
 * The sRGB colour of each solid overprint of C, M and Y (the Neugebauer primaries). Not newsprint's dull colours but those of
 * coated paper (Japan Color 2001), which readers know as the paper's red or blue from its web pages.
 */
const primaries: readonly (readonly [c: 0 | 1, m: 0 | 1, y: 0 | 1, rgb: Rgb])[] = [
  [0, 0, 0, [255, 255, 255]],
  [1, 0, 0, [0, 160, 233]],
  [0, 1, 0, [228, 0, 127]],
  [0, 0, 1, [255, 241, 0]],
  [1, 1, 0, [29, 32, 136]],
  [1, 0, 1, [0, 153, 68]],
  [0, 1, 1, [230, 0, 18]],
  [1, 1, 1, [52, 48, 46]],
];

/**
 * An ink as sRGB, by the Neugebauer model: the primaries averaged by the area each covers, which the Demichel equations give
 * for halftone dots that overlap at random. K scales the result, so that bare paper is white, K alone is grey, and full K is
 * black.
 */
function inkToRgb({ c, m, y, k }: Ink): Rgb {
  const coverage = (ink: number, isPrinted: 0 | 1): number => (isPrinted === 1 ? ink / 100 : 1 - ink / 100);
  const sum = [0, 0, 0];
  for (const [hasC, hasM, hasY, rgb] of primaries) {
    const area = coverage(c, hasC) * coverage(m, hasM) * coverage(y, hasY);
    for (const [channel, component] of rgb.entries()) sum[channel] = sum[channel]! + area * component;
  }
  const [red, green, blue] = sum.map((component) => component * (1 - k / 100)) as [number, number, number];
  return [red, green, blue];
}

/** The segments of a path, without the operator that paints it. ISO 32000-1, 8.5.2. */
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

/** Draws an image XObject, a unit square with y up, into a rectangle of a page whose y points down. */
export function placeImage(name: string, { x, y, width, height }: Rect): string {
  return `q ${number(width)} 0 0 ${number(-height)} ${number(x)} ${number(y + height)} cm /${name} Do Q`;
}
