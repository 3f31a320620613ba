import sharp, { type Sharp } from 'sharp';
import { describe, expect, it } from 'vitest';
import { bytesOf } from '../../src/core/stored-bytes.ts';
import { addGround } from '../../src/pictures/ground.ts';
import { type ImageFile, openImage } from '../../src/pictures/image-file.ts';
import { openPictureMaker } from '../../src/pictures/picture-maker.ts';
import { separate } from '../../src/pictures/separate.ts';
import { fakeDesk } from '../support/fake-desk.ts';
import { cmykTiff } from './cmyk-files.ts';
import { draw } from './pictures.ts';
import { press } from './press.ts';

const whole = { x: 0, y: 0, width: 1, height: 1 };
const placed = { width: 72, height: 36 };
const size = { width: 200, height: 100 };

async function open(picture: Sharp | Buffer): Promise<ImageFile> {
  const bytes = Buffer.isBuffer(picture) ? picture : await picture.png().toBuffer();
  const opened = await openImage('p', { file: 'issue.md' }, fakeDesk({ p: bytes }).desk);
  if (opened === undefined) throw new Error('the test’s own picture does not open');
  return opened;
}

/** Colours with an alpha channel: opaque at the left, transparent at the right, between them half of both. */
async function fading(colour: (x: number, y: number) => readonly [number, number, number]): Promise<Sharp> {
  const alpha = draw({
    ...size,
    colour: (x) => [x < 80 ? 255 : x < 120 ? 128 : 0, 0, 0],
  });
  const channel = await alpha.extractChannel(0).raw().toBuffer();
  const raw = { width: size.width, height: size.height, channels: 1 as const };
  return draw({ ...size, colour }).joinChannel(channel, { raw });
}

const colourful = (x: number, y: number) => [x, y * 2, 90] as const;
const grey = (x: number) => [x, x, x] as const;

async function onGround(image: ImageFile, ground: number) {
  const onPaper = await separate(image, whole, placed, press);
  const separation = await addGround(onPaper, image, whole, placed, ground, press.tac);
  return { onPaper, separation };
}

describe('addGround', () => {
  it('a transparent pixel has exactly the tint, an opaque one its own inks', async () => {
    const { onPaper, separation } = await onGround(await open(await fading(colourful)), 20);
    const { width, space, bytes } = separation;
    expect(space).toBe('cmyk');
    const inks = (from: Uint8Array, x: number) => [...from.subarray((width + x) * 4, (width + x) * 4 + 4)];
    expect(inks(bytes, width - 3)).toEqual([0, 0, 0, 51]);
    expect(inks(bytes, 3)).toEqual(inks(onPaper.bytes, 3));
    const half = Math.round(width / 2);
    expect(inks(bytes, half)[3]).toBe(inks(onPaper.bytes, half)[3]! + Math.round(51 * (127 / 255)));
  });

  it('the same on the black plate alone', async () => {
    const { onPaper, separation } = await onGround(await open(await fading(grey)), 20);
    const { width, space, bytes } = separation;
    expect(space).toBe('gray');
    expect(bytes[width - 3]).toBe(255 - 51);
    expect(bytes[3]).toBe(onPaper.bytes[3]);
  });

  it('adds nothing to an opaque picture, and nothing on paper', async () => {
    const opaque = await onGround(await open(draw({ ...size, colour: colourful })), 20);
    expect(opaque.separation).toBe(opaque.onPaper);
    const paper = await onGround(await open(await fading(colourful)), 0);
    expect(paper.separation).toBe(paper.onPaper);
  });

  it('keeps the total ink within the limit', async () => {
    const image = await open(await fading(() => [10, 12, 40]));
    const onPaper = await separate(image, whole, placed, { ...press, tac: 120 });
    const { bytes } = await addGround(onPaper, image, whole, placed, 50, 120);
    for (let at = 0; at < bytes.length; at += 4)
      expect(bytes[at]! + bytes[at + 1]! + bytes[at + 2]! + bytes[at + 3]!).toBeLessThanOrEqual(306);
  });

  it('an inked TIFF with an alpha channel shows the tint as well', async () => {
    const tiff = cmykTiff(size.width, size.height, () => [200, 30, 0, 0], {
      cover: (x) => (x < 100 ? 255 : 0),
    });
    const { onPaper, separation } = await onGround(await open(tiff), 20);
    expect([...separation.bytes.subarray((separation.width - 3) * 4).subarray(0, 4)]).toEqual([0, 0, 0, 51]);
    expect([...separation.bytes.subarray(12, 16)]).toEqual([...onPaper.bytes.subarray(12, 16)]);
  });

  it('a drawing that is rendered shows the tint as well', async () => {
    const svg =
      '<svg xmlns="http://www.w3.org/2000/svg" width="200" height="100"><defs><linearGradient id="g"><stop stop-color="#c00"/><stop offset="1" stop-color="#fc0"/></linearGradient></defs><rect width="90" height="100" fill="url(#g)"/></svg>';
    const image = await open(Buffer.from(svg));
    expect(image).not.toHaveProperty('drawing');
    const { separation } = await onGround(image, 20);
    const last = (separation.width - 3) * 4;
    expect([...separation.bytes.subarray(last, last + 4)]).toEqual([0, 0, 0, 51]);
  });
});

it('on a screen the tint is grey', async () => {
  const quality = { ppi: { photograph: 200, drawing: 200 }, quality: 95 };
  const maker = openPictureMaker({ profileFile: () => '', quality, folder: undefined });
  const image = await open(await fading(colourful));
  const made = await maker.make(image, whole, placed, press, 20);
  if (!('jpeg' in made)) throw new Error('no JPEG');
  const { data, info } = await sharp(bytesOf(made.jpeg)).raw().toBuffer({ resolveWithObject: true });
  const last = (info.width * 50 - 3) * info.channels;
  for (const channel of data.subarray(last, last + 3)) expect(Math.abs(channel - 204)).toBeLessThan(4);
});

it('a picture on paper and on a tint are two pictures', async () => {
  const maker = openPictureMaker({
    profileFile: press.profileFile,
    quality: undefined,
    folder: undefined,
  });
  const image = await open(await fading(colourful));
  const onPaper = maker.make(image, whole, placed, press);
  expect(maker.make(image, whole, placed, press, 20)).not.toBe(onPaper);
  expect(maker.make(image, whole, placed, press, 0)).toBe(onPaper);
  await maker.idle();
});
