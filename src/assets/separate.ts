import type { Sharp } from 'sharp';
import type { Rect, Size } from '../core/geometry.ts';
import { decoderFault, type ImageFile } from './image-file.ts';

/** A picture as the plates take it, row by row. */
export interface Separation {
  readonly width: number;
  readonly height: number;
  /** `cmyk`: four bytes a pixel, 255 full ink. `gray`: one byte, 0 black, for the K plate alone. */
  readonly space: 'cmyk' | 'gray';
  readonly bytes: Uint8Array;
}

export interface Press {
  /** The file of the ICC profile of the inks on the paper: the image library reads one from a file only. */
  readonly profileFile: string;
  /** The most ink of all four that the paper bears at one spot, in percent. */
  readonly tac: number;
}

/** Twice a newspaper screen of 100 to 125 lines an inch; more shows nothing and weighs. */
const photographPpi = 250;
/** A drawing has edges, and is not bound to pixels of its own. */
const drawingPpi = 300;

/**
 * Separates a picture for the press. In: the part of it that is printed (fractions of its turned sides) and the size it
 * is printed at. White stands behind what is transparent; it is never enlarged; a picture without colour goes to K alone.
 */
export async function separate(
  image: ImageFile,
  crop: Rect,
  placed: Size,
  press: Press,
): Promise<Separation> {
  const { default: sharp } = await import('sharp');
  const screen = await readPart(image, crop, placed);
  const { width, height, channels } = screen.info;
  const grey = asGrey(screen.data, channels);
  if (grey !== undefined) return { width, height, space: 'gray', bytes: grey };
  const inks = await sharp(screen.data, { raw: { width, height, channels } })
    .toColourspace('cmyk')
    .withIccProfile(press.profileFile, { attach: false })
    .raw()
    .toBuffer();
  return { width, height, space: 'cmyk', bytes: limitInk(inks, press.tac) };
}

/**
 * Why a drawing cannot be printed at a size: too much to draw, or nothing left of it at that size, which shows only when
 * it is drawn. A photograph was read to its end when it was opened. Out: undefined where nothing stands in the way.
 */
export async function drawingFault(image: ImageFile, crop: Rect, placed: Size): Promise<string | undefined> {
  if (!image.vector) return undefined;
  try {
    await readPart(image, crop, placed);
    return undefined;
  } catch (error) {
    return decoderFault(error);
  }
}

/** The pixels of the part that is printed, on white. */
async function readPart(image: ImageFile, crop: Rect, placed: Size) {
  const { default: sharp } = await import('sharp');
  const { pipeline, density } = image.vector ? drawing(image, crop, placed) : photograph(image, crop, placed);
  return pipeline(sharp(image.bytes, { failOn: 'error', ...(density === undefined ? {} : { density }) }))
    .flatten({ background: '#ffffff' })
    .toColourspace('srgb')
    .raw()
    .toBuffer({ resolveWithObject: true });
}

interface Reading {
  readonly pipeline: (source: Sharp) => Sharp;
  readonly density?: number;
}

/** Turned as the camera says, then cropped, then made smaller where the press cannot show more. */
function photograph({ width, height }: ImageFile, crop: Rect, placed: Size): Reading {
  const part = pixelsOf(crop, { width, height });
  const least = (pixels: number, length: number) =>
    Math.max(1, Math.min(pixels, Math.round((length / 72) * photographPpi)));
  const target = { width: least(part.width, placed.width), height: least(part.height, placed.height) };
  return {
    pipeline: (source) =>
      source
        .autoOrient()
        .extract(part)
        .resize({ ...target, fit: 'fill' }),
  };
}

/** Drawn at the size it is printed. */
function drawing({ width, height }: ImageFile, crop: Rect, placed: Size): Reading {
  const scale = ((placed.width / 72) * drawingPpi) / (width * crop.width);
  const whole = {
    width: Math.max(1, Math.round(width * scale)),
    height: Math.max(1, Math.round(height * scale)),
  };
  const part = pixelsOf(crop, whole);
  return {
    pipeline: (source) => source.resize({ ...whole, fit: 'fill' }).extract(part),
    // 72 units of an SVG file to the inch are what sharp measured it at; 1 to 100 000 are what it takes.
    density: Math.min(Math.max(72 * scale, 1), 100_000),
  };
}

/** A part in whole pixels, at least one, within the picture. */
function pixelsOf(crop: Rect, { width, height }: Size) {
  const left = Math.min(Math.round(crop.x * width), width - 1);
  const top = Math.min(Math.round(crop.y * height), height - 1);
  const across = Math.min(Math.max(Math.round(crop.width * width), 1), width - left);
  return {
    left,
    top,
    width: across,
    height: Math.min(Math.max(Math.round(crop.height * height), 1), height - top),
  };
}

/** How far a neutral pixel's channels may lie apart after a camera's or a converter's rounding. */
const neutral = 2;

/**
 * The picture in one channel where it has no colour. Its tones stay as they are: the curve of sRGB is close to what
 * newsprint's dot gain of a quarter does to a tint, so that half grey prints as half grey.
 */
function asGrey(pixels: Uint8Array, channels: number): Uint8Array | undefined {
  if (channels < 3) return pixels.filter((_, index) => index % channels === 0);
  const grey = new Uint8Array(pixels.length / channels);
  for (let pixel = 0; pixel < grey.length; pixel++) {
    const first = pixel * channels;
    const [red, green, blue] = [pixels[first]!, pixels[first + 1]!, pixels[first + 2]!];
    if (Math.max(red, green, blue) - Math.min(red, green, blue) > neutral) return undefined;
    grey[pixel] = green;
  }
  return grey;
}

/** Takes C, M and Y back, in proportion, wherever all four are over the limit; K draws the picture and stays. */
function limitInk(inks: Uint8Array, tac: number): Uint8Array {
  const limit = (tac / 100) * 255;
  const limited = Uint8Array.from(inks);
  for (let pixel = 0; pixel < inks.length; pixel += 4) {
    const colour = inks[pixel]! + inks[pixel + 1]! + inks[pixel + 2]!;
    const key = inks[pixel + 3]!;
    if (colour + key <= limit) continue;
    const share = Math.max(0, limit - key) / colour;
    for (let plate = pixel; plate < pixel + 3; plate++) limited[plate] = Math.floor(inks[plate]! * share);
  }
  return limited;
}
