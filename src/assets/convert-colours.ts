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
  const ofPixel = new Uint32Array(count);
  const found = openColours();
  for (let pixel = 0, at = 0; pixel < count; pixel++, at += channels) {
    ofPixel[pixel] = found.indexOf((pixels[at]! << 16) | (pixels[at + 1]! << 8) | pixels[at + 2]!);
  }
  const list = found.list();
  const colours = new Uint8Array(list.length * 3);
  for (let index = 0; index < list.length; index++) {
    const colour = list[index]!;
    colours[index * 3] = colour >> 16;
    colours[index * 3 + 1] = (colour >> 8) & 255;
    colours[index * 3 + 2] = colour & 255;
  }
  const inks = await convert(colours);
  const out = new Uint8Array(count * 4);
  // Whole words instead of bytes: both tables hold four bytes an entry.
  const from = new Uint32Array(inks.buffer.slice(inks.byteOffset, inks.byteOffset + inks.length));
  const to = new Uint32Array(out.buffer);
  for (let pixel = 0; pixel < count; pixel++) to[pixel] = from[ofPixel[pixel]!]!;
  return out;
}

interface Colours {
  /** Where a colour stands among the different ones, from 0 on. */
  readonly indexOf: (colour: number) => number;
  readonly list: () => Uint32Array;
}

/** A hash table in two blocks, half empty at least: a table of all colours there are would be 64 megabytes. */
function openColours(): Colours {
  let [slots, list] = [new Uint32Array(1 << 12), new Uint32Array(1 << 11)];
  let count = 0;
  const slotOf = (colour: number): number => {
    const mask = slots.length - 1;
    // Knuth's multiplicative hashing; the upper bits are the well mixed ones.
    let slot = (Math.imul(colour, 0x9e3779b1) >>> 8) & mask;
    while (slots[slot] !== 0 && list[slots[slot]! - 1] !== colour) slot = (slot + 1) & mask;
    return slot;
  };
  const grow = () => {
    const larger = new Uint32Array(list.length * 2);
    larger.set(list);
    list = larger;
    slots = new Uint32Array(slots.length * 2);
    for (let index = 0; index < count; index++) slots[slotOf(list[index]!)] = index + 1;
  };
  return {
    indexOf: (colour) => {
      const slot = slotOf(colour);
      if (slots[slot] !== 0) return slots[slot]! - 1;
      list[count] = colour;
      count += 1;
      slots[slot] = count;
      if (count === list.length) grow();
      return count - 1;
    },
    list: () => list.subarray(0, count),
  };
}
