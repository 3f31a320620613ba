import type { PackedPlates } from '../assets/kept-plates.ts';
import type { ScreenPicture } from '../assets/screen-picture.ts';

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
  return 'jpeg' in picture
    ? { data: { ...data, Filter: 'DCTDecode' }, bytes: picture.jpeg }
    : { data: { ...data, Filter: 'FlateDecode' }, bytes: picture.packed };
}
