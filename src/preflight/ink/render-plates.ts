import { processColorants } from '../../pdf-reader/colour-spaces.ts';
import type { ImageDecoder, InkPixels } from '../../pdf-reader/decode-image.ts';
import { intersect, invert, type Point } from '../../pdf-reader/matrix.ts';
import { PdfFault } from '../../pdf-reader/objects.ts';
import type {
  Colour,
  ColourSpace,
  Overprint,
  PaintedImage,
  PaintedObject,
  PaintedPath,
} from '../../pdf-reader/painted-objects.ts';
import type { Page } from '../../pdf-reader/read-pages.ts';
import {
  type ClipMask,
  fillPolygon,
  fillRectangle,
  isUpright,
  openClipMasks,
  type Raster,
  rasterBounds,
  rectangle,
  toRaster,
} from './raster.ts';

/** The rendered plates of a page, and the images that could not be rendered. */
export interface Plates extends Raster {
  readonly unmeasured: readonly UnmeasuredImage[];
}

export interface UnmeasuredImage {
  readonly image: PaintedImage;
  /** In Chinese. */
  readonly reason: string;
}

/** Enough to distinguish the modules of a QR code as a phone's camera does. */
const dotsPerInch = 200;
/** The dots of a poster. Larger pages are rendered at a lower resolution. */
const maxDots = 40_000_000;
/** Dots per side, for pages that are long and narrow. */
const maxSide = 60_000;

/**
 * Renders the separations of a page: the painter's algorithm over its painted objects, with the overprint rules of ISO
 * 32000-1, 8.6.7. Shapes are approximate, overlaps and ink amounts are exact: text is rendered as the boxes of its
 * glyphs, a curve as its chords, a stroke as one bar per segment without joins or caps; nothing is antialiased. Memory
 * is four bytes per dot, so at most 160 MB. Each shape visits the dots in its bounds at most once; the number of shapes
 * is limited by the length of the content and by the step budget of its interpreter.
 */
export async function renderPlates(page: Page, decode: ImageDecoder): Promise<Plates> {
  const { area, pageWidth, pageHeight, scale } = rasterSize(page);
  const [width, height] = [Math.ceil(pageWidth * scale), Math.ceil(pageHeight * scale)];
  const raster = { width, height, inks: new Uint8Array(width * height * 4), scale, area };
  const unmeasured: UnmeasuredImage[] = [];
  const maskOf = openClipMasks(raster);
  for (const object of page.content.painted) {
    if (object.isPart) continue;
    const mask = maskOf(object);
    if (object.kind === 'image') {
      const reason = await renderImage(object, raster, decode, mask);
      if (reason !== undefined) unmeasured.push({ image: object, reason });
    } else renderShape(object, raster, mask);
  }
  return { ...raster, unmeasured };
}

/** The area of a page that is rendered, its size in points, and the number of dots per point. */
export function rasterSize({ bleed, paper }: Page) {
  const area = intersect(bleed, paper) ?? paper;
  const [pageWidth, pageHeight] = [Math.max(1, area.right - area.left), Math.max(1, area.top - area.bottom)];
  const scale = Math.min(
    dotsPerInch / 72,
    Math.sqrt(maxDots / (pageWidth * pageHeight)),
    maxSide / Math.max(pageWidth, pageHeight),
  );
  return { area, pageWidth, pageHeight, scale };
}

function renderShape(
  object: Exclude<PaintedObject, PaintedImage>,
  raster: Raster,
  mask: ClipMask | undefined,
): void {
  if (object.colour.unmeasured !== undefined) return;
  const brush = brushOf(object.colour, object.overprint);
  const fill = (outline: readonly (readonly Point[])[], evenOdd = false) =>
    fillShape(outline, evenOdd, object, brush, raster, mask);
  if (object.kind === 'text') {
    if (!object.hidden) for (const box of object.boxes) fill([rectangle(box)]);
  } else if (object.kind === 'fill') fill(object.outline, object.evenOdd);
  else for (const bar of barsOf(object)) fill([bar]);
}

/** Each segment of a stroke as a bar of the line's width. */
function barsOf({ outline, width }: PaintedPath): readonly (readonly Point[])[] {
  return outline.flatMap((subpath) =>
    subpath.slice(1).map(([x2, y2], index): readonly Point[] => {
      const [x1, y1] = subpath[index]!;
      const length = Math.hypot(x2 - x1, y2 - y1) || 1;
      const [dx, dy] = [(-(y2 - y1) / length) * (width / 2), ((x2 - x1) / length) * (width / 2)];
      return [
        [x1 + dx, y1 + dy],
        [x2 + dx, y2 + dy],
        [x2 - dx, y2 - dy],
        [x1 - dx, y1 - dy],
      ];
    }),
  );
}

/** The amount, 0 to 255, that a colour puts on each plate; undefined for a plate it leaves unchanged. */
export type Brush = readonly (number | undefined)[];

export function brushOf({ space, inks }: Colour, overprint: Overprint): Brush {
  return inks.map((ink, plate) =>
    leavesPlate(space, ink, plate, overprint) ? undefined : Math.round(ink * 255),
  );
}

/** Whether a colour leaves a plate unchanged, by the rules of overprinting. */
function leavesPlate(space: ColourSpace, ink: number, plate: number, { on, mode }: Overprint): boolean {
  if (space.family === 'pattern') return true;
  if (!on) return false;
  if (space.family === 'colorants')
    return !space.colorants.includes('All') && !space.colorants.includes(processColorants[plate]!);
  return mode === 1 && space.family === 'cmyk' && space.device && ink === 0;
}

function fillShape(
  outline: readonly (readonly Point[])[],
  evenOdd: boolean,
  { bounds, colour: { tileObjects } }: PaintedObject,
  brush: Brush,
  raster: Raster,
  mask: ClipMask | undefined,
): void {
  const { inks, width } = raster;
  const limits = rasterBounds(bounds, raster);
  const total = brush.reduce<number>((sum, ink) => sum + (ink ?? 0), 0);
  const isSolid = mask === undefined && tileObjects === undefined && !brush.includes(undefined);
  const word = wordOf(brush);
  const words = new Uint32Array(inks.buffer, inks.byteOffset, inks.byteLength / 4);
  const polygons = outline.map((subpath) => subpath.map((point) => toRaster(point, raster)));
  const fill = polygons.length === 1 && isUpright(polygons[0]!) ? fillRectangle : fillPolygon;
  fill(polygons, evenOdd, limits, (y, from, to) => {
    if (isSolid) {
      words.fill(word, y * width + from, y * width + to);
      return;
    }
    for (let at = (y * width + from) * 4; at < (y * width + to) * 4; at += 4) {
      if (mask !== undefined && !mask(at >> 2)) continue;
      // A tiling pattern has gaps, so the heavier of it and what is below it counts.
      if (tileObjects !== undefined && inks[at]! + inks[at + 1]! + inks[at + 2]! + inks[at + 3]! > total)
        continue;
      for (let plate = 0; plate < 4; plate += 1) {
        const ink = brush[plate];
        if (ink !== undefined) inks[at + plate] = ink;
      }
    }
  });
}

/** The four amounts as they are in memory. */
const wordOf = (brush: Brush): number =>
  new Uint32Array(Uint8Array.from(brush, (ink) => ink ?? 0).buffer)[0]!;

/** Returns why the image cannot be decoded, in Chinese, if it cannot. */
async function renderImage(
  image: PaintedImage,
  raster: Raster,
  decode: ImageDecoder,
  mask: ClipMask | undefined,
): Promise<string | undefined> {
  try {
    const pixels = await decode(image);
    if (pixels === undefined) return '无法读取这种压缩方式';
    renderPixels(image, pixels, raster, mask);
    return undefined;
  } catch (error) {
    if (error instanceof PdfFault) return error.message;
    throw error;
  }
}

/** Maps the centre of each dot back to the image and takes the pixel there, without interpolation. */
function renderPixels(
  image: PaintedImage,
  pixels: InkPixels,
  raster: Raster,
  mask: ClipMask | undefined,
): void {
  const toImage = invert(image.matrix);
  if (toImage === undefined) return;
  const brush = brushOf(image.colour, image.overprint);
  const { area, scale, width, inks } = raster;
  // Overprint mode 1 does not apply to images, but Separation and DeviceN images leave the plates they do not name.
  const leaves = [0, 1, 2, 3].map(
    (plate) => image.space?.family === 'colorants' && leavesPlate(image.space, 1, plate, image.overprint),
  );
  const { left, bottom, right, top } = rasterBounds(image.bounds, raster);
  for (let y = bottom; y < top; y += 1) {
    const py = area.top - (y + 0.5) / scale;
    for (let x = left; x < right; x += 1) {
      const px = area.left + (x + 0.5) / scale;
      const u = Math.floor((toImage[0] * px + toImage[2] * py + toImage[4]) * pixels.width);
      const v = Math.floor((1 - (toImage[1] * px + toImage[3] * py + toImage[5])) * pixels.height);
      if (u < 0 || v < 0 || u >= pixels.width || v >= pixels.height) continue;
      const from = v * pixels.width + u;
      const to = (y * width + x) * 4;
      if (mask !== undefined && !mask(to >> 2)) continue;
      if (pixels.painted === undefined) {
        for (let plate = 0; plate < 4; plate += 1)
          if (!leaves[plate]) inks[to + plate] = pixels.inks[from * 4 + plate]!;
      } else if (pixels.painted[from] === 1) {
        for (let plate = 0; plate < 4; plate += 1) inks[to + plate] = brush[plate] ?? inks[to + plate]!;
      }
    }
  }
}
