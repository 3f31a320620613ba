import type { CacheFolder } from '../core/cache.ts';
import type { Rect, Size } from '../core/geometry.ts';
import type { Ink } from '../core/ink.ts';
import type { Part, StoreBytes } from '../core/stored-bytes.ts';
import type { Colour, Drawing } from './drawing.ts';
import { shadeGround } from './ground.ts';
import type { ImageFile } from './image-file.ts';
import { type PackedPlates, platesOf } from './plates.ts';
import { type Resolution, resample, yieldToDecoder } from './resample.ts';
import { type Press, separateColours } from './separate.ts';
import { openTurns } from './turns.ts';

/** A picture as it is embedded in a file. Its bytes may be stored outside memory. */
export type MadePicture = Stored<PackedPlates, 'packed'> | Stored<ScreenPicture, 'jpeg'>;

type Stored<T, K extends keyof T> = Omit<T, K> & { readonly [key in K]: Part };

/** A picture for a screen: a JPEG file in sRGB or grey. */
interface ScreenPicture {
  readonly width: number;
  readonly height: number;
  readonly space: 'rgb' | 'gray';
  readonly jpeg: Uint8Array;
}

/** The resolution of the pictures, and JPEG's quality of 1 to 100. */
export interface ScreenQuality {
  readonly ppi: Resolution;
  readonly quality: number;
}

/** What pictures are separated for: the press's ICC profile and its limit of total ink, in percent. */
export type PrintCondition = Pick<Press, 'profile' | 'tac'>;

/** Makes the pictures of one file. They may be requested before the file is begun, so that they are made meanwhile. */
export interface PictureMaker {
  /**
   * In: the part that is printed, its printed size, and the tint that shows where it is transparent, in percent of black. The
   * first request for a picture, part, size and tint makes it; later ones get the same promise.
   */
  readonly make: (
    image: ImageFile,
    crop: Rect,
    placed: Size,
    print: PrintCondition,
    ground?: number,
  ) => Promise<MadePicture>;
  /** The inks of a drawing's colours. */
  readonly inksOf: (drawing: Drawing, print: PrintCondition) => Promise<(colour: Colour) => Ink>;
  /** Called before long synchronous work: lets the pictures under way take their next step. */
  readonly yield: () => Promise<void>;
  /** Resolves when no picture is under way; a failed one has rejected for those who requested it. */
  readonly idle: () => Promise<void>;
}

interface MakerOptions {
  /** Writes a profile to a file, from which alone the image library reads one. Called when a picture needs it. */
  readonly profileFile: (profile: Uint8Array) => string;
  /** How pictures are made for a screen; undefined if they are separated for the press. */
  readonly quality: ScreenQuality | undefined;
  /** Stores the pictures that are made outside memory; without it they stay there. */
  readonly store?: StoreBytes;
  /** Where separated pictures are cached from one run to the next. */
  readonly folder: CacheFolder | undefined;
}

export { UnusableProfile } from './separate.ts';

/** In pixels: the largest that may take hundreds of megabytes beside another one. */
const largePicture = 50_000_000;

export function openPictureMaker({
  profileFile,
  quality,
  folder,
  store = (bytes) => bytes,
}: MakerOptions): PictureMaker {
  const requested = new Map<string, Promise<MadePicture>>();
  const turns = openTurns();
  const pressOf = (print: PrintCondition): Press => ({
    ...print,
    profileFile: () => profileFile(print.profile.bytes),
  });
  return {
    make: (image, crop, placed, print, ground = 0) => {
      const key = JSON.stringify([image.id, crop, placed.width, placed.height, ground]);
      const pending = requested.get(key);
      if (pending !== undefined) return pending;
      const take = image.width * image.height > largePicture ? turns.alone : turns.together;
      const made = take(async (): Promise<MadePicture> => {
        if (quality === undefined) {
          const plates = await platesOf(image, crop, placed, pressOf(print), folder, ground);
          return { ...plates, packed: store(plates.packed) };
        }
        const picture = await screenPicture(image, crop, placed, quality, ground);
        return { ...picture, jpeg: store(picture.jpeg) };
      });
      made.catch(() => {});
      requested.set(key, made);
      return made;
    },
    inksOf: (drawing, print) => separateColours(drawing, pressOf(print)),
    yield: async () => {
      if (requested.size > 0) await yieldToDecoder();
    },
    idle: async () => void (await Promise.allSettled(requested.values())),
  };
}

/** Makes a picture for a screen. */
async function screenPicture(
  image: ImageFile,
  crop: Rect,
  placed: Size,
  { ppi, quality }: ScreenQuality,
  ground: number,
): Promise<ScreenPicture> {
  const { default: sharp } = await import('sharp');
  const { data, info } = await resample(image, crop, placed, ppi);
  const { width, height, channels } = info;
  if (ground > 0) await shadeGround(data, info, image, crop, placed, ground, ppi);
  const jpeg = await sharp(data, { raw: { width, height, channels } }).jpeg({ quality }).toBuffer();
  return { width, height, space: channels < 3 ? 'gray' : 'rgb', jpeg };
}
