/**
 * Whether a JPEG bears Adobe's marker (APP14), which says that its inks are stored upside down: 0 is full ink. Adobe
 * Technical Note 5116, 18.
 */
export function hasAdobeMarker(jpeg: Uint8Array): boolean {
  const file = Buffer.from(jpeg.buffer, jpeg.byteOffset, jpeg.byteLength);
  const startOfScan = 0xda;
  // After the two bytes of the start, segments of a marker and a length that counts itself, up to the picture's data.
  for (let at = 2; at + 4 <= file.length && file[at] === 0xff && file[at + 1] !== startOfScan; ) {
    if (file[at + 1] === 0xee && file.toString('latin1', at + 4, at + 9) === 'Adobe') return true;
    at += 2 + file.readUInt16BE(at + 2);
  }
  return false;
}

/** No press is given more than this of 400 % (coated paper bears 330 %), nor a photograph without any light in it. */
const tooMuch = 3.3 * 255;
const hardlyAny = 0.7 * 255;

/**
 * Whether inks were read as their own negative. A JPEG without the marker may be either: programs that follow PDF write
 * 255 for full ink, others lose the marker only. In: four bytes a pixel, 255 full ink. The light parts of a picture tell:
 * turned over, they have more ink than any press lays down.
 */
export function isNegative(inks: Uint8Array, channels: number): boolean {
  let drowned = 0;
  let light = 0;
  let total = 0;
  for (let pixel = 0; pixel < inks.length; pixel += channels) {
    const ink = inks[pixel]! + inks[pixel + 1]! + inks[pixel + 2]! + inks[pixel + 3]!;
    if (ink > tooMuch) drowned += 1;
    if (ink < hardlyAny) light += 1;
    total += ink;
  }
  if (drowned !== light) return drowned > light;
  return total / (inks.length / channels) > 2 * 255;
}
