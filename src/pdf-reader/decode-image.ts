import { deviceGray, inksOf } from './colour-spaces.ts';
import { PdfFault } from './objects.ts';
import type { ColourSpace, Inks, PaintedImage } from './painted-objects.ts';
import type { PdfFile } from './pdf-file.ts';

/** A decoded image as amounts of C, M, Y and K, 0 to 255, four bytes per pixel. */
export interface InkPixels {
  readonly width: number;
  readonly height: number;
  /** Empty for a stencil mask. */
  readonly inks: Uint8Array;
  /** For a stencil mask: 1 for each pixel that is painted. */
  readonly painted?: Uint8Array;
}

/** Decodes an image. Returns undefined if its format is not supported; throws a fault if its data is malformed. */
export type ImageDecoder = (image: PaintedImage) => Promise<InkPixels | undefined>;

/** A tabloid page at 600 dots per inch has 60 million. */
const maxPixels = 150_000_000;
const maxCachedColours = 100_000;

/** Opens a decoder that reads each image of a file once. */
export function openImageDecoder(file: PdfFile): ImageDecoder {
  const cache = new Map<Uint8Array, Promise<InkPixels | undefined>>();
  return (image) => {
    const cached = cache.get(image.stream.raw);
    if (cached !== undefined && image.space !== undefined) return cached;
    const pixels = decodeImage(file, image);
    cache.set(image.stream.raw, pixels);
    return pixels;
  };
}

async function decodeImage(file: PdfFile, image: PaintedImage): Promise<InkPixels | undefined> {
  const { stream, width, height, bits } = image;
  if (!(width > 0 && height > 0 && width * height <= maxPixels))
    throw new PdfFault(`图片的尺寸 ${width}×${height} 有误`);
  if (file.get(stream.dict, 'Mask') !== null) throw new PdfFault('图片带有遮罩（Mask），无法计算露出的部分');
  const { bytes, imageFilter } = file.decode(stream);
  const space = image.space ?? deviceGray;
  const decode = file.list(stream.dict.map.get('Decode') ?? stream.dict.map.get('D')).map(Number);
  if (imageFilter === 'DCTDecode') {
    const samples = await decodeJpeg(bytes);
    if (samples.channels !== space.components) throw new PdfFault('JPEG 图片的颜色数与图片参数不一致');
    return convertToInks(samples, space, decode);
  }
  if (imageFilter !== undefined) return undefined;
  const samples = { bytes, width, height, bits, channels: space.components };
  if (image.space === undefined) return readStencil(samples, decode[0] === 1);
  if (bits === 8 && decode.length === 0) {
    if (bytes.length < width * height * space.components) throw new PdfFault('图片的数据不够');
    if (space.family === 'cmyk') return { width, height, inks: bytes };
  }
  return convertToInks(samples, space, decode);
}

interface Samples {
  readonly bytes: Uint8Array;
  readonly width: number;
  readonly height: number;
  readonly bits: number;
  readonly channels: number;
}

/**
 * Decodes a JPEG to the samples stored in it, to which the Decode array applies. libvips inverts the CMYK JPEGs of Adobe,
 * which store 255 for no ink, so that is undone.
 */
async function decodeJpeg(bytes: Uint8Array): Promise<Samples> {
  const { default: sharp } = await import('sharp');
  try {
    const { channels, format } = await sharp(bytes).metadata();
    if (format !== 'jpeg') throw new Error('数据不是 JPEG');
    const input = sharp(bytes).pipelineColourspace(channels === 4 ? 'cmyk' : channels === 1 ? 'b-w' : 'srgb');
    const output = input.toColourspace(channels === 4 ? 'cmyk' : channels === 1 ? 'b-w' : 'srgb');
    const { data, info } = await output.raw().toBuffer({ resolveWithObject: true });
    const inverted = info.channels === 4 && hasAdobeMarker(bytes);
    const stored = inverted ? data.map((value) => 255 - value) : data;
    return { bytes: stored, width: info.width, height: info.height, bits: 8, channels: info.channels };
  } catch (error) {
    throw new PdfFault(`无法读取 JPEG 图片：${error instanceof Error ? error.message.split('\n')[0] : ''}`);
  }
}

const hasAdobeMarker = (bytes: Uint8Array): boolean =>
  Buffer.from(bytes.subarray(0, 65_536)).includes(Buffer.from('\xff\xee\x00\x0eAdobe', 'latin1'));

/** A stencil mask paints where its samples are 0, or 1 if inverted. ISO 32000-1, 8.9.6.2. */
function readStencil(samples: Samples, isInverted: boolean): InkPixels {
  const { width, height } = samples;
  const painted = new Uint8Array(width * height);
  const sample = sampleReader(samples);
  for (let index = 0; index < painted.length; index += 1)
    painted[index] = (sample(index, 0) === 0) === isInverted ? 0 : 1;
  return { width, height, inks: new Uint8Array(), painted };
}

/** Converts samples to inks. Colours are cached, because most images repeat them. */
function convertToInks(samples: Samples, space: ColourSpace, decode: readonly number[]): InkPixels {
  const { width, height, channels, bits } = samples;
  const sample = sampleReader(samples);
  const max = 2 ** bits - 1;
  const inks = new Uint8Array(width * height * 4);
  const cache = new Map<number, Inks>();
  const colour: number[] = [];
  for (let index = 0; index < width * height; index += 1) {
    let key = 0;
    for (let channel = 0; channel < channels; channel += 1) {
      const raw = sample(index, channel);
      key = key * 256 + (raw & 255);
      const [low, high] = decodeRange(space, decode, channel, max);
      colour[channel] = low + (raw * (high - low)) / max;
    }
    let found = channels <= 4 ? cache.get(key) : undefined;
    if (found === undefined) {
      found = inksOf(space, colour);
      if (cache.size < maxCachedColours) cache.set(key, found);
    }
    for (let plate = 0; plate < 4; plate += 1) inks[index * 4 + plate] = Math.round(found[plate]! * 255);
  }
  return { width, height, inks };
}

/** The range of the decoded samples of a channel. ISO 32000-1, table 90. */
function decodeRange(
  space: ColourSpace,
  decode: readonly number[],
  channel: number,
  max: number,
): readonly [number, number] {
  const [low, high] = [decode[channel * 2], decode[channel * 2 + 1]];
  if (low !== undefined && high !== undefined) return [low, high];
  if (space.family === 'indexed') return [0, max];
  return space.family === 'lab' ? [0, channel === 0 ? 100 : 1] : [0, 1];
}

/** Returns a reader of single samples. Each row begins on a byte boundary. ISO 32000-1, 8.9.3. */
function sampleReader({
  bytes,
  width,
  height,
  bits,
  channels,
}: Samples): (index: number, channel: number) => number {
  if (![1, 2, 4, 8, 16].includes(bits)) throw new PdfFault(`无法读取每色 ${bits} 位的图片`);
  const row = Math.ceil((width * channels * bits) / 8);
  if (bytes.length < row * height) throw new PdfFault('图片的数据不够');
  if (bits === 8) return (index, channel) => bytes[index * channels + channel]!;
  return (index, channel) => {
    const [x, y] = [index % width, Math.floor(index / width)];
    const bit = (x * channels + channel) * bits;
    const at = y * row + (bit >> 3);
    if (bits === 16) return bytes[at]! * 256 + bytes[at + 1]!;
    return (bytes[at]! >> (8 - bits - (bit & 7))) & (2 ** bits - 1);
  };
}
