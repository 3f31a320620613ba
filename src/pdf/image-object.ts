import type { PackedPlates } from '../pictures/kept-plates.ts';
import type { ScreenPicture } from '../pictures/screen-picture.ts';

const spaces = { cmyk: 'DeviceCMYK', rgb: 'DeviceRGB', gray: 'DeviceGray', line: 'DeviceGray' } as const;

/** A picture as an object of the file: its dictionary and its bytes, as packed. ISO 32000-1, 8.9.5. */
export function imageObject(picture: PackedPlates | ScreenPicture) {
  const { width, height, space } = picture;
  const data: Record<string, unknown> = {
    Type: 'XObject',
    Subtype: 'Image',
    Width: width,
    Height: height,
    ColorSpace: spaces[space],
    BitsPerComponent: space === 'line' ? 1 : 8,
  };
  if ('jpeg' in picture) return { data: { ...data, Filter: 'DCTDecode' }, bytes: picture.jpeg };
  const packing = { ...data, Filter: 'FlateDecode' };
  if (!picture.foretold) return { data: packing, bytes: picture.packed };
  // ISO 32000-1, 7.4.4.4: each row names its own filter of PNG's.
  const Colors = space === 'cmyk' ? 4 : 1;
  const DecodeParms = { Predictor: 15, Colors, BitsPerComponent: 8, Columns: width };
  return { data: { ...packing, DecodeParms }, bytes: picture.packed };
}
