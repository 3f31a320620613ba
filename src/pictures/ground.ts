import type { Rect, Size } from '../core/geometry.ts';
import type { ImageFile } from './image-file.ts';
import { limitInk } from './limit-ink.ts';
import { type Resolution, resampleAlpha } from './resample.ts';
import type { Separation } from './separate.ts';

/*
 * Pictures on a tint of black, such as that of a box. They are made on paper first, and the tint is added where they are
 * transparent, by as much: so a transparent pixel has exactly the ink of the tint, and no edge shows. `ground` is the tint
 * in percent.
 */

/** Adds the tint to the plates of a picture. Total ink stays within the limit `tac`, in percent. */
export async function addGround(
  separation: Separation,
  image: ImageFile,
  crop: Rect,
  placed: Size,
  ground: number,
  tac: number,
): Promise<Separation> {
  const { space, bytes } = separation;
  if (image.lineArt === true || ground === 0) return separation;
  const shares = await groundShares(image, crop, placed, separation);
  if (shares === undefined) return separation;
  const tint = (255 * ground) / 100;
  const plates = Uint8Array.from(bytes);
  if (space === 'gray') {
    for (const [pixel, share] of shares.entries())
      plates[pixel] = Math.max(0, Math.round(plates[pixel]! - tint * share));
    return { ...separation, bytes: plates };
  }
  for (const [pixel, share] of shares.entries()) {
    const black = pixel * 4 + 3;
    plates[black] = Math.min(255, Math.round(plates[black]! + tint * share));
  }
  return { ...separation, bytes: limitInk(plates, tac) };
}

/** The same for a picture on a screen, where a tint of black takes light away. In: its pixels; changed in place. */
export async function shadeGround(
  pixels: Uint8Array,
  { width, height, channels }: Size & { readonly channels: number },
  image: ImageFile,
  crop: Rect,
  placed: Size,
  ground: number,
  ppi: Resolution,
): Promise<void> {
  const shares = await groundShares(image, crop, placed, { width, height }, ppi);
  const shade = (255 * ground) / 100;
  for (const [pixel, share] of shares?.entries() ?? [])
    for (let at = pixel * channels; at < (pixel + 1) * channels; at += 1)
      pixels[at] = Math.max(0, Math.round(pixels[at]! - shade * share));
}

/** How much of the ground shows through each pixel, from 0 to 1; undefined if the picture is opaque. */
async function groundShares(
  image: ImageFile,
  crop: Rect,
  placed: Size,
  { width, height }: Size,
  ppi?: Resolution,
): Promise<Float32Array | undefined> {
  const alpha = await resampleAlpha(image, crop, placed, ppi);
  if (alpha === undefined) return undefined;
  if (alpha.length !== width * height) throw new Error('the alpha channel has another size than its picture');
  return Float32Array.from(alpha, (value) => 1 - value / 255);
}
