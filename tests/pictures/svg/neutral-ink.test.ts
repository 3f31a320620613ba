import { expect, it } from 'vitest';
import { openImage } from '../../../src/pictures/image-file.ts';
import { type Separation, separate } from '../../../src/pictures/separate.ts';
import { fakeDesk } from '../../support/fake-desk.ts';
import { draw } from '../pictures.ts';
import { press } from '../press.ts';
import { fonts, svg } from './drawings.ts';

const whole = { x: 0, y: 0, width: 1, height: 1 };

/** The plates of a drawing of 100 × 50 that is printed as pixels, a tenth of an inch for ten units. */
async function plates(inside: string, files: Record<string, Uint8Array> = {}): Promise<Separation> {
  const { desk, messages } = fakeDesk({ 'a.svg': svg(inside), ...files });
  const image = await openImage('a.svg', { file: 'issue.md' }, desk, { fonts });
  expect(messages.filter(({ severity }) => severity === 'error')).toEqual([]);
  expect(image?.drawing).toBeUndefined();
  return separate(image!, whole, { width: 72, height: 36 }, press);
}

/** The four inks at a point of the drawing. */
const inksAt = ({ bytes, width, height, space }: Separation, x: number, y: number): readonly number[] => {
  expect(space).toBe('cmyk');
  const first = (Math.floor((y / 50) * height) * width + Math.floor((x / 100) * width)) * 4;
  return [...bytes.subarray(first, first + 4)];
};

const shade = '<rect x="80" width="20" height="50" fill="red" opacity=".5"/>';

it('black and greys of a drawing that is printed as pixels are K alone, as in one of shapes', async () => {
  const found =
    await plates(`${shade}<rect width="20" height="50"/><rect x="20" width="20" height="50" fill="#808080"/>
    <linearGradient id="g"><stop/><stop offset="1" stop-color="#fff"/></linearGradient>
    <rect x="40" width="20" height="50" fill="url(#g)"/><text x="62" y="40" font-size="40" font-weight="900">口</text>`);
  expect(inksAt(found, 10, 25)).toEqual([0, 0, 0, 255]);
  expect(inksAt(found, 30, 25)).toEqual([0, 0, 0, 127]);
  for (let x = 41; x < 60; x += 1) expect(inksAt(found, x, 25).slice(0, 3)).toEqual([0, 0, 0]);
  const [, magenta, yellow, black] = inksAt(found, 90, 25);
  expect(magenta! + yellow!).toBeGreaterThan(150);
  expect(black).toBeLessThan(30);
  // Every pixel of the character, its edges included.
  for (let x = 62; x < 79; x += 0.25)
    for (let y = 0; y < 50; y += 1) expect(inksAt(found, x, y).slice(0, 3)).toEqual([0, 0, 0]);
});

it('a photograph in a drawing has the inks of the profile, and black lines on it are K alone', async () => {
  const photograph = await draw({ width: 60, height: 60, colour: (x, y) => [20 + x, 20 + y, 40] })
    .png()
    .toBuffer();
  const dark = await draw({ width: 60, height: 60, colour: () => [20, 20, 20] })
    .png()
    .toBuffer();
  const found = await plates(
    `${shade}<image href="photo.png" width="40" height="40"/><image href="dark.png" x="40" width="40" height="40"/>
     <rect x="10" y="10" width="10" height="10"/>`,
    { 'photo.png': photograph, 'dark.png': dark },
  );
  expect(
    inksAt(found, 60, 20)
      .slice(0, 3)
      .every((ink) => ink > 50),
  ).toBe(true);
  expect(inksAt(found, 15, 15)).toEqual([0, 0, 0, 255]);
  expect(inksAt(found, 30, 30)[0]).toBeGreaterThan(50);
});
