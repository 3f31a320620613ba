import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { openImage } from '../../src/pictures/image-file.ts';
import { resample } from '../../src/pictures/resample.ts';
import { fakeDesk } from '../support/fake-desk.ts';
import { photograph, randomNumbers } from './kinds.ts';

const open = async (bytes: Uint8Array) =>
  (await openImage('p', { file: 'issue.md' }, fakeDesk({ p: bytes }).desk))!;

/** Peak signal to noise ratio, in decibels. A part moved by half a pixel has 37 and more, by two pixels less. */
function psnr(one: Uint8Array, other: Uint8Array): number {
  const squares = one.reduce((sum, value, at) => sum + (value - other[at]!) ** 2, 0);
  return 10 * Math.log10((255 ** 2 * one.length) / squares);
}

describe('a JPEG that is decoded at a part of its size', () => {
  const size = { width: 1601, height: 1203 };
  const crops = {
    'printed whole': { x: 0, y: 0, width: 1, height: 1 },
    'cropped at the sides': { x: 0.06, y: 0, width: 0.91, height: 1 },
    'cropped above and below': { x: 0, y: 0.031, width: 1, height: 0.93 },
    'cropped at its far edges': { x: 0.09, y: 0.07, width: 0.91, height: 0.93 },
  };

  describe.each(Object.entries(crops))('%s', (_, crop) => {
    it.each([1, 6])('looks as if decoded in full: orientation %i', async (orientation) => {
      const bytes = await photograph(size, randomNumbers(31))
        .withMetadata({ orientation })
        .jpeg({ quality: 92 })
        .toBuffer();
      const image = await open(bytes);
      const part = {
        left: Math.round(crop.x * image.width),
        top: Math.round(crop.y * image.height),
        width: Math.floor(crop.width * image.width),
        height: Math.floor(crop.height * image.height),
      };
      for (const width of [700, 390, 150]) {
        const placed = {
          width: (width / 250) * 72,
          height: (((width / 250) * 72) / part.width) * part.height,
        };
        const { data, info } = await resample(image, crop, placed);
        const full = await sharp(bytes)
          .autoOrient()
          .extract(part)
          .resize({ width: info.width, height: info.height, fit: 'fill' })
          .raw()
          .toBuffer();
        expect(info.width).toBe(width);
        expect(psnr(data, full)).toBeGreaterThan(36);
      }
    });
  });
});
