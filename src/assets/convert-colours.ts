/** Colours of the screen as inks of the press, in its own order: three bytes a colour in, four out. */
export type Converter = (colours: Uint8Array) => Promise<Uint8Array>;

/**
 * Converts pixels colour by colour: a profile takes longer over a pixel than a table does, and a picture has many
 * fewer colours than pixels. In: `channels` bytes a pixel, red, green and blue first. Out: four bytes a pixel.
 */
export async function convertColours(
  pixels: Uint8Array,
  channels: number,
  convert: Converter,
): Promise<Uint8Array> {
  const count = pixels.length / channels;
  // Where a colour stands among the different ones, from 1 on; 0 where it has not been seen.
  const places = new Uint32Array(1 << 24);
  const ofPixel = new Uint32Array(count);
  const found: number[] = [];
  for (let pixel = 0, at = 0; pixel < count; pixel++, at += channels) {
    const colour = (pixels[at]! << 16) | (pixels[at + 1]! << 8) | pixels[at + 2]!;
    if (places[colour] === 0) places[colour] = found.push(colour);
    ofPixel[pixel] = places[colour]!;
  }
  const colours = new Uint8Array(found.length * 3);
  for (const [index, colour] of found.entries()) {
    colours.set([colour >> 16, (colour >> 8) & 255, colour & 255], index * 3);
  }
  const inks = await convert(colours);
  const out = new Uint8Array(count * 4);
  // Whole words instead of bytes: both tables hold four bytes an entry.
  const from = new Uint32Array(inks.buffer.slice(inks.byteOffset, inks.byteOffset + inks.length));
  const to = new Uint32Array(out.buffer);
  for (let pixel = 0; pixel < count; pixel++) to[pixel] = from[ofPixel[pixel]! - 1]!;
  return out;
}
