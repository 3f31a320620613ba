import { deviceGray, inksOf } from './colour-spaces.ts';
import { PdfFault } from './objects.ts';
import type { ColourSpace, Inks, PaintedImage } from './painted-objects.ts';
import type { PdfFile } from './pdf-file.ts';

/** A picture's pixels as ink, 0 to 255, four bytes each. A stencil has ink where it is painted. */
export interface Pixels {
  readonly width: number;
  readonly height: number;
  readonly inks: Uint8Array;
  /** Of a stencil: 1 where it paints. */
  readonly painted?: Uint8Array;
}

/** Reads a picture's pixels. Out: undefined where its coding is not read here. Throws a fault where it is broken. */
export type ImageDecoder = (mark: PaintedImage) => Promise<Pixels | undefined>;

/** A tabloid page at 600 dots per inch has 60 million. */
const mostPixels = 150_000_000;

export function openImageDecoder(file: PdfFile): ImageDecoder {
  const read = new Map<Uint8Array, Promise<Pixels | undefined>>();
  return (mark) => {
    const known = read.get(mark.stream.raw);
    if (known !== undefined && mark.space !== undefined) return known;
    const pixels = readPixels(file, mark);
    read.set(mark.stream.raw, pixels);
    return pixels;
  };
}

async function readPixels(file: PdfFile, mark: PaintedImage): Promise<Pixels | undefined> {
  const { stream, width, height, bits } = mark;
  if (!(width > 0 && height > 0 && width * height <= mostPixels))
    throw new PdfFault(`图片的尺寸 ${width}×${height} 不对`);
  if (file.get(stream.dict, 'Mask') !== null) throw new PdfFault('它带着遮罩（Mask），露出哪些地方没有算');
  const { bytes, picture } = file.decode(stream);
  const space = mark.space ?? deviceGray;
  const decode = file.list(stream.dict.map.get('Decode') ?? stream.dict.map.get('D')).map(Number);
  if (picture === 'DCTDecode') return inkJpeg(await readJpeg(bytes), space, decode);
  if (picture !== undefined) return undefined;
  const samples = { bytes, width, height, bits, channels: space.components };
  if (mark.space === undefined) return stencil(samples, decode[0] === 1);
  if (bits === 8 && decode.length === 0) {
    if (bytes.length < width * height * space.components) throw new PdfFault('图片的数据不够');
    if (space.family === 'cmyk') return { width, height, inks: bytes };
  }
  return ink(samples, space, decode);
}

interface Samples {
  readonly bytes: Uint8Array;
  readonly width: number;
  readonly height: number;
  readonly bits: number;
  readonly channels: number;
}

/** libvips hands out ink of four-colour JPEGs; Adobe's, which lie inverted, are turned by it already. */
async function readJpeg(bytes: Uint8Array): Promise<Samples> {
  const { default: sharp } = await import('sharp');
  try {
    const { channels, format } = await sharp(bytes).metadata();
    if (format !== 'jpeg') throw new Error('数据不是 JPEG');
    const read = sharp(bytes).pipelineColourspace(channels === 4 ? 'cmyk' : channels === 1 ? 'b-w' : 'srgb');
    const turned = read.toColourspace(channels === 4 ? 'cmyk' : channels === 1 ? 'b-w' : 'srgb');
    const { data, info } = await turned.raw().toBuffer({ resolveWithObject: true });
    const inverted = info.channels === 4 && hasAdobeMarker(bytes);
    const stored = inverted ? data.map((value) => 255 - value) : data;
    return { bytes: stored, width: info.width, height: info.height, bits: 8, channels: info.channels };
  } catch (error) {
    throw new PdfFault(`JPEG 图片读不出来：${error instanceof Error ? error.message.split('\n')[0] : ''}`);
  }
}

const hasAdobeMarker = (bytes: Uint8Array): boolean =>
  Buffer.from(bytes.subarray(0, 65_536)).includes(Buffer.from('\xff\xee\x00\x0eAdobe', 'latin1'));

function inkJpeg(samples: Samples, space: ColourSpace, decode: readonly number[]): Pixels {
  if (samples.channels !== space.components) throw new PdfFault('JPEG 图片的颜色数和说明不一致');
  return ink(samples, space, decode);
}

function stencil(samples: Samples, inverted: boolean): Pixels {
  const { width, height } = samples;
  const painted = new Uint8Array(width * height);
  const value = unpacked(samples);
  for (let index = 0; index < painted.length; index += 1)
    painted[index] = (value(index, 0) === 0) === inverted ? 0 : 1;
  return { width, height, inks: new Uint8Array(), painted };
}

function ink(samples: Samples, space: ColourSpace, decode: readonly number[]): Pixels {
  const { width, height, channels, bits } = samples;
  const value = unpacked(samples);
  const top = 2 ** bits - 1;
  const inks = new Uint8Array(width * height * 4);
  const known = new Map<number, Inks>();
  const colour: number[] = [];
  for (let index = 0; index < width * height; index += 1) {
    let key = 0;
    for (let channel = 0; channel < channels; channel += 1) {
      const raw = value(index, channel);
      key = key * 256 + (raw & 255);
      const [low, high] = decodeRange(space, decode, channel, top);
      colour[channel] = low + (raw * (high - low)) / top;
    }
    let found = channels <= 4 ? known.get(key) : undefined;
    if (found === undefined) {
      found = inksOf(space, colour);
      if (known.size < 100_000) known.set(key, found);
    }
    for (let plate = 0; plate < 4; plate += 1) inks[index * 4 + plate] = Math.round(found[plate]! * 255);
  }
  return { width, height, inks };
}

/** ISO 32000-1, table 90. */
function decodeRange(
  space: ColourSpace,
  decode: readonly number[],
  channel: number,
  top: number,
): readonly [number, number] {
  const [low, high] = [decode[channel * 2], decode[channel * 2 + 1]];
  if (low !== undefined && high !== undefined) return [low, high];
  if (space.family === 'indexed') return [0, top];
  return space.family === 'lab' ? [0, channel === 0 ? 100 : 1] : [0, 1];
}

/** The samples one by one, rows beginning on a byte. ISO 32000-1, 8.9.3. Of 16 bits the upper 8 are read. */
function unpacked({
  bytes,
  width,
  height,
  bits,
  channels,
}: Samples): (index: number, channel: number) => number {
  if (![1, 2, 4, 8, 16].includes(bits)) throw new PdfFault(`图片每色 ${bits} 位，读不出来`);
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
