import sharp, { type Sharp } from 'sharp';
import { draw, type Pixels } from './pictures.ts';

/*
 * Pictures of the kinds that a paper receives, drawn from a seed. Lettering is made of strokes as Han characters have them,
 * since no font is the same on every machine.
 */

/** Pseudo-random numbers from 0 to 1. */
export function randomNumbers(seed: number): () => number {
  let state = seed * 2654435761 + 1;
  return () => {
    state = (Math.imul(state, 1103515245) + 12345) & 0x7fffffff;
    return state / 0x80000000;
  };
}

type Random = ReturnType<typeof randomNumbers>;

export interface Size {
  readonly width: number;
  readonly height: number;
}

function character(x: number, y: number, size: number, random: Random): string {
  const stroke = (left: number, top: number, width: number, height: number) =>
    `<rect x="${x + left * size}" y="${y + top * size}" width="${width * size}" height="${height * size}"/>`;
  const across = Array.from({ length: 3 + Math.floor(random() * 3) }, (_, index) =>
    stroke(0.05 + random() * 0.15, 0.1 + index * 0.16, 0.5 + random() * 0.25, 0.09),
  );
  const down = Array.from({ length: 1 + Math.floor(random() * 3) }, () =>
    stroke(0.1 + random() * 0.7, 0.08, 0.09, 0.5 + random() * 0.3),
  );
  return [...across, ...down].join('');
}

/** A line of characters. */
export function lettering(
  x: number,
  y: number,
  size: number,
  count: number,
  fill: string,
  random: Random,
): string {
  const characters = Array.from({ length: count }, (_, index) =>
    character(x + index * size * 1.05, y, size, random),
  );
  return `<g fill="${fill}">${characters.join('')}</g>`;
}

/** Renders the content of an SVG. */
export function render({ width, height }: Size, content: string): Sharp {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">${content}</svg>`;
  return sharp(Buffer.from(svg)).flatten({ background: '#fff' }).removeAlpha();
}

const paper = (fill: string) => `<rect width="100%" height="100%" fill="${fill}"/>`;
const colours = ['#c00', '#06c', '#080', '#f80', '#639'];
const range = (count: number) => Array.from({ length: count }, (_, index) => index);

/** Drawings, by kind: the content of an SVG. */
export const drawings: Readonly<Record<string, (size: Size, random: Random) => string>> = {
  'a line chart': ({ width: w, height: h }, random) =>
    [
      paper('#fff'),
      ...range(6).map((row) => `<path d="M${w * 0.1} ${h * (0.1 + 0.14 * row)}H${w * 0.95}" stroke="#ccc"/>`),
      ...range(3).map((line) => {
        const points = range(12).map((at) => `${w * (0.1 + 0.07 * at)} ${h * (0.1 + random() * 0.7)}`);
        return `<path d="M${points.join('L')}" fill="none" stroke="${colours[line]}" stroke-width="${w / 250}"/>`;
      }),
      ...range(12).map((at) => lettering(w * (0.09 + 0.07 * at), h * 0.87, w / 70, 2, '#333', random)),
      lettering(w * 0.2, h * 0.02, w / 30, 10, '#222', random),
    ].join(''),
  'a bar chart': ({ width: w, height: h }, random) =>
    [
      paper('#f5f0e0'),
      ...range(8).map((bar) => {
        const high = h * (0.1 + random() * 0.6);
        const x = w * (0.1 + 0.1 * bar);
        return `<rect x="${x}" y="${h * 0.85 - high}" width="${w * 0.07}" height="${high}" fill="${colours[bar % 5]}"/>`;
      }),
      lettering(w * 0.2, h * 0.03, w / 28, 11, '#222', random),
    ].join(''),
  'a chart with shaded bars on a shaded ground': ({ width: w, height: h }, random) =>
    [
      '<defs><linearGradient id="g" x2="0" y2="1"><stop stop-color="#9cf"/><stop offset="1" stop-color="#fff"/></linearGradient>',
      '<linearGradient id="b" x2="0" y2="1"><stop stop-color="#e33"/><stop offset="1" stop-color="#700"/></linearGradient></defs>',
      paper('url(#g)'),
      ...range(8).map((bar) => {
        const high = h * (0.1 + random() * 0.6);
        return `<rect x="${w * (0.1 + 0.1 * bar)}" y="${h * 0.85 - high}" width="${w * 0.07}" height="${high}" fill="url(#b)"/>`;
      }),
      lettering(w * 0.2, h * 0.03, w / 28, 11, '#222', random),
    ].join(''),
  'a screenshot with text': ({ width: w, height: h }, random) =>
    [
      paper('#f7f7f7'),
      `<rect width="100%" height="${h * 0.06}" fill="#2b579a"/>`,
      ...range(24).map((row) =>
        lettering(w * 0.06, h * (0.1 + 0.037 * row), w / 45, 6 + Math.floor(random() * 30), '#222', random),
      ),
    ].join(''),
  'a dark screenshot': ({ width: w, height: h }, random) =>
    [
      paper('#1e1e1e'),
      ...range(20).map((row) =>
        lettering(w * 0.06, h * (0.05 + 0.045 * row), w / 45, 6 + Math.floor(random() * 30), '#ddd', random),
      ),
    ].join(''),
  'a poster on a shaded ground': ({ width: w, height: h }, random) =>
    [
      '<defs><linearGradient id="g" x2="1" y2="1"><stop stop-color="#c00"/><stop offset="1" stop-color="#f60"/></linearGradient></defs>',
      paper('url(#g)'),
      lettering(w * 0.1, h * 0.12, w / 10, 7, '#ffe066', random),
      ...range(6).map((row) => lettering(w * 0.12, h * (0.5 + 0.06 * row), w / 32, 16, '#fff', random)),
    ].join(''),
  'a sketch in one colour': ({ width: w, height: h }, random) =>
    [
      paper('#fff'),
      ...range(60).map(() => {
        const [x, y] = [random() * w, random() * h];
        return `<path d="M${x} ${y}q40 ${random() * 90} ${random() * 200} -30" stroke="#000" fill="none" stroke-width="${w / 300}"/>`;
      }),
    ].join(''),
};

/** Smooth noise from 0 to 1. */
function noiseField(random: Random, cells: number): (x: number, y: number) => number {
  const grid = range((cells + 2) ** 2).map(random);
  const at = (x: number, y: number) => grid[y * (cells + 2) + x]!;
  const ease = (t: number) => t * t * (3 - 2 * t);
  return (x, y) => {
    const [left, top] = [Math.floor(x * cells), Math.floor(y * cells)];
    const [u, v] = [ease(x * cells - left), ease(y * cells - top)];
    const above = at(left, top) * (1 - u) + at(left + 1, top) * u;
    return above * (1 - v) + (at(left, top + 1) * (1 - u) + at(left + 1, top + 1) * u) * v;
  };
}

/** What a camera might see: light and colour that change gently, with detail, and the noise of a sensor. */
function scene({ width, height }: Size, random: Random): Pixels {
  const light = [3, 9, 40].map((cells) => noiseField(random, cells));
  const tints = range(3).map(() => noiseField(random, 4));
  return {
    width,
    height,
    colour: (x, y) => {
      const [u, v] = [x / width, y / height];
      const level = light[0]!(u, v) * 0.55 + light[1]!(u, v) * 0.3 + light[2]!(u, v) * 0.15;
      const grain = (random() + random() - 1) * 5;
      const channel = (tint: number) =>
        Math.max(0, Math.min(255, 255 * level * (0.55 + 0.7 * tints[tint]!(u, v)) + grain));
      return [channel(0), channel(1), channel(2)];
    },
  };
}

export const photograph = (size: Size, random: Random): Sharp => draw(scene(size, random));

/** A page of text on paper that is neither white nor evenly lit, as a scanner sees it. */
export async function scannedPage(size: Size, random: Random): Promise<Sharp> {
  const { width: w, height: h } = size;
  const rows = range(28).map((row) =>
    lettering(w * 0.08, h * (0.06 + 0.032 * row), w / 42, 14 + Math.floor(random() * 20), '#2a2826', random),
  );
  const { data } = await render(size, paper('#e6e2d6') + rows.join(''))
    .blur(0.8)
    .raw()
    .toBuffer({ resolveWithObject: true });
  return draw({
    ...size,
    colour: (x, y) => {
      const light = 1 - 0.15 * ((x / w - 0.3) ** 2 + (y / h - 0.4) ** 2);
      const grain = (random() + random() - 1) * 6;
      const channel = (index: number) =>
        Math.max(0, Math.min(255, data[(y * w + x) * 3 + index]! * light + grain));
      return [channel(0), channel(1), channel(2)];
    },
  });
}

/** A photograph with words over it: as a title, on a band, or small at its foot. */
export async function posterOnPhotograph(
  size: Size,
  layout: 'title' | 'band' | 'foot' | 'side',
  random: Random,
): Promise<Sharp> {
  const { width: w, height: h } = size;
  const content = {
    title: lettering(w * 0.08, h * 0.1, w / 9, 7, '#fff', random),
    band: `<rect y="${h * 0.75}" width="${w}" height="${h * 0.25}" fill="#c00"/>${lettering(w * 0.08, h * 0.8, w / 16, 10, '#ff0', random)}`,
    side: range(9)
      .map((row) => lettering(w * 0.85, h * (0.08 + row * 0.09), h / 13, 1, '#fff', random))
      .join(''),
    foot: lettering(w * 0.05, h * 0.9, w / 30, 24, '#fff', random),
  }[layout];
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${w}" height="${h}">${content}</svg>`;
  const ground = await photograph(size, random).png().toBuffer();
  const joined = await sharp(ground)
    .composite([{ input: Buffer.from(svg) }])
    .removeAlpha()
    .png()
    .toBuffer();
  return sharp(joined);
}
