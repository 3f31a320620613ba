import { crc32, deflateSync } from 'node:zlib';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { openImage } from '../../src/pictures/image-file.ts';
import { type Separation, separate } from '../../src/pictures/separate.ts';
import { fakeDesk } from '../support/fake-desk.ts';
import { adobeJpeg, cmykTiff, cmykTiff16, type Inks, turnedBy, withoutMarker } from './cmyk-files.ts';
import { draw } from './pictures.ts';
import { press } from './press.ts';

const place = { file: 'issue.md', start: { line: 12, column: 5 } };
const whole = { x: 0, y: 0, width: 1, height: 1 };
const inch = 72;

async function open(bytes: Uint8Array, name = 'p') {
  const { desk, messages } = fakeDesk({ [name]: bytes });
  return { image: await openImage(name, place, desk), messages };
}

/** The separation of a file printed an inch wide, at which none of these pictures is scaled. */
async function separationOf(bytes: Uint8Array, size = { width: inch, height: inch }): Promise<Separation> {
  const { image, messages } = await open(bytes);
  expect(messages).toEqual([]);
  return separate(image!, whole, size, press);
}

const inksAt = ({ bytes, width }: Separation, x: number, y: number) => [
  ...bytes.subarray((y * width + x) * 4, (y * width + x) * 4 + 4),
];

const maxDifference = (one: readonly number[], other: readonly number[]): number =>
  Math.max(...one.map((value, index) => Math.abs(value - other[index]!)));

// A field of each ink, and white.
const fields: readonly Inks[] = [
  [200, 0, 0, 0],
  [0, 200, 30, 0],
  [20, 10, 210, 0],
  [0, 0, 0, 220],
  [0, 0, 0, 0],
];
const chart = (x: number): Inks => fields[Math.floor(x / 16)]!;
const expectChart = (separation: Separation, tolerance: number) => {
  expect(separation.space).toBe('cmyk');
  for (const [index, inks] of fields.entries()) {
    expect(maxDifference(inksAt(separation, index * 16 + 8, 16), inks)).toBeLessThanOrEqual(tolerance);
  }
};
const inverted = (x: number): Inks => chart(x).map((ink) => 255 - ink) as unknown as Inks;

describe('a CMYK picture', () => {
  const tiff = cmykTiff(80, 32, chart);

  it('keeps its inks: TIFF', async () => expectChart(await separationOf(tiff), 0));

  it('keeps its inks: JPEG with Adobe’s marker', async () =>
    expectChart(await separationOf(await adobeJpeg(tiff)), 3));

  it('keeps its inks: inverted JPEG without the marker', async () =>
    expectChart(await separationOf(withoutMarker(await adobeJpeg(tiff))), 3));

  it('keeps its inks: JPEG without the marker, 255 for full ink', async () =>
    expectChart(await separationOf(withoutMarker(await adobeJpeg(cmykTiff(80, 32, inverted)))), 3));

  it.each([
    ['without a profile', undefined],
    ['with the profile of this press', press.profile.bytes],
  ])('keeps its inks: TIFF of 16 bits %s', async (_, profile) => {
    expectChart(await separationOf(cmykTiff16(80, 32, chart, profile)), 0);
  });

  it('keeps its inks where its profile is that of this press', async () => {
    const tagged = cmykTiff(80, 32, chart, { profile: press.profile.bytes });
    expectChart(await separationOf(tagged), 0);
    expectChart(await separationOf(await adobeJpeg(tagged)), 3);
  });

  it('is converted from the profile of another press: red stays red', async () => {
    const red = (): Inks => [0, 240, 220, 10];
    const foreign = await sharp(cmykTiff(40, 40, red), { ignoreIcc: true })
      .pipelineColourspace('cmyk')
      .toColourspace('cmyk')
      .withIccProfile('cmyk')
      .tiff()
      .toBuffer();
    const [cyan, magenta, yellow] = inksAt(await separationOf(foreign), 20, 20);
    expect(magenta).toBeGreaterThan(150);
    expect(yellow).toBeGreaterThan(120);
    expect(cyan).toBeLessThan(60);
  });

  it('is limited to the total area coverage of the paper', async () => {
    const { bytes } = await separationOf(cmykTiff(40, 40, () => [255, 240, 230, 200]));
    const [c, m, y, k] = bytes as unknown as number[];
    expect(c! + m! + y! + k!).toBeLessThanOrEqual(2.4 * 255);
    expect(c! + m! + y! + k!).toBeGreaterThan(2.3 * 255);
    expect(k).toBe(200);
  });

  it('in black alone is printed on the K plate alone', async () => {
    const { space, bytes } = await separationOf(cmykTiff(40, 40, (x) => [0, 0, 0, x * 6]));
    expect(space).toBe('gray');
    expect([...bytes.subarray(0, 3)]).toEqual([255, 249, 243]);
  });

  it('is bare paper where it is transparent', async () => {
    const clear = cmykTiff(40, 40, () => [0, 200, 100, 40], { cover: (x) => (x < 20 ? 0 : 255) });
    const separation = await separationOf(clear);
    expect(inksAt(separation, 5, 20)).toEqual([0, 0, 0, 0]);
    expect(inksAt(separation, 35, 20)).toEqual([0, 200, 100, 40]);
  });

  it.each([1, 2, 3, 4, 5, 6, 7, 8])(
    'is cropped after EXIF orientation %i is applied',
    async (orientation) => {
      const corner: Inks = [0, 210, 30, 0];
      const tiff = cmykTiff(40, 20, (x, y) => (x < 20 && y < 10 ? corner : [200, 0, 0, 0]));
      const jpeg = turnedBy(await adobeJpeg(tiff), orientation);
      const { image } = await open(jpeg);
      // The corner at which EXIF (CIPA DC-008, 4.6.4) places the first row and column of the file.
      const [right, bottom] = [[2, 3, 6, 7].includes(orientation), [3, 4, 7, 8].includes(orientation)];
      const part = { x: right ? 0.5 : 0, y: bottom ? 0.5 : 0, width: 0.5, height: 0.5 };
      const separation = await separate(image!, part, { width: inch, height: inch }, press);
      expect(maxDifference(inksAt(separation, 4, 4), corner)).toBeLessThan(4);
    },
  );
});

describe('line art', () => {
  const lines = draw({ width: 804, height: 400, colour: (x) => (x % 7 < 3 ? [0, 0, 0] : [255, 255, 255]) });
  const files = {
    'palette PNG': () => lines.clone().png({ palette: true, colours: 2 }),
    'fax TIFF': () => lines.clone().toColourspace('b-w').tiff({ bitdepth: 1, compression: 'ccittfax4' }),
  };

  it.each(Object.entries(files))('at 600 ppi and more keeps every pixel, in one bit: %s', async (_, make) => {
    const bytes = await make().toBuffer();
    const size = { width: inch, height: inch / 2 };
    const separation = await separationOf(bytes, size);
    expect(separation).toMatchObject({ width: 804, height: 400, space: 'line' });
    expect(separation.bytes.length).toBe(101 * 400);
    // 0001111 0001111 0…
    expect([...separation.bytes.subarray(0, 2)]).toEqual([0b00011110, 0b00111100]);
  });

  it.each(Object.entries(files))('at less is printed in K with all its pixels: %s', async (_, make) => {
    const separation = await separationOf(await make().toBuffer(), { width: 2 * inch, height: inch });
    expect(separation).toMatchObject({ width: 804, height: 400, space: 'gray' });
    expect(new Set(separation.bytes)).toEqual(new Set([0, 255]));
  });

  it('in red is not line art', async () => {
    const red = draw({ width: 804, height: 400, colour: (x) => (x % 7 < 3 ? [200, 0, 0] : [255, 255, 255]) });
    const bytes = await red.png({ palette: true, colours: 2 }).toBuffer();
    expect((await open(bytes)).image?.lineArt).toBeUndefined();
    expect(await separationOf(bytes, { width: inch, height: inch / 2 })).toMatchObject({
      space: 'cmyk',
      width: 250,
    });
  });
});

describe('an RGB or grey picture', () => {
  const scene = draw({ width: 60, height: 40, colour: (x, y) => [40 + x * 3, 200 - y * 4, 90] });
  const expected = async () => separationOf(await scene.clone().png().toBuffer());

  it.each([
    ['of 16 bits', () => scene.clone().toColourspace('rgb16').png()],
    ['interlaced', () => scene.clone().png({ progressive: true })],
    ['with opaque alpha', () => scene.clone().ensureAlpha().png()],
    ['WebP', () => scene.clone().webp({ lossless: true })],
    ['TIFF', () => scene.clone().tiff({ compression: 'deflate' })],
    ['AVIF', () => scene.clone().avif({ lossless: true })],
    [
      'progressive JPEG',
      () => scene.clone().jpeg({ quality: 100, chromaSubsampling: '4:4:4', progressive: true }),
    ],
  ])('has the same separation in every format: %s', async (_, make) => {
    const separation = await separationOf(await make().toBuffer());
    const { bytes } = await expected();
    expect(separation).toMatchObject({ width: 60, height: 40, space: 'cmyk' });
    expect(maxDifference([...separation.bytes], [...bytes])).toBeLessThan(12);
  });

  it('is converted from the RGB space of its profile', async () => {
    const flat = (colour: readonly [number, number, number]) =>
      draw({ width: 20, height: 20, colour: () => colour });
    const srgb = inksAt(await separationOf(await flat([200, 60, 50]).png().toBuffer()), 9, 9);
    const p3 = await flat([200, 60, 50]).withIccProfile('p3').png().toBuffer();
    const stored = await sharp(p3, { ignoreIcc: true }).raw().toBuffer();
    expect(maxDifference([...stored.subarray(0, 3)], [200, 60, 50])).toBeGreaterThan(10);
    expect(maxDifference(inksAt(await separationOf(p3), 9, 9), srgb)).toBeLessThan(8);
  });

  it('in grey with alpha is printed in K on white', async () => {
    const bytes = await sharp({ create: { width: 20, height: 20, channels: 4, background: '#80808080' } })
      .toColourspace('b-w')
      .png()
      .toBuffer();
    const { space, bytes: grey } = await separationOf(bytes);
    expect(space).toBe('gray');
    expect(grey[0]).toBeGreaterThan(186);
    expect(grey[0]).toBeLessThan(196);
  });
});

describe('a faulty file', () => {
  const noise = draw({
    width: 300,
    height: 300,
    colour: (x, y) => [(x * 7919 + y * 104729) % 256, x % 256, y % 256],
  });

  it('of over 100 megapixels is refused by its header', async () => {
    for (const [width, height] of [
      [10001, 10000],
      [50000, 50000],
    ] as const) {
      const begun = performance.now();
      const { image, messages } = await open(pngHeader(width, height));
      expect(image).toBeUndefined();
      expect(messages).toMatchObject([{ code: 'image-broken', place }]);
      expect(messages[0]!.text).toContain(`${width} × ${height}`);
      expect(performance.now() - begun).toBeLessThan(500);
    }
    // With a smaller size in its header the file is decoded, and found to be truncated.
    expect((await open(pngHeader(3000, 3000))).messages[0]!.text).toContain('不完整');
  });

  it.each([
    ['AVIF', () => noise.clone().avif()],
    ['interlaced PNG', () => noise.clone().png({ progressive: true })],
    ['progressive JPEG', () => noise.clone().jpeg({ progressive: true })],
  ])('is reported where it is truncated: %s', async (_, make) => {
    const bytes = await make().toBuffer();
    const { image, messages } = await open(bytes.subarray(0, bytes.length * 0.6));
    expect(image).toBeUndefined();
    expect(messages).toMatchObject([{ code: 'image-broken', place }]);
  });

  it.each([
    ['JPEG', () => noise.clone().jpeg()],
    ['CMYK JPEG', () => noise.clone().toColourspace('cmyk').jpeg()],
  ])('is reported where a broken download padded it with zeros: %s', async (_, make) => {
    const bytes = await make().toBuffer();
    const filled = Buffer.concat([bytes.subarray(0, bytes.length * 0.3), Buffer.alloc(bytes.length * 0.7)]);
    const { image, messages } = await open(filled);
    expect(image).toBeUndefined();
    expect(messages).toMatchObject([{ code: 'image-broken', text: '无法打开图片“p”：文件不完整' }]);
    // Bytes after the end marker, as phones append them, are no fault.
    expect((await open(Buffer.concat([bytes, Buffer.alloc(100)]))).messages).toEqual([]);
  });

  it('is refused under its true format, in Chinese and not in a decoder’s words', async () => {
    const text = async (bytes: Uint8Array) => (await open(bytes)).messages[0]!.text;
    const heic = await noise.clone().resize(40).avif().toBuffer();
    // The brand of HEIC, and its codec at every occurrence.
    heic.write('heic', heic.indexOf('avif'), 'latin1');
    for (let at = heic.indexOf('av01'); at >= 0; at = heic.indexOf('av01', at))
      heic.write('hvc1', at, 'latin1');
    expect(await text(heic)).not.toContain('AVIF');
    const jpeg = await noise.clone().jpeg().toBuffer();
    const frame = jpeg.indexOf(Buffer.from([0xff, 0xc0]));
    const twelve = Buffer.from(jpeg);
    twelve[frame + 4] = 12;
    expect(await text(twelve)).toContain('12 位');
    const vast = Buffer.from(jpeg);
    vast.fill(0xff, frame + 5, frame + 9);
    expect(await text(vast)).toContain('像素太多');
    const webp = await noise.clone().webp().toBuffer();
    expect(await text(webp.subarray(0, webp.length / 2))).toMatch(/^[^a-z]+“p”[^a-z]+$/);
  });

  it('of several pages is printed with a warning', async () => {
    const page = (background: string) =>
      sharp({ create: { width: 40, height: 30, channels: 3, background } })
        .png()
        .toBuffer();
    const pages = await Promise.all(['red', 'lime', 'blue'].map(page));
    for (const format of ['tiff', 'webp'] as const) {
      const { image, messages } = await open(
        await sharp(pages, { join: { animated: true } })
          .toFormat(format)
          .toBuffer(),
      );
      expect(image).toMatchObject({ width: 40, height: 30 });
      expect(messages).toMatchObject([{ code: 'image-pages', severity: 'warning', place }]);
    }
    // The smaller copies in a pyramid are not pages.
    const pyramid = await noise.clone().resize(900, 900).tiff({ pyramid: true, tile: true }).toBuffer();
    expect((await open(pyramid)).messages).toEqual([]);
  });

  it('is reported where it is a truncated CMYK JPEG', async () => {
    const jpeg = await adobeJpeg(
      cmykTiff(80, 80, (x, y) => [(x * 37) % 255, (y * 91) % 255, (x * y) % 255, 9]),
    );
    expect((await open(jpeg.subarray(0, jpeg.length * 0.6))).messages).toMatchObject([
      { code: 'image-broken' },
    ]);
  });

  it('with the wrong file name extension is printed with a warning', async () => {
    const png = await noise.clone().png().toBuffer();
    const { image, messages } = await open(png, 'photos/树.JPG');
    expect(image).toBeDefined();
    expect(messages).toMatchObject([{ code: 'image-misnamed', severity: 'warning', place }]);
    expect(messages[0]!.text).toMatch(/\.jpg.*PNG/);
  });

  it.each(['b.psd', 'c.jp2'])('is reported too for an extension of a refused format: %s', async (name) => {
    const { messages } = await open(await noise.clone().png().toBuffer(), name);
    expect(messages).toMatchObject([{ code: 'image-misnamed' }]);
  });

  it.each(['a.png', 'a.PNG', 'a', 'a.b/c', '2026.11'])(
    'is not reported for a name without a wrong extension: %s',
    async (name) => {
      expect((await open(await noise.clone().png().toBuffer(), name)).messages).toEqual([]);
    },
  );

  it('that is text named .jpg is not recognized', async () => {
    const { messages } = await open(Buffer.from('图书馆周末开放时间'), 'a.jpg');
    expect(messages).toMatchObject([
      { code: 'image-broken', text: '无法打开图片“a.jpg”：无法识别的图片格式' },
    ]);
  });
});

/** A PNG with the given size in its header and hardly any data. */
function pngHeader(width: number, height: number): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width);
  header.writeUInt32BE(height, 4);
  header.set([8, 2], 8);
  const chunk = (name: string, data: Uint8Array) => {
    const body = Buffer.concat([Buffer.from(name, 'latin1'), data]);
    const out = Buffer.alloc(body.length + 8);
    out.writeUInt32BE(data.length);
    body.copy(out, 4);
    out.writeUInt32BE(crc32(body) >>> 0, body.length + 4);
    return out;
  };
  const start = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  const end = chunk('IEND', new Uint8Array());
  return Buffer.concat([start, chunk('IHDR', header), chunk('IDAT', deflateSync(Buffer.alloc(64))), end]);
}
