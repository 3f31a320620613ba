import type { Rect, Size } from '../core/geometry.ts';
import type { ImageFile } from './image-file.ts';
import { type Resolution, readPart } from './separate.ts';

/** A picture as a screen shows it: a JPEG file, red, green and blue or one grey channel. */
export interface ScreenPicture {
  readonly width: number;
  readonly height: number;
  readonly space: 'rgb' | 'gray';
  readonly jpeg: Uint8Array;
}

/** How fine and how faithful a screen's pictures are: pixels an inch, and JPEG's quality of 1 to 100. */
export interface ScreenQuality {
  readonly ppi: Resolution;
  readonly quality: number;
}

/** Makes a picture for the screen. In: the part that is shown (fractions of its turned sides) and its size on the page. */
export async function screenPicture(
  image: ImageFile,
  crop: Rect,
  placed: Size,
  { ppi, quality }: ScreenQuality,
): Promise<ScreenPicture> {
  const { default: sharp } = await import('sharp');
  const { data, info } = await readPart(image, crop, placed, ppi);
  const { width, height, channels } = info;
  const jpeg = await sharp(data, { raw: { width, height, channels } }).jpeg({ quality }).toBuffer();
  return { width, height, space: channels < 3 ? 'gray' : 'rgb', jpeg };
}
