import sharp, { type Sharp } from 'sharp';

export interface Pixels {
  readonly width: number;
  readonly height: number;
  readonly colour: (x: number, y: number) => readonly [number, number, number];
}

/** Draws a picture pixel by pixel. */
export function draw({ width, height, colour }: Pixels): Sharp {
  const data = new Uint8Array(width * height * 3);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) data.set(colour(x, y), (y * width + x) * 3);
  }
  return sharp(data, { raw: { width, height, channels: 3 } });
}
