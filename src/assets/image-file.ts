import { createHash } from 'node:crypto';
import type { Metadata } from 'sharp';
import type { Desk } from '../core/desk.ts';
import type { Place } from '../core/place.ts';

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
}

/** What the file says it is; format.md promises these and no more. */
const formats: ReadonlySet<string> = new Set(['jpeg', 'png', 'webp', 'tiff', 'heif', 'svg']);

/**
 * Reads a picture and makes sure that it can be decoded to its end, so that a broken one is told before anything is
 * set. In: the path as written, and the place it stands at, whose file it is relative to. Tells what is wrong.
 */
export async function openImage(path: string, place: Place, desk: Desk): Promise<ImageFile | undefined> {
  const file = await desk.read(path, place.file);
  if (!file.ok) {
    desk.report('missing-image', place, { path, detail: file.detail });
    return undefined;
  }
  try {
    return { id: hash(file.bytes), path, bytes: file.bytes, ...(await measure(file.bytes)) };
  } catch (error) {
    desk.report('image-broken', place, { path, detail: decoderFault(error) });
    return undefined;
  }
}

const hash = (bytes: Uint8Array): ImageId => createHash('sha256').update(bytes).digest('hex').slice(0, 16);

/** Size and kind by the header; then one pass over all pixels, because a file cut short has a good header. */
async function measure(bytes: Uint8Array): Promise<Pick<ImageFile, 'width' | 'height' | 'vector'>> {
  const { default: sharp } = await import('sharp');
  const image = sharp(bytes, { failOn: 'error' });
  const metadata = await image.metadata();
  if (!isPromised(metadata)) throw new Error(`不收 ${metadata.format} 格式`);
  const { width, height } = metadata.autoOrient;
  const vector = metadata.format === 'svg';
  // A drawing has no end to be cut off: its header is all of its XML. At its own size it may take minutes to draw.
  if (!vector) await image.stats();
  return { width, height, vector };
}

/** What the decoders say of the commonest troubles; the rest comes as they say it. */
const decoderFaults: readonly (readonly [pattern: RegExp, detail: string])[] = [
  [/buffer is empty/i, '这是一个空文件'],
  [/unsupported image format/, '不是能认出的图片格式'],
  [/premature end|read error|end of file|truncated|unexpected end|not enough data/i, '文件不完整'],
  [/pixel limit/, '像素太多'],
  [/bad dimensions/, '图上没有写明大小，或大小为零'],
  [/zero-sized image/, '太窄或太扁，印出来什么也看不见'],
  [/SVG rendering failed/, '这幅 SVG 太复杂，画不出来'],
  [/XML parse error/, 'SVG 的 XML 写法有误'],
];

/** A decoder's trouble in words for an editor. */
export function decoderFault(error: unknown): string {
  const { message } = error as Error;
  return decoderFaults.find(([pattern]) => pattern.test(message))?.[1] ?? message.split('\n')[0]!;
}

/** HEIF is the container of AVIF and of phones' HEIC, whose codec sharp has not. */
const isPromised = ({ format, compression }: Metadata): boolean =>
  formats.has(format) && (format !== 'heif' || compression === 'av1');
