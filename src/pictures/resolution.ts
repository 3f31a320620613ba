import type { Rect, Size } from '../core/geometry.ts';
import { millimetre } from '../core/units.ts';
import type { ImageFile } from './image-file.ts';

/**
 * The resolutions, in pixels per inch, below which a picture is not printed, and below which it looks soft. A newspaper screen
 * of 100 lines per inch needs two pixels a line; line art is not screened, and its steps are visible up to 600.
 */
const photograph = { min: 150, target: 200 };
const lineArt = { min: 150, target: 600 };

/** A picture with too few pixels for its printed size, and the widths for which its pixels suffice. */
export interface LowResolution {
  /** Below the minimum, not only below the target. */
  readonly tooCoarse: boolean;
  readonly ppi: number;
  readonly targetPpi: number;
  /** As printed, and the greatest at the minimum and at the target, in whole millimetres. */
  readonly width: number;
  readonly maxWidth: number;
  readonly maxSharpWidth: number;
}

/** The effective resolution of a part of a picture at its printed size: the lower of the two directions. */
export function effectivePpi({ width, height }: Size, crop: Rect, placed: Size): number {
  const across = (width * crop.width) / (placed.width / 72);
  const down = (height * crop.height) / (placed.height / 72);
  return Math.min(across, down);
}

/**
 * Checks the resolution of a picture as placed. In: the part and its printed size, and the fraction of its width or height
 * that make-up may crop away at another size (0 if its shape is fixed), which limits the widths. Out: undefined if the
 * resolution suffices; that of a drawing always does.
 */
export function checkResolution(
  image: ImageFile,
  crop: Rect,
  placed: Size,
  maxCrop: number,
): LowResolution | undefined {
  const { min, target } = image.lineArt === true ? lineArt : photograph;
  const ppi = effectivePpi(image, crop, placed);
  if (image.vector || ppi >= target) return undefined;
  const pixels = maxCrop === 0 ? (placed.width / 72) * ppi : image.width * (1 - maxCrop);
  const widthAt = (density: number) => Math.floor(((pixels / density) * 72) / millimetre);
  return {
    tooCoarse: ppi < min,
    ppi: Math.floor(ppi),
    targetPpi: target,
    width: Math.round(placed.width / millimetre),
    maxWidth: widthAt(min),
    maxSharpWidth: widthAt(target),
  };
}
