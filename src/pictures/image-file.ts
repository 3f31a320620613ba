import type { ChannelStats, Metadata, Sharp } from 'sharp';
import { type CacheFolder, memoize } from '../core/cache.ts';
import { contentHash, entryName, readEntry, writeEntry } from '../core/cache-entry.ts';
import type { Desk } from '../core/desk.ts';
import type { Place } from '../core/place.ts';
import type { FontBook } from '../fonts/font-book.ts';
import { decodeToEnd } from './decode-to-end.ts';
import type { Drawing } from './drawing.ts';
import { convertHeic, isHeic } from './heic.ts';
import { hasAdobeMarker, hasEndMarker, isInverted } from './jpeg.ts';
import { looksLikePhotograph } from './photograph.ts';
import { looksLikeSvg } from './svg/looks-like-svg.ts';
import { isTakenForRgb } from './tiff.ts';

/** Identifies a picture from here to the PDF writer: a hash of its file. */
export type ImageId = string;

/** A picture file that can be printed. */
export interface ImageFile {
  readonly id: ImageId;
  /** The path as the author wrote it, for messages. */
  readonly path: string;
  /** A large file is read again at each use, since an issue may have hundreds; throws if it is another by then. */
  readonly bytes: Uint8Array;
  /** In pixels, after EXIF orientation; for a vector picture in its own units. */
  readonly width: number;
  readonly height: number;
  readonly vector: boolean;
  /** A vector picture of flat shapes, which is printed as paths; any other is rendered to pixels. */
  readonly drawing?: Drawing;
  /** A vector picture without the photographs in it: the plain SVG of its lines, areas and words. */
  readonly linework?: Uint8Array;
  /** One bit a pixel, black and white. */
  readonly lineArt?: true;
  /** A photograph for certain: any other picture keeps its frame (`photograph.ts`). */
  readonly photograph?: true;
  /** A CMYK picture. Without a profile its inks are those of whatever press prints it. */
  readonly inks?: { readonly profile?: Uint8Array };
}

/** The accepted formats, as sharp names them, and their file name extensions. docs/format.md lists them. */
const extensions: Readonly<Record<string, readonly string[]>> = {
  jpeg: ['jpg', 'jpeg', 'jpe', 'jfif'],
  png: ['png'],
  webp: ['webp'],
  tiff: ['tif', 'tiff'],
  gif: ['gif'],
  heif: ['avif'],
  heic: ['heic', 'heif', 'hif'],
  svg: ['svg', 'svgz'],
};

/** Extensions of formats that are refused; a phone or a chat app may have given one to a file that is accepted. */
const refusedExtensions = ['bmp', 'eps', 'jp2', 'jxl', 'pdf', 'psd', 'tga'];

/** More than cameras and scanners produce, and too slow to decode. */
const maxPixels = 100_000_000;

export interface OpeningOptions {
  /** For the words in a drawing. */
  readonly fonts?: FontBook;
  /**
   * Whether no other picture is decoded meanwhile, without which an error says nothing about its reason and a warning is an
   * error.
   */
  readonly isAlone?: boolean;
}

/**
 * Reads a picture and decodes it to its end, so that a broken one is reported before anything is set. In: the path as written,
 * relative to the source file; its place there; the desk, whose cache may hold the facts of the picture. Out: undefined if it
 * cannot be printed, which is reported.
 */
export async function openImage(
  path: string,
  place: Place,
  desk: Desk,
  { fonts = noFonts, isAlone = true }: OpeningOptions = {},
): Promise<ImageFile | undefined> {
  const file = await desk.read(path, place.file, 'issue', false);
  if (!file.ok) {
    desk.report('missing-image', place, { path, detail: file.detail, near: file.near });
    return undefined;
  }
  if (looksLikeSvg(file.bytes)) {
    const { openDrawing } = await import('./svg/open-drawing.ts');
    const named = { path, file: file.path, bytes: file.bytes };
    const opened = await openDrawing(named, place, desk, fonts, (bytes) =>
      embedPhotograph(bytes, isAlone, (warning) => desk.report('image-suspect', place, { path, warning })),
    );
    if (opened !== undefined) reportWrongExtension(path, 'svg', place, desk);
    return opened && { path, vector: true, ...opened };
  }
  const id: ImageId = contentHash(file.bytes);
  try {
    const { format, pages, warning, ...facts } = await memoize(
      desk.cache.memory,
      desk.report,
      'picture',
      () => id,
      () => measureOnce(file.bytes, id, desk.cache.folder, isAlone),
    );
    reportWrongExtension(path, format, place, desk);
    if (pages > 1) desk.report('image-pages', place, { path, pages });
    if (warning !== undefined) desk.report('image-suspect', place, { path, warning });
    return withBytes({ id, path, ...facts }, file.bytes, file.again);
  } catch (error) {
    if (isDecoderMissing(error)) desk.report('decoder-missing', place, { path });
    else desk.report('image-broken', place, { path, detail: decoderFault(error) });
    return undefined;
  }
}

/** Smaller files are not worth reading twice. */
const largeFile = 256 * 1024;

function withBytes(
  facts: Omit<ImageFile, 'bytes'> & Partial<Pick<ImageFile, 'bytes'>>,
  bytes: Uint8Array,
  again: (() => Uint8Array) | undefined,
): ImageFile {
  if (facts.bytes !== undefined || again === undefined || bytes.length < largeFile)
    return { bytes, ...facts };
  return readingAgain(facts, again);
}

/** Apart from `withBytes`, because a function keeps all in memory that its scope has. */
const readingAgain = (facts: Omit<ImageFile, 'bytes'>, again: () => Uint8Array): ImageFile => ({
  ...facts,
  get bytes() {
    return again();
  },
});

/** Whether the decoder's native half is not installed or does not fit this machine: then no picture is at fault. */
const isDecoderMissing = (error: unknown): boolean =>
  /could not load the "sharp" module|cannot find (module|package) '(sharp|@img)/i.test(
    (error as Error).message,
  );

/** Warns of an extension of another format: the file is printed, but other programs may not open it. */
function reportWrongExtension(path: string, format: string, place: Place, { report }: Desk): void {
  const extension = /\.([^./\\]+)$/.exec(path)?.[1]?.toLowerCase();
  const all = [...Object.values(extensions).flat(), ...refusedExtensions];
  if (extension === undefined || !all.includes(extension) || extensions[format]!.includes(extension)) return;
  report('image-misnamed', place, { path, ending: extension, format: nameOf(format) });
}

const nameOf = (format: string): string => (format === 'heif' ? 'AVIF' : format.toUpperCase());

/** HEIF is the container of AVIF and of HEIC, and of others, which are refused. */
const refusedName = ({ format }: Metadata): string => (format === 'heif' ? 'HEIF' : format.toUpperCase());

type PictureFacts = Omit<ImageFile, 'id' | 'path' | 'bytes'> & Partial<Pick<ImageFile, 'bytes'>>;

interface Measured extends PictureFacts {
  readonly format: string;
  readonly pages: number;
  /** What the decoder warned of, if nobody can say whether it matters. */
  readonly warning?: string;
}

/** Measures a picture, or takes its facts from the cache: decoding a photograph takes longer than setting a page. */
async function measureOnce(
  bytes: Uint8Array,
  id: ImageId,
  folder: CacheFolder | undefined,
  isAlone: boolean,
): Promise<Measured> {
  if (folder === undefined) return measure(bytes, isAlone);
  const name = entryName(folder, ['picture', 2, id]);
  const cached = readEntry<Measured>(folder, name);
  if (cached !== undefined) return cached.facts;
  const facts = await measure(bytes, isAlone);
  // Some have more than plain facts: an ICC profile, other bytes.
  if (facts.inks === undefined && facts.bytes === undefined) {
    void writeEntry(folder, name, { facts, bytes: new Uint8Array() });
  }
  return facts;
}

/**
 * Reads format and size from the header, then decodes all pixels, because a truncated file has a valid header. Throws if
 * that fails.
 */
async function measure(bytes: Uint8Array, isAlone: boolean): Promise<Measured> {
  const { default: sharp } = await import('sharp');
  // Reads the header only, so no limit of size is needed.
  const metadata = await sharp(bytes, { failOn: 'error', limitInputPixels: false }).metadata();
  const { format } = metadata;
  if (!isAccepted(metadata)) throw new Error(`不支持 ${refusedName(metadata)} 格式`);
  const { width, height } = metadata.autoOrient;
  if (width * height > maxPixels) {
    throw new Error(`像素太多（${width} × ${height}），最多一亿；请先缩小`);
  }
  if (isHeic(metadata)) {
    const converted = await convertHeic(bytes, metadata.icc);
    return { bytes: converted, ...(await measure(converted, isAlone)), format: 'heic' };
  }
  if (format === 'jpeg' && !hasEndMarker(bytes)) throw new Error('unexpected end');
  if (format === 'tiff' && isTakenForRgb(bytes)) throw new Error(ycbcrTiff);
  const pages = await pagesOf(bytes, metadata);
  const { channels, warning, isPhotograph } = await inspect(bytes, metadata, isAlone);
  const facts = {
    ...{ format, pages, width, height, vector: false },
    ...(warning !== undefined && { warning }),
    ...(isPhotograph && { photograph: true as const }),
  };
  if (metadata.space === 'cmyk') return { ...facts, ...(await readInks(bytes, metadata)) };
  return channels !== undefined && isLineArt(metadata, channels) ? { ...facts, lineArt: true } : facts;
}

/** A book without fonts, for pictures that are opened on their own. */
const noFonts: FontBook = {
  faceFor: () => undefined,
  emojiFor: () => undefined,
  isSymbolFace: () => false,
  candidates: () => [],
  face: () => {
    throw new Error('a book without fonts');
  },
};

/**
 * A photograph within a drawing, as an address that holds it. Plain files stay as they are; all others become a PNG in sRGB,
 * upright, since renderers of drawings ignore profiles and orientation. Throws, in Chinese, if it is damaged.
 */
async function embedPhotograph(bytes: Uint8Array, isAlone: boolean, suspect: (warning: string) => void) {
  try {
    const { format, width, height, warning, bytes: replaced = bytes } = await measure(bytes, isAlone);
    if (warning !== undefined) suspect(warning);
    const { default: sharp } = await import('sharp');
    const { icc, orientation = 1, space, depth } = await sharp(replaced).metadata();
    const isPlain = ['jpeg', 'png'].includes(format) && icc === undefined && orientation === 1;
    const data =
      isPlain && space !== 'cmyk' && depth === 'uchar'
        ? replaced
        : await sharp(replaced).autoOrient().toColourspace('srgb').png({ compressionLevel: 1 }).toBuffer();
    const type = data === replaced ? format : 'png';
    return { width, height, uri: `data:image/${type};base64,${Buffer.from(data).toString('base64')}` };
  } catch (error) {
    throw new Error(decoderFault(error));
  }
}

/** Decodes a picture to its end and looks at its pixels: at the same time, unless warnings are asked for, which have one queue. */
async function inspect(bytes: Uint8Array, metadata: Metadata, isAlone: boolean) {
  const looking = isAlone ? undefined : looksLikePhotograph(bytes);
  try {
    const decoded = await decodeToEnd(bytes, metadata, isAlone);
    return { ...decoded, isPhotograph: await (looking ?? looksLikePhotograph(bytes)) };
  } finally {
    await looking;
  }
}

/** The number of pictures in a file, only the first of which is printed. Smaller copies in a pyramid do not count. */
async function pagesOf(bytes: Uint8Array, { pages = 1, width, height }: Metadata): Promise<number> {
  if (pages === 1) return 1;
  const { default: sharp } = await import('sharp');
  const second = await sharp(bytes, { page: 1, limitInputPixels: false }).metadata();
  return second.width >= width && second.height >= height ? pages : 1;
}

/** Whether a picture has one bit a pixel, black and white. */
function isLineArt({ bitsPerSample }: Metadata, channels: readonly ChannelStats[]): boolean {
  const [first] = channels;
  return (
    bitsPerSample === 1 &&
    channels.every(({ min, max, mean }) => min === 0 && max === 255 && mean === first?.mean)
  );
}

/** The inks of a CMYK file; with a TIFF in its place if the file stores them in a way that decoders do not recognize. */
async function readInks(
  bytes: Uint8Array,
  { format, icc, depth }: Metadata,
): Promise<Pick<PictureFacts, 'bytes' | 'inks'>> {
  const { default: sharp } = await import('sharp');
  const inks = icc === undefined ? {} : { profile: icc };
  const source = sharp(bytes, { failOn: 'error', ignoreIcc: true }).pipelineColourspace('cmyk');
  // 16 bits a sample: libvips would clip at 255 instead of scaling.
  if (depth === 'ushort') return { inks, bytes: await toTiff(source.linear(1 / 257, 0)) };
  const read = await source.clone().toColourspace('cmyk').raw().toBuffer({ resolveWithObject: true });
  if (format !== 'jpeg' || hasAdobeMarker(bytes) || !isInverted(read.data, read.info.channels))
    return { inks };
  return { inks, bytes: await toTiff(source.negate()) };
}

/** Inks as a TIFF of 8 bits a sample, oriented, with their profile. */
const toTiff = (inks: Sharp): Promise<Uint8Array> =>
  inks.autoOrient().toColourspace('cmyk').keepIccProfile().tiff({ compression: 'lzw' }).toBuffer();

/** Why a drawing that vanishes at its printed size is refused. */
export const tooThin = '图太窄或太扁，印不出来';

const ycbcrTiff = '不支持这种 YCbCr 颜色的 TIFF，请另存为 RGB 或 CMYK';

/** Why a picture is refused whose pixels are missing or wrong. */
const damaged = '图片数据已损坏，有的地方印出来是错的';

/** The common error texts of decoders, in Chinese for an editor. */
const decoderFaults: readonly (readonly [pattern: RegExp, detail: string])[] = [
  [/buffer is empty/i, '这是一个空文件'],
  [/unsupported image format/, '无法识别的图片格式'],
  [/premature end|read error|end of file|truncated|unexpected end|not enough data/i, '文件不完整'],
  [/data precision 12/, '不支持每色 12 位的 JPEG，请另存为 8 位'],
  [/labq|Lab/, '不支持这种 Lab 颜色的 TIFF，请另存为 RGB 或 CMYK'],
  [/Maximum supported image dimension/, '像素太多，请先缩小'],
  [/bad dimensions/, '没有写明尺寸，或尺寸为零'],
  [/zero-sized image/, tooThin],
  [/SVG rendering failed/, 'SVG 太复杂，无法绘制'],
  [/XML parse error/, 'SVG 的 XML 写法有误'],
  [/invalid frame data|bad (huffman|arithmetic) code|corrupt jpeg data|discarding \d+ bytes/i, damaged],
  [/corrupt header|bad seek|unable to (parse|read)|vips/i, '文件已损坏，或不完整'],
];

/** A decoder's error in Chinese; an uncommon one as it is. */
export function decoderFault(error: unknown): string {
  const { message } = error as Error;
  return decoderFaults.find(([pattern]) => pattern.test(message))?.[1] ?? message.split('\n')[0]!;
}

const isAccepted = ({ format, compression }: Metadata): boolean =>
  format in extensions && (format !== 'heif' || compression === 'av1' || compression === 'hevc');
