import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import sharp from 'sharp';
import { afterAll, describe, expect, it } from 'vitest';
import type { Rect } from '../../src/core/geometry.ts';
import { type ImageFile, openImage } from '../../src/pictures/image-file.ts';
import { openFonts, print } from '../pdf/small-publication.ts';
import { adobeJpeg, cmykTiff, withoutMarker } from '../pictures/cmyk-files.ts';
import { draw } from '../pictures/pictures.ts';
import { pictureMaker } from '../pictures/press.ts';
import { fakeDesk } from '../support/fake-desk.ts';
import { writePdf } from '../support/write-pdf.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'pictures-'));
afterAll(() => rmSync(folder, { recursive: true }));

const run = (command: string, ...args: readonly string[]): string =>
  execFileSync(command, args, { encoding: 'utf8', cwd: folder, stdio: ['ignore', 'pipe', 'ignore'] });

const whole: Rect = { x: 0, y: 0, width: 1, height: 1 };
const frame: Rect = { x: 20, y: 20, width: 160, height: 80 };

async function open(bytes: Uint8Array): Promise<ImageFile> {
  return (await openImage('p', { file: 'issue.md' }, fakeDesk({ p: bytes }).desk))!;
}

/** Prints a picture alone on a sheet of 200 × 120 points. */
async function printed(name: string, image: ImageFile, crop = whole): Promise<string> {
  const op = { op: 'image' as const, image: image.id, rect: frame, crop };
  const sheet = { trim: { width: 200, height: 120 }, bleed: 0, ops: [op] };
  const info = { title: name, creator: 'a test', date: '2026-01-02T03:04:05Z' };
  const images = new Map([[image.id, image]]);
  const file = path.join(folder, `${name}.pdf`);
  writeFileSync(
    file,
    await writePdf({ info, sheets: [sheet] }, await openFonts(), images, print, pictureMaker()),
  );
  return file;
}

/** The page as four plates: ink of 0 to 1 at a point of the sheet. */
async function plates(file: string): Promise<(plate: string, x: number, y: number) => number> {
  const name = path.basename(file, '.pdf');
  run('gs', '-q', '-dBATCH', '-dNOPAUSE', '-sDEVICE=tiffsep', '-r72', `-sOutputFile=${name}.tif`, file);
  const made = run('ls', folder)
    .split('\n')
    .filter((each) => each.startsWith(`${name}(`));
  expect(made).toHaveLength(4);
  const read = new Map<string, { data: Buffer; width: number }>();
  for (const plate of ['Cyan', 'Magenta', 'Yellow', 'Black']) {
    const { data, info } = await sharp(path.join(folder, `${name}(${plate}).tif`))
      .toColourspace('b-w')
      .raw()
      .toBuffer({ resolveWithObject: true });
    read.set(plate, { data, width: info.width });
  }
  return (plate, x, y) => 1 - read.get(plate)!.data[y * read.get(plate)!.width + x]! / 255;
}

describe('pictures on the plates', () => {
  const chart = cmykTiff(160, 80, (x) => [x < 80 ? 204 : 0, x < 80 ? 0 : 153, 0, 0]);

  it.each([
    ['with', async () => adobeJpeg(chart)],
    ['without', async () => withoutMarker(await adobeJpeg(chart))],
  ])('an inked JPEG %s Adobe’s marker lays the inks it names', async (name, make) => {
    const at = await plates(await printed(`jpeg-${name}`, await open(await make())));
    expect(at('Cyan', 60, 60)).toBeCloseTo(0.8, 1);
    expect(at('Magenta', 60, 60)).toBeCloseTo(0, 1);
    expect(at('Magenta', 140, 60)).toBeCloseTo(0.6, 1);
    expect(at('Black', 140, 60)).toBeCloseTo(0, 1);
    expect(at('Cyan', 10, 10)).toBe(0);
  });

  it('line art is one bit of grey, and black lies on K alone', async () => {
    const bars = draw({ width: 1600, height: 800, colour: (x) => (x < 800 ? [0, 0, 0] : [255, 255, 255]) });
    const file = await printed(
      'line-art',
      await open(await bars.png({ palette: true, colours: 2 }).toBuffer()),
    );
    expect(run('pdfimages', '-list', file)).toMatch(/1600 +800 +gray +1 +1 /);
    const at = await plates(file);
    expect(at('Black', 60, 60)).toBe(1);
    expect(at('Black', 140, 60)).toBe(0);
    for (const plate of ['Cyan', 'Magenta', 'Yellow']) expect(at(plate, 60, 60)).toBe(0);
  });
});

describe('a simple drawing', () => {
  const shapes = `<rect x="-20" y="-20" width="400" height="400" fill="#f4e9c8"/>
    <g transform="translate(60 40) rotate(15) scale(1.2)"><rect x="-30" y="-20" width="60" height="40" rx="9" fill="#b03048"/></g>
    <circle cx="130" cy="40" r="25" fill="#2a7a58" stroke="#1c3c80" stroke-width="6"/>
    <path d="M100 70c10-30 30-30 40-10s20 10 15-20l-10 25q-20 30-45 5Z" fill="#e0a020" fill-rule="evenodd"/>
    <polyline points="5,75 20,10 35,75 50,10" fill="none" stroke="#7020a0" stroke-width="4" stroke-linejoin="round"/>`;
  const svg = (inside: string) =>
    Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" width="160" height="80">${inside}</svg>`);

  it.each([
    ['whole', whole],
    ['cropped', { x: 0.3, y: 0.1, width: 0.6, height: 0.6 }],
  ])('looks as the image library draws it, and holds no bitmap: %s', async (name, crop) => {
    const flat = await open(svg(shapes));
    const pixels = await open(svg(`${shapes}<rect width="1" height="1" fill="#f4e9c8" opacity=".5"/>`));
    expect([flat.drawing !== undefined, pixels.drawing !== undefined]).toEqual([true, false]);
    const files = [await printed(`flat-${name}`, flat, crop), await printed(`pixels-${name}`, pixels, crop)];
    expect(run('pdfimages', '-list', files[0]!).trim().split('\n')).toHaveLength(2);
    expect(run('qpdf', '--check', files[0]!)).toMatch(/No syntax or stream encoding errors/);
    const [one, other] = await Promise.all(
      files.map(async (file) => {
        const target = path.basename(file, '.pdf');
        run('pdftoppm', '-r', '144', '-png', '-singlefile', file, target);
        const page = sharp(path.join(folder, `${target}.png`))
          .removeAlpha()
          .raw();
        return page.toBuffer({ resolveWithObject: true });
      }),
    );
    const { width, height } = one!.info;
    // Poppler draws a bitmap up to a pixel too wide, and both smooth their edges: a pixel is between those of the other
    // within a point of its place.
    const reach = [-2, -1, 0, 1, 2];
    const near = reach.flatMap((dy) => reach.map((dx) => dy * width + dx));
    const strange = (at: number) =>
      [0, 1, 2].some((channel) => {
        const values = near.map((step) => other!.data[(at + step) * 3 + channel]!);
        const value = one!.data[at * 3 + channel]!;
        return value < Math.min(...values) - 16 || value > Math.max(...values) + 16;
      });
    const inside = Array.from({ length: width * (height - 4) - 4 }, (_, index) => index + 2 * width + 2);
    expect(inside.filter(strange)).toEqual([]);
  });
});
