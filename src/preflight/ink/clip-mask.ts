import type { ClipPath, PaintedObject } from '../../pdf-reader/painted-objects.ts';
import { fillPolygon } from './fill-polygon.ts';
import { type Raster, rasterBounds, toRaster } from './raster.ts';

/** Whether a dot of the canvas lies inside all clips. */
export type Mask = (dot: number) => boolean;

/** More clips in one another than any honest page has; counted in a byte. */
const mostClips = 200;

/** Makes the mask of a mark. Out: undefined where it is cut by upright rectangles alone. ISO 32000-1, 8.5.4. */
export function openMasks(canvas: Raster): (mark: PaintedObject) => Mask | undefined {
  // Marks under one clip follow each other.
  let last: { readonly clips: readonly ClipPath[]; readonly box: string; readonly mask: Mask } | undefined;
  return ({ clipPaths, bounds }) => {
    if (clipPaths.length === 0) return undefined;
    const limits = rasterBounds(bounds, canvas);
    const box = Object.values(limits).join();
    if (last?.clips !== clipPaths || last.box !== box)
      last = { clips: clipPaths, box, mask: maskOf(clipPaths, limits, canvas) };
    return last.mask;
  };
}

function maskOf(clips: readonly ClipPath[], limits: ReturnType<typeof rasterBounds>, canvas: Raster): Mask {
  const { left, bottom, right, top } = limits;
  const across = Math.max(0, right - left);
  /** In how many of the clips so far, one in the other, a dot lies. */
  const inside = new Uint8Array(across * Math.max(0, top - bottom));
  const taken = clips.slice(-mostClips);
  for (const [index, { outline, evenOdd }] of taken.entries()) {
    const parts = outline.map((part) => part.map((dot) => toRaster(dot, canvas)));
    fillPolygon(parts, evenOdd, limits, (y, from, to) => {
      for (let x = from; x < to; x += 1) {
        const at = (y - bottom) * across + x - left;
        if (inside[at] === index) inside[at] = index + 1;
      }
    });
  }
  return (dot) => {
    const [x, y] = [dot % canvas.width, Math.floor(dot / canvas.width)];
    return inside[(y - bottom) * across + x - left] === taken.length;
  };
}
