/**
 * Whether a JPEG has its end marker (EOI). What lacks it was cut short, even if the gap was filled up with zeros, as a
 * broken download leaves it, and decodes as grey. Whatever a camera puts after the end does not count. ITU-T T.81, B.2.1.
 */
export function hasEnd(jpeg: Uint8Array): boolean {
  const file = Buffer.from(jpeg.buffer, jpeg.byteOffset, jpeg.byteLength);
  return file.indexOf(Buffer.from([0xff, 0xd9]), startOfScan(file)) >= 0;
}

/** Where the picture's own data begin: a small picture for a quick look stands before them, with an end of its own. */
function startOfScan(file: Buffer): number {
  let at = 2;
  while (at + 4 <= file.length && file[at] === 0xff && file[at + 1] !== 0xda)
    // Any number of fill bytes may stand before a marker.
    at += file[at + 1] === 0xff ? 1 : 2 + file.readUInt16BE(at + 2);
  return at;
}
