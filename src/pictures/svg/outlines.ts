import svgpath from 'svgpath';
import type { OutlineStep } from '../../fonts/face.ts';
import { UnsupportedFeature } from '../drawing.ts';
import type { Refuse } from './faults.ts';
import { lengthIn, numbersIn } from './lengths.ts';
import type { SourceElement } from './source.ts';
import type { Style } from './style.ts';

type Attributes = Readonly<Record<string, string>>;

const length = (attributes: Attributes, name: string): number => Number(attributes[name] ?? 0);

/** The path data of each shape element. SVG 1.1, 8 and 9. */
const pathData: Readonly<Record<string, (attributes: Attributes) => string>> = {
  path: ({ d = '' }) => d,
  rect: rectangle,
  circle: (a) => ellipse(length(a, 'cx'), length(a, 'cy'), length(a, 'r'), length(a, 'r')),
  ellipse: (a) => ellipse(length(a, 'cx'), length(a, 'cy'), length(a, 'rx'), length(a, 'ry')),
  line: (a) => `M${length(a, 'x1')} ${length(a, 'y1')}L${length(a, 'x2')} ${length(a, 'y2')}`,
  polyline: ({ points = '' }) => (points.trim() === '' ? '' : `M${points}`),
  polygon: ({ points = '' }) => (points.trim() === '' ? '' : `M${points}Z`),
};

export const isShape = (name: string): boolean => Object.hasOwn(pathData, name);

/** The path data of a shape with plain attributes. */
export const pathDataOf = (name: string, attributes: Attributes): string => pathData[name]!(attributes);

type Direction = 'width' | 'height' | 'diagonal';

/** The lengths of each shape, and what their percentages refer to. */
const lengths: Readonly<Record<string, Readonly<Record<string, Direction>>>> = {
  rect: { x: 'width', y: 'height', width: 'width', height: 'height', rx: 'width', ry: 'height' },
  circle: { cx: 'width', cy: 'height', r: 'diagonal' },
  ellipse: { cx: 'width', cy: 'height', rx: 'width', ry: 'height' },
  line: { x1: 'width', y1: 'height', x2: 'width', y2: 'height' },
};

/** The geometry of a shape as plain attributes; undefined if there is nothing to draw. What cannot be read is refused. */
export function shapeAttributes(
  element: SourceElement,
  style: Style,
  viewport: { readonly width: number; readonly height: number },
  refuse: Refuse,
): Record<string, string> | undefined {
  const { name, attributes } = element;
  if (name === 'path') {
    const { d = '' } = attributes;
    if (isFaulty(d)) refuse(element, 'd');
    return d.trim() === '' || /^\s*none\s*$/.test(d) ? undefined : { d };
  }
  if (name === 'polyline' || name === 'polygon') {
    const numbers = numbersIn(attributes['points'] ?? '');
    if (numbers === undefined || numbers.length % 2 === 1) refuse(element, 'points');
    return numbers === undefined || numbers.length < 2 ? undefined : { points: numbers.join(' ') };
  }
  const wholes = { ...viewport, diagonal: Math.hypot(viewport.width, viewport.height) / Math.SQRT2 };
  const out: Record<string, string> = {};
  for (const [key, direction] of Object.entries(lengths[name]!)) {
    const value = style.geometry[key] ?? attributes[key];
    if (value === undefined || value === '' || value === 'auto') continue;
    const read = lengthIn(value, { fontSize: Number(style.values['font-size']), whole: wholes[direction] });
    if (read === undefined) refuse(element, `${key}="${value}"`);
    else out[key] = String(read);
  }
  return pathDataOf(name, out) === '' ? undefined : out;
}

/** Whether path data has an error, at which a viewer would stop drawing. */
function isFaulty(d: string): boolean {
  const path = svgpath(d);
  return 'err' in path && Boolean(path.err);
}

function ellipse(cx: number, cy: number, rx: number, ry: number): string {
  if (rx <= 0 || ry <= 0) return '';
  return `M${cx - rx} ${cy}a${rx} ${ry} 0 1 1 ${2 * rx} 0a${rx} ${ry} 0 1 1 ${-2 * rx} 0Z`;
}

/** A missing radius equals the other one, and neither exceeds half a side. SVG 1.1, 9.2. */
function rectangle(attributes: Attributes): string {
  const [x, y, width, height] = ['x', 'y', 'width', 'height'].map((name) => length(attributes, name)) as [
    number,
    number,
    number,
    number,
  ];
  if (width <= 0 || height <= 0) return '';
  const rx = Math.min(Number(attributes['rx'] ?? attributes['ry'] ?? 0), width / 2);
  const ry = Math.min(Number(attributes['ry'] ?? attributes['rx'] ?? 0), height / 2);
  if (rx <= 0 || ry <= 0) return `M${x} ${y}h${width}v${height}h${-width}Z`;
  const [across, down] = [width - 2 * rx, height - 2 * ry];
  const corner = (dx: number, dy: number) => `a${rx} ${ry} 0 0 1 ${dx} ${dy}`;
  return `M${x + rx} ${y}h${across}${corner(rx, ry)}v${down}${corner(-rx, ry)}h${-across}${corner(-rx, -ry)}v${-down}${corner(rx, -ry)}Z`;
}

/** The outline of a shape element under transforms, innermost first. Throws `UnsupportedFeature` for invalid path data. */
export function outlineOf(
  name: string,
  attributes: Attributes,
  transforms: readonly string[],
): OutlineStep[] {
  return outlineOfPath(pathData[name]!(attributes), transforms);
}

/** The factor by which transforms scale a stroke; undefined if it is not the same in all directions. */
export function strokeScale(transforms: readonly string[]): number | undefined {
  const [origin, right, down] = outlineOfPath('M0 0L1 0L0 1', transforms) as {
    readonly x: number;
    readonly y: number;
  }[];
  const [ax, ay] = [right!.x - origin!.x, right!.y - origin!.y];
  const [bx, by] = [down!.x - origin!.x, down!.y - origin!.y];
  const scale = Math.hypot(ax, ay);
  const isEqual = Math.abs(Math.hypot(bx, by) - scale) <= scale * 1e-3;
  const isOrthogonal = Math.abs(ax * bx + ay * by) <= scale * scale * 1e-3;
  return isEqual && isOrthogonal ? scale : undefined;
}

function outlineOfPath(data: string, transforms: readonly string[]): OutlineStep[] {
  let path = svgpath(data);
  if ('err' in path && path.err) throw new UnsupportedFeature('写法有误的路径');
  path = path.abs().unshort().unarc();
  for (const transform of transforms) path = path.transform(transform);
  const steps: OutlineStep[] = [];
  path.abs().iterate((segment, _, x, y) => {
    steps.push(stepOf(segment as readonly [string, ...number[]], x, y));
  });
  return steps;
}

/** An absolute path segment that starts at x, y. */
function stepOf([command, ...n]: readonly [string, ...number[]], x: number, y: number): OutlineStep {
  switch (command) {
    case 'M':
      return { to: 'move', x: n[0]!, y: n[1]! };
    case 'L':
      return { to: 'line', x: n[0]!, y: n[1]! };
    case 'H':
      return { to: 'line', x: n[0]!, y };
    case 'V':
      return { to: 'line', x, y: n[0]! };
    case 'C':
      return { to: 'curve', x1: n[0]!, y1: n[1]!, x2: n[2]!, y2: n[3]!, x: n[4]!, y: n[5]! };
    case 'Q':
      return elevate({ x, y }, { x: n[0]!, y: n[1]! }, { x: n[2]!, y: n[3]! });
    case 'Z':
    case 'z':
      return { to: 'close' };
    default:
      throw new UnsupportedFeature(`无法识别的路径命令 ${command}`);
  }
}

type Point = { readonly x: number; readonly y: number };

/** A quadratic Bézier curve as the same cubic one (degree elevation). */
function elevate(from: Point, control: Point, to: Point): OutlineStep {
  const twoThirds = (a: number, b: number) => a + ((b - a) * 2) / 3;
  return {
    to: 'curve',
    x1: twoThirds(from.x, control.x),
    y1: twoThirds(from.y, control.y),
    x2: twoThirds(to.x, control.x),
    y2: twoThirds(to.y, control.y),
    ...to,
  };
}

/** Path data under a matrix, absolute. */
export const transformPath = (d: string, matrix: string): string =>
  svgpath(d).abs().unshort().unarc().transform(matrix).toString();

/** Visits the segments of path data, absolute, with the point that each starts from. */
export function eachSegment(
  d: string,
  visit: (segment: readonly [string, ...number[]], x: number, y: number) => void,
): void {
  svgpath(d)
    .abs()
    .iterate((segment, _, x, y) => visit(segment as readonly [string, ...number[]], x, y));
}
