import type { Sharp } from 'sharp';
import type { Rect, Size } from '../core/geometry.ts';
import { decoderFault, type ImageFile } from './image-file.ts';

/*
 * The printed part of a picture as pixels, at the resolution that its printed size needs. In this file `crop` is that part
 * in fractions of the picture's sides, after EXIF orientation; `placed` is its size on the page.
 */

/** The resolution of a picture in print or on a screen, in pixels per inch. */
export interface Resolution {
  /** At most: a photograph is never enlarged. */
  readonly photograph: number;
  /** Exactly: a drawing has no pixels of its own. */
  readonly drawing: number;
}

/**
 * For the press: twice the screen ruling of newsprint, 100 to 125 lines per inch; more is invisible. A drawing is finer,
 * because its edges are.
 */
export const pressPpi: Resolution = { photograph: 250, drawing: 600 };

/** Decodes or draws the part, on white. Out: sRGB or grey pixels, with `info` on their size and channels. */
export async function resample(image: ImageFile, crop: Rect, placed: Size, ppi: Resolution = pressPpi) {
  const { default: sharp } = await import('sharp');
  const { apply, density } = image.vector
    ? drawing(image, crop, placed, ppi.drawing)
    : { apply: cropAndScale(image, crop, placed, ppi.photograph), density: undefined };
  // Plain SVG is of our own making, and may hold photographs, which exceed the limits of the XML parser.
  return apply(
    sharp(image.bytes, { failOn: 'error', ...(density === undefined ? {} : { density, unlimited: true }) }),
  )
    .flatten({ background: '#ffffff' })
    .toColourspace('srgb')
    .raw()
    .toBuffer({ resolveWithObject: true });
}

/** The alpha channel of the part, pixel for pixel of what `resample` gives; undefined if the picture is opaque. */
export async function resampleAlpha(
  image: ImageFile,
  crop: Rect,
  placed: Size,
  ppi: Resolution = pressPpi,
): Promise<Uint8Array | undefined> {
  const { default: sharp } = await import('sharp');
  const { apply, density } = image.vector
    ? drawing(image, crop, placed, ppi.drawing)
    : { apply: cropAndScale(image, crop, placed, ppi.photograph), density: undefined };
  const { data, info } = await apply(
    sharp(image.bytes, { failOn: 'error', ...(density === undefined ? {} : { density }) }),
  )
    .toColourspace('srgb')
    .raw()
    .toBuffer({ resolveWithObject: true });
  const { channels } = info;
  if (channels % 2 === 1) return undefined;
  return Uint8Array.from({ length: data.length / channels }, (_, pixel) => data[(pixel + 1) * channels - 1]!);
}

type Operation = (source: Sharp) => Sharp;

/** Orients a photograph by EXIF, crops it, and scales it down to the resolution, never up. */
export function cropAndScale({ width, height }: ImageFile, crop: Rect, placed: Size, ppi: number): Operation {
  const part = pixelRect(crop, { width, height });
  const scaled = (pixels: number, length: number) =>
    Math.max(1, Math.min(pixels, Math.round((length / 72) * ppi)));
  const target = { width: scaled(part.width, placed.width), height: scaled(part.height, placed.height) };
  if (!isWorthShrinking(part, target, { width, height })) {
    return (source) =>
      source
        .autoOrient()
        .extract(part)
        .resize({ ...target, fit: 'fill' });
  }
  const [across, down] = [target.width / part.width, target.height / part.height];
  const all = { width: Math.round(width * across), height: Math.round(height * down) };
  const left = Math.min(Math.round(part.left * across), all.width - target.width);
  const top = Math.min(Math.round(part.top * down), all.height - target.height);
  return (source) =>
    source
      .autoOrient()
      .resize({ ...all, fit: 'fill' })
      .extract({ left, top, ...target });
}

/**
 * Whether to scale first and to crop then, which moves the part by half a pixel at most. A JPEG that is printed at a half of
 * its size or less is then decoded at that size, in half the time; not so if a part is taken out before.
 */
const isWorthShrinking = (part: Size, target: Size, all: Size): boolean =>
  target.width * 2 <= part.width &&
  target.height * 2 <= part.height &&
  part.width * part.height * 2 >= all.width * all.height;

/** The largest side of an SVG rendered by sharp; a small part of a large drawing gets a lower resolution. */
const maxSide = 16_000;

/** Renders a drawing at the resolution and crops it. */
function drawing(
  { width, height }: ImageFile,
  crop: Rect,
  placed: Size,
  ppi: number,
): { readonly apply: Operation; readonly density: number } {
  const target = ((placed.width / 72) * ppi) / (width * crop.width);
  const scale = Math.min(target, maxSide / Math.max(width, height));
  const whole = {
    width: Math.max(1, Math.round(width * scale)),
    height: Math.max(1, Math.round(height * scale)),
  };
  const part = pixelRect(crop, whole);
  // sharp refuses a drawing that is less than half a pixel across; a thin one is rendered larger and scaled down.
  const thickness = Math.min(width, height);
  const rendered = scale * thickness < 0.5 ? 1 / thickness : scale;
  return {
    apply: (source) => source.resize({ ...whole, fit: 'fill' }).extract(part),
    // sharp measures an SVG at a density of 72, and accepts 1 to 100 000.
    density: Math.min(Math.max(72 * rendered, 1), 100_000),
  };
}

/** The part in whole pixels, at least one, within the picture. */
function pixelRect(crop: Rect, { width, height }: Size) {
  const left = Math.min(Math.round(crop.x * width), width - 1);
  const top = Math.min(Math.round(crop.y * height), height - 1);
  return {
    left,
    top,
    width: Math.min(Math.max(Math.round(crop.width * width), 1), width - left),
    height: Math.min(Math.max(Math.round(crop.height * height), 1), height - top),
  };
}

/** Whether a drawing vanishes at its printed size: on the press it would be less than half a pixel across. */
export function vanishes({ vector, drawing, width, height }: ImageFile, crop: Rect, placed: Size): boolean {
  if (!vector || (drawing !== undefined && Math.min(placed.width, placed.height) >= 1)) return false;
  const scale = ((placed.width / 72) * pressPpi.drawing) / (width * crop.width);
  return Math.min(scale, maxSide / Math.max(width, height)) * Math.min(width, height) < 0.5;
}

const wholePicture: Rect = { x: 0, y: 0, width: 1, height: 1 };

/** Enough to find out whether a drawing can be rendered. */
const draftPpi: Resolution = { ...pressPpi, drawing: 72 };

/** The longer side of a drawing that is rendered on trial, in points: that of a picture over two columns. */
const trialSize = 340;

/**
 * Why a drawing cannot be rendered: it is too complex, which shows only when it is. Out: the reason in Chinese, or undefined.
 * Photographs were decoded to their end when they were opened.
 */
export async function drawingFault(image: ImageFile): Promise<string | undefined> {
  // A drawing of flat shapes is printed as paths, and never rendered.
  if (image.drawing !== undefined) return undefined;
  const { width, height } = image;
  try {
    const scale = trialSize / Math.max(width, height);
    const placed = { width: width * scale, height: height * scale };
    // A draft is quicker; if it succeeds, so does the full resolution.
    await resample(image, wholePicture, placed, draftPpi).catch(() => resample(image, wholePicture, placed));
    return undefined;
  } catch (error) {
    return decoderFault(error);
  }
}

/** Lets the callbacks of sharp run: its threads wait for this one between the steps of a picture. */
export const yieldToDecoder = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
