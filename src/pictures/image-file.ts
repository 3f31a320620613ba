import type { ChannelStats, Metadata, Sharp } from 'sharp';
import { entryName, hashOf, type KeptStore, readEntry, writeEntry } from '../core/cache.ts';
import type { Desk } from '../core/desk.ts';
import type { Place } from '../core/place.ts';
import { stand } from '../core/standing.ts';
import type { Drawing } from './drawing.ts';
import { hasAdobeMarker, hasEndMarker, isInverted } from './jpeg.ts';

/** The name under which a picture is known from here to the writer: the hash of its file's bytes. */
export type ImageId = string;

/** What the page needs to know of a picture before it is printed. */
export interface ImageFile {
  readonly id: ImageId;
  /** The path as the author wrote it, for messages. */
  readonly path: string;
  readonly bytes: Uint8Array;
  /** Pixels, after the camera's turn (EXIF) is applied; for a vector picture its own units. */
  readonly width: number;
  readonly height: number;
  readonly vector: boolean;
  /** A vector picture of flat shapes, which is printed as shapes; any other is drawn as pixels. */
  readonly drawing?: Drawing;
  /** A vector picture whose size is in millimetres or the like: twice the density makes it four times as wide. */
  readonly inInches?: true;
  /** Black and white and nothing between, one bit a pixel. */
  readonly lineArt?: true;
  /** Its pixels are inks already: those of the press that its profile names, or, without one, of whoever prints it. */
  readonly inks?: { readonly profile?: Uint8Array };
}

/** What the file says it is, and the endings its name may have; format.md promises these formats and no more. */
const endings: Readonly<Record<string, readonly string[]>> = {
  jpeg: ['jpg', 'jpeg', 'jpe', 'jfif'],
  png: ['png'],
  webp: ['webp'],
  tiff: ['tif', 'tiff'],
  heif: ['avif'],
  svg: ['svg'],
};

/** Endings of pictures that are not printed; a phone or a chat may have given one to a file that is. */
const otherEndings = ['bmp', 'eps', 'gif', 'heic', 'heif', 'hif', 'jp2', 'jxl', 'pdf', 'psd', 'tga'];

/** What a camera or a scanner of today gives; a picture of more would keep the whole page waiting. */
const mostPixels = 100_000_000;

/**
 * Reads a picture and makes sure that it can be decoded to its end, so that a broken one is told before anything is
 * set. In: the path as written, the place it stands at, whose file it is relative to, and where is kept what was found
 * of pictures before. Tells what is wrong.
 */
export async function openImage(
  path: string,
  place: Place,
  desk: Desk,
  store?: KeptStore,
): Promise<ImageFile | undefined> {
  const file = await desk.read(path, place.file);
  if (!file.ok) {
    desk.report('missing-image', place, { path, detail: file.detail });
    return undefined;
  }
  const id: ImageId = hashOf(file.bytes).toString('hex', 0, 8);
  try {
    const { format, unsupported, pages, ...found } = await stand(
      desk,
      'picture',
      () => id,
      () => measureOnce(file.bytes, store),
    );
    tellMisnamed(path, format, place, desk);
    if (pages > 1) desk.report('image-pages', place, { path, pages });
    if (unsupported !== undefined) desk.report('svg-as-pixels', place, { path, unsupported });
    return { id, path, bytes: file.bytes, ...found };
  } catch (error) {
    desk.report('image-broken', place, { path, detail: decoderFault(error) });
    return undefined;
  }
}

/** An ending that belongs to another format: it is printed, but a program that goes by names will not open it. */
function tellMisnamed(path: string, format: string, place: Place, { report }: Desk): void {
  const ending = /\.([^./\\]+)$/.exec(path)?.[1]?.toLowerCase();
  const known = [...Object.values(endings).flat(), ...otherEndings];
  if (ending === undefined || !known.includes(ending) || endings[format]!.includes(ending)) return;
  report('image-misnamed', place, { path, ending, format: nameOf(format) });
}

const nameOf = (format: string): string => (format === 'heif' ? 'AVIF' : format.toUpperCase());

/** HEIF is the container of AVIF and of phones' HEIC. */
const nameOfRefused = ({ format }: Metadata): string => (format === 'heif' ? 'HEIC' : format.toUpperCase());

type Found = Omit<ImageFile, 'id' | 'path' | 'bytes'> & Partial<Pick<ImageFile, 'bytes'>>;

interface Measured extends Found {
  readonly format: string;
  readonly pages: number;
  readonly unsupported?: string;
}

/** A photograph that was found whole is whole: decoding it again takes longer than setting the page. */
async function measureOnce(bytes: Uint8Array, store: KeptStore | undefined): Promise<Measured> {
  if (store === undefined) return measure(bytes);
  const name = entryName(store, ['picture'], [bytes]);
  const known = readEntry<Measured>(store, name);
  if (known !== undefined) return known.facts;
  const facts = await measure(bytes);
  // Drawings and pictures in inks hold more than plain facts.
  if (!facts.vector && facts.inks === undefined) {
    void writeEntry(store, name, { facts, bytes: new Uint8Array() });
  }
  return facts;
}

/** Size and kind by the header; then one pass over all pixels, because a file cut short has a good header. */
async function measure(bytes: Uint8Array): Promise<Measured> {
  const { default: sharp } = await import('sharp');
  const looking = isJpeg(bytes) ? lookThrough(bytes) : undefined;
  // What the header says is told first; but it is read afterwards, for the library mixes the words of two failures at once.
  await looking?.catch(() => {});
  // The header alone is read here, whatever size it tells.
  const metadata = await sharp(bytes, { failOn: 'error', limitInputPixels: false }).metadata();
  const { format } = metadata;
  if (!isPromised(metadata)) throw new Error(`不收 ${nameOfRefused(metadata)} 格式`);
  const { width, height } = metadata.autoOrient;
  // A drawing has no end to be cut off: its header is all of its XML. At its own size it may take minutes to draw.
  if (format === 'svg') {
    const { readSvg } = await import('./svg/read-svg.ts');
    const read = readSvg(bytes);
    const vector = { format, pages: 1, width, height, vector: true };
    if (!('unsupported' in read)) return { ...vector, drawing: read };
    const twice = await sharp(bytes, { density: 144, limitInputPixels: false }).metadata();
    return { ...vector, ...read, ...(twice.width > 3 * width && { inInches: true }) };
  }
  if (width * height > mostPixels) {
    throw new Error(`像素太多（${width} × ${height}），最多一亿；请先缩小`);
  }
  if (format === 'jpeg' && !hasEndMarker(bytes)) throw new Error('unexpected end');
  const whole = { format, pages: await pagesOf(bytes, metadata), width, height, vector: false };
  if (metadata.space === 'cmyk') return { ...whole, ...(await readInks(bytes, metadata)) };
  if (looking !== undefined) {
    await looking;
    return whole;
  }
  const { channels } = await sharp(bytes, { failOn: 'error' }).stats();
  // sharp says nothing at all of an interlaced PNG that breaks off.
  if (channels.length === 0) throw new Error('unexpected end');
  return isLineArt(metadata, channels) ? { ...whole, lineArt: true } : whole;
}

const isJpeg = ([first, second]: Uint8Array): boolean => first === 0xff && second === 0xd8;

/** All of a JPEG is read to draw it very small, and that is quick. */
async function lookThrough(bytes: Uint8Array): Promise<void> {
  const { default: sharp } = await import('sharp');
  const picture = sharp(bytes, { failOn: 'error', limitInputPixels: mostPixels });
  await picture.resize({ width: 64, height: 64, fit: 'fill', withoutEnlargement: true }).raw().toBuffer();
}

/** The pictures in a file, of which the first is printed; smaller ones after it are only copies for a quick look. */
async function pagesOf(bytes: Uint8Array, { pages = 1, width, height }: Metadata): Promise<number> {
  if (pages === 1) return 1;
  const { default: sharp } = await import('sharp');
  const second = await sharp(bytes, { page: 1, limitInputPixels: false }).metadata();
  return second.width >= width && second.height >= height ? pages : 1;
}

/** One bit a pixel, and the two colours of it are black and white. */
function isLineArt({ bitsPerSample }: Metadata, channels: readonly ChannelStats[]): boolean {
  const [first] = channels;
  return (
    bitsPerSample === 1 &&
    channels.every(({ min, max, mean }) => min === 0 && max === 255 && mean === first?.mean)
  );
}

/** A picture in inks, with the bytes to read it from where the file stores them in a way that tells nothing of it. */
async function readInks(
  bytes: Uint8Array,
  { format, icc, depth }: Metadata,
): Promise<Pick<Found, 'bytes' | 'inks'>> {
  const { default: sharp } = await import('sharp');
  const inks = icc === undefined ? {} : { profile: icc };
  const source = sharp(bytes, { failOn: 'error', ignoreIcc: true }).pipelineColourspace('cmyk');
  // Sixteen bits a sample: the library would cut off what is over 255 instead of dividing.
  if (depth === 'ushort') return { inks, bytes: await kept(source.linear(1 / 257, 0)) };
  const read = await source.clone().toColourspace('cmyk').raw().toBuffer({ resolveWithObject: true });
  if (format !== 'jpeg' || hasAdobeMarker(bytes) || !isInverted(read.data, read.info.channels))
    return { inks };
  return { inks, bytes: await kept(source.negate()) };
}

/** Inks as a file of eight bits a sample, turned upright, with the profile they came with. */
const kept = (inks: Sharp): Promise<Uint8Array> =>
  inks.autoOrient().toColourspace('cmyk').keepIccProfile().tiff({ compression: 'lzw' }).toBuffer();

/** What the decoders say of the commonest troubles; the rest comes as they say it. */
const decoderFaults: readonly (readonly [pattern: RegExp, detail: string])[] = [
  [/buffer is empty/i, '这是一个空文件'],
  [/unsupported image format/, '不是能认出的图片格式'],
  [/premature end|read error|end of file|truncated|unexpected end|not enough data/i, '文件不完整'],
  [/data precision 12/, '每种颜色 12 位的 JPEG 读不了，请另存成 8 位'],
  [/labq|Lab/, 'Lab 颜色的这种 TIFF 读不了，请另存成 RGB 或 CMYK'],
  [/Maximum supported image dimension/, '像素太多，请先缩小'],
  [/bad dimensions/, '图上没有写明大小，或大小为零'],
  [/zero-sized image/, '太窄或太扁，印出来什么也看不见'],
  [/SVG rendering failed/, '这幅 SVG 太复杂，画不出来'],
  [/XML parse error/, 'SVG 的 XML 写法有误'],
  [/corrupt header|bad seek|unable to (parse|read)|vips/i, '文件坏了，或不完整'],
];

/** A decoder's trouble in words for an editor. */
export function decoderFault(error: unknown): string {
  const { message } = error as Error;
  return decoderFaults.find(([pattern]) => pattern.test(message))?.[1] ?? message.split('\n')[0]!;
}

/** HEIC's codec is one that sharp has not. */
const isPromised = ({ format, compression }: Metadata): boolean =>
  format in endings && (format !== 'heif' || compression === 'av1');
