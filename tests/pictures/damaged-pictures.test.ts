import fc from 'fast-check';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { openImage } from '../../src/pictures/image-file.ts';
import { checkStream } from '../../src/pictures/jpeg-stream.ts';
import { fakeDesk } from '../support/fake-desk.ts';
import { dataOf, inserted, withRestarts, withSegment } from './jpeg-files.ts';
import { draw } from './pictures.ts';
import { pngChunk, withChunk } from './png-chunks.ts';

const place = { file: 'issue.md', start: { line: 3, column: 1 } };
const [width, height] = [480, 320];
const garden = draw({
  width,
  height,
  // Sky and grass, a wall with windows, and the noise of a camera.
  colour: (x, y) => {
    const noise = ((x * 7919 + y * 104729 + ((x * y) << 3)) % 29) - 14;
    const wall = x % 160 > 60 && y > 90 && y < 260;
    const light = wall
      ? (x >> 4) & (y >> 4) & 1
        ? 30
        : 225
      : y < 150
        ? 200 - y / 3
        : 70 + 40 * Math.sin(x / 5 + y);
    return [light + noise, light + noise / 2 + (y > 150 ? 20 : 0), light - noise + (y < 150 ? 30 : -30)].map(
      (value) => Math.max(0, Math.min(255, Math.round(value))),
    ) as [number, number, number];
  },
});
const jpeg = await garden.clone().jpeg({ quality: 85 }).toBuffer();
const progressive = await garden.clone().jpeg({ quality: 85, progressive: true }).toBuffer();
const png = await garden.clone().png().toBuffer();
const webp = await garden.clone().webp({ lossless: true }).toBuffer();
const gif = await garden.clone().gif().toBuffer();
const tiff = (compression: 'none' | 'lzw' | 'deflate' | 'jpeg' | 'packbits') =>
  garden.clone().tiff({ compression, predictor: 'none' }).toBuffer();
const grey = sharp({ create: { width: 8, height: 8, channels: 3, background: '#5a7' } }).toColourspace('b-w');
const tile = await grey.clone().jpeg().toBuffer();

async function open(bytes: Uint8Array) {
  const { desk, messages } = fakeDesk({ photo: bytes });
  return { image: await openImage('photo', place, desk), messages };
}

const zeroed = (file: Buffer, from: number, length: number): Buffer =>
  Buffer.from(file).fill(0, from, from + length);
const flipped = (file: Buffer, from: number, count: number): Buffer => {
  const copy = Buffer.from(file);
  for (let index = 0; index < count; index += 1) copy[from + 37 * index]! ^= 0x5a;
  return copy;
};
const endMarker = Buffer.from([0xff, 0xd9]);
const cut = (file: Buffer, share: number): Buffer => file.subarray(0, file.length * share);

describe('a picture whose data are damaged is refused at its place', () => {
  const { scan } = dataOf(jpeg);
  it.each<[string, () => Buffer | Promise<Buffer>]>([
    ['JPEG with zeros', () => zeroed(jpeg, scan + 4000, 400)],
    ['JPEG with few zeros', () => zeroed(jpeg, scan + 4000, 60)],
    ['JPEG with flipped bits', () => flipped(jpeg, scan + 3000, 12)],
    ['JPEG that was cut and given an end marker', () => Buffer.concat([cut(jpeg, 0.6), endMarker])],
    ['JPEG with data that no block needs', () => inserted(jpeg, jpeg.length - 2, Buffer.alloc(400, 0x35))],
    ['JPEG without a restart marker', () => withoutRestart(withRestarts(tile, 20), 5)],
    ['progressive JPEG with zeros', () => zeroed(progressive, dataOf(progressive).scan + 900, 400)],
    ['progressive JPEG that was cut', () => Buffer.concat([cut(progressive, 0.6), endMarker])],
    ['PNG with a flipped bit', () => flipped(png, png.length >> 1, 1)],
    ['WebP that was cut, its sizes fitted', () => fitted(cut(webp, 0.7))],
    ['GIF with zeros', () => zeroed(gif, 9000, 1000)],
    ['GIF with flipped bits', () => flipped(gif, 9000, 10)],
    ['GIF that was cut', () => cut(gif, 0.6)],
    ['TIFF with zeros: PackBits', async () => zeroed(await tiff('packbits'), 9000, 1000)],
    ['TIFF with zeros: LZW', async () => zeroed(await tiff('lzw'), 9000, 1000)],
    ['TIFF with flipped bits: Deflate', async () => flipped(await tiff('deflate'), 9000, 3)],
    ['TIFF with zeros: JPEG', async () => zeroed(await tiff('jpeg'), 3000, 1000)],
  ])('%s', async (_, make) => {
    const { image, messages } = await open(await make());
    expect(image).toBeUndefined();
    expect(messages).toMatchObject([{ code: 'image-broken', place }]);
    expect(messages[0]!.text).toMatch(/损坏|不完整/);
  });

  /** The sizes of the file and of its only chunk. */
  function fitted(file: Buffer): Buffer {
    const copy = Buffer.from(file);
    copy.writeUInt32LE(copy.length - 8, 4);
    copy.writeUInt32LE(copy.length - 20, 16);
    return copy;
  }

  function withoutRestart(file: Buffer, which: number): Buffer {
    const at = file.indexOf(Buffer.from([0xff, 0xd0 + which]));
    return Buffer.concat([file.subarray(0, at), file.subarray(at + 2)]);
  }

  it('CMYK JPEG', async () => {
    const cmyk = await garden.clone().toColourspace('cmyk').jpeg({ quality: 90 }).toBuffer();
    expect((await open(cmyk)).messages).toEqual([]);
    const { messages } = await open(zeroed(cmyk, dataOf(cmyk).scan + 5000, 800));
    expect(messages).toMatchObject([{ code: 'image-broken', place }]);
  });
});

describe('a sound picture that decoders complain of is printed without a message', () => {
  it.each<[string, () => Buffer | Promise<Buffer>]>([
    ['JPEG with bytes behind its end', () => Buffer.concat([jpeg, Buffer.from('appended by a camera')])],
    ['JPEG with a second JPEG behind its end', () => Buffer.concat([jpeg, tile])],
    ['JPEG with a broken EXIF segment', () => withSegment(jpeg, 0xe1, 'Exif\0\0IIxxbroken')],
    [
      'JPEG with a broken ICC profile',
      () => withSegment(jpeg, 0xe2, `ICC_PROFILE\0\x01\x01${'?'.repeat(40)}`),
    ],
    [
      'JPEG with an ICC segment that is none of any',
      () => withSegment(jpeg, 0xe2, 'ICC_PROFILE\0\x03\x02xx'),
    ],
    ['JPEG with an unknown colour transform', () => withSegment(jpeg, 0xee, 'Adobe\0\x64\0\0\0\0\x07')],
    ['JPEG with bytes between two segments', () => inserted(jpeg, 20, Buffer.from([1, 2, 3]))],
    ['JPEG with fill bytes before a marker', () => inserted(jpeg, 20, Buffer.alloc(5, 0xff))],
    ['JPEG with a few bytes before its end', () => inserted(jpeg, jpeg.length - 2, Buffer.from([1, 2, 3]))],
    ['JPEG filled up with zeros before its end', () => inserted(jpeg, jpeg.length - 2, Buffer.alloc(700))],
    ['JPEG with restart markers', () => withRestarts(tile, 40)],
    [
      'progressive JPEG with bytes between two segments',
      () => inserted(progressive, 20, Buffer.from([1, 2])),
    ],
    [
      'progressive JPEG with a byte before its end',
      () => inserted(progressive, progressive.length - 2, tile.subarray(9, 10)),
    ],
    ['PNG with bytes behind its end', () => Buffer.concat([png, Buffer.from('rest')])],
    [
      'PNG with a broken profile',
      () => withChunk(png, pngChunk('iCCP', Buffer.from('x\0\0broken broken broken'))),
    ],
    [
      'PNG with a comment of a wrong checksum',
      () => withChunk(png, flipped(pngChunk('tEXt', Buffer.from('a\0b')), 13, 1)),
    ],
    ['PNG with broken EXIF data', () => withChunk(png, pngChunk('eXIf', Buffer.from('garbage!')))],
    ['PNG with bytes missing behind its data', () => png.subarray(0, -12)],
    ['TIFF with bytes behind its end', async () => Buffer.concat([await tiff('lzw'), Buffer.from('rest')])],
    ['TIFF with an unknown tag', async () => withTag(await tiff('lzw'), 60_001)],
    ['TIFF with tags out of order', async () => withTag(await tiff('lzw'), 250)],
    ['TIFF with a tag that points nowhere', async () => withTag(await tiff('lzw'), 306, 2, 20, 9_999_999)],
    ['GIF with bytes behind its end', () => Buffer.concat([gif, Buffer.from('rest')])],
    ['GIF without its end', () => gif.subarray(0, -1)],
    ['WebP with bytes behind its end', () => Buffer.concat([webp, Buffer.from('rest')])],
  ])('%s', async (_, make) => {
    const { image, messages } = await open(await make());
    expect(messages).toEqual([]);
    expect(image).toBeDefined();
  });

  /** The same TIFF with one more entry at the end of its directory. TIFF 6.0, 2. */
  function withTag(file: Buffer, tag: number, type = 3, count = 1, value = 7): Buffer {
    const from = file.readUInt32LE(4);
    const entries = file.readUInt16LE(from);
    const entry = Buffer.alloc(16);
    entry.writeUInt16LE(tag, 0);
    entry.writeUInt16LE(type, 2);
    entry.writeUInt32LE(count, 4);
    entry.writeUInt32LE(value, 8);
    const directory = Buffer.concat([file.subarray(from, from + 2 + 12 * entries), entry]);
    directory.writeUInt16LE(entries + 1, 0);
    const copy = Buffer.concat([file, directory]);
    copy.writeUInt32LE(file.length, 4);
    return copy;
  }

  it.each([
    ['coarse', { quality: 1 }],
    ['fine', { quality: 100, chromaSubsampling: '4:4:4' }],
    ['with codes that are not optimized', { optimiseCoding: false }],
    [
      'with overshoot at edges',
      { trellisQuantisation: true, overshootDeringing: true, quantisationTable: 3 },
    ],
  ] as const)('JPEG, %s', async (_, options) => {
    for (const picture of [
      garden,
      blackAndWhite,
      draw({ width: 9, height: 33, colour: () => [255, 255, 255] }),
    ]) {
      for (const grey of [false, true])
        expect(checkStream(await picture.clone().greyscale(grey).jpeg(options).toBuffer())).toBe('sound');
    }
  });

  const blackAndWhite = draw({
    width: 125,
    height: 77,
    colour: (x, y) => (((x >> 3) ^ (y >> 2)) & 1 ? [255, 255, 255] : [0, 0, 0]),
  });
});

describe('a JPEG with random damage', () => {
  const original = sharp(jpeg).raw().toBuffer();
  const { scan, end } = dataOf(jpeg);
  const at = fc.integer({ min: scan, max: end - 1 });

  /** The share of pixels that are far from the original. */
  async function shareOff(file: Buffer): Promise<number> {
    const [before, after] = [await original, await sharp(file, { failOn: 'none' }).raw().toBuffer()];
    let off = 0;
    for (let index = 1; index < before.length; index += 3)
      if (Math.abs(before[index]! - after[index]!) > 24) off += 1;
    return off / (before.length / 3);
  }

  it.each<[string, fc.Arbitrary<Buffer>, number]>([
    [
      'bytes changed in five places',
      fc.array(fc.tuple(at, fc.integer({ min: 1, max: 255 })), { minLength: 5, maxLength: 5 }).map(changed),
      0.9,
    ],
    ['64 bytes zeroed', at.map((from) => zeroed(jpeg, from, Math.min(64, end - from))), 0.85],
    ['1000 bytes zeroed', at.map((from) => zeroed(jpeg, from, Math.min(1000, end - from))), 1],
  ])('looks like the original or is refused, nearly always: %s', async (_, files, share) => {
    let [visible, refused] = [0, 0];
    for (const file of fc.sample(files, { numRuns: 60, seed: 7 })) {
      if ((await shareOff(file)) < 0.001) continue;
      visible += 1;
      if ((await open(file)).image === undefined) refused += 1;
    }
    expect(visible).toBeGreaterThan(20);
    expect(refused / visible).toBeGreaterThanOrEqual(share);
  });

  function changed(places: readonly (readonly [number, number])[]): Buffer {
    const copy = Buffer.from(jpeg);
    for (const [index, bits] of places) copy[index]! ^= bits;
    return copy;
  }
});
