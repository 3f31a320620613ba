import type { Rect } from '../core/geometry.ts';
import type { Ink } from '../core/ink.ts';
import type { Pt } from '../core/units.ts';
import type { PathStep } from '../paint/paint.ts';
import { rectangle } from '../paint/paths.ts';
import type { Colour, Drawing, Shape, Stroke } from '../pictures/drawing.ts';
import { fillInk, fillLight, number, pathSteps, strokeInk, strokeLight } from './operators.ts';

/** The thinnest line that newsprint holds. */
const hairline: Pt = 0.25;

/** ISO 32000-1, 8.4.3.3 and 8.4.3.4. */
const caps = { butt: 0, round: 1, square: 2 } as const;
const joins = { miter: 0, round: 1, bevel: 2 } as const;

type InkOf = (colour: Colour) => Ink;

/**
 * Draws the part `crop` of a drawing (fractions of its size) into a rectangle, with paths and in inks, or, without
 * `inkOf`, in its own light; what reaches beyond the rectangle is cut off.
 */
export function inkDrawing(
  { size, shapes }: Drawing,
  rect: Rect,
  crop: Rect,
  inkOf: InkOf | undefined,
): string {
  const [across, down] = [rect.width / (crop.width * size.width), rect.height / (crop.height * size.height)];
  const place = (x: number, y: number) => ({
    x: rect.x + x * across - (crop.x / crop.width) * rect.width,
    y: rect.y + y * down - (crop.y / crop.height) * rect.height,
  });
  const drawn = shapes.flatMap((shape) => inkShape(shape, place, across, inkOf));
  return ['q', pathSteps(rectangle(rect)), 'W n', ...drawn, 'Q'].join('\n');
}

function inkShape(
  { steps, fill, stroke, clips }: Shape,
  place: Place,
  scale: number,
  inkOf: InkOf | undefined,
): readonly string[] {
  const path = pathSteps(placed(steps, place));
  const filled = fill && [filler(fill.colour, inkOf), path, fill.rule === 'evenodd' ? 'f*' : 'f'];
  const stroked = stroke && [...pen(stroke, scale), pencil(stroke.colour, inkOf), path, 'S'];
  const drawn = [...(filled ?? []), ...(stroked ?? [])];
  if (clips === undefined) return drawn;
  const cut = clips.flatMap((clip) => [
    pathSteps(placed(clip.steps, place)),
    clip.rule === 'evenodd' ? 'W* n' : 'W n',
  ]);
  return ['q', ...cut, ...drawn, 'Q'];
}

type Place = (x: number, y: number) => { readonly x: Pt; readonly y: Pt };

const placed = (steps: Shape['steps'], place: Place): PathStep[] =>
  steps.map((step): PathStep => {
    if (step.to === 'close') return step;
    const end = place(step.x, step.y);
    if (step.to !== 'curve') return { to: step.to, ...end };
    const [first, second] = [place(step.x1, step.y1), place(step.x2, step.y2)];
    return { to: 'curve', x1: first.x, y1: first.y, x2: second.x, y2: second.y, ...end };
  });

const filler = (colour: Colour, inkOf?: InkOf): string =>
  inkOf === undefined ? fillLight(colour) : fillInk(inkOf(colour), 'cmyk');
const pencil = (colour: Colour, inkOf?: InkOf): string =>
  inkOf === undefined ? strokeLight(colour) : strokeInk(inkOf(colour), 'cmyk');

const pen = ({ width, cap, join, miterLimit }: Stroke, scale: number): readonly string[] => [
  `${number(Math.max(hairline, width * scale))} w ${caps[cap]} J ${joins[join]} j ${number(Math.max(1, miterLimit))} M`,
];
