import type { CacheFolder } from '../core/cache.ts';
import { entryName, readEntry, writeEntry } from '../core/cache-entry.ts';
import type { Rect, Size } from '../core/geometry.ts';
import type { ImageFile } from './image-file.ts';
import { type Packed, packPlates } from './plates.ts';
import { type Press, type Separation, separate } from './separate.ts';

/** A separation packed as a PDF holds it (deflate). */
export interface PackedPlates extends Shape {
  readonly packed: Uint8Array;
}

type Shape = Omit<Separation, 'bytes'> & Pick<Packed, 'predicted'>;

/**
 * Separates a picture, or takes the plates that were made of it before at the same size for the same press. Out: the
 * same bytes either way.
 */
export async function platesOf(
  image: ImageFile,
  crop: Rect,
  placed: Size,
  press: Press,
  folder: CacheFolder | undefined,
): Promise<PackedPlates> {
  if (folder === undefined) return makePlates(image, crop, placed, press);
  const { width, height } = image;
  const parameters = ['plates', width, height, crop, placed.width, placed.height, press.tac];
  const name = entryName(folder, parameters, [image.bytes, press.profile.bytes]);
  const cached = readEntry<Shape>(folder, name);
  if (cached !== undefined) return { ...cached.facts, packed: cached.bytes };
  const { packed, ...facts } = await makePlates(image, crop, placed, press);
  void writeEntry<Shape>(folder, name, { facts, bytes: packed });
  return { ...facts, packed };
}

async function makePlates(image: ImageFile, crop: Rect, placed: Size, press: Press): Promise<PackedPlates> {
  const plates = await separate(image, crop, placed, press);
  const { bytes: _, ...shape } = plates;
  return { ...shape, ...(await packPlates(plates)) };
}
