/** How far a neutral pixel's channels may lie apart after a camera's or a converter's rounding. */
const neutral = 2;

/**
 * Pixels in one channel, 0 black, where they have no colour; undefined where they have. Their tones stay as they are: the
 * curve of sRGB is close to what newsprint's dot gain of a quarter does to a tint, so that half grey prints as half grey.
 */
export function asGrey(pixels: Uint8Array, channels: number): Uint8Array | undefined {
  if (channels < 3) return pixels.filter((_, index) => index % channels === 0);
  const grey = new Uint8Array(pixels.length / channels);
  for (let pixel = 0; pixel < grey.length; pixel++) {
    const first = pixel * channels;
    const [red, green, blue] = [pixels[first]!, pixels[first + 1]!, pixels[first + 2]!];
    if (Math.max(red, green, blue) - Math.min(red, green, blue) > neutral) return undefined;
    grey[pixel] = green;
  }
  return grey;
}

/** The same of four inks: the light that K leaves, where no other ink is laid. */
export function keyAsGrey(inks: Uint8Array): Uint8Array | undefined {
  const grey = new Uint8Array(inks.length / 4);
  for (let pixel = 0; pixel < grey.length; pixel++) {
    const first = pixel * 4;
    if (Math.max(inks[first]!, inks[first + 1]!, inks[first + 2]!) > neutral) return undefined;
    grey[pixel] = 255 - inks[first + 3]!;
  }
  return grey;
}

/** Four inks a pixel of four and a cover: where it is clear, the paper is bare. */
export function onPaper(pixels: Uint8Array, channels: number): Uint8Array {
  if (channels === 4) return pixels;
  const inks = new Uint8Array((pixels.length / channels) * 4);
  for (let pixel = 0; pixel * 4 < inks.length; pixel++) {
    const cover = pixels[pixel * channels + 4]! / 255;
    for (let plate = 0; plate < 4; plate++)
      inks[pixel * 4 + plate] = Math.round(pixels[pixel * channels + plate]! * cover);
  }
  return inks;
}

/** Takes C, M and Y back, in proportion, wherever all four are over the limit in percent; K draws the picture and stays. */
export function limitInk(inks: Uint8Array, tac: number): Uint8Array {
  const limit = (tac / 100) * 255;
  const limited = new Uint8Array(inks);
  // All four of a dot at once, for few dots are over it: two sums of two, and theirs.
  const dots = new Int32Array(limited.buffer);
  for (let dot = 0; dot < dots.length; dot++) {
    const pairs = (dots[dot]! & 0xff00ff) + ((dots[dot]! >>> 8) & 0xff00ff);
    if ((pairs & 0xffff) + (pairs >>> 16) > limit) takeBack(limited, dot * 4, limit);
  }
  return limited;
}

function takeBack(inks: Uint8Array, first: number, limit: number): void {
  const colour = inks[first]! + inks[first + 1]! + inks[first + 2]!;
  const share = Math.max(0, limit - inks[first + 3]!) / colour;
  for (let plate = first; plate < first + 3; plate++) inks[plate] = Math.floor(inks[plate]! * share);
}

/** Grey pixels as bits, 1 white, each row filled up to whole bytes. ISO 32000-1, 8.9.3. */
export function asBits(grey: Uint8Array, width: number): Uint8Array {
  const row = Math.ceil(width / 8);
  const bits = new Uint8Array(row * (grey.length / width));
  for (let pixel = 0; pixel < grey.length; pixel++) {
    const [x, y] = [pixel % width, Math.floor(pixel / width)];
    if (grey[pixel]! >= 128) bits[y * row + (x >> 3)]! |= 0x80 >> (x & 7);
  }
  return bits;
}
