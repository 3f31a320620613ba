import type { Rect, Size } from '../core/geometry.ts';
import type { Picture } from '../issue/issue.ts';
import type { ImageFile } from '../pictures/image-file.ts';
import { coarseness } from '../pictures/resolution.ts';
import type { Fittings } from './set-text.ts';

/** What is needed to lay pictures on a sheet. */
export interface Pictures extends Fittings {
  readonly image: (picture: Picture) => ImageFile | undefined;
}

/** Tells, at the place where it was written, a picture that has too few pixels for its final size and crop. */
export function tellCoarsePicture(
  { path, place }: Picture,
  image: ImageFile,
  crop: Rect,
  placed: Size,
  mayCrop: number,
  { report }: Fittings,
): void {
  const coarse = coarseness(image, crop, placed, mayCrop);
  if (coarse === undefined) return;
  const { tooCoarse, ...details } = coarse;
  report(tooCoarse ? 'image-coarse' : 'image-soft', place, { path, ...details });
}
