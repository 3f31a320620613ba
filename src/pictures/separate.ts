import type { Rect, Size } from '../core/geometry.ts';
import type { Ink } from '../core/ink.ts';
import type { Colour, Drawing } from './drawing.ts';
import type { ImageFile } from './image-file.ts';
import { limitInk } from './limit-ink.ts';
import { cropAndScale, pressPpi, type Resolution, resample } from './resample.ts';
import { effectivePpi } from './resolution.ts';

/** The colour separation of a picture, row by row. */
export interface Separation {
  readonly width: number;
  readonly height: number;
  /**
   * `cmyk`: four bytes a pixel, 255 for 100 %. `gray`: one byte, 0 black, for the K plate alone. `line`: one bit, 0 black, each
   * row padded to whole bytes.
   */
  readonly space: 'cmyk' | 'gray' | 'line';
  readonly bytes: Uint8Array;
}

export interface Press {
  /** The ICC profile of the printing condition. */
  readonly profile: { readonly bytes: Uint8Array };
  /** Writes the profile to a file on first use and returns the file's path: sharp reads profiles from files only. */
  readonly profileFile: () => string;
  /** The limit of total area coverage (TAC), in percent. */
  readonly tac: number;
}

/** Line art is not screened by the press, so it keeps all pixels; from 600 ppi on its steps are invisible. */
const lineArtPpi: Resolution = { ...pressPpi, photograph: Number.POSITIVE_INFINITY };
const sharpLineArt = 600;

/**
 * Separates the part `crop` of a picture (fractions of its sides, after EXIF orientation) for its printed size.
 *
 * - CMYK files without a profile, or with the profile of this press, keep their inks; all others go through the ICC profile of
 *   the press.
 * - Total area coverage is limited to `press.tac`.
 * - Neutral colours of a drawing go to the K plate alone, as does a picture without colour, line art at 600 ppi or more as bits.
 * - Transparency is flattened on white, and nothing is enlarged.
 */
export async function separate(
  image: ImageFile,
  crop: Rect,
  placed: Size,
  press: Press,
): Promise<Separation> {
  if (isForThisPress(image, press)) return separateInks(image, crop, placed, press);
  const { data, info } = await resample(image, crop, placed, image.lineArt === true ? lineArtPpi : pressPpi);
  const { width, height, channels } = info;
  const grey = toGrey(data, channels);
  if (grey !== undefined) {
    const isSharp = image.lineArt === true && effectivePpi(image, crop, placed) >= sharpLineArt;
    if (isSharp) return { width, height, space: 'line', bytes: toBits(grey, width) };
    return { width, height, space: 'gray', bytes: grey };
  }
  const inks = await convertToInks(data, { width, height }, press);
  if (image.vector) keepNeutral(inks, data, await linesOf(image, crop, placed));
  return { width, height, space: 'cmyk', bytes: inks };
}

/** The pixels of a drawing without its photographs; undefined if it has none. */
async function linesOf(image: ImageFile, crop: Rect, placed: Size): Promise<Uint8Array | undefined> {
  if (image.linework === undefined) return undefined;
  const { data, info } = await resample({ ...image, bytes: image.linework }, crop, placed);
  if (info.channels === 3) return data;
  const pixels = new Uint8Array((data.length / info.channels) * 3);
  for (let at = 0; at < pixels.length; at += 1) pixels[at] = data[Math.floor(at / 3) * info.channels]!;
  return pixels;
}

/**
 * Puts the neutral colours of a drawing on the K plate alone, as where it is printed as shapes: black lines and words of four
 * inks would need perfect register, and exceed what newsprint takes. Within photographs, where the pixels differ from those
 * of the drawing without them, the profile's mixture stays: there a neutral pixel has coloured neighbours.
 */
function keepNeutral(inks: Uint8Array, pixels: Uint8Array, lines: Uint8Array | undefined): void {
  for (let first = 0, ink = 0; first < pixels.length; first += 3, ink += 4) {
    const [red, green, blue] = [pixels[first]!, pixels[first + 1]!, pixels[first + 2]!];
    if (Math.max(red, green, blue) - Math.min(red, green, blue) > neutralTolerance) continue;
    if (lines && (lines[first] !== red || lines[first + 1] !== green || lines[first + 2] !== blue)) continue;
    inks[ink] = inks[ink + 1] = inks[ink + 2] = 0;
    inks[ink + 3] = 255 - green;
  }
}

/** Converts sRGB pixels to CMYK by the profile of the press, within its ink limit. In: three bytes a pixel. Out: four. */
async function convertToInks(
  pixels: Uint8Array,
  { width, height }: Size,
  { profileFile, tac }: Press,
): Promise<Uint8Array> {
  const { default: sharp } = await import('sharp');
  const file = profileFile();
  // Not `toColourspace('cmyk')`, which would go through the default CMYK profile of libvips first.
  const made = await sharp(pixels, { raw: { width, height, channels: 3 } })
    .withIccProfile(file, { attach: false })
    .raw()
    .toBuffer({ resolveWithObject: true })
    .catch((error: Error) => {
      throw new UnusableProfile(error.message);
    });
  // sharp silently ignores a profile that it cannot use.
  if (made.info.channels !== 4) throw new UnusableProfile('it mixes no inks');
  return limitInk(made.data, tac);
}

/** The profile of the press is complete by its tables, and still the image library cannot use it. */
export class UnusableProfile extends Error {}

/** Whether the file's own inks are meant for this press: without a profile, they are what its author wants printed. */
function isForThisPress({ inks }: ImageFile, { profile }: Press): boolean {
  if (inks === undefined) return false;
  return inks.profile === undefined || Buffer.compare(inks.profile, profile.bytes) === 0;
}

/** Keeps the file's own inks, within the ink limit. */
async function separateInks(image: ImageFile, crop: Rect, placed: Size, press: Press): Promise<Separation> {
  const { default: sharp } = await import('sharp');
  const source = sharp(image.bytes, { failOn: 'error', ignoreIcc: true }).pipelineColourspace('cmyk');
  const { data, info } = await cropAndScale(
    image,
    crop,
    placed,
    pressPpi.photograph,
  )(source)
    .toColourspace('cmyk')
    .raw()
    .toBuffer({ resolveWithObject: true });
  const { width, height } = info;
  const inks = flattenInks(data, info.channels);
  const grey = keyToGrey(inks);
  if (grey !== undefined) return { width, height, space: 'gray', bytes: grey };
  return { width, height, space: 'cmyk', bytes: limitInk(inks, press.tac) };
}

/** Separates the colours of a drawing by the profile of the press; neutral colours become K alone, as in a picture. */
export async function separateColours({ shapes }: Drawing, press: Press): Promise<(colour: Colour) => Ink> {
  const all = shapes.flatMap(({ fill, stroke }) => [fill?.colour, stroke?.colour]);
  const colours = new Map(
    all.filter((colour) => colour !== undefined).map((colour) => [String(colour), colour]),
  );
  const pixels = Uint8Array.from([...colours.values()].flat().map(Math.round));
  const separated =
    colours.size === 0
      ? new Uint8Array()
      : await convertToInks(pixels, { width: colours.size, height: 1 }, press);
  const inks = new Map(
    [...colours.keys()].map((colour, index): [string, Ink] => {
      const grey = toGrey(pixels.subarray(index * 3, index * 3 + 3), 3);
      if (grey !== undefined) return [colour, { c: 0, m: 0, y: 0, k: toPercent(255 - grey[0]!) }];
      const [c, m, y, k] = [0, 1, 2, 3].map((plate) => toPercent(separated[index * 4 + plate]!)) as [
        number,
        number,
        number,
        number,
      ];
      return [colour, { c, m, y, k }];
    }),
  );
  return (colour) => inks.get(String(colour))!;
}

/** Rounded down, so that the sum of four inks stays within the limit. */
const toPercent = (ink: number): number => Math.floor((ink / 255) * 1000) / 10;

/** How far the channels of a neutral pixel may differ, after the rounding of a camera or a converter. */
const neutralTolerance = 2;

/**
 * The grey values of pixels, 0 black; undefined if one of them has colour. They go to the K plate unconverted: the curve of
 * sRGB is close to what a dot gain of 25 % does to a tint on newsprint, so that half grey prints as half grey.
 */
function toGrey(pixels: Uint8Array, channels: number): Uint8Array | undefined {
  if (channels < 3) return pixels.filter((_, index) => index % channels === 0);
  const grey = new Uint8Array(pixels.length / channels);
  for (let pixel = 0; pixel < grey.length; pixel++) {
    const first = pixel * channels;
    const [red, green, blue] = [pixels[first]!, pixels[first + 1]!, pixels[first + 2]!];
    if (Math.max(red, green, blue) - Math.min(red, green, blue) > neutralTolerance) return undefined;
    grey[pixel] = green;
  }
  return grey;
}

/** The same for CMYK: K as grey; undefined if there is any other ink. */
function keyToGrey(inks: Uint8Array): Uint8Array | undefined {
  const grey = new Uint8Array(inks.length / 4);
  for (let pixel = 0; pixel < grey.length; pixel++) {
    const first = pixel * 4;
    if (Math.max(inks[first]!, inks[first + 1]!, inks[first + 2]!) > neutralTolerance) return undefined;
    grey[pixel] = 255 - inks[first + 3]!;
  }
  return grey;
}

/** Flattens CMYK with alpha onto bare paper. */
function flattenInks(pixels: Uint8Array, channels: number): Uint8Array {
  if (channels === 4) return pixels;
  const inks = new Uint8Array((pixels.length / channels) * 4);
  for (let pixel = 0; pixel * 4 < inks.length; pixel++) {
    const alpha = pixels[pixel * channels + 4]! / 255;
    for (let plate = 0; plate < 4; plate++)
      inks[pixel * 4 + plate] = Math.round(pixels[pixel * channels + plate]! * alpha);
  }
  return inks;
}

/** Grey values as bits, 1 white, each row padded to whole bytes. ISO 32000-1, 8.9.3. */
function toBits(grey: Uint8Array, width: number): Uint8Array {
  const row = Math.ceil(width / 8);
  const bits = new Uint8Array(row * (grey.length / width));
  for (let pixel = 0; pixel < grey.length; pixel++) {
    const [x, y] = [pixel % width, Math.floor(pixel / width)];
    if (grey[pixel]! >= 128) bits[y * row + (x >> 3)]! |= 0x80 >> (x & 7);
  }
  return bits;
}
