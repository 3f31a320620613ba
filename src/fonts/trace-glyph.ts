import { composite, partBytes } from './composite-glyph.ts';
import type { OutlineStep } from './face.ts';

/** A point of a contour in the font's own units, y up. */
interface OutlinePoint {
  readonly x: number;
  readonly y: number;
  readonly onCurve: boolean;
}

type Contour = readonly OutlinePoint[];

/** What the glyf table holds of a glyph. */
export type GlyphBytes = (glyph: number) => Buffer;

/**
 * Traces a TrueType glyph. In: what the glyf table holds of each glyph, the glyph, and how many units the font has to
 * the em. Out: its outline as `Face` gives it. OpenType, glyf.
 */
export function traceGlyph(bytesOf: GlyphBytes, glyph: number, em: number): readonly OutlineStep[] {
  return contoursOf(bytesOf, glyph).flatMap((contour) => traceContour(contour, em));
}

function contoursOf(bytesOf: GlyphBytes, glyph: number): readonly Contour[] {
  const bytes = bytesOf(glyph);
  if (bytes.length === 0) return [];
  const count = bytes.readInt16BE(0);
  return count < 0 ? readParts(bytes, bytesOf) : readContours(bytes, count);
}

/** Flags of a simple glyph's points. */
const [onCurve, xShort, yShort, repeated, xSame, ySame] = [0x01, 0x02, 0x04, 0x08, 0x10, 0x20];
const headLength = 10;

function readContours(bytes: Buffer, count: number): readonly Contour[] {
  const ends = Array.from({ length: count }, (_, contour) => bytes.readUInt16BE(headLength + 2 * contour));
  const points = ends.length === 0 ? 0 : ends.at(-1)! + 1;
  let position = headLength + 2 * count;
  position += 2 + bytes.readUInt16BE(position);
  const flags = new Uint8Array(points);
  for (let point = 0; point < points; ) {
    const flag = bytes[position++]!;
    const times = (flag & repeated) === 0 ? 1 : 1 + bytes[position++]!;
    flags.fill(flag, point, point + times);
    point += times;
  }
  const readAlong = (short: number, same: number): Int16Array => {
    let at = 0;
    return Int16Array.from(flags, (flag) => {
      if ((flag & short) !== 0) at += (flag & same) === 0 ? -bytes[position++]! : bytes[position++]!;
      else if ((flag & same) === 0) {
        at += bytes.readInt16BE(position);
        position += 2;
      }
      return at;
    });
  };
  const xs = readAlong(xShort, xSame);
  const ys = readAlong(yShort, ySame);
  return ends.map((end, contour) => {
    const first = contour === 0 ? 0 : ends[contour - 1]! + 1;
    return Array.from({ length: end + 1 - first }, (_, index) => {
      const point = first + index;
      return { x: xs[point]!, y: ys[point]!, onCurve: (flags[point]! & onCurve) !== 0 };
    });
  });
}

/** A glyph made of others: each shifted, and perhaps scaled. */
function readParts(bytes: Buffer, bytesOf: GlyphBytes): readonly Contour[] {
  const contours: Contour[] = [];
  let position = headLength;
  let flags: number = composite.more;
  while ((flags & composite.more) !== 0) {
    flags = bytes.readUInt16BE(position);
    const part = contoursOf(bytesOf, bytes.readUInt16BE(position + 2));
    const placed = placement(bytes, position + 4, flags);
    contours.push(...part.map((contour) => contour.map(placed)));
    position += 4 + partBytes(flags);
  }
  return contours;
}

function placement(bytes: Buffer, position: number, flags: number): (point: OutlinePoint) => OutlinePoint {
  const words = (flags & composite.words) !== 0;
  const dx = words ? bytes.readInt16BE(position) : bytes.readInt8(position);
  const dy = words ? bytes.readInt16BE(position + 2) : bytes.readInt8(position + 1);
  const scale = (index: number) => bytes.readInt16BE(position + (words ? 4 : 2) + 2 * index) / 0x4000;
  const [xx, xy, yx, yy] = scales(flags, scale);
  return ({ x, y, onCurve: on }) => ({ x: x * xx + y * yx + dx, y: y * yy + x * xy + dy, onCurve: on });
}

function scales(flags: number, scale: (index: number) => number): readonly [number, number, number, number] {
  if ((flags & composite.scale) !== 0) return [scale(0), 0, 0, scale(0)];
  if ((flags & composite.twoScales) !== 0) return [scale(0), 0, 0, scale(1)];
  return (flags & composite.matrix) !== 0 ? [scale(0), scale(1), scale(2), scale(3)] : [1, 0, 0, 1];
}

type Point = { readonly x: number; readonly y: number };

const middleOf = (a: Point, b: Point): Point => ({ x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 });

/** Between two points off the curve lies one on it. A contour that begins off the curve begins at such a point, or its last. */
function traceContour(contour: Contour, em: number): readonly OutlineStep[] {
  const [first, last] = [contour[0], contour.at(-1)];
  if (first === undefined || last === undefined) return [];
  const beginsOn = first.onCurve;
  const start: Point = beginsOn ? first : last.onCurve ? last : middleOf(first, last);
  const scaled = ({ x, y }: Point): Point => ({ x: x / em, y: -y / em });
  const steps: OutlineStep[] = [{ to: 'move', ...scaled(start) }];
  let from = scaled(start);
  let control: Point | undefined;
  const curveTo = (end: Point): void => {
    steps.push({ to: 'curve', ...raised(from, scaled(control!), scaled(end)), ...scaled(end) });
    from = scaled(end);
  };
  for (const point of beginsOn ? contour.slice(1) : contour) {
    if (!point.onCurve) {
      if (control !== undefined) curveTo(middleOf(control, point));
      control = point;
    } else if (control === undefined) {
      steps.push({ to: 'line', ...scaled(point) });
      from = scaled(point);
    } else {
      curveTo(point);
      control = undefined;
    }
  }
  if (control !== undefined) curveTo(start);
  steps.push({ to: 'close' });
  return steps;
}

/** The two control points of the cubic curve that is the quadratic one: two thirds of the way to its control point. */
export function raised(from: Point, control: Point, to: Point) {
  const between = (end: number, middle: number) => end + (2 / 3) * (middle - end);
  return {
    x1: between(from.x, control.x),
    y1: between(from.y, control.y),
    x2: between(to.x, control.x),
    y2: between(to.y, control.y),
  };
}
