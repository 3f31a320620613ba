import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, describe, expect, it } from 'vitest';
import { openDesk } from '../../../src/cli/desk.ts';
import { openImage } from '../../../src/pictures/image-file.ts';
import { pressPpi, resample } from '../../../src/pictures/resample.ts';
import { fakeDesk } from '../../support/fake-desk.ts';
import { draw } from '../pictures.ts';
import { fonts, svg } from './drawings.ts';

const place = { file: 'issue.md', start: { line: 3, column: 1 } };

/** Left half red, right half blue. */
const halves = draw({ width: 40, height: 20, colour: (x) => (x < 20 ? [255, 0, 0] : [0, 0, 255]) });
const png = await halves.clone().png().toBuffer();
const dataUri = `data:image/png;base64,${png.toString('base64')}`;

async function open(files: Record<string, string | Uint8Array>, name = 'pictures/a.svg') {
  const { desk, messages } = fakeDesk(files);
  return { image: await openImage(name, place, desk, { fonts }), messages };
}

/** The colour at a point of a drawing of 100 × 50. */
async function colourAt(image: Awaited<ReturnType<typeof openImage>>, x: number, y: number) {
  const { data, info } = await resample(
    image!,
    { x: 0, y: 0, width: 1, height: 1 },
    { width: 100, height: 50 },
    { ...pressPpi, drawing: 72 },
  );
  const first = (y * info.width + x) * info.channels;
  return [...data.subarray(first, first + 3)];
}

describe('a picture that a drawing names', () => {
  const drawn = (href: string, more = '') =>
    svg(`<image href="${href}" x="10" y="10" width="40" height="20" ${more}/>`);

  it.each([
    ['beside it', 'b.png'],
    ['in a folder', 'deep/b.png'],
    ['above it', '../b.png'],
    ['with percent codes', 'deep/%E7%94%B2 b.png'],
  ])('is drawn from a file %s', async (_, href) => {
    const names = ['pictures/b.png', 'pictures/deep/b.png', 'b.png', 'pictures/deep/甲 b.png'];
    const files = Object.fromEntries(names.map((name) => [name, png]));
    // The real desk, which knows the spellings of names.
    const folder = mkdtempSync(join(tmpdir(), 'drawing-'));
    folders.push(folder);
    mkdirSync(join(folder, 'pictures/deep'), { recursive: true });
    for (const [name, bytes] of Object.entries(files)) writeFileSync(join(folder, name), bytes);
    writeFileSync(join(folder, 'pictures/a.svg'), drawn(href));
    const { desk, messages } = openDesk('issue.md', folder);
    const image = await openImage('pictures/a.svg', place, desk, { fonts });
    expect(messages().map(({ code }) => code)).toEqual(['svg-as-pixels']);
    expect(await colourAt(image, 15, 20)).toEqual([255, 0, 0]);
    expect(await colourAt(image, 45, 20)).toEqual([0, 0, 255]);
    expect(await colourAt(image, 5, 5)).toEqual([255, 255, 255]);
  });

  const folders: string[] = [];
  afterAll(() => {
    for (const folder of folders) rmSync(folder, { recursive: true });
  });

  it.each([
    ['of the web', 'https://example.org/a.png'],
    ['of the web, without a scheme', '//example.org/a.png'],
    ['by an absolute path', '/etc/a.png'],
    ['by the address of a file', 'file:///etc/a.png'],
    ['outside the folder', '../../a.png'],
    ['that is missing', 'gone.png'],
  ])('is refused by name %s', async (_, href) => {
    const folder = mkdtempSync(join(tmpdir(), 'drawing-'));
    folders.push(folder);
    mkdirSync(join(folder, 'week/pictures'), { recursive: true });
    writeFileSync(join(folder, 'a.png'), png);
    writeFileSync(join(folder, 'week/pictures/a.svg'), drawn(href));
    const { desk, messages } = openDesk('issue.md', join(folder, 'week'));
    expect(await openImage('pictures/a.svg', place, desk, { fonts })).toBeUndefined();
    expect(messages().map(({ code }) => code)).toEqual(['drawing-unsupported']);
    expect(messages()[0]!.text).toContain(`“${href}”`);
    expect(messages()[0]!.text).toContain('<image>');
  });

  it('is drawn from within it', async () => {
    const { image, messages } = await open({ 'pictures/a.svg': drawn(dataUri) });
    expect(messages.map(({ code }) => code)).toEqual(['svg-as-pixels']);
    expect(await colourAt(image, 45, 20)).toEqual([0, 0, 255]);
    const broken = await open({
      'pictures/a.svg': drawn(`data:image/png;base64,${png.subarray(0, 90).toString('base64')}`),
    });
    expect(broken.messages).toMatchObject([{ code: 'drawing-unsupported' }]);
    expect(broken.messages[0]!.text).toContain('内嵌的图片');
  });

  it('fits its frame by preserveAspectRatio', async () => {
    const frame = (ratio: string) =>
      open({
        'pictures/a.svg': svg(
          `<image href="${dataUri}" width="100" height="20" preserveAspectRatio="${ratio}"/>`,
        ),
      });
    expect(await colourAt((await frame('xMinYMin')).image, 45, 10)).toEqual([255, 255, 255]);
    expect(await colourAt((await frame('none')).image, 95, 10)).toEqual([0, 0, 255]);
    expect((await frame('sideways')).messages[0]!.text).toContain('preserveAspectRatio');
  });

  it('is upright and in sRGB, as everywhere else', async () => {
    const turned = await sharp(await halves.clone().jpeg().toBuffer())
      .withMetadata({ orientation: 3 })
      .jpeg()
      .toBuffer();
    const cmyk = await halves.clone().toColourspace('cmyk').tiff().toBuffer();
    const { image } = await open({ 'pictures/a.svg': drawn('b.jpg'), 'pictures/b.jpg': turned });
    const [, , blue] = await colourAt(image, 15, 20);
    expect(blue).toBeGreaterThan(240);
    const inks = await open({ 'pictures/a.svg': drawn('b.tif'), 'pictures/b.tif': cmyk });
    const [red] = await colourAt(inks.image, 15, 20);
    expect(red).toBeGreaterThan(200);
  });

  it('may be a drawing, with its own words, links and definitions', async () => {
    const gradient = (colour: string) =>
      `<linearGradient id="g"><stop stop-color="${colour}"/></linearGradient><rect width="100" height="50" fill="url(#g)"/>`;
    const { image, messages } = await open({
      'pictures/a.svg': svg(`${gradient('red')}<image href="parts/b.svg" x="50" width="50" height="25"/>`),
      'pictures/parts/b.svg': svg(
        `${gradient('blue')}<image href="c.png" width="10" height="5"/><text y="50">字</text>`,
      ),
      'pictures/parts/c.png': png,
    });
    expect(messages.map(({ code }) => code)).toEqual(['svg-as-pixels']);
    expect(await colourAt(image, 25, 25)).toEqual([255, 0, 0]);
    expect(await colourAt(image, 75, 10)).toEqual([0, 0, 255]);
    const bad = await open({ 'pictures/a.svg': drawn('b.svg'), 'pictures/b.svg': svg('<foreignObject/>') });
    expect(bad.messages[0]!.text).toContain('<foreignObject>');
    const circle = await open({ 'pictures/a.svg': drawn('a.svg') });
    expect(circle.messages).toMatchObject([{ code: 'drawing-unsupported' }]);
  });

  it('changes the drawing when it changes, though its file is the same', async () => {
    const other = await draw({ width: 40, height: 20, colour: () => [0, 255, 0] })
      .png()
      .toBuffer();
    const one = await open({ 'pictures/a.svg': drawn('b.png'), 'pictures/b.png': png });
    const two = await open({ 'pictures/a.svg': drawn('b.png'), 'pictures/b.png': other });
    expect(one.image!.id).not.toBe(two.image!.id);
  });
});
