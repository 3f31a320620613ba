import sharp from 'sharp';

export type Inks = readonly [number, number, number, number];

/** An uncompressed CMYK TIFF, 255 for 100 %, with alpha where `cover` gives it. TIFF 6.0, 16. */
export function cmykTiff(
  width: number,
  height: number,
  inks: (x: number, y: number) => Inks,
  {
    profile,
    cover,
  }: { readonly profile?: Uint8Array; readonly cover?: (x: number, y: number) => number } = {},
): Buffer {
  const pixels = Buffer.from(
    Array.from({ length: width * height }, (_, at) => {
      const [x, y] = [at % width, Math.floor(at / width)];
      return [...inks(x, y), ...(cover === undefined ? [] : [cover(x, y)])];
    }).flat(),
  );
  return inkTiff(width, height, pixels, 8, cover !== undefined, profile);
}

/** The same with 16 bits a sample. */
export function cmykTiff16(
  width: number,
  height: number,
  inks: (x: number, y: number) => Inks,
  profile?: Uint8Array,
): Buffer {
  const pixels = Array.from({ length: width * height }, (_, at) =>
    inks(at % width, Math.floor(at / width)).flatMap((ink) => [ink, ink]),
  );
  return inkTiff(width, height, Buffer.from(pixels.flat()), 16, false, profile);
}

function inkTiff(
  width: number,
  height: number,
  pixels: Buffer,
  depth: number,
  covered: boolean,
  profile: Uint8Array | undefined,
): Buffer {
  const samples = covered ? 5 : 4;
  const short = 3;
  const long = 4;
  const undefinedType = 7;
  const bits = Buffer.from(Array.from({ length: samples }, () => [depth, 0]).flat());
  const entries: [tag: number, type: number, count: number, value: number | Uint8Array][] = [
    [256, short, 1, width],
    [257, short, 1, height],
    [258, short, samples, bits],
    [259, short, 1, 1],
    [262, short, 1, 5],
    [273, long, 1, pixels],
    [277, short, 1, samples],
    [278, long, 1, height],
    [279, long, 1, pixels.length],
    ...(!covered ? [] : ([[338, short, 1, 2]] as [number, number, number, number][])),
    ...(profile === undefined
      ? []
      : ([[34675, undefinedType, profile.length, profile]] as [number, number, number, Uint8Array][])),
  ];
  const directory = Buffer.alloc(2 + entries.length * 12 + 4);
  directory.writeUInt16LE(entries.length);
  const parts: Uint8Array[] = [];
  let end = 8 + directory.length;
  for (const [index, [tag, type, count, value]] of entries.entries()) {
    const at = 2 + index * 12;
    directory.writeUInt16LE(tag, at);
    directory.writeUInt16LE(type, at + 2);
    directory.writeUInt32LE(count, at + 4);
    if (typeof value === 'number') directory.writeUInt32LE(value, at + 8);
    else {
      directory.writeUInt32LE(end, at + 8);
      parts.push(value);
      end += value.length;
    }
  }
  return Buffer.concat([Buffer.from([0x49, 0x49, 42, 0, 8, 0, 0, 0]), directory, ...parts]);
}

/** A CMYK TIFF as a JPEG as Photoshop writes it: inverted, with Adobe's APP14 marker. */
export const adobeJpeg = (tiff: Uint8Array): Promise<Buffer> =>
  sharp(tiff, { ignoreIcc: true })
    .pipelineColourspace('cmyk')
    .toColourspace('cmyk')
    .keepIccProfile()
    .jpeg({ quality: 100, chromaSubsampling: '4:4:4' })
    .toBuffer();

/** The same file with an EXIF segment that has the orientation only. CIPA DC-008, 4.6.4. */
export function turnedBy(jpeg: Buffer, orientation: number): Buffer {
  const tiff = Buffer.from([
    0x49,
    0x49,
    42,
    0,
    8,
    0,
    0,
    0,
    1,
    0,
    0x12,
    1,
    3,
    0,
    1,
    0,
    0,
    0,
    orientation,
    0,
    0,
    0,
    0,
    0,
    0,
    0,
  ]);
  const body = Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), tiff]);
  const head = Buffer.from([0xff, 0xe1, 0, body.length + 2]);
  return Buffer.concat([jpeg.subarray(0, 2), head, body, jpeg.subarray(2)]);
}

/** The same file without Adobe's marker. */
export function withoutMarker(jpeg: Buffer): Buffer {
  const name = jpeg.indexOf('Adobe');
  if (name < 0) throw new Error('the JPEG has no marker');
  return Buffer.concat([jpeg.subarray(0, name - 4), jpeg.subarray(name - 2 + jpeg.readUInt16BE(name - 2))]);
}
