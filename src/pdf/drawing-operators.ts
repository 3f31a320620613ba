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
  const placed = transformed(steps, transform);
  const path = pathSteps(placed);
  const filled = fill && [
    fillColour(fill.colour, inkOf),
    pathSteps(thickened(placed)),
    fill.rule === 'evenodd' ? 'f*' : 'f',
  ];
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

/** A filled rectangle is a line too: one that newsprint does not hold gets the width of the thinnest. */
function thickened(steps: readonly PathStep[]): readonly PathStep[] {
  const corners = steps.filter((step) => step.to !== 'close');
  if (corners.length < 4 || corners.length > 5 || corners.some(({ to }) => to === 'curve')) return steps;
  const [xs, ys] = [corners.map(({ x }) => x), corners.map(({ y }) => y)];
  const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  const isUpright = corners.every(({ x, y }) => (x === left || x === right) && (y === top || y === bottom));
  if (!isUpright || Math.min(right - left, bottom - top) >= hairline) return steps;
  const [across, down] = [hairline - (right - left), hairline - (bottom - top)].map(
    (lack) => Math.max(0, lack) / 2,
  );
  return rectangle({
    x: left - across!,
    y: top - down!,
    width: right - left + 2 * across!,
    height: bottom - top + 2 * down!,
  });
}

const fillColour = (colour: Colour, inkOf?: InkOf): string =>
  inkOf === undefined ? fillRgb(colour) : fillInk(inkOf(colour), 'cmyk');
const strokeColour = (colour: Colour, inkOf?: InkOf): string =>
  inkOf === undefined ? strokeRgb(colour) : strokeInk(inkOf(colour), 'cmyk');

const pen = ({ width, cap, join, miterLimit }: Stroke, scale: number): readonly string[] => [
  `${number(Math.max(hairline, width * scale))} w ${caps[cap]} J ${joins[join]} j ${number(Math.max(1, miterLimit))} M`,
];
