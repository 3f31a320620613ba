import { deflateSync } from 'node:zlib';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { openImage } from '../../src/pictures/image-file.ts';
import { fakeDesk } from '../support/fake-desk.ts';

const place = { file: 'issue.md', start: { line: 5, column: 1 } };
const side = 64;
/** Pure red. ITU-R BT.601. */
const [luma, blueness, redness] = [76, 85, 255];

interface Kind {
  readonly deflated?: boolean;
  /** Pixels to one colour difference, across and down; undefined leaves the tag out, which means two. */
  readonly shared?: number;
  readonly bigEndian?: boolean;
  readonly big?: boolean;
}

/** A red TIFF in YCbCr. TIFF 6.0, 21; BigTIFF. */
function redTiff({ deflated = false, shared, bigEndian = false, big = false }: Kind): Buffer {
  const each = shared ?? 2;
  const block = [...Array<number>(each * each).fill(luma), blueness, redness];
  const plain = Buffer.from(
    Array<number[]>((side / each) ** 2)
      .fill(block)
      .flat(),
  );
  const pixels = deflated ? deflateSync(plain) : plain;
  const [short, long] = [3, 4];
  const start = big ? 16 : 8;
  const rows: (readonly [tag: number, type: number, first: number, second?: number, third?: number])[] = [
    [256, short, side],
    [257, short, side],
    [259, short, deflated ? 8 : 1],
    [262, short, 6],
    [273, long, start],
    [277, short, 3],
    [278, short, side],
    [279, long, pixels.length],
    [284, short, 1],
    ...(shared === undefined ? [] : ([[530, short, shared, shared]] as const)),
  ];
  const bits = start + pixels.length;
  rows.splice(2, 0, [258, short, 8, 8, 8]);
  const file = Buffer.alloc(bits + 8 + 8 + rows.length * 20 + 8);
  const u16 = (value: number, at: number) =>
    bigEndian ? file.writeUInt16BE(value, at) : file.writeUInt16LE(value, at);
  const u32 = (value: number, at: number) =>
    bigEndian ? file.writeUInt32BE(value, at) : file.writeUInt32LE(value, at);
  const offset = (value: number, at: number) => {
    if (!big) return void u32(value, at);
    u32(bigEndian ? 0 : value, at);
    u32(bigEndian ? value : 0, at + 4);
  };
  file.write(bigEndian ? 'MM' : 'II', 'latin1');
  u16(big ? 43 : 42, 2);
  if (big) u16(8, 4);
  const directory = bits + 8;
  offset(directory, big ? 8 : 4);
  pixels.copy(file, start);
  for (const index of [0, 1, 2]) u16(8, bits + 2 * index);
  if (big) offset(rows.length, directory);
  else u16(rows.length, directory);
  const [head, size, value] = big ? [8, 20, 12] : [2, 12, 8];
  for (const [index, [tag, type, ...values]] of rows.entries()) {
    const at = directory + head + index * size;
    u16(tag, at);
    u16(type, at + 2);
    offset(values.length, at + 4);
    if (type === long) u32(values[0]!, at + value);
    else if (values.length * 2 > (big ? 8 : 4)) offset(bits, at + value);
    else for (const [which, number] of values.entries()) u16(number!, at + value + 2 * which);
  }
  return file;
}

async function open(kind: Kind) {
  const { desk, messages } = fakeDesk({ 'a.tif': redTiff(kind) });
  return { image: await openImage('a.tif', place, desk), messages };
}

describe('a TIFF in YCbCr', () => {
  it.each<Kind>([
    { shared: 1 },
    { shared: 1, deflated: true },
    { shared: 1, bigEndian: true },
    { shared: 1, big: true },
    { shared: 1, big: true, bigEndian: true },
  ])('is refused where libvips takes it for RGB: %o', async (kind) => {
    const { data } = await sharp(redTiff(kind)).raw().toBuffer({ resolveWithObject: true });
    expect([...data.subarray(0, 3)]).toEqual([luma, blueness, redness]);
    const { image, messages } = await open(kind);
    expect(image).toBeUndefined();
    expect(messages).toMatchObject([{ code: 'image-broken', place }]);
    expect(messages[0]!.text).toContain('YCbCr');
  });

  it.each<Kind>([{}, { shared: 2 }, { shared: 2, deflated: true }, { bigEndian: true }])(
    'is printed where libvips converts it: %o',
    async (kind) => {
      const { image, messages } = await open(kind);
      expect(messages).toEqual([]);
      const data = await sharp(image!.bytes).removeAlpha().raw().toBuffer();
      expect(data[0]).toBeGreaterThan(250);
      expect(Math.max(data[1]!, data[2]!)).toBeLessThan(5);
    },
  );

  it('is printed where it is compressed as JPEG', async () => {
    const red = sharp({ create: { width: 64, height: 64, channels: 3, background: '#f00' } });
    const tiff = await red.tiff({ compression: 'jpeg', quality: 90 }).toBuffer();
    const { desk, messages } = fakeDesk({ 'a.tif': tiff });
    expect(await openImage('a.tif', place, desk)).toBeDefined();
    expect(messages).toEqual([]);
  });
});
