import { ByteReader } from './byte-reader.ts';
import { composite, partBytes } from './composite-glyph.ts';
import { boxOf, encodeSteps, readSteps, skipSteps } from './glyph-steps.ts';

/** A font's glyf and loca tables, loca in long offsets, and the left edge of every glyph. */
export interface RebuiltGlyphs {
  readonly glyf: Uint8Array;
  readonly loca: Uint8Array;
  readonly xMins: readonly number[];
}

interface Streams {
  readonly contours: ByteReader;
  readonly points: ByteReader;
  readonly flags: ByteReader;
  readonly glyphs: ByteReader;
  readonly composites: ByteReader;
  readonly boxes: ByteReader;
  readonly instructions: ByteReader;
  /** Whether a glyph's box stands in `boxes`, and whether its contours overlap. */
  readonly hasBox: (glyph: number) => boolean;
  readonly overlaps: (glyph: number) => boolean;
}

/** Those in which the glyphs take more room or less. */
const variableStreams = ['points', 'flags', 'glyphs', 'composites', 'boxes', 'instructions'] as const;

/**
 * Opens a rearranged glyf table: of the hundred glyphs of a slice a page needs two or three. In: the stored table. Out:
 * each glyph put together when asked. Its data begins where that of the one before it ends, so what comes before it is
 * passed over, once.
 */
export function openPackedGlyphs(stored: Uint8Array): (glyph: number) => Buffer {
  const { streams } = openStreams(stored);
  const ahead = openStreams(stored).streams;
  const starts: (readonly number[])[] = [];
  return (glyph) => {
    while (starts.length <= glyph) {
      starts.push(variableStreams.map((name) => ahead[name].position));
      passOver(starts.length - 1, ahead);
    }
    streams.contours.seek(2 * glyph);
    for (const [index, name] of variableStreams.entries()) streams[name].seek(starts[glyph]![index]!);
    return rebuildGlyph(glyph, streams);
  };
}

/** Undoes the rearranging of glyf and loca. In: the stored table. WOFF2 5.1 and 5.3. */
export function rebuildGlyphs(stored: Uint8Array): RebuiltGlyphs {
  const { count, streams } = openStreams(stored);
  const parts = Array.from({ length: count }, (_, glyph) => rebuildGlyph(glyph, streams));
  const offsets = [0];
  for (const part of parts) offsets.push(offsets.at(-1)! + part.length);
  const xMins = parts.map((part) => (part.length === 0 ? 0 : part.readInt16BE(2)));
  return { glyf: Buffer.concat(parts), loca: encodeOffsets(offsets), xMins };
}

function openStreams(stored: Uint8Array) {
  const head = new ByteReader(stored);
  head.skip(2);
  const overlapStored = (head.u16() & 1) === 1;
  const count = head.u16();
  head.skip(2);
  const sizes = Array.from({ length: 7 }, () => head.u32());
  const parts = sizes.map((size) => head.bytes(size));
  const overlap = overlapStored ? head.bytes((count + 7) >> 3) : undefined;
  const [contours, points, flags, glyphs, composites, boxes, instructions] = parts.map(
    (part) => new ByteReader(part),
  );
  const boxBits = boxes!.bytes(4 * ((count + 31) >> 5));
  const bit = (bits: Uint8Array, index: number) => ((bits[index >> 3]! >> (7 - (index & 7))) & 1) === 1;
  const streams: Streams = {
    contours: contours!,
    points: points!,
    flags: flags!,
    glyphs: glyphs!,
    composites: composites!,
    boxes: boxes!,
    instructions: instructions!,
    hasBox: (glyph) => bit(boxBits, glyph),
    overlaps: (glyph) => overlap !== undefined && bit(overlap, glyph),
  };
  return { count, streams };
}

/** In four bytes each: rebuilt glyphs may take more room than the font's own, too much for two. */
function encodeOffsets(offsets: readonly number[]): Uint8Array {
  const loca = Buffer.alloc(offsets.length * 4);
  for (const [index, offset] of offsets.entries()) loca.writeUInt32BE(offset, index * 4);
  return loca;
}

function rebuildGlyph(glyph: number, streams: Streams): Buffer {
  const contours = streams.contours.i16();
  const box = streams.hasBox(glyph) ? streams.boxes.bytes(8) : undefined;
  if (contours === 0) return Buffer.alloc(0);
  const body =
    contours > 0 ? simpleGlyph(contours, streams, streams.overlaps(glyph)) : compositeGlyph(streams);
  const head = Buffer.alloc(10);
  head.writeInt16BE(contours);
  head.set(box ?? body.box, 2);
  const length = head.length + body.bytes.length;
  return Buffer.concat([head, body.bytes], (length + 3) & ~3);
}

interface GlyphBody {
  readonly bytes: Uint8Array;
  readonly box: Uint8Array;
}

function simpleGlyph(contours: number, streams: Streams, overlaps: boolean): GlyphBody {
  const ends: number[] = [];
  for (let contour = 0; contour < contours; contour++)
    ends.push((ends.at(-1) ?? -1) + streams.points.short255());
  const steps = readSteps(ends.at(-1)! + 1, streams.flags, streams.glyphs);
  const instructions = streams.instructions.bytes(streams.glyphs.short255());
  const numbers = Buffer.alloc(2 * contours + 2);
  for (const [index, end] of [...ends, instructions.length].entries()) numbers.writeUInt16BE(end, 2 * index);
  return {
    bytes: Buffer.concat([numbers, instructions, encodeSteps(steps, overlaps)]),
    box: boxOf(steps),
  };
}

/** Goes on by what one glyph takes, and makes nothing of it. */
function passOver(glyph: number, streams: Streams): void {
  const { points, flags, glyphs, boxes, instructions } = streams;
  const contours = streams.contours.i16();
  if (streams.hasBox(glyph)) boxes.skip(8);
  if (contours < 0) compositeGlyph(streams);
  if (contours <= 0) return;
  let count = 0;
  for (let contour = 0; contour < contours; contour++) count += points.short255();
  skipSteps(count, flags, glyphs);
  instructions.skip(glyphs.short255());
}

/** A glyph made of others. Its box is always stored: WOFF2 5.1. */
function compositeGlyph(streams: Streams): GlyphBody {
  const { composites } = streams;
  const start = composites.position;
  let flags: number = composite.more;
  let instructed = false;
  while ((flags & composite.more) !== 0) {
    flags = composites.u16();
    instructed ||= (flags & composite.instructions) !== 0;
    composites.skip(2 + partBytes(flags));
  }
  const length = composites.position - start;
  composites.seek(start);
  const components = composites.bytes(length);
  if (!instructed) return { bytes: components, box: Buffer.alloc(8) };
  const instructions = streams.instructions.bytes(streams.glyphs.short255());
  const size = Buffer.alloc(2);
  size.writeUInt16BE(instructions.length);
  return { bytes: Buffer.concat([components, size, instructions]), box: Buffer.alloc(8) };
}

/**
 * Undoes the shortening of hmtx: left bearings that are the glyph's left edge are left out.
 * In: the stored table, the number of full metrics from hhea, the glyphs' left edges. WOFF2 5.4.
 */
export function rebuildMetrics(stored: Uint8Array, full: number, xMins: readonly number[]): Uint8Array {
  const reader = new ByteReader(stored);
  const flags = reader.u8();
  const advances = Array.from({ length: full }, () => reader.u16());
  const bearings = xMins.map((xMin, glyph) => ((flags & (glyph < full ? 1 : 2)) !== 0 ? xMin : reader.i16()));
  const table = Buffer.alloc(2 * full + 2 * xMins.length);
  let offset = 0;
  for (const [glyph, bearing] of bearings.entries()) {
    const advance = advances[glyph];
    if (advance !== undefined) offset = table.writeUInt16BE(advance, offset);
    offset = table.writeInt16BE(bearing, offset);
  }
  return table;
}
