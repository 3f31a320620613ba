/**
 * The glyf and loca tables as WOFF2 stores them: split by kind of data into seven streams, which compress better, with
 * points as variable-length triplets. W3C WOFF File Format 2.0, sections 5.1 to 5.4. This file restores the tables of
 * OpenType, all at once (`rebuildGlyphs`) or glyph by glyph (`openPackedGlyphs`). Both are linear in the bytes read.
 */
import { ByteReader } from './big-endian.ts';
import { component, componentTail } from './glyf.ts';

/** The streams, each with its own read position, and two bitmaps. Between two glyphs every stream is at a glyph's start. */
interface Streams {
  readonly contours: ByteReader;
  readonly points: ByteReader;
  readonly flags: ByteReader;
  readonly glyphs: ByteReader;
  readonly composites: ByteReader;
  readonly boxes: ByteReader;
  readonly instructions: ByteReader;
  /** Whether the bounding box of a glyph is stored in `boxes`. */
  readonly hasBox: (glyph: number) => boolean;
  /** Whether the contours of a glyph overlap. */
  readonly overlaps: (glyph: number) => boolean;
}

/** The streams in which glyphs have different lengths; in `contours` each has two bytes. */
const variableStreams = ['points', 'flags', 'glyphs', 'composites', 'boxes', 'instructions'] as const;

/**
 * Opens a transformed glyf table for single glyphs: of the hundred glyphs of a web font's slice a page needs two or
 * three. The start of a glyph is known only from the lengths of those before it, so a second set of streams runs ahead,
 * skips glyphs without decoding them, and records the starts; each glyph is skipped once.
 */
export function openPackedGlyphs(stored: Uint8Array): (glyph: number) => Buffer {
  const { streams } = openStreams(stored);
  const ahead = openStreams(stored).streams;
  const starts: (readonly number[])[] = [];
  return (glyph) => {
    while (starts.length <= glyph) {
      starts.push(variableStreams.map((name) => ahead[name].position));
      skipGlyph(starts.length - 1, ahead);
    }
    streams.contours.seek(2 * glyph);
    for (const [index, name] of variableStreams.entries()) streams[name].seek(starts[glyph]![index]!);
    return rebuildGlyph(glyph, streams);
  };
}

/** A glyf table, its loca table with 32-bit offsets, and the xMin of every glyph. */
export interface RebuiltGlyphs {
  readonly glyf: Uint8Array;
  readonly loca: Uint8Array;
  readonly xMins: readonly number[];
}

/** Restores all glyphs of a transformed glyf table. */
export function rebuildGlyphs(stored: Uint8Array): RebuiltGlyphs {
  const { count, streams } = openStreams(stored);
  const glyphs = Array.from({ length: count }, (_, glyph) => rebuildGlyph(glyph, streams));
  const offsets = [0];
  for (const glyph of glyphs) offsets.push(offsets.at(-1)! + glyph.length);
  const xMins = glyphs.map((glyph) => (glyph.length === 0 ? 0 : glyph.readInt16BE(2)));
  return { glyf: Buffer.concat(glyphs), loca: encodeLoca(offsets), xMins };
}

function openStreams(stored: Uint8Array) {
  const reader = new ByteReader(stored);
  reader.skip(2);
  const hasOverlapBits = (reader.u16() & 1) === 1;
  const count = reader.u16();
  reader.skip(2);
  const sizes = Array.from({ length: 7 }, () => reader.u32());
  const parts = sizes.map((size) => reader.bytes(size));
  const overlapBits = hasOverlapBits ? reader.bytes((count + 7) >> 3) : undefined;
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
    overlaps: (glyph) => overlapBits !== undefined && bit(overlapBits, glyph),
  };
  return { count, streams };
}

/** With 32-bit offsets, because rebuilt glyphs may be longer than the original ones. */
function encodeLoca(offsets: readonly number[]): Uint8Array {
  const loca = Buffer.alloc(offsets.length * 4);
  for (const [index, offset] of offsets.entries()) loca.writeUInt32BE(offset, index * 4);
  return loca;
}

/** Restores the glyph at which the streams are. */
function rebuildGlyph(glyph: number, streams: Streams): Buffer {
  const contours = streams.contours.i16();
  const box = streams.hasBox(glyph) ? streams.boxes.bytes(8) : undefined;
  if (contours === 0) return Buffer.alloc(0);
  const body =
    contours > 0 ? rebuildSimple(contours, streams, streams.overlaps(glyph)) : rebuildComposite(streams);
  const header = Buffer.alloc(10);
  header.writeInt16BE(contours);
  header.set(box ?? body.box, 2);
  const length = header.length + body.bytes.length;
  return Buffer.concat([header, body.bytes], (length + 3) & ~3);
}

/** Advances the streams to the next glyph, without decoding this one. */
function skipGlyph(glyph: number, streams: Streams): void {
  const { points, flags, glyphs, boxes, instructions } = streams;
  const contours = streams.contours.i16();
  if (streams.hasBox(glyph)) boxes.skip(8);
  if (contours < 0) rebuildComposite(streams);
  if (contours <= 0) return;
  let count = 0;
  for (let contour = 0; contour < contours; contour++) count += points.short255();
  skipPoints(count, flags, glyphs);
  instructions.skip(glyphs.short255());
}

interface GlyphBody {
  readonly bytes: Uint8Array;
  readonly box: Uint8Array;
}

function rebuildSimple(contours: number, streams: Streams, overlaps: boolean): GlyphBody {
  const ends: number[] = [];
  for (let contour = 0; contour < contours; contour++)
    ends.push((ends.at(-1) ?? -1) + streams.points.short255());
  const deltas = readPoints(ends.at(-1)! + 1, streams.flags, streams.glyphs);
  const instructions = streams.instructions.bytes(streams.glyphs.short255());
  const words = Buffer.alloc(2 * contours + 2);
  for (const [index, word] of [...ends, instructions.length].entries()) words.writeUInt16BE(word, 2 * index);
  return {
    bytes: Buffer.concat([words, instructions, encodePoints(deltas, overlaps)]),
    box: boundingBox(deltas),
  };
}

/** Copies the component records of a composite glyph. Its box is always stored: WOFF2 5.1. */
function rebuildComposite(streams: Streams): GlyphBody {
  const { composites } = streams;
  const start = composites.position;
  let flags: number = component.more;
  let hasInstructions = false;
  while ((flags & component.more) !== 0) {
    flags = composites.u16();
    hasInstructions ||= (flags & component.instructions) !== 0;
    composites.skip(2 + componentTail(flags));
  }
  const length = composites.position - start;
  composites.seek(start);
  const components = composites.bytes(length);
  if (!hasInstructions) return { bytes: components, box: Buffer.alloc(8) };
  const instructions = streams.instructions.bytes(streams.glyphs.short255());
  const size = Buffer.alloc(2);
  size.writeUInt16BE(instructions.length);
  return { bytes: Buffer.concat([components, size, instructions]), box: Buffer.alloc(8) };
}

/** The points of a glyph, each relative to the one before it. */
export interface PointDeltas {
  readonly xs: Int32Array;
  readonly ys: Int32Array;
  /** 1 for a point on the curve, 0 for a control point. */
  readonly onCurve: Uint8Array;
}

/**
 * Decodes points. In: how many, and the streams of flags and coordinates, which advance. The flag of a point determines
 * the number of bits of its coordinates, their signs, and what is added to them. WOFF2 5.2.
 */
export function readPoints(count: number, flags: ByteReader, glyphs: ByteReader): PointDeltas {
  const [xs, ys, onCurve] = [new Int32Array(count), new Int32Array(count), new Uint8Array(count)];
  const data = glyphs.rest();
  let at = 0;
  const flagBytes = flags.bytes(count);
  for (let point = 0; point < count; point++) {
    const flag = flagBytes[point]! & 0x7f;
    onCurve[point] = 1 - (flagBytes[point]! >> 7);
    let [x, y] = [0, 0];
    if (flag < 10) y = ((flag & 14) << 7) + data[at]!;
    else if (flag < 20) x = (((flag - 10) & 14) << 7) + data[at]!;
    else if (flag < 84) {
      x = 1 + ((flag - 20) & 0x30) + (data[at]! >> 4);
      y = 1 + (((flag - 20) & 0x0c) << 2) + (data[at]! & 0x0f);
    } else if (flag < 120) {
      x = 1 + (Math.floor((flag - 84) / 12) << 8) + data[at]!;
      y = 1 + ((((flag - 84) % 12) >> 2) << 8) + data[at + 1]!;
    } else if (flag < 124) {
      x = (data[at]! << 4) + (data[at + 1]! >> 4);
      y = ((data[at + 1]! & 0x0f) << 8) + data[at + 2]!;
    } else {
      x = (data[at]! << 8) + data[at + 1]!;
      y = (data[at + 2]! << 8) + data[at + 3]!;
    }
    xs[point] = (flag & 1) === 1 ? x : -x;
    // If only one coordinate is stored, x or y, its sign is in the lowest bit.
    ys[point] = ((flag < 10 ? flag : flag >> 1) & 1) === 1 ? y : -y;
    at += coordinateBytes[flag]!;
  }
  glyphs.skip(at);
  return { xs, ys, onCurve };
}

/** The number of coordinate bytes of a point, by its flag without the on-curve bit. */
const coordinateBytes = Uint8Array.from({ length: 128 }, (_, flag) => {
  if (flag < 84) return 1;
  if (flag < 120) return 2;
  return flag < 124 ? 3 : 4;
});

/** Advances the streams past points without decoding them. */
export function skipPoints(count: number, flags: ByteReader, glyphs: ByteReader): void {
  const flagBytes = flags.bytes(count);
  let length = 0;
  for (let point = 0; point < count; point++) length += coordinateBytes[flagBytes[point]! & 0x7f]!;
  glyphs.skip(length);
}

/** Flags of a point in the glyf table. */
const onCurveFlag = 0x01;
const overlapFlag = 0x40;
const [xFlags, yFlags] = [
  { short: 0x02, same: 0x10 },
  { short: 0x04, same: 0x20 },
];

/** Encodes points for the glyf table: all flags, then x deltas, then y deltas, each of zero, one or two bytes. */
export function encodePoints({ xs, ys, onCurve }: PointDeltas, overlaps: boolean): Uint8Array {
  const bytes = new Uint8Array(5 * onCurve.length);
  let end = onCurve.length;
  for (const [deltas, { short, same }] of [
    [xs, xFlags!],
    [ys, yFlags!],
  ] as const) {
    for (let point = 0; point < deltas.length; point++) {
      const delta = deltas[point]!;
      if (delta === 0) bytes[point]! |= same;
      else if (Math.abs(delta) < 256) {
        bytes[point]! |= delta > 0 ? short | same : short;
        bytes[end++] = Math.abs(delta);
      } else {
        bytes[end++] = delta >> 8;
        bytes[end++] = delta;
      }
    }
  }
  for (let point = 0; point < onCurve.length; point++) bytes[point]! |= onCurve[point]! * onCurveFlag;
  if (overlaps) bytes[0]! |= overlapFlag;
  return bytes.subarray(0, end);
}

/** The bounding box of the points, encoded: xMin, yMin, xMax, yMax. */
export function boundingBox({ xs, ys }: PointDeltas): Uint8Array {
  const box = Buffer.alloc(8);
  for (const [side, deltas] of [xs, ys].entries()) {
    let [at, min, max] = [0, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
    for (let point = 0; point < deltas.length; point++) {
      at += deltas[point]!;
      min = Math.min(min, at);
      max = Math.max(max, at);
    }
    box.writeInt16BE(min, 2 * side);
    box.writeInt16BE(max, 2 * side + 4);
  }
  return box;
}

/**
 * Restores a transformed hmtx table, in which bearings that equal the glyph's xMin are left out. In: the stored table,
 * numberOfHMetrics from hhea, the xMin of each glyph. WOFF2 5.4.
 */
export function rebuildHmtx(stored: Uint8Array, full: number, xMins: readonly number[]): Uint8Array {
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
