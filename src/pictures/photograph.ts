import type { Sharp } from 'sharp';

/**
 * Tells photographs, which may be cropped, from drawings, charts, screenshots, scanned pages and posters, which keep their
 * frame. In: a sample of the pixels as they are, without mixed colours: at most 1,000 pixels across and down. Out: whether the
 * picture is a photograph for certain; in doubt it is not.
 *
 * What no photograph has, each enough by itself (docs/decisions.md has the figures):
 *
 * - transparency: a cut-out or a logo;
 * - repeats: most pixels equal their left neighbour, as in flat drawings, also after JPEG;
 * - a ground: a large part of the pixels has one colour, as the paper of a chart or of a scanned page;
 * - an even colour: a strong colour without shades of its own, as the ink of a poster on a photograph;
 * - lettering: rows or columns with several strokes in turn that have one colour and steep edges.
 */
export function isPhotograph(sample: PixelSample): boolean {
  const { width, height } = sample;
  if (Math.min(width, height) < minSide || hasTransparency(sample)) return false;
  const pixels = toRgb(sample, 'rows');
  return (
    shareRepeated(pixels) <= (isNeutral(pixels) ? maxRepeated.neutral : maxRepeated.coloured) &&
    shareOfGround(pixels) <= maxGround &&
    !hasEvenColour(pixels) &&
    shareLettered(pixels) <= maxLettered &&
    shareLettered(toRgb(sample, 'columns')) <= maxLettered
  );
}

/** Pixels of a picture, row by row, with 1 to 4 channels: grey or RGB, and alpha. */
export interface PixelSample {
  readonly data: Uint8Array;
  readonly width: number;
  readonly height: number;
  readonly channels: number;
}

/** Whether a picture file is a photograph for certain; a damaged one is not, but that is for others to report. */
export async function looksLikePhotograph(bytes: Uint8Array): Promise<boolean> {
  const { default: sharp } = await import('sharp');
  try {
    return isPhotograph(await samplePixels(sharp(bytes, { failOn: 'none', limitInputPixels: false })));
  } catch {
    return false;
  }
}

/** Reduces a picture to a sample, in sRGB or grey; quickly if it is a JPEG, because libjpeg shrinks on load. */
export async function samplePixels(picture: Sharp): Promise<PixelSample> {
  // Nearest: any other kernel mixes colours that are not in the picture.
  const { data, info } = await picture
    .resize({ width: 1000, height: 1000, fit: 'inside', kernel: 'nearest', withoutEnlargement: true })
    .toColourspace('srgb')
    .raw()
    .toBuffer({ resolveWithObject: true });
  return { data, width: info.width, height: info.height, channels: info.channels };
}

/** A smaller picture is an icon or a thumbnail, with too few pixels to judge by. */
const minSide = 64;

/** Rows, and columns, that are looked at: evenly spread, each in its full length. */
const linesToLookAt = 160;

/** The rows that are looked at, three bytes a pixel; or the columns, turned to rows. */
interface Rgb {
  readonly bytes: Uint8Array;
  readonly width: number;
  readonly height: number;
}

function toRgb({ data, width: across, height: down, channels }: PixelSample, lines: 'rows' | 'columns'): Rgb {
  const [width, all] = lines === 'rows' ? [across, down] : [down, across];
  const [next, nextLine] = lines === 'rows' ? [1, across] : [across, 1];
  const height = Math.min(all, linesToLookAt);
  const bytes = new Uint8Array(width * height * 3);
  const [green, blue] = channels < 3 ? [0, 0] : [1, 2];
  for (let line = 0, to = 0; line < height; line += 1) {
    let from = Math.floor(((line + 0.5) * all) / height) * nextLine * channels;
    for (let x = 0; x < width; x += 1, from += next * channels, to += 3) {
      bytes[to] = data[from]!;
      bytes[to + 1] = data[from + green]!;
      bytes[to + 2] = data[from + blue]!;
    }
  }
  return { bytes, width, height };
}

/** Opaque up to rounding. */
const opaque = 250;

function hasTransparency({ data, channels }: PixelSample): boolean {
  if (channels % 2 === 1) return false;
  for (let at = channels - 1; at < data.length; at += channels) if (data[at]! < opaque) return true;
  return false;
}

/**
 * Smooth photographs, compressed hard, repeat up to half of their pixels, and charts after JPEG at least 57 %. Without colour
 * one channel has to repeat, not three.
 */
const maxRepeated = { coloured: 0.55, neutral: 0.7 };

/** Whether hardly any pixel has colour. */
function isNeutral({ bytes }: Rgb): boolean {
  let coloured = 0;
  for (let at = 0; at < bytes.length; at += 3)
    if (
      Math.max(bytes[at]!, bytes[at + 1]!, bytes[at + 2]!) -
        Math.min(bytes[at]!, bytes[at + 1]!, bytes[at + 2]!) >
      6
    )
      coloured += 1;
  return coloured * 3 < bytes.length * 0.01;
}

function shareRepeated({ bytes, width, height }: Rgb): number {
  let equal = 0;
  for (let row = 0; row < height; row += 1) {
    const end = (row + 1) * width * 3;
    for (let at = row * width * 3 + 3; at < end; at += 3) {
      if (bytes[at] === bytes[at - 3] && bytes[at + 1] === bytes[at - 2] && bytes[at + 2] === bytes[at - 1])
        equal += 1;
    }
  }
  return equal / (height * (width - 1));
}

/** A clear sky has up to a quarter of a photograph. */
const maxGround = 0.4;

/** How far the colour of the ground may vary in each channel, by paper, light and compression. */
const groundTolerance = 8;

/** The share of pixels near the commonest colour. */
function shareOfGround(pixels: Rgb): number {
  const { bytes } = pixels;
  const cells = countCells(pixels);
  let most = 0;
  for (let cell = 1; cell < cells.length; cell += 1) if (cells[cell]! > cells[most]!) most = cell;
  const mean = meanOfCell(bytes, most, cells[most]!);
  let near = 0;
  for (let at = 0; at < bytes.length; at += 3) {
    if (
      Math.abs(bytes[at]! - mean[0]) <= groundTolerance &&
      Math.abs(bytes[at + 1]! - mean[1]) <= groundTolerance &&
      Math.abs(bytes[at + 2]! - mean[2]) <= groundTolerance
    )
      near += 1;
  }
  return near / (bytes.length / 3);
}

/** A cell of the colour cube: five bits of each channel. */
const cellOf = (red: number, green: number, blue: number): number =>
  ((red >> 3) << 10) | ((green >> 3) << 5) | (blue >> 3);

const cellsAcross = 32;

function countCells({ bytes }: Rgb): Uint32Array {
  const cells = new Uint32Array(cellsAcross ** 3);
  for (let at = 0; at < bytes.length; at += 3)
    cells[cellOf(bytes[at]!, bytes[at + 1]!, bytes[at + 2]!)]! += 1;
  return cells;
}

function meanOfCell(bytes: Uint8Array, cell: number, count: number): readonly [number, number, number] {
  let [red, green, blue] = [0, 0, 0];
  for (let at = 0; at < bytes.length; at += 3) {
    if (cellOf(bytes[at]!, bytes[at + 1]!, bytes[at + 2]!) !== cell) continue;
    red += bytes[at]!;
    green += bytes[at + 1]!;
    blue += bytes[at + 2]!;
  }
  return [red / count, green / count, blue / count];
}

/** An even colour has at least this share of the picture: a headline over a photograph has two to five percent. */
const minEven = 0.005;

/** An even colour is strong: grey and pale areas are even in photographs as well, where they are over- or underexposed. */
const minStrength = 12;

/** Of the pixels in the wider neighbourhood of a colour, those in its narrow one: shades make it less than a half. */
const minConcentration = 0.55;
const [narrow, wide] = [1, 5];

function hasEvenColour(pixels: Rgb): boolean {
  const cells = countCells(pixels);
  const all = pixels.bytes.length / 3;
  for (let cell = 0; cell < cells.length; cell += 1) {
    if (cells[cell]! * 2.5 < all * minEven) continue;
    const [red, green, blue] = [cell >> 10, (cell >> 5) & 31, cell & 31];
    if (Math.max(red, green, blue) - Math.min(red, green, blue) < minStrength) continue;
    const near = sumAround(cells, red, green, blue, narrow);
    if (near >= all * minEven && near > minConcentration * sumAround(cells, red, green, blue, wide))
      return true;
  }
  return false;
}

function sumAround(cells: Uint32Array, red: number, green: number, blue: number, reach: number): number {
  const from = (value: number) => Math.max(0, value - reach);
  const to = (value: number) => Math.min(cellsAcross - 1, value + reach);
  let sum = 0;
  for (let r = from(red); r <= to(red); r += 1)
    for (let g = from(green); g <= to(green); g += 1)
      for (let b = from(blue); b <= to(blue); b += 1) sum += cells[(r << 10) | (g << 5) | b]!;
  return sum;
}

/** Two rows or columns in 160 are a line of small type; in a photograph such a one is chance. */
const maxLettered = 0.012;

/** The share of rows with lettering. */
function shareLettered({ bytes, width, height }: Rgb): number {
  let lettered = 0;
  for (let row = 0; row < height; row += 1) {
    const [light, dark] = findStrokes(bytes, row * width, width);
    lettered += Math.max(
      rateOf(strokesInTurn(bytes, light, width)),
      rateOf(strokesInTurn(bytes, dark, width)),
    );
  }
  return lettered / height;
}

/** Fewer strokes in turn are alike by chance; from the many on, they are letters for certain. */
const [few, many] = [5, 7];

/** A row with few strokes counts in part: large letters have them in many rows. */
const rateOf = (inTurn: number): number => (inTurn < few ? 0 : Math.min(1, inTurn / many));

/** A stroke: 2 pixels to a sixteenth of the width, even within, and steep at both edges; in levels of a channel. */
const evenStroke = { lightness: 10, other: 20 };
const sameInk = { lightness: 18, other: 32 };
const steep = 60;

/** The strokes of a row by the pixel in their middle: those lighter than what is around them, and the darker ones. */
function findStrokes(bytes: Uint8Array, start: number, width: number): readonly [number[], number[]] {
  const longest = Math.max(8, width >> 4);
  const [light, dark]: [number[], number[]] = [[], []];
  let from = start + 2;
  const end = start + width - 2;
  while (from < end) {
    let to = from + 1;
    while (to < start + width && to - from <= longest && isAlike(bytes, from, to, evenStroke)) to += 1;
    const length = to - from;
    if (length >= 2 && length <= longest && to + 1 < start + width) {
      const middle = (from + to) >> 1;
      const before = step(bytes, from - 2, middle);
      const after = step(bytes, to + 1, middle);
      if (Math.abs(before) >= steep && Math.abs(after) >= steep && before > 0 === after > 0)
        (before > 0 ? light : dark).push(middle);
    }
    from = to;
  }
  return [light, dark];
}

/** The part of the width that strokes in turn may take. */
const maxSpread = 0.8;

/** How many strokes of one colour follow each other in a row. */
function strokesInTurn(bytes: Uint8Array, strokes: readonly number[], width: number): number {
  let most = 0;
  for (let first = 0; first + most < strokes.length; first += 1) {
    const from = strokes[first]!;
    let next = first + 1;
    while (
      next < strokes.length &&
      strokes[next]! - from < width * maxSpread &&
      isAlike(bytes, from, strokes[next]!, sameInk)
    )
      next += 1;
    most = Math.max(most, next - first);
  }
  return most;
}

/** Compares the colours of two pixels; JPEG stores red and blue more coarsely. */
function isAlike(
  bytes: Uint8Array,
  one: number,
  other: number,
  limit: { readonly lightness: number; readonly other: number },
): boolean {
  const [a, b] = [one * 3, other * 3];
  return (
    Math.abs(lightness(bytes, a) - lightness(bytes, b)) <= limit.lightness &&
    Math.abs(bytes[a]! - bytes[b]!) <= limit.other &&
    Math.abs(bytes[a + 2]! - bytes[b + 2]!) <= limit.other
  );
}

const lightness = (bytes: Uint8Array, at: number): number =>
  (bytes[at]! * 77 + bytes[at + 1]! * 151 + bytes[at + 2]! * 28) >> 8;

/** The greatest difference of a channel from one pixel to another. */
function step(bytes: Uint8Array, from: number, to: number): number {
  let greatest = 0;
  for (let channel = 0; channel < 3; channel += 1) {
    const difference = bytes[to * 3 + channel]! - bytes[from * 3 + channel]!;
    if (Math.abs(difference) > Math.abs(greatest)) greatest = difference;
  }
  return greatest;
}
