/**
 * The glyf table: outlines of TrueType glyphs. OpenType, glyf. A simple glyph has contours of quadratic B-splines; a
 * composite glyph places components, each another glyph, by an offset and a scale.
 */
import type { OutlineStep } from './face.ts';

interface OutlinePoint {
  readonly x: number;
  readonly y: number;
  readonly onCurve: boolean;
}

/** A closed contour in font units, y up. */
type Contour = readonly OutlinePoint[];

/** Gives the glyf data of a glyph. */
export type GlyphBytes = (glyph: number) => Buffer;

/**
 * Converts a glyph to the outline of `Face`: cubic curves in em, y down. In: the glyf data of all glyphs, since a glyph
 * may have components; the glyph; the units per em. Linear in the number of points. The recursion ends because the
 * components of a sound font form no circle.
 */
export function traceGlyph(bytesOf: GlyphBytes, glyph: number, unitsPerEm: number): readonly OutlineStep[] {
  return contoursOf(bytesOf, glyph).flatMap((contour) => traceContour(contour, unitsPerEm));
}

function contoursOf(bytesOf: GlyphBytes, glyph: number): readonly Contour[] {
  const bytes = bytesOf(glyph);
  if (bytes.length === 0) return [];
  const count = bytes.readInt16BE(0);
  return count < 0 ? readComposite(bytes, bytesOf) : readSimple(bytes, count);
}

/** Flags of a point of a simple glyph. */
const [onCurve, xShort, yShort, repeat, xSame, ySame] = [0x01, 0x02, 0x04, 0x08, 0x10, 0x20];
/** The number of contours and the bounding box. */
const headerLength = 10;

/** Layout: end point of each contour, instructions, run-length encoded flags, x deltas, y deltas. */
function readSimple(bytes: Buffer, count: number): readonly Contour[] {
  const ends = Array.from({ length: count }, (_, contour) => bytes.readUInt16BE(headerLength + 2 * contour));
  const points = ends.length === 0 ? 0 : ends.at(-1)! + 1;
  let position = headerLength + 2 * count;
  position += 2 + bytes.readUInt16BE(position);
  const flags = new Uint8Array(points);
  for (let point = 0; point < points; ) {
    const flag = bytes[position++]!;
    const times = (flag & repeat) === 0 ? 1 : 1 + bytes[position++]!;
    flags.fill(flag, point, point + times);
    point += times;
  }
  const readCoordinates = (short: number, same: number): Int16Array => {
    let at = 0;
    return Int16Array.from(flags, (flag) => {
      // Of a short delta, `same` is the sign; of a long one, it says that the delta is 0.
      if ((flag & short) !== 0) at += (flag & same) === 0 ? -bytes[position++]! : bytes[position++]!;
      else if ((flag & same) === 0) {
        at += bytes.readInt16BE(position);
        position += 2;
      }
      return at;
    });
  };
  const xs = readCoordinates(xShort, xSame);
  const ys = readCoordinates(yShort, ySame);
  return ends.map((end, contour) => {
    const first = contour === 0 ? 0 : ends[contour - 1]! + 1;
    return Array.from({ length: end + 1 - first }, (_, index) => {
      const point = first + index;
      return { x: xs[point]!, y: ys[point]!, onCurve: (flags[point]! & onCurve) !== 0 };
    });
  });
}

/** Flags of a component of a composite glyph. */
export const component = {
  words: 0x01,
  scale: 0x08,
  more: 0x20,
  twoScales: 0x40,
  matrix: 0x80,
  instructions: 0x100,
} as const;

/** The length of a component record after its flags and glyph id: offsets, then scale. */
export function componentTail(flags: number): number {
  const offsets = (flags & component.words) !== 0 ? 4 : 2;
  if ((flags & component.scale) !== 0) return offsets + 2;
  if ((flags & component.twoScales) !== 0) return offsets + 4;
  return (flags & component.matrix) !== 0 ? offsets + 8 : offsets;
}

/** The positions of the component records of a glyph: flags, then glyph id. Empty for a simple glyph. */
export function componentsOf(bytes: Buffer): readonly number[] {
  if (bytes.length === 0 || bytes.readInt16BE(0) >= 0) return [];
  const positions: number[] = [];
  let position = headerLength;
  let flags: number = component.more;
  while ((flags & component.more) !== 0) {
    flags = bytes.readUInt16BE(position);
    positions.push(position);
    position += 4 + componentTail(flags);
  }
  return positions;
}

const readComposite = (bytes: Buffer, bytesOf: GlyphBytes): readonly Contour[] =>
  componentsOf(bytes).flatMap((position) => {
    const transform = readTransform(bytes, position + 4, bytes.readUInt16BE(position));
    const contours = contoursOf(bytesOf, bytes.readUInt16BE(position + 2));
    return contours.map((contour) => contour.map(transform));
  });

function readTransform(
  bytes: Buffer,
  position: number,
  flags: number,
): (point: OutlinePoint) => OutlinePoint {
  const words = (flags & component.words) !== 0;
  const dx = words ? bytes.readInt16BE(position) : bytes.readInt8(position);
  const dy = words ? bytes.readInt16BE(position + 2) : bytes.readInt8(position + 1);
  // F2DOT14
  const scale = (index: number) => bytes.readInt16BE(position + (words ? 4 : 2) + 2 * index) / 0x4000;
  const [xx, xy, yx, yy] = readMatrix(flags, scale);
  return ({ x, y, onCurve: on }) => ({ x: x * xx + y * yx + dx, y: y * yy + x * xy + dy, onCurve: on });
}

function readMatrix(
  flags: number,
  scale: (index: number) => number,
): readonly [xx: number, xy: number, yx: number, yy: number] {
  if ((flags & component.scale) !== 0) return [scale(0), 0, 0, scale(0)];
  if ((flags & component.twoScales) !== 0) return [scale(0), 0, 0, scale(1)];
  return (flags & component.matrix) !== 0 ? [scale(0), scale(1), scale(2), scale(3)] : [1, 0, 0, 1];
}

type Point = { readonly x: number; readonly y: number };

const midpoint = (a: Point, b: Point): Point => ({ x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 });

/**
 * Between two adjacent control points the curve passes through their midpoint. A contour whose first point is off the
 * curve starts at its last point, or, if that is off the curve too, at the midpoint of the two.
 */
function traceContour(contour: Contour, unitsPerEm: number): readonly OutlineStep[] {
  const [first, last] = [contour[0], contour.at(-1)];
  if (first === undefined || last === undefined) return [];
  const startsOnCurve = first.onCurve;
  const start: Point = startsOnCurve ? first : last.onCurve ? last : midpoint(first, last);
  const toEm = ({ x, y }: Point): Point => ({ x: x / unitsPerEm, y: -y / unitsPerEm });
  const steps: OutlineStep[] = [{ to: 'move', ...toEm(start) }];
  let from = toEm(start);
  let control: Point | undefined;
  const curveTo = (end: Point): void => {
    steps.push({ to: 'curve', ...quadraticToCubic(from, toEm(control!), toEm(end)), ...toEm(end) });
    from = toEm(end);
  };
  for (const point of startsOnCurve ? contour.slice(1) : contour) {
    if (!point.onCurve) {
      if (control !== undefined) curveTo(midpoint(control, point));
      control = point;
    } else if (control === undefined) {
      steps.push({ to: 'line', ...toEm(point) });
      from = toEm(point);
    } else {
      curveTo(point);
      control = undefined;
    }
  }
  if (control !== undefined) curveTo(start);
  steps.push({ to: 'close' });
  return steps;
}

/** Degree elevation: the control points of the cubic lie two thirds of the way to that of the quadratic curve. */
export function quadraticToCubic(from: Point, control: Point, to: Point) {
  const between = (end: number, middle: number) => end + (2 / 3) * (middle - end);
  return {
    x1: between(from.x, control.x),
    y1: between(from.y, control.y),
    x2: between(to.x, control.x),
    y2: between(to.y, control.y),
  };
}
