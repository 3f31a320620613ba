import type { KeptStore } from '../core/cache.ts';
import type { Rect, Size } from '../core/geometry.ts';
import type { ImageFile } from '../pictures/image-file.ts';
import { type PackedPlates, platesOf } from '../pictures/kept-plates.ts';
import { type ScreenPicture, screenPicture } from '../pictures/resample.ts';
import type { Press } from '../pictures/separate.ts';
import { type ProfileName, profiles } from './profiles.ts';

/** A picture as it lies in the file. */
export type MadePicture = PackedPlates | ScreenPicture;

/** Makes the pictures of a file, which may be asked for before there is a file to put them into. */
export interface PictureMaker {
  /** In: the part that is printed and the size it is printed at. What was asked for before is not made again. */
  readonly make: (image: ImageFile, crop: Rect, placed: Size) => Promise<MadePicture>;
  /** Comes when nothing is being made any more; what failed has failed for those who asked. */
  readonly idle: () => Promise<void>;
}

/** In: the press, where its plates are kept for the next build, and what the file is for. */
export function openPictureMaker(
  press: Press & { readonly store?: KeptStore },
  name: ProfileName,
): PictureMaker {
  const quality = profiles[name].pictures;
  const asked = new Map<string, Promise<MadePicture>>();
  let last: Promise<unknown> = Promise.resolve();
  return {
    make: (image, crop, placed) => {
      const key = JSON.stringify([image.id, crop, placed.width, placed.height]);
      const known = asked.get(key);
      if (known !== undefined) return known;
      // One after the other: each may take some hundred megabytes.
      const made = last.then(
        (): Promise<MadePicture> =>
          quality === undefined
            ? platesOf(image, crop, placed, press, press.store)
            : screenPicture(image, crop, placed, quality),
      );
      last = made.catch(() => {});
      asked.set(key, made);
      return made;
    },
    idle: async () => void (await last),
  };
}
