import { fileURLToPath } from 'node:url';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { openImage } from '../../src/pictures/image-file.ts';
import { separate } from '../../src/pictures/separate.ts';
import { fakeDesk } from '../support/fake-desk.ts';
import { draw } from './pictures.ts';
import { press } from './press.ts';

const place = { file: 'issue.md' };

const whole = { x: 0, y: 0, width: 1, height: 1 };
const inch = 72;

async function image(bytes: Uint8Array) {
  const opened = await openImage('p', place, fakeDesk({ p: bytes }).desk);
  if (opened === undefined) throw new Error('the test’s own picture does not open');
  return opened;
}

const colourful = draw({ width: 200, height: 100, colour: (x, y) => [x, (x * y) % 256, 255 - y] });
const pixel = (bytes: Uint8Array, index: number) => [...bytes.subarray(index * 4, index * 4 + 4)];

describe('separate', () => {
  it('the sum of the inks never exceeds the ink limit', async () => {
    const picture = await image(await colourful.clone().png().toBuffer());
    for (const tac of [240, 180, 120]) {
      const { space, bytes } = await separate(
        picture,
        whole,
        { width: inch, height: inch / 2 },
        { ...press, tac },
      );
      expect(space).toBe('cmyk');
      let max = 0;
      for (let index = 0; index < bytes.length; index += 4) {
        max = Math.max(max, bytes[index]! + bytes[index + 1]! + bytes[index + 2]! + bytes[index + 3]!);
      }
      expect(max).toBeLessThanOrEqual((tac / 100) * 255);
      if (tac === 120) expect(max).toBeGreaterThan(1.1 * 255);
    }
  });

  it('white is bare paper, and red is M and Y', async () => {
    const flag = draw({ width: 100, height: 50, colour: (x) => (x < 50 ? [255, 255, 255] : [210, 20, 30]) });
    const picture = await image(await flag.png().toBuffer());
    const { width, bytes } = await separate(picture, whole, { width: inch, height: inch / 2 }, press);
    expect(pixel(bytes, 5)).toEqual([0, 0, 0, 0]);
    const [c, m, y] = pixel(bytes, width - 5);
    expect(m).toBeGreaterThan(150);
    expect(y).toBeGreaterThan(120);
    expect(c).toBeLessThan(60);
  });

  // The values of Ghostscript 10.00 with the same profile, perceptual intent.
  it.each([
    [
      [0, 255, 0],
      [102, 0, 224, 2],
    ],
    [
      [0, 0, 255],
      [240, 123, 0, 29],
    ],
    [
      [0, 255, 255],
      [89, 1, 25, 2],
    ],
    [
      [255, 0, 255],
      [52, 194, 0, 1],
    ],
    [
      [200, 160, 130],
      [3, 45, 93, 52],
    ],
  ] as const)('%j has the inks that Ghostscript gives it', async (colour, inks) => {
    const flat = await image(
      await draw({ width: 4, height: 4, colour: () => [...colour] })
        .png()
        .toBuffer(),
    );
    const { bytes } = await separate(flat, whole, { width: inch, height: inch }, press);
    for (const [plate, ink] of pixel(bytes, 5).entries())
      expect(Math.abs(ink - inks[plate]!)).toBeLessThan(6);
  });

  it('a profile that sharp ignores is an error', async () => {
    const picture = await image(await colourful.clone().png().toBuffer());
    const unfit = { ...press, profileFile: () => fileURLToPath(import.meta.url) };
    await expect(separate(picture, whole, { width: inch, height: inch }, unfit)).rejects.toThrow(
      'mixes no inks',
    );
  });

  it('a photograph is scaled down to 250 ppi and never up', async () => {
    const big = await image(
      await draw({ width: 900, height: 600, colour: (x, y) => [x % 256, y % 256, 9] })
        .png()
        .toBuffer(),
    );
    expect(await separate(big, whole, { width: inch, height: inch }, press)).toMatchObject({
      width: 250,
      height: 250,
    });
    const small = await image(await colourful.clone().png().toBuffer());
    const placed = { width: 10 * inch, height: 5 * inch };
    expect(await separate(small, whole, placed, press)).toMatchObject({ width: 200, height: 100 });
  });

  it('an SVG is rendered at 600 ppi of its printed size', async () => {
    const svg =
      '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20"><rect width="20" height="20" fill="#c00"/></svg>';
    const right = { x: 0.5, y: 0, width: 0.5, height: 1 };
    const picture = await image(Buffer.from(svg));
    const all = await separate(picture, whole, { width: 2 * inch, height: inch }, press);
    expect(all).toMatchObject({ width: 1200, height: 600, space: 'cmyk' });
    // The edge of the drawing is sharp: two columns of mixed pixels at most.
    const row = Array.from({ length: 1200 }, (_, x) => pixel(all.bytes, 300 * 1200 + x)[1]!);
    expect(row.filter((magenta) => magenta > 20 && magenta < 150).length).toBeLessThanOrEqual(2);
    expect(await separate(picture, right, { width: inch, height: inch }, press)).toMatchObject({
      width: 600,
      height: 600,
      space: 'gray',
    });
  });

  it('a grey picture is printed on the K plate alone', async () => {
    const ramp = draw({ width: 256, height: 4, colour: (x) => [x, x, x] });
    for (const format of ['png', 'jpeg'] as const) {
      const picture = await image(await ramp.clone().toFormat(format, { quality: 100 }).toBuffer());
      const { space, bytes, width } = await separate(
        picture,
        whole,
        { width: 3 * inch, height: inch },
        press,
      );
      expect(space).toBe('gray');
      expect(width).toBe(256);
      expect(bytes[10]).toBeLessThan(14);
      expect(bytes[250]).toBeGreaterThan(246);
    }
    const file = await image(await ramp.clone().greyscale().png().toBuffer());
    expect((await separate(file, whole, { width: inch, height: inch }, press)).space).toBe('gray');
  });

  it('transparency is flattened on white', async () => {
    const clear = await sharp({ create: { width: 20, height: 20, channels: 4, background: '#f000' } })
      .png()
      .toBuffer();
    const { bytes, space } = await separate(await image(clear), whole, { width: inch, height: inch }, press);
    expect(space).toBe('gray');
    expect(new Set(bytes)).toEqual(new Set([255]));
  });

  it.each([1, 2, 3, 4, 5, 6, 7, 8])('EXIF orientation %i is applied before the crop', async (orientation) => {
    const turned = draw({
      width: 80,
      height: 40,
      colour: (x, y) => [x < 40 ? 20 : 230, 40, y < 20 ? 20 : 230],
    });
    const bytes = await turned.withMetadata({ orientation }).png().toBuffer();
    const upright = await sharp(bytes).autoOrient().raw().toBuffer({ resolveWithObject: true });
    const picture = await image(bytes);
    const corner = { x: 0, y: 0, width: 0.5, height: 0.5 };
    const part = await separate(picture, corner, { width: inch, height: inch }, press);
    expect(part).toMatchObject({ width: upright.info.width / 2, height: upright.info.height / 2 });
    const colour = [...upright.data.subarray(0, 3)] as [number, number, number];
    const alike = await image(
      await draw({ width: 9, height: 9, colour: () => colour })
        .png()
        .toBuffer(),
    );
    const expected = await separate(alike, whole, { width: inch, height: inch }, press);
    const middle = Math.floor(part.height / 2) * part.width + Math.floor(part.width / 2);
    for (const [plate, ink] of pixel(part.bytes, middle).entries()) {
      expect(Math.abs(ink - expected.bytes[plate]!)).toBeLessThan(4);
    }
  });

  it('separation is reproducible', async () => {
    const picture = await image(await colourful.clone().jpeg().toBuffer());
    const placed = { width: inch / 2, height: inch / 4 };
    expect(await separate(picture, whole, placed, press)).toEqual(
      await separate(picture, whole, placed, press),
    );
  });
});

describe('a drawing', () => {
  const open = (svg: string) => image(Buffer.from(svg));

  it.each([
    ['one unit wide', 'viewBox="0 0 1 1"', 700],
    ['100 units wide', 'width="100" height="60"', 0.03],
    ['100 units wide', 'width="100" height="60"', 700],
  ])('%s (%s) is separated at %d points', async (_, size, points) => {
    const drawing = await open(
      `<svg xmlns="http://www.w3.org/2000/svg" ${size}><rect width="1" height="1"/></svg>`,
    );
    const { width, height, bytes } = await separate(drawing, whole, { width: points, height: points }, press);
    expect(width).toBe(Math.max(1, Math.round((points / 72) * 600)));
    expect(bytes.length % (width * height)).toBe(0);
  });

  it('of 16,000 pixels a side is measured without being rendered', async () => {
    const start = performance.now();
    const drawing = await open(
      '<svg xmlns="http://www.w3.org/2000/svg" width="16000" height="16000"><rect width="9" height="9"/></svg>',
    );
    expect(drawing).toMatchObject({ width: 16000, height: 16000 });
    // Rendered at its own size it takes half a minute.
    expect(performance.now() - start).toBeLessThan(3000);
  });
});
