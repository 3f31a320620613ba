const [prefix, startOfScan, endOfImage, app14] = [0xff, 0xda, 0xd9, 0xee];

/**
 * Whether a JPEG has its end marker (EOI). One without it was cut short, even if a broken download padded it with zeros,
 * which decode as grey. Bytes after the marker, as cameras append them, are ignored. ITU-T T.81, B.2.1.
 */
export function hasEndMarker(jpeg: Uint8Array): boolean {
  const file = Buffer.from(jpeg.buffer, jpeg.byteOffset, jpeg.byteLength);
  // From the scan on: an EXIF thumbnail before it has an EOI of its own.
  let at = 2;
  while (at + 4 <= file.length && file[at] === prefix && file[at + 1] !== startOfScan)
    // Any number of fill bytes may precede a marker.
    at += file[at + 1] === prefix ? 1 : 2 + file.readUInt16BE(at + 2);
  return file.indexOf(Buffer.from([prefix, endOfImage]), at) >= 0;
}

/** Whether a CMYK JPEG has Adobe's APP14 marker, under which 0 is full ink. Adobe Technical Note 5116, 18. */
export function hasAdobeMarker(jpeg: Uint8Array): boolean {
  const file = Buffer.from(jpeg.buffer, jpeg.byteOffset, jpeg.byteLength);
  // Each segment is a marker and a length that includes itself.
  for (let at = 2; at + 4 <= file.length && file[at] === prefix && file[at + 1] !== startOfScan; ) {
    if (file[at + 1] === app14 && file.toString('latin1', at + 4, at + 9) === 'Adobe') return true;
    at += 2 + file.readUInt16BE(at + 2);
  }
  return false;
}

/** Sums of four inks: more than any press accepts (coated paper takes 330 %), and no more than a highlight has. */
const overInked = 3.3 * 255;
const highlight = 0.7 * 255;

/**
 * Whether inks were decoded inverted. Without Adobe's marker a JPEG may be stored either way: software that follows PDF writes
 * 255 for full ink, other software only lost the marker. In: four bytes a pixel (and alpha), 255 for full ink.
 *
 * Heuristic: inverted highlights have more ink than any press prints. So it is inverted if more pixels are over-inked than
 * are highlights; in a tie (usually none of either), if the mean ink exceeds 200 %.
 */
export function isInverted(inks: Uint8Array, channels: number): boolean {
  let overInkedPixels = 0;
  let highlights = 0;
  let total = 0;
  for (let pixel = 0; pixel < inks.length; pixel += channels) {
    const ink = inks[pixel]! + inks[pixel + 1]! + inks[pixel + 2]! + inks[pixel + 3]!;
    if (ink > overInked) overInkedPixels += 1;
    if (ink < highlight) highlights += 1;
    total += ink;
  }
  if (overInkedPixels !== highlights) return overInkedPixels > highlights;
  return total / (inks.length / channels) > 2 * 255;
}
