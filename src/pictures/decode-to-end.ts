import type { ChannelStats, Metadata } from 'sharp';
import { kindOfWarning } from './decoder-warnings.ts';
import { checkStream } from './jpeg-stream.ts';

/** A picture that was decoded to its end. */
interface Decoded {
  /** The statistics of its channels; a JPEG has none. */
  readonly channels?: readonly ChannelStats[];
  /** What the decoder warned of, if nobody can say whether it matters. */
  readonly warning?: string;
}

/** Picture data are missing or wrong: the decoder says so, or their codes do. */
class LostPictureData extends Error {}

/**
 * Decodes a picture to its end, because a truncated or damaged file has a valid header. Throws if picture data are missing or
 * wrong, which a decoder may report as an error or as a warning. Warnings of metadata are nothing to anybody.
 *
 * sharp passes warnings on from a queue that all decodes share. But a decode that stops at a warning is the one that warned,
 * so only after that the warnings are asked for, in a decode of their own, and only if the caller
 * says that no other picture is decoded meanwhile.
 */
export async function decodeToEnd(bytes: Uint8Array, metadata: Metadata, isAlone: boolean): Promise<Decoded> {
  const decode = metadata.format === 'jpeg' ? decodeJpeg : decodeOther;
  try {
    return await decode(bytes, 'warning');
  } catch (error) {
    if (!isAlone) throw error;
    // What earlier decodes left.
    await takeWarnings();
    const warnings: string[] = [];
    const decoded = await decode(bytes, 'error', (warning) => void warnings.push(warning));
    const texts = [(error as Error).message, ...warnings, ...(await takeWarnings())];
    const lines = texts.flatMap((text) => text.split('\n'));
    const lost = lines.find((line) => kindOfWarning(line) === 'lost');
    if (lost !== undefined) throw new LostPictureData(lost);
    const unknown = lines.find((line) => kindOfWarning(line) === 'unknown');
    const isExplained = lines.some((line) => kindOfWarning(line) === 'harmless');
    const warning = unknown ?? (isExplained ? undefined : lines[0]);
    return warning === undefined ? decoded : { ...decoded, warning };
  }
}

/** Empty warnings, of which libvips adds some where decodes fail. */
const maxEmpty = 20;

/** Takes all warnings from the queue. After each decode sharp takes them up to the first empty one only. */
async function takeWarnings(): Promise<readonly string[]> {
  const { default: sharp } = await import('sharp');
  const taken: string[] = [];
  for (let silent = 0; silent < maxEmpty; silent += 1) {
    const before = taken.length;
    const nothing = sharp({ create: { width: 1, height: 1, channels: 3, background: 'white' } });
    nothing.on('warning', (warning: string) => void taken.push(warning));
    await nothing.raw().toBuffer();
    if (taken.length > before) silent = 0;
  }
  return taken;
}

type FailOn = 'warning' | 'error';
type OnWarning = (warning: string) => void;

/**
 * A sequential JPEG is not decoded, except for its first rows: reading its codes finds more. Of any other, a thumbnail is
 * made: the whole file is read, and quickly, because libjpeg shrinks on load.
 */
async function decodeJpeg(bytes: Uint8Array, failOn: FailOn, onWarning?: OnWarning): Promise<Decoded> {
  const { default: sharp } = await import('sharp');
  const stream = checkStream(bytes);
  if (stream === 'damaged') throw new LostPictureData('Corrupt JPEG data');
  if (stream === 'sound') {
    await sharp(bytes, { failOn: 'error' })
      .extract({ left: 0, top: 0, width: 1, height: 1 })
      .raw()
      .toBuffer();
    return {};
  }
  const picture = sharp(bytes, { failOn });
  if (onWarning !== undefined) picture.on('warning', onWarning);
  await picture.resize({ width: 64, height: 64, fit: 'fill', withoutEnlargement: true }).raw().toBuffer();
  return {};
}

async function decodeOther(bytes: Uint8Array, failOn: FailOn, onWarning?: OnWarning): Promise<Decoded> {
  const { default: sharp } = await import('sharp');
  const picture = sharp(bytes, { failOn });
  if (onWarning !== undefined) picture.on('warning', onWarning);
  const { channels } = await picture.stats();
  // sharp reports no error for a truncated interlaced PNG or a warning, and no channels either.
  if (channels.length === 0) throw new Error(failOn === 'warning' ? '' : 'unexpected end');
  return { channels };
}
