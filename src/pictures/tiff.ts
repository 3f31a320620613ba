/** Tags of a TIFF's first directory. TIFF 6.0, 8 and 21. */
const [compression, photometric, subsampling] = [259, 262, 530];
const ycbcr = 6;
/** JPEG, old and new: libjpeg converts these to RGB. */
const jpegs: readonly (number | undefined)[] = [6, 7];

/**
 * Whether a TIFF has its colours as brightness and colour difference (YCbCr), neither compressed as JPEG nor subsampled: libvips
 * takes those for red, green and blue. Any other YCbCr it converts.
 */
export function isTakenForRgb(tiff: Uint8Array): boolean {
  const tags = readTags(tiff, [compression, photometric, subsampling]);
  if (tags.get(photometric)?.[0] !== ycbcr || jpegs.includes(tags.get(compression)?.[0])) return false;
  const [across, down] = tags.get(subsampling) ?? [2, 2];
  return across === 1 && down === 1;
}

/** The first two numbers of each of the wanted tags, which are SHORT and fit into their entries. */
function readTags(tiff: Uint8Array, wanted: readonly number[]): ReadonlyMap<number, readonly number[]> {
  const view = new DataView(tiff.buffer, tiff.byteOffset, tiff.byteLength);
  const tags = new Map<number, readonly number[]>();
  try {
    const little = view.getUint16(0) === 0x4949;
    const short = (at: number) => view.getUint16(at, little);
    const isBig = short(2) === 43;
    const offset = (at: number) =>
      isBig ? Number(view.getBigUint64(at, little)) : view.getUint32(at, little);
    const from = offset(isBig ? 8 : 4);
    const [head, size, value] = isBig ? [8, 20, 12] : [2, 12, 8];
    const count = isBig ? offset(from) : short(from);
    for (let at = from + head; at < from + head + count * size; at += size)
      if (wanted.includes(short(at))) tags.set(short(at), [short(at + value), short(at + value + 2)]);
  } catch (error) {
    // The directory is beyond the end of the file: the decoder says so.
    if (!(error instanceof RangeError)) throw error;
  }
  return tags;
}
