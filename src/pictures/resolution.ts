import type { Rect, Size } from '../core/geometry.ts';
import { millimetre } from '../core/units.ts';
import type { ImageFile } from './image-file.ts';

/**
 * Pixels an inch below which a picture must not be printed, and below which it looks soft. A newspaper screen of 100
 * lines an inch wants two pixels a line; line art is not screened, and its steps show up to 600.
 */
const photograph = { least: 150, wanted: 200 };
const lineArt = { least: 150, wanted: 600 };

/** A picture that has too few pixels for the size it is printed at, and the widths that they are enough for. */
export interface Coarse {
  /** Below the least that may be printed, not only below what is wanted. */
  readonly tooCoarse: boolean;
  readonly ppi: number;
  readonly wanted: number;
  /** As printed, and the greatest at which it would do, in whole millimetres. */
  readonly width: number;
  readonly leastWidth: number;
  readonly wantedWidth: number;
}

/** The pixels an inch that a part of a picture has at the size it is printed at: the smaller of both directions. */
export function printedPpi({ width, height }: Size, crop: Rect, placed: Size): number {
  const across = (width * crop.width) / (placed.width / 72);
  const down = (height * crop.height) / (placed.height / 72);
  return Math.min(across, down);
}

/**
 * Whether a picture is coarse where it stands. In: the part and the size it is printed at, and how much of its width
 * or height make-up may still crop away elsewhere (0 where its shape is fixed), which the widths allow for. Out:
 * undefined where it has pixels enough; a drawing always has.
 */
export function coarseness(image: ImageFile, crop: Rect, placed: Size, mayCrop: number): Coarse | undefined {
  const { least, wanted } = image.lineArt === true ? lineArt : photograph;
  const ppi = printedPpi(image, crop, placed);
  if (image.vector || ppi >= wanted) return undefined;
  const pixels = mayCrop === 0 ? (placed.width / 72) * ppi : image.width * (1 - mayCrop);
  const widthAt = (density: number) => Math.floor(((pixels / density) * 72) / millimetre);
  return {
    tooCoarse: ppi < least,
    ppi: Math.floor(ppi),
    wanted,
    width: Math.round(placed.width / millimetre),
    leastWidth: widthAt(least),
    wantedWidth: widthAt(wanted),
  };
}
