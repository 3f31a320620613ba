import type { Rect, Size } from '../core/geometry.ts';
import type { Picture } from '../issue/issue.ts';
import type { ImageFile } from '../pictures/image-file.ts';
import { checkResolution } from '../pictures/resolution.ts';
import type { Fittings } from './set-text.ts';

/** The context of furniture with pictures. */
export interface Pictures extends Fittings {
  readonly image: (picture: Picture) => ImageFile | undefined;
}

/** Reports a picture whose resolution is too low at its final size and crop. */
export function tellCoarsePicture(
  { path, place }: Picture,
  image: ImageFile,
  crop: Rect,
  placed: Size,
  mayCrop: number,
  { report }: Fittings,
): void {
  const coarse = checkResolution(image, crop, placed, mayCrop);
  if (coarse === undefined) return;
  const { tooCoarse, ...details } = coarse;
  report(tooCoarse ? 'image-coarse' : 'image-soft', place, { path, ...details });
}
