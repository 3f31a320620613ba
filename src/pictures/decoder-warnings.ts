/*
 * What a decoder's warning means. Decoders warn of lost picture data and of metadata in the same way, and only their texts
 * tell them apart: those of libjpeg, libtiff, libpng, nsgif and libvips.
 */

/**
 * `lost`: pixels are missing or wrong. `harmless`: the pixels are right. `unknown`: neither is known. `empty`: the text says
 * nothing of its own.
 */
export type WarningKind = 'lost' | 'harmless' | 'unknown' | 'empty';

/** What libvips and sharp add to the text of a decoder. Only the first of several warnings has a text. */
const empty: readonly RegExp[] = [
  /^read gave 1 warning|^error in tile|^Warning treated as error/,
  /^$|bad seek|^\w+: (libpng )?read error$/,
];

const lost: readonly RegExp[] = [
  // libjpeg
  /premature end|bad (huffman|arithmetic) code|found marker 0x\w+ instead of RST/i,
  // libtiff: PackBits, fax codes, and strips that are too short
  /discarding \d+ bytes|not enough data|premature eo[lf]|line length mismatch|bad code word|uncompressed data \(not supported\)/i,
  // nsgif, libpng
  /invalid frame data|not enough image data|unexpected end|data error|incorrect (data|header) check|invalid LZW|using code not yet in table/i,
];

const harmless: readonly RegExp[] = [
  // libjpeg: markers that only describe the picture, and parameters that a sequential file does not use
  /bad ICC marker|unknown JFIF revision|unknown Adobe color transform|invalid SOS parameters for sequential/i,
  // libtiff: the directory
  /tags are not sorted|unknown field|tag ignored|ignoring tag|null byte|incorrect (count|value|type)|tag .* is not allowed/i,
  /cannot (handle|read) .*tag|nonstandard tile|subfile|missing, assuming|photometric.*assuming|sum of photometric type/i,
  // libpng: chunks that do not hold pixels, and data behind the last row
  /^(iCCP|sRGB|gAMA|cHRM|[tiz]TXt|tEXt|eXIf|sBIT|pHYs|tIME|bKGD|hIST|sPLT|oFFs|pCAL|sCAL|sTER|cICP|mDC[Vv]|cLL[Ii])\b/,
  /too much image data|extra compressed data|known incorrect sRGB profile/i,
  // libvips: profiles, resolution, EXIF, XMP, IPTC
  /profile|resolution unit|reading resolution|exif|xmp|iptc/i,
];

/**
 * Bytes between two segments of a JPEG. Before those that precede the picture data they are none of them; behind the data they
 * are picture data that no block needed, unless there are few: cameras append some.
 */
const extraneous = /(\d+) extraneous bytes before marker 0x(\w\w)/;
const markersAmongData = /^(d\w|c4)$/;
const appendedByCameras = 16;

/** In: one line of a decoder's warning. */
export function kindOfWarning(text: string): WarningKind {
  if (lost.some((pattern) => pattern.test(text))) return 'lost';
  const [, count, marker] = extraneous.exec(text) ?? [];
  if (marker !== undefined)
    return markersAmongData.test(marker) && Number(count) >= appendedByCameras ? 'lost' : 'harmless';
  if (empty.some((pattern) => pattern.test(text))) return 'empty';
  return harmless.some((pattern) => pattern.test(text)) ? 'harmless' : 'unknown';
}
