import type { Point, Rect } from '../core/geometry.ts';
import type { Ink } from '../core/ink.ts';
import type { Pt } from '../core/units.ts';
import type { PathStep } from '../paint/paint.ts';
import { rectangle } from '../paint/paths.ts';
import type { Colour, Drawing, Shape, Stroke } from '../pictures/drawing.ts';
import { fillInk, fillRgb, number, pathSteps, strokeInk, strokeRgb } from './operators.ts';

/** The thinnest line that newsprint holds. */
const hairline: Pt = 0.25;

/** ISO 32000-1, 8.4.3.3 and 8.4.3.4. */
const caps = { butt: 0, round: 1, square: 2 } as const;
const joins = { miter: 0, round: 1, bevel: 2 } as const;

type InkOf = (colour: Colour) => Ink;

/** From the drawing's units to the page. */
type Transform = (x: number, y: number) => Point;

/**
 * The operators that draw the part `crop` of a drawing (fractions of its size) into a rectangle, clipped to it. Colours are
 * separated by `inkOf`; without it they stay sRGB.
 */
export function drawingOperators(
  { size, shapes }: Drawing,
  rect: Rect,
  crop: Rect,
  inkOf: InkOf | undefined,
): string {
  const [scaleX, scaleY] = [
    rect.width / (crop.width * size.width),
    rect.height / (crop.height * size.height),
  ];
  const transform = (x: number, y: number) => ({
    x: rect.x + x * scaleX - (crop.x / crop.width) * rect.width,
    y: rect.y + y * scaleY - (crop.y / crop.height) * rect.height,
  });
  const operators = shapes.flatMap((shape) => shapeOperators(shape, transform, scaleX, inkOf));
  return ['q', pathSteps(rectangle(rect)), 'W n', ...operators, 'Q'].join('\n');
}

function shapeOperators(
  { steps, fill, stroke, clips }: Shape,
  transform: Transform,
  scale: number,
  inkOf: InkOf | undefined,
): readonly string[] {
  const path = pathSteps(transformed(steps, transform));
  const filled = fill && [fillColour(fill.colour, inkOf), path, fill.rule === 'evenodd' ? 'f*' : 'f'];
  const stroked = stroke && [...pen(stroke, scale), strokeColour(stroke.colour, inkOf), path, 'S'];
  const painted = [...(filled ?? []), ...(stroked ?? [])];
  if (clips === undefined) return painted;
  const clipped = clips.flatMap((clip) => [
    pathSteps(transformed(clip.steps, transform)),
    clip.rule === 'evenodd' ? 'W* n' : 'W n',
  ]);
  return ['q', ...clipped, ...painted, 'Q'];
}

const transformed = (steps: Shape['steps'], transform: Transform): PathStep[] =>
  steps.map((step): PathStep => {
    if (step.to === 'close') return step;
    const end = transform(step.x, step.y);
    if (step.to !== 'curve') return { to: step.to, ...end };
    const [first, second] = [transform(step.x1, step.y1), transform(step.x2, step.y2)];
    return { to: 'curve', x1: first.x, y1: first.y, x2: second.x, y2: second.y, ...end };
  });

const fillColour = (colour: Colour, inkOf?: InkOf): string =>
  inkOf === undefined ? fillRgb(colour) : fillInk(inkOf(colour), 'cmyk');
const strokeColour = (colour: Colour, inkOf?: InkOf): string =>
  inkOf === undefined ? strokeRgb(colour) : strokeInk(inkOf(colour), 'cmyk');

const pen = ({ width, cap, join, miterLimit }: Stroke, scale: number): readonly string[] => [
  `${number(Math.max(hairline, width * scale))} w ${caps[cap]} J ${joins[join]} j ${number(Math.max(1, miterLimit))} M`,
];
