import type { Sharp } from 'sharp';
import type { Rect, Size } from '../core/geometry.ts';
import { decoderFault, type ImageFile } from './image-file.ts';
import { asBits, asGrey, keyAsGrey, limitInk, onPaper } from './plates.ts';
import { printedPpi } from './resolution.ts';

/** A picture as the plates take it, row by row. */
export interface Separation {
  readonly width: number;
  readonly height: number;
  /**
   * `cmyk`: four bytes a pixel, 255 full ink. `gray`: one byte, 0 black, for the K plate alone. `line`: one bit, 0 black,
   * rows of whole bytes.
   */
  readonly space: 'cmyk' | 'gray' | 'line';
  readonly bytes: Uint8Array;
}

export interface Press {
  readonly profile: { readonly bytes: Uint8Array };
  /** The file that the profile lies in, which is laid when it is asked for: the image library reads one from a file only. */
  readonly profileFile: () => string;
  /** The most ink of all four that the paper bears at one spot, in percent. */
  readonly tac: number;
}

/** The pixels an inch that a picture is read at, at most for a photograph. */
export interface Resolution {
  readonly photograph: number;
  readonly drawing: number;
}

/**
 * Twice a newspaper screen of 100 to 125 lines an inch; more shows nothing and weighs. A drawing has edges, and is not
 * bound to pixels of its own.
 */
const pressPpi: Resolution = { photograph: 250, drawing: 600 };

const roughly: Resolution = { ...pressPpi, drawing: 72 };

/** Line art is not screened by the press: it keeps every pixel, and from this many an inch on its steps cannot be seen. */
const lineArtPpi: Resolution = { ...pressPpi, photograph: Number.POSITIVE_INFINITY };
const sharpLineArt = 600;

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
  if (isForThisPress(image, press)) return separateInks(image, crop, placed, press);
  const screen = await readPart(image, crop, placed, image.lineArt === true ? lineArtPpi : pressPpi);
  const { width, height, channels } = screen.info;
  const grey = asGrey(screen.data, channels);
  if (grey !== undefined) {
    const fine = image.lineArt === true && printedPpi(image, crop, placed) >= sharpLineArt;
    if (fine) return { width, height, space: 'line', bytes: asBits(grey, width) };
    return { width, height, space: 'gray', bytes: grey };
  }
  return { width, height, space: 'cmyk', bytes: await inksOf(screen.data, { width, height }, press) };
}

/**
 * Colours of the screen, three bytes each in rows of pixels, as the press mixes them by its profile: four bytes each,
 * within its limit.
 */
export async function inksOf(
  colours: Uint8Array,
  { width, height }: Size,
  { profileFile, tac }: Press,
): Promise<Uint8Array> {
  const { default: sharp } = await import('sharp');
  // Not `toColourspace('cmyk')`: that would go through the inks of another press first, the library's own.
  const { data, info } = await sharp(colours, { raw: { width, height, channels: 3 } })
    .withIccProfile(profileFile(), { attach: false })
    .raw()
    .toBuffer({ resolveWithObject: true });
  // A profile that it cannot use the library passes over.
  if (info.channels !== 4) throw new Error('the profile of the press mixes no inks');
  return limitInk(data, tac);
}

/** A file of inks without a profile, or with the very profile of the paper, was made for this press: it knows best. */
function isForThisPress({ inks }: ImageFile, { profile }: Press): boolean {
  if (inks === undefined) return false;
  return inks.profile === undefined || Buffer.compare(inks.profile, profile.bytes) === 0;
}

/** The file's own inks, held to what the paper bears. */
async function separateInks(image: ImageFile, crop: Rect, placed: Size, press: Press): Promise<Separation> {
  const { default: sharp } = await import('sharp');
  const source = sharp(image.bytes, { failOn: 'error', ignoreIcc: true }).pipelineColourspace('cmyk');
  const { data, info } = await photograph(image, crop, placed, pressPpi.photograph)
    .pipeline(source)
    .toColourspace('cmyk')
    .raw()
    .toBuffer({ resolveWithObject: true });
  const { width, height } = info;
  const inks = onPaper(data, info.channels);
  const grey = keyAsGrey(inks);
  if (grey !== undefined) return { width, height, space: 'gray', bytes: grey };
  return { width, height, space: 'cmyk', bytes: limitInk(inks, press.tac) };
}

/**
 * Why a drawing cannot be printed at a size: too much to draw, or nothing left of it at that size, which shows only when
 * it is drawn. A photograph was read to its end when it was opened. Out: undefined where nothing stands in the way.
 */
export async function drawingFault(image: ImageFile, crop: Rect, placed: Size): Promise<string | undefined> {
  // Flat shapes have no pixels to fail in, but for those of which nothing is left.
  const large = Math.min(placed.width, placed.height) >= 1;
  if (!image.vector || (image.drawing !== undefined && large)) return undefined;
  try {
    // What can be drawn roughly can be drawn finely, and is quicker tried.
    await readPart(image, crop, placed, roughly).catch(() => readPart(image, crop, placed));
    return undefined;
  } catch (error) {
    return decoderFault(error);
  }
}

/** The pixels of the part that is printed, on white. */
export async function readPart(image: ImageFile, crop: Rect, placed: Size, ppi: Resolution = pressPpi) {
  const { default: sharp } = await import('sharp');
  const { pipeline, density } = image.vector
    ? drawing(image, crop, placed, ppi.drawing)
    : photograph(image, crop, placed, ppi.photograph);
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
function photograph({ width, height }: ImageFile, crop: Rect, placed: Size, ppi: number): Reading {
  const part = pixelsOf(crop, { width, height });
  const least = (pixels: number, length: number) =>
    Math.max(1, Math.min(pixels, Math.round((length / 72) * ppi)));
  const target = { width: least(part.width, placed.width), height: least(part.height, placed.height) };
  return {
    pipeline: (source) =>
      source
        .autoOrient()
        .extract(part)
        .resize({ ...target, fit: 'fill' }),
  };
}

/** A square of this side is what the image library takes; a small part of a large drawing gets what there is. */
const mostSide = 16_000;

/** Drawn at the size it is printed. */
function drawing(image: ImageFile, crop: Rect, placed: Size, ppi: number): Reading {
  const { width, height, inInches } = image;
  const wanted = ((placed.width / 72) * ppi) / (width * crop.width);
  const scale = Math.min(wanted, mostSide / Math.max(width, height));
  const whole = {
    width: Math.max(1, Math.round(width * scale)),
    height: Math.max(1, Math.round(height * scale)),
  };
  const part = pixelsOf(crop, whole);
  return {
    pipeline: (source) => source.resize({ ...whole, fit: 'fill' }).extract(part),
    // 72 units of an SVG file to the inch are what sharp measured it at; 1 to 100 000 are what it takes.
    density: Math.min(Math.max(72 * (inInches === true ? Math.sqrt(scale) : scale), 1), 100_000),
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
