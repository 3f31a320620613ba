import { type Bounds, boundsOf, type Point } from '../../pdf-reader/matrix.ts';
import type { ClipPath, PaintedObject } from '../../pdf-reader/painted-objects.ts';

/**
 * Scan conversion. Paths are filled without antialiasing: a dot belongs to a path if its centre does. On the raster,
 * lengths are dots, y points down and `bottom` is the smallest row.
 */

/** The four plates of a page within its bleed: 0 to 255, four bytes per dot, from the top left. */
export interface Raster {
  readonly width: number;
  readonly height: number;
  readonly inks: Uint8Array;
  /** Dots per point. */
  readonly scale: number;
  /** The part of the page that is covered, in page space. */
  readonly area: Bounds;
}

/** The corners of a rectangle. */
export const rectangle = ({ left, bottom, right, top }: Bounds): readonly Point[] => [
  [left, bottom],
  [right, bottom],
  [right, top],
  [left, top],
];

/** Maps a point of the page to the raster. */
export const toRaster = ([x, y]: Point, { area, scale }: Raster): Point => [
  (x - area.left) * scale,
  (area.top - y) * scale,
];

/** Maps a rectangle of the page to whole dots, clipped to the raster. */
export function rasterBounds(bounds: Bounds, raster: Raster): Bounds {
  const { left, bottom, right, top } = boundsOf(rectangle(bounds).map((point) => toRaster(point, raster)))!;
  const whole = (value: number, max: number) => Math.min(max, Math.max(0, Math.round(value)));
  return {
    left: whole(left, raster.width),
    right: whole(right, raster.width),
    bottom: whole(bottom, raster.height),
    top: whole(top, raster.height),
  };
}

/** Receives a horizontal run of dots, `to` excluded. */
type SpanPainter = (row: number, from: number, to: number) => void;

/**
 * Fills polygons by the scanline algorithm with an active edge list, under the nonzero winding or the even-odd rule. ISO
 * 32000-1, 8.5.3.3. In: polygons in dots, closed implicitly; whole-dot limits. Edges are sorted by their first row; the
 * active ones are those that cross the centre line of the current row. Takes O(e log e) for e edges, and for each row
 * within the limits O(a log a) for its a active edges, plus the time to paint the spans.
 */
export function fillPolygon(
  polygons: readonly (readonly Point[])[],
  evenOdd: boolean,
  limits: Bounds,
  paintSpan: SpanPainter,
): void {
  const edges = polygons.flatMap(edgesOf).sort((a, b) => a.from - b.from);
  const first = Math.max(limits.bottom, Math.ceil((edges[0]?.from ?? Infinity) - 0.5));
  let next = 0;
  let active: Edge[] = [];
  for (let row = first; row < limits.top; row += 1) {
    const y = row + 0.5;
    while (next < edges.length && edges[next]!.from <= y) active.push(edges[next++]!);
    active = active.filter((edge) => edge.to > y);
    if (active.length === 0) {
      if (next >= edges.length) return;
      continue;
    }
    const crossings = active.map(({ x, slope, from, winding }) => ({ x: x + (y - from) * slope, winding }));
    crossings.sort((a, b) => a.x - b.x);
    let winding = 0;
    for (let index = 0; index + 1 < crossings.length; index += 1) {
      winding += crossings[index]!.winding;
      if (evenOdd ? index % 2 === 1 : winding === 0) continue;
      const left = Math.max(limits.left, Math.ceil(crossings[index]!.x - 0.5));
      const right = Math.min(limits.right, Math.ceil(crossings[index + 1]!.x - 0.5));
      if (left < right) paintSpan(row, left, right);
    }
  }
}

/** Whether a polygon is an upright rectangle, from a corner round. */
export function isUpright(polygon: readonly Point[]): boolean {
  if (polygon.length !== 4) return false;
  const [[x1, y1], [x2, y2], [x3, y3], [x4, y4]] = polygon as readonly [Point, Point, Point, Point];
  return (
    (y1 === y2 && x2 === x3 && y3 === y4 && x4 === x1) || (x1 === x2 && y2 === y3 && x3 === x4 && y4 === y1)
  );
}

/** Fills an upright rectangle with the dots that fillPolygon would: the boxes of glyphs are nearly all shapes of a page. */
export function fillRectangle(
  [rectangle]: readonly (readonly Point[])[],
  _evenOdd: boolean,
  limits: Bounds,
  paintSpan: SpanPainter,
): void {
  const [[x1, y1], , [x2, y2]] = rectangle as readonly [Point, Point, Point];
  const left = Math.max(limits.left, Math.ceil(Math.min(x1, x2) - 0.5));
  const right = Math.min(limits.right, Math.ceil(Math.max(x1, x2) - 0.5));
  const top = Math.min(limits.top, Math.ceil(Math.max(y1, y2) - 0.5));
  if (left >= right) return;
  for (let row = Math.max(limits.bottom, Math.ceil(Math.min(y1, y2) - 0.5)); row < top; row += 1)
    paintSpan(row, left, right);
}

/** A side of a polygon from its upper end, at `x`, to its lower. `winding` is its original direction. */
interface Edge {
  readonly from: number;
  readonly to: number;
  readonly x: number;
  readonly slope: number;
  readonly winding: 1 | -1;
}

/** The edges of a polygon. Horizontal ones cross no centre line and are left out. */
function edgesOf(polygon: readonly Point[]): readonly Edge[] {
  return polygon.flatMap(([x1, y1], index): readonly Edge[] => {
    const [x2, y2] = polygon[(index + 1) % polygon.length]!;
    if (y1 === y2) return [];
    const slope = (x2 - x1) / (y2 - y1);
    return y1 < y2
      ? [{ from: y1, to: y2, x: x1, slope, winding: 1 }]
      : [{ from: y2, to: y1, x: x2, slope, winding: -1 }];
  });
}

/** Whether a dot, by its index in the raster, is inside all clip paths. */
export type ClipMask = (dot: number) => boolean;

/** Nested clip paths that are taken into account, the innermost: their number is counted in a byte. */
const maxClips = 200;

/**
 * Opens a source of clip masks. It returns undefined for an object that only upright rectangles clip, because its bounds
 * suffice. The last mask is cached: objects under the same clip follow each other. ISO 32000-1, 8.5.4.
 */
export function openClipMasks(raster: Raster): (object: PaintedObject) => ClipMask | undefined {
  let last:
    | { readonly paths: readonly ClipPath[]; readonly box: string; readonly mask: ClipMask }
    | undefined;
  return ({ clipPaths: paths, bounds }) => {
    if (paths.length === 0) return undefined;
    const limits = rasterBounds(bounds, raster);
    const box = Object.values(limits).join();
    if (last?.paths !== paths || last.box !== box)
      last = { paths, box, mask: makeMask(paths, limits, raster) };
    return last.mask;
  };
}

/**
 * Intersects clip paths by counting: filling the n-th path raises the count of a dot from n to n + 1, so a dot is inside
 * all paths if its count is their number. Takes one polygon fill per path and one byte per dot of the limits.
 */
function makeMask(paths: readonly ClipPath[], limits: Bounds, raster: Raster): ClipMask {
  const { left, bottom, right, top } = limits;
  const width = Math.max(0, right - left);
  const counts = new Uint8Array(width * Math.max(0, top - bottom));
  const innermost = paths.slice(-maxClips);
  for (const [index, { outline, evenOdd }] of innermost.entries()) {
    const polygons = outline.map((subpath) => subpath.map((point) => toRaster(point, raster)));
    fillPolygon(polygons, evenOdd, limits, (y, from, to) => {
      for (let x = from; x < to; x += 1) {
        const at = (y - bottom) * width + x - left;
        if (counts[at] === index) counts[at] = index + 1;
      }
    });
  }
  return (dot) => {
    const [x, y] = [dot % raster.width, Math.floor(dot / raster.width)];
    return counts[(y - bottom) * width + x - left] === innermost.length;
  };
}
