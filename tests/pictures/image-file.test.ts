import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { openImage } from '../../src/pictures/image-file.ts';
import { fakeDesk } from '../support/fake-desk.ts';
import { draw } from './pictures.ts';

const place = { file: 'issue.md', start: { line: 12, column: 5 } };
const red = draw({ width: 60, height: 40, colour: (x, y) => [200 + (x % 50), y * 6, (x * y) % 256] });
const svg = Buffer.from(
  '<svg xmlns="http://www.w3.org/2000/svg" width="120" height="50"><rect width="60" height="50"/></svg>',
);

async function open(bytes: Uint8Array) {
  const { desk, messages } = fakeDesk({ photo: bytes });
  return { image: await openImage('photo', place, desk), messages };
}

describe('openImage', () => {
  it.each(['jpeg', 'png', 'webp', 'tiff', 'gif', 'avif'] as const)(
    'reads the size of a %s',
    async (format) => {
      const { image, messages } = await open(await red.clone().toFormat(format).toBuffer());
      expect(messages).toEqual([]);
      expect(image).toMatchObject({ path: 'photo', width: 60, height: 40, vector: false });
    },
  );

  it('reads the first frame of an animated GIF, and says so', async () => {
    const frames = await Promise.all(
      [red, red.clone().negate()].map((frame) => frame.clone().png().toBuffer()),
    );
    const { image, messages } = await open(
      await sharp(frames, { join: { animated: true } })
        .gif()
        .toBuffer(),
    );
    expect(image).toMatchObject({ width: 60, height: 40 });
    expect(messages).toMatchObject([{ code: 'image-pages', place }]);
  });

  it('reads the size of an SVG', async () => {
    expect((await open(svg)).image).toMatchObject({ width: 120, height: 50, vector: true });
  });

  it.each([1, 2, 3, 4, 5, 6, 7, 8])('applies EXIF orientation %i', async (orientation) => {
    const { image } = await open(await red.clone().withMetadata({ orientation }).jpeg().toBuffer());
    expect(image).toMatchObject(orientation < 5 ? { width: 60, height: 40 } : { width: 40, height: 60 });
  });

  it('gives equal files one id and other files another', async () => {
    const [first, again, other] = await Promise.all([
      open(svg),
      open(svg),
      open(await red.clone().png().toBuffer()),
    ]);
    expect(first.image?.id).toBe(again.image?.id);
    expect(first.image?.id).not.toBe(other.image?.id);
  });

  it('reports a missing picture', async () => {
    const { desk, messages } = fakeDesk({});
    expect(await openImage('photo.jpg', place, desk)).toBeUndefined();
    expect(messages).toMatchObject([{ code: 'missing-image', place }]);
  });

  const noise = draw({
    width: 300,
    height: 300,
    colour: (x, y) => [(x * 7919 + y * 104729) % 256, x % 256, y % 256],
  });
  it.each(['jpeg', 'png', 'webp', 'tiff'] as const)('reports a truncated %s', async (format) => {
    const bytes = await noise.clone().toFormat(format).toBuffer();
    const { image, messages } = await open(bytes.subarray(0, bytes.length * 0.6));
    expect(image).toBeUndefined();
    expect(messages).toMatchObject([{ code: 'image-broken', place }]);
  });

  it.each([
    ['text', Buffer.from('这不是图片')],
    ['nothing', new Uint8Array()],
    ['broken SVG', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect')],
  ])('reports %s', async (_, bytes) => {
    expect((await open(bytes)).messages).toMatchObject([{ code: 'image-broken', place }]);
  });

  it('refuses a format that format.md does not list', async () => {
    expect((await open(Buffer.from('%PDF-1.4\n%%EOF\n'))).messages).toMatchObject([
      { code: 'image-broken', place },
    ]);
  });
});
