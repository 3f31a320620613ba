import { describe, expect, it } from 'vitest';
import type { CacheFolder } from '../../src/core/cache.ts';
import type { Rect, Size } from '../../src/core/geometry.ts';
import type { ImageFile } from '../../src/pictures/image-file.ts';
import { openPictureMaker } from '../../src/pictures/picture-maker.ts';
import { draw } from '../pictures/pictures.ts';
import { press } from '../pictures/press.ts';

const whole = { x: 0, y: 0, width: 1, height: 1 };
const placed = { width: 40, height: 20 };

async function picture(id: string, width = 80): Promise<ImageFile> {
  const bytes = await draw({ width, height: 40, colour: (x, y) => [x, y, 9] })
    .png()
    .toBuffer();
  return { id, path: id, bytes, width, height: 40, vector: false };
}

/** A maker whose cache is always empty, with a log of the pictures started and finished. */
function counting() {
  const log: string[] = [];
  const folder: CacheFolder = {
    writer: 'a test',
    read: () => void log.push('started') as undefined,
    write: async () => void log.push('finished'),
  };
  const { make, ...maker } = openPictureMaker({ ...press, quality: undefined, folder });
  const makeFor = (image: ImageFile, crop: Rect, size: Size) => make(image, crop, size, press);
  return { log, maker: { ...maker, make: makeFor } };
}

describe('a picture maker', () => {
  it('makes a picture once for each part and size', async () => {
    const { log, maker } = counting();
    const image = await picture('a');
    const first = maker.make(image, whole, placed);
    expect(maker.make(image, { ...whole }, { ...placed })).toBe(first);
    await first;
    expect(maker.make(image, whole, placed)).toBe(first);
    expect(log).toEqual(['started', 'finished']);
    await maker.make(image, { ...whole, width: 0.5 }, placed);
    await maker.make(image, whole, { ...placed, height: 21 });
    await maker.make(await picture('b'), whole, placed);
    expect(log).toHaveLength(8);
  });

  it('makes two pictures at a time, and is idle when all are made', async () => {
    const { log, maker } = counting();
    const images = await Promise.all(['a', 'b', 'c', 'd'].map((id) => picture(id)));
    for (const image of images) void maker.make(image, whole, placed);
    await maker.idle();
    expect(log.slice(0, 3)).toEqual(['started', 'started', 'finished']);
    const atOnce = log.map((_, index) =>
      log.slice(0, index + 1).reduce((sum, each) => sum + (each === 'started' ? 1 : -1), 0),
    );
    expect(Math.max(...atOnce)).toBe(2);
    expect(log).toHaveLength(8);
  });

  it('rejects for a broken picture, and makes the next', async () => {
    const { maker } = counting();
    const broken = { ...(await picture('a')), bytes: new Uint8Array(9) };
    void maker.make(broken, whole, placed);
    const next = maker.make(await picture('b'), whole, placed);
    await maker.idle();
    await expect(maker.make(broken, whole, placed)).rejects.toThrow();
    expect(await next).toMatchObject({ width: 80, space: 'cmyk' });
  });
});
