import sharp, { type Sharp } from 'sharp';
import { describe, expect, it } from 'vitest';
import { openImage } from '../../src/pictures/image-file.ts';
import { isPhotograph, samplePixels } from '../../src/pictures/photograph.ts';
import { fakeDesk } from '../support/fake-desk.ts';
import { fullSweeps } from '../support/sweeps.ts';
import {
  drawings,
  lettering,
  photograph,
  posterOnPhotograph,
  randomNumbers,
  render,
  scannedPage,
} from './kinds.ts';
import { draw } from './pictures.ts';

/** As on a web page, for print, and as a camera or a scanner gives it. */
const sizes = [
  { width: 620, height: 460 },
  ...(fullSweeps
    ? [
        { width: 1400, height: 1000 },
        { width: 2600, height: 1900 },
      ]
    : []),
];

/** As drawn, and as others may have saved it: JPEG leaves rings around letters, and WebP smooths. */
const saved: Readonly<Record<string, (picture: Sharp) => Sharp>> = {
  PNG: (picture) => picture.png(),
  'JPEG 50': (picture) => picture.jpeg({ quality: 50 }),
  'JPEG 75': (picture) => picture.jpeg({ quality: 75 }),
  'JPEG 92': (picture) => picture.jpeg({ quality: 92 }),
  WebP: (picture) => picture.webp({ quality: 75 }),
};

/** The names of the ways to save a picture of which it is taken for a photograph. */
async function takenForPhotographs(picture: Sharp): Promise<readonly string[]> {
  const png = await picture.png().toBuffer();
  const taken: string[] = [];
  for (const [name, save] of Object.entries(saved)) {
    if (isPhotograph(await samplePixels(sharp(await save(sharp(png)).toBuffer())))) taken.push(name);
  }
  return taken;
}

describe('what keeps its frame', () => {
  describe.each(sizes)('$width pixels wide', (size) => {
    it.each(Object.entries(drawings))('%s', async (name, content) => {
      const random = randomNumbers(name.length);
      expect(await takenForPhotographs(render(size, content(size, random)))).toEqual([]);
    });

    it('a scanned page of text', async () => {
      expect(await takenForPhotographs(await scannedPage(size, randomNumbers(4)))).toEqual([]);
    });

    it.each(['title', 'band', 'foot', 'side'] as const)('words over a photograph: %s', async (layout) => {
      expect(await takenForPhotographs(await posterOnPhotograph(size, layout, randomNumbers(5)))).toEqual([]);
    });

    it('a photograph with a cut-out ground', async () => {
      const mask = Buffer.from(
        `<svg width="${size.width}" height="${size.height}"><circle cx="50%" cy="50%" r="30%"/></svg>`,
      );
      const cutOut = await photograph(size, randomNumbers(6))
        .ensureAlpha()
        .composite([{ input: mask, blend: 'dest-in' }])
        .png()
        .toBuffer();
      expect(isPhotograph(await samplePixels(sharp(cutOut)))).toBe(false);
    });

    it('a photograph turned to one bit', async () => {
      const bits = await photograph(size, randomNumbers(7)).threshold(128).png({ colours: 2 }).toBuffer();
      expect(isPhotograph(await samplePixels(sharp(bits)))).toBe(false);
    });
  });

  it('an icon', async () => {
    expect(await takenForPhotographs(photograph({ width: 60, height: 60 }, randomNumbers(8)))).toEqual([]);
  });
});

describe('what may be cropped', () => {
  describe.each(sizes)('a photograph $width pixels wide', (size) => {
    // JPEG 50 and WebP leave flat blocks in a photograph of many pixels, and libjpeg and libwebp mix colours when they shrink
    // it: it may keep its frame.
    const ways = size.width > 1000 ? ['PNG', 'JPEG 75', 'JPEG 92'] : Object.keys(saved);
    const allWays = expect.arrayContaining(ways);

    it.each([11, 12, 13, 14])('scene %i', async (seed) => {
      expect(await takenForPhotographs(photograph(size, randomNumbers(seed)))).toEqual(allWays);
    });

    it('that is all grain', async () => {
      const random = randomNumbers(16);
      const channel = () => 128 + (random() + random() + random() - 1.5) * 40;
      const noise = draw({ ...size, colour: () => [channel(), channel(), channel()] });
      expect(await takenForPhotographs(noise)).toEqual(allWays);
    });

    it('without colour', async () => {
      const grey = photograph(size, randomNumbers(15)).greyscale();
      expect(await takenForPhotographs(grey)).toEqual(allWays);
    });
  });
});

describe('openImage', () => {
  const size = { width: 620, height: 460 };
  const open = async (bytes: Uint8Array) =>
    openImage('picture', { file: 'issue.md' }, fakeDesk({ picture: bytes }).desk);

  it.each(['jpeg', 'png', 'webp', 'tiff', 'avif'] as const)('knows a photograph: %s', async (format) => {
    const bytes = await photograph(size, randomNumbers(21)).toFormat(format).toBuffer();
    expect(await open(bytes)).toMatchObject({ photograph: true });
  });

  it('knows a photograph in CMYK', async () => {
    const bytes = await photograph(size, randomNumbers(22)).toColourspace('cmyk').jpeg().toBuffer();
    expect(await open(bytes)).toMatchObject({ photograph: true, inks: {} });
  });

  it('takes no SVG for one', async () => {
    const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="300" height="200">${lettering(9, 9, 40, 6, '#c00', randomNumbers(1))}</svg>`;
    expect(await open(Buffer.from(svg))).not.toHaveProperty('photograph');
  });
});
