/**
 * A subset made of outlines alone: the glyphs of one instance of a variable font, whose own glyph data are those of its
 * default. Each outline is written as a simple glyph, its components drawn into it, without the instructions, which would
 * move points that are elsewhere now. OpenType, glyf.
 */
import { type FontSubset, type GlyphData, writeSubset } from './font-subset.ts';

/** A glyph of an instance, in font units, y up. */
export interface InstanceGlyph {
  readonly advance: number;
  readonly commands: readonly { readonly command: string; readonly args: readonly number[] }[];
}

/** Begins a subset. In: the font's tables, of which head and hhea are copied; how to read a glyph. */
export function makeOutlineSubset(
  table: (tag: string) => Buffer | undefined,
  read: (glyph: number) => InstanceGlyph,
): FontSubset {
  const glyphs = [0];
  const encode: FontSubset['encode'] = (unpainted, notdef) => {
    let [maxPoints, maxContours] = [0, 0];
    const collected = glyphs.map((glyph, code): GlyphData => {
      if (code > 0 && glyph === 0 && notdef?.has(code) !== true)
        return { outline: empty, advance: 0, bearing: 0 };
      const { advance, commands } = read(glyph);
      const contours = unpainted.has(code) ? [] : contoursOf(commands);
      maxPoints = Math.max(maxPoints, contours.flat().length);
      maxContours = Math.max(maxContours, contours.length);
      const points = contours.flat();
      const bearing = points.length === 0 ? 0 : Math.min(...points.map(({ x }) => x));
      return { outline: encodeGlyph(contours), advance: Math.max(0, Math.round(advance)), bearing };
    });
    const maxp = Buffer.from(table('maxp')!);
    maxp.writeUInt16BE(maxPoints, 6);
    maxp.writeUInt16BE(maxContours, 8);
    const dropped = ['cvt ', 'fpgm', 'prep'];
    return writeSubset(
      (tag) => (tag === 'maxp' ? maxp : dropped.includes(tag) ? undefined : table(tag)),
      collected,
    );
  };
  return { glyphs, encode };
}

const empty = Buffer.alloc(0);

interface OutlinePoint {
  readonly x: number;
  readonly y: number;
  readonly onCurve: boolean;
}

/** The points of each contour. A line or curve back to the start ends at the first point, which is not repeated. */
function contoursOf(commands: InstanceGlyph['commands']): readonly (readonly OutlinePoint[])[] {
  const contours: OutlinePoint[][] = [];
  for (const { command, args } of commands) {
    if (command === 'closePath') continue;
    const points = args.map(Math.round);
    if (command === 'moveTo') contours.push([]);
    for (let at = 0; at < points.length; at += 2) {
      contours.at(-1)!.push({ x: points[at]!, y: points[at + 1]!, onCurve: at === points.length - 2 });
    }
  }
  return contours
    .map((points) => (isClosed(points) ? points.slice(0, -1) : points))
    .filter((points) => points.length > 1);
}

const isClosed = (points: readonly OutlinePoint[]): boolean => {
  const [first, last] = [points[0]!, points.at(-1)!];
  return points.length > 1 && last.onCurve && first.x === last.x && first.y === last.y;
};

/** Flags of a point: on the curve; of the first one: its contours may overlap. Coordinates are 16-bit differences. */
const [onCurveFlag, overlapFlag] = [0x01, 0x40];

function encodeGlyph(contours: readonly (readonly OutlinePoint[])[]): Buffer {
  const points = contours.flat();
  if (points.length === 0) return empty;
  const [xs, ys] = [points.map(({ x }) => x), points.map(({ y }) => y)];
  const header = [contours.length, Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)];
  const length = 2 * header.length + 2 * contours.length + 2 + 5 * points.length;
  const bytes = Buffer.alloc(length + (length & 1));
  let at = 0;
  for (const value of header) at = bytes.writeInt16BE(value, at);
  let end = -1;
  for (const contour of contours) {
    end += contour.length;
    at = bytes.writeUInt16BE(end, at);
  }
  at = bytes.writeUInt16BE(0, at);
  for (const [index, { onCurve }] of points.entries())
    at = bytes.writeUInt8((onCurve ? onCurveFlag : 0) | (index === 0 ? overlapFlag : 0), at);
  for (const values of [xs, ys])
    for (const [index, value] of values.entries())
      at = bytes.writeInt16BE(value - (values[index - 1] ?? 0), at);
  return bytes;
}
