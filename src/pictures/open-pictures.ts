import type { KeptStore } from '../core/cache.ts';
import type { Desk } from '../core/desk.ts';
import type { Report } from '../core/diagnostics.ts';
import type { Place } from '../core/place.ts';
import { type ImageFile, openImage } from './image-file.ts';
import { missingPicture } from './missing-picture.ts';

/** A picture as an author names it. */
interface Named {
  readonly path: string;
  readonly place: Place;
}

/** What tells pictures apart by their names: a path is relative to the file it is written in. */
export const keyOf = ({ path, place }: Named): string => `${place.file}\n${path}`;

/** Waits for pictures that are being opened. Out: them by their keys, a stand-in for each that does not open. */
export type OpeningPictures = () => Promise<ReadonlyMap<string, ImageFile>>;

/**
 * Begins to open pictures, one after the other, each once: the library that decodes them works beside what is done
 * meanwhile. Their troubles are told when they are waited for, in their order, not in between what is told meanwhile.
 */
export async function beginPictures(
  pictures: readonly Named[],
  desk: Desk,
  store: KeptStore | undefined,
): Promise<OpeningPictures> {
  const told: (() => void)[] = [];
  const report: Report = (code, place, details) => void told.push(() => desk.report(code, place, details));
  const opening = openAll(pictures, { ...desk, report }, store);
  // A fault of ours meets whoever waits.
  opening.catch(() => {});
  // The first has to be with the library before this thread is busy with other things.
  if (pictures.length > 0) await new Promise((goOn) => setImmediate(goOn));
  return async () => {
    const opened = await opening;
    for (const tell of told) tell();
    return opened;
  };
}

async function openAll(
  pictures: readonly Named[],
  desk: Desk,
  store: KeptStore | undefined,
): Promise<ReadonlyMap<string, ImageFile>> {
  const opened = new Map<string, ImageFile>();
  for (const picture of pictures) {
    if (opened.has(keyOf(picture))) continue;
    const file = await openImage(picture.path, picture.place, desk, store);
    opened.set(keyOf(picture), file ?? missingPicture(picture.path));
  }
  return opened;
}
