import svgpath from 'svgpath';
import type { OutlineStep } from '../../fonts/face.ts';
import { NotSimple } from '../drawing.ts';
import { number } from './style.ts';

type Attributes = Readonly<Record<string, string>>;

const at = (attributes: Attributes, name: string): number => number(attributes[name] ?? '0');

/** What each kind of shape is as path data. SVG 1.1, 9. */
const outlines: Readonly<Record<string, (attributes: Attributes) => string>> = {
  path: ({ d = '' }) => d,
  rect: rectangle,
  circle: (a) => ellipse(at(a, 'cx'), at(a, 'cy'), at(a, 'r'), at(a, 'r')),
  ellipse: (a) => ellipse(at(a, 'cx'), at(a, 'cy'), at(a, 'rx'), at(a, 'ry')),
  line: (a) => `M${at(a, 'x1')} ${at(a, 'y1')}L${at(a, 'x2')} ${at(a, 'y2')}`,
  polyline: ({ points = '' }) => (points.trim() === '' ? '' : `M${points}`),
  polygon: ({ points = '' }) => (points.trim() === '' ? '' : `M${points}Z`),
};

export const isShape = (name: string): boolean => Object.hasOwn(outlines, name);

function ellipse(cx: number, cy: number, rx: number, ry: number): string {
  if (rx <= 0 || ry <= 0) return '';
  return `M${cx - rx} ${cy}a${rx} ${ry} 0 1 1 ${2 * rx} 0a${rx} ${ry} 0 1 1 ${-2 * rx} 0Z`;
}

/** With one radius given, the other is equal to it; neither is more than half a side. */
function rectangle(attributes: Attributes): string {
  const [x, y, width, height] = ['x', 'y', 'width', 'height'].map((name) => at(attributes, name)) as [
    number,
    number,
    number,
    number,
  ];
  if (width <= 0 || height <= 0) return '';
  const rx = Math.min(number(attributes['rx'] ?? attributes['ry'] ?? '0'), width / 2);
  const ry = Math.min(number(attributes['ry'] ?? attributes['rx'] ?? '0'), height / 2);
  if (rx <= 0 || ry <= 0) return `M${x} ${y}h${width}v${height}h${-width}Z`;
  const [across, down] = [width - 2 * rx, height - 2 * ry];
  const turn = (dx: number, dy: number) => `a${rx} ${ry} 0 0 1 ${dx} ${dy}`;
  return `M${x + rx} ${y}h${across}${turn(rx, ry)}v${down}${turn(-rx, ry)}h${-across}${turn(-rx, -ry)}v${-down}${turn(rx, -ry)}Z`;
}

/** The outline of a shape under transforms, the innermost first. Throws `NotSimple` where it cannot be read to its end. */
export function outlineOf(
  name: string,
  attributes: Attributes,
  transforms: readonly string[],
): OutlineStep[] {
  return steps(outlines[name]!(attributes), transforms);
}

/** How much longer transforms make a stroke's width; undefined where not all directions alike. */
export function scaleOf(transforms: readonly string[]): number | undefined {
  const [origin, right, down] = steps('M0 0L1 0L0 1', transforms) as {
    readonly x: number;
    readonly y: number;
  }[];
  const [ax, ay] = [right!.x - origin!.x, right!.y - origin!.y];
  const [bx, by] = [down!.x - origin!.x, down!.y - origin!.y];
  const scale = Math.hypot(ax, ay);
  const alike = Math.abs(Math.hypot(bx, by) - scale) <= scale * 1e-3;
  return alike && Math.abs(ax * bx + ay * by) <= scale * scale * 1e-3 ? scale : undefined;
}

function steps(data: string, transforms: readonly string[]): OutlineStep[] {
  let path = svgpath(data);
  if ('err' in path && path.err) throw new NotSimple('路径写法有误');
  path = path.abs().unshort().unarc();
  for (const transform of transforms) path = path.transform(transform);
  const out: OutlineStep[] = [];
  path.abs().iterate((segment, _, x, y) => {
    out.push(...step(segment as readonly [string, ...number[]], x, y));
  });
  return out;
}

/** One absolute segment of a path whose pen stands at x, y. */
function step([command, ...n]: readonly [string, ...number[]], x: number, y: number): OutlineStep[] {
  switch (command) {
    case 'M':
      return [{ to: 'move', x: n[0]!, y: n[1]! }];
    case 'L':
      return [{ to: 'line', x: n[0]!, y: n[1]! }];
    case 'H':
      return [{ to: 'line', x: n[0]!, y }];
    case 'V':
      return [{ to: 'line', x, y: n[0]! }];
    case 'C':
      return [{ to: 'curve', x1: n[0]!, y1: n[1]!, x2: n[2]!, y2: n[3]!, x: n[4]!, y: n[5]! }];
    case 'Q':
      return [raised({ x, y }, { x: n[0]!, y: n[1]! }, { x: n[2]!, y: n[3]! })];
    case 'Z':
    case 'z':
      return [{ to: 'close' }];
    default:
      throw new NotSimple(`路径 ${command}`);
  }
}

type Spot = { readonly x: number; readonly y: number };

/** A curve with one control point as one with two, which is the same curve. */
function raised(from: Spot, control: Spot, to: Spot): OutlineStep {
  const near = (a: number, b: number) => a + ((b - a) * 2) / 3;
  return {
    to: 'curve',
    x1: near(from.x, control.x),
    y1: near(from.y, control.y),
    x2: near(to.x, control.x),
    y2: near(to.y, control.y),
    ...to,
  };
}
