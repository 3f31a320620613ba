import { crc32, deflateSync } from 'node:zlib';
import type { Metadata } from 'sharp';

/** Whether a file is HEIC, which iPhones take: the container of AVIF with HEVC pictures, for which sharp has no codec. */
export const isHeic = ({ format, compression }: Metadata): boolean =>
  format === 'heif' && compression === 'hevc';

/**
 * Converts a HEIC file to a PNG with the same profile, upright. libheif turns and crops as the file says, so the orientation in
 * its EXIF data is done. Throws if the data are damaged.
 */
export async function convertHeic(bytes: Uint8Array, icc: Uint8Array | undefined): Promise<Uint8Array> {
  const { default: libheif } = await import('libheif-js/wasm-bundle.js');
  const { default: sharp } = await import('sharp');
  const images = new libheif.HeifDecoder().decode(bytes);
  const image = images.find((each) => each.is_primary()) ?? images[0];
  if (image === undefined) throw new Error('unexpected end');
  try {
    const [width, height] = [image.get_width(), image.get_height()];
    const target = { data: new Uint8ClampedArray(width * height * 4), width, height };
    const shown = await new Promise<{ data: Uint8ClampedArray } | null>((done) =>
      image.display(target, done),
    );
    if (shown === null) throw new Error('data error');
    const picture = sharp(shown.data, { raw: { width, height, channels: 4 } });
    const opaque = image.has_alpha_channel() ? picture : picture.removeAlpha();
    return withProfile(await opaque.png({ compressionLevel: 1 }).toBuffer(), icc);
  } finally {
    for (const each of images) each.free();
  }
}

/** A PNG's signature and header, behind which a profile may be. ISO 15948, 5.6. */
const headerEnd = 33;

/** The same PNG with a profile. ISO 15948, 11.3.3.3. */
function withProfile(png: Uint8Array, icc: Uint8Array | undefined): Uint8Array {
  if (icc === undefined) return png;
  const typed = Buffer.concat([Buffer.from('iCCPprofile\0\0', 'latin1'), deflateSync(icc)]);
  const chunk = Buffer.alloc(typed.length + 8);
  chunk.writeUInt32BE(typed.length - 4);
  typed.copy(chunk, 4);
  chunk.writeUInt32BE(crc32(typed), typed.length + 4);
  return Buffer.concat([png.subarray(0, headerEnd), chunk, png.subarray(headerEnd)]);
}
