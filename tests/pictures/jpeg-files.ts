/** Offsets in a JPEG: `scan`, where the picture data of its first scan begin, and `end`, where its end marker is. */
export function dataOf(jpeg: Buffer): { readonly scan: number; readonly end: number } {
  let at = 2;
  while (jpeg[at + 1] !== 0xda) at += 2 + jpeg.readUInt16BE(at + 2);
  return { scan: at + 2 + jpeg.readUInt16BE(at + 2), end: jpeg.length - 2 };
}

/** The same file with bytes inserted. */
export const inserted = (file: Buffer, at: number, bytes: Uint8Array): Buffer =>
  Buffer.concat([file.subarray(0, at), bytes, file.subarray(at)]);

/** The same JPEG with a segment after its first marker. */
export function withSegment(jpeg: Buffer, marker: number, content: string | Uint8Array): Buffer {
  const body = typeof content === 'string' ? Buffer.from(content, 'latin1') : content;
  return inserted(jpeg, 2, Buffer.concat([Buffer.from([0xff, marker, 0, body.length + 2]), body]));
}

/**
 * A row of equal tiles with a restart marker after each. In: a JPEG of one minimum coded unit. The first unit after a
 * restart is coded as the first of a file is. ITU-T T.81, F.1.1.5.1.
 */
export function withRestarts(tile: Buffer, count: number): Buffer {
  const { scan, end } = dataOf(tile);
  const head = Buffer.from(tile.subarray(0, scan));
  let at = 2;
  while (head[at + 1] !== 0xc0) at += 2 + head.readUInt16BE(at + 2);
  head.writeUInt16BE(head.readUInt16BE(at + 7) * count, at + 7);
  const units = Array.from({ length: count }, (_, index) => [
    ...(index === 0 ? [] : [Buffer.from([0xff, 0xd0 + ((index - 1) & 7)])]),
    tile.subarray(scan, end),
  ]);
  const file = Buffer.concat([head, ...units.flat(), Buffer.from([0xff, 0xd9])]);
  return withSegment(file, 0xdd, Buffer.from([0, 1]));
}
