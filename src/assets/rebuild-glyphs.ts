import { ByteReader } from './byte-reader.ts';
import { composite, partBytes } from './composite-glyph.ts';

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

interface GlyphPoint {
  readonly x: number;
  readonly y: number;
  readonly onCurve: boolean;
}

/** Undoes the rearranging of glyf and loca. In: the stored table. WOFF2 5.1 and 5.3. */
export function rebuildGlyphs(stored: Uint8Array): RebuiltGlyphs {
  const { count, streams } = openStreams(stored);
  const parts: Buffer[] = [];
  const offsets = [0];
  const xMins: number[] = [];
  for (let glyph = 0; glyph < count; glyph++) {
    const bytes = rebuildGlyph(glyph, streams);
    parts.push(bytes);
    offsets.push(offsets[glyph]! + bytes.length);
    xMins.push(bytes.length === 0 ? 0 : bytes.readInt16BE(2));
  }
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
  const points = readPoints(ends.at(-1)! + 1, streams);
  const instructions = streams.instructions.bytes(streams.glyphs.short255());
  const numbers = Buffer.alloc(2 * contours + 2);
  for (const [index, end] of [...ends, instructions.length].entries()) numbers.writeUInt16BE(end, 2 * index);
  return {
    bytes: Buffer.concat([numbers, instructions, encodePoints(points, overlaps)]),
    box: boxOf(points),
  };
}

function readPoints(count: number, { flags, glyphs }: Streams): GlyphPoint[] {
  const points: GlyphPoint[] = [];
  let [x, y] = [0, 0];
  for (let index = 0; index < count; index++) {
    const flag = flags.u8();
    const [dx, dy] = readStep(flag & 0x7f, glyphs);
    x += dx;
    y += dy;
    points.push({ x, y, onCurve: flag < 0x80 });
  }
  return points;
}

/** WOFF2 5.2: how many bits each coordinate has, and what is added, follows from the flag. */
function readStep(flag: number, data: ByteReader): readonly [number, number] {
  const signed = (value: number, sign: number) => ((sign & 1) === 1 ? value : -value);
  if (flag < 10) return [0, signed(((flag & 14) << 7) + data.u8(), flag)];
  if (flag < 20) return [signed((((flag - 10) & 14) << 7) + data.u8(), flag), 0];
  if (flag < 84) {
    const [size, byte] = [flag - 20, data.u8()];
    return [
      signed(1 + (size & 0x30) + (byte >> 4), flag),
      signed(1 + ((size & 0x0c) << 2) + (byte & 0x0f), flag >> 1),
    ];
  }
  if (flag < 120) {
    const size = flag - 84;
    const dx = 1 + (Math.floor(size / 12) << 8) + data.u8();
    return [signed(dx, flag), signed(1 + (((size % 12) >> 2) << 8) + data.u8(), flag >> 1)];
  }
  if (flag < 124) {
    const [first, middle, last] = [data.u8(), data.u8(), data.u8()];
    return [signed((first << 4) + (middle >> 4), flag), signed(((middle & 0x0f) << 8) + last, flag >> 1)];
  }
  const dx = data.u16();
  return [signed(dx, flag), signed(data.u16(), flag >> 1)];
}

/** The glyf table's own flags: OpenType, glyf, simple glyph description. */
const onCurveFlag = 0x01;
const overlapFlag = 0x40;
const [xFlags, yFlags] = [
  { short: 0x02, same: 0x10 },
  { short: 0x04, same: 0x20 },
];

function encodePoints(points: readonly GlyphPoint[], overlaps: boolean): Uint8Array {
  const flags: number[] = [];
  const [xs, ys]: [number[], number[]] = [[], []];
  let before = { x: 0, y: 0 };
  for (const point of points) {
    const along = encodeStep(point.x - before.x, xFlags!, xs) | encodeStep(point.y - before.y, yFlags!, ys);
    flags.push(along | (point.onCurve ? onCurveFlag : 0));
    before = point;
  }
  if (overlaps) flags[0]! |= overlapFlag;
  return Buffer.from([...flags, ...xs, ...ys]);
}

/** Writes one coordinate's step in no byte, one or two. Out: the flags that say so. */
function encodeStep(step: number, { short, same }: { short: number; same: number }, bytes: number[]): number {
  if (step === 0) return same;
  if (Math.abs(step) < 256) {
    bytes.push(Math.abs(step));
    return step > 0 ? short | same : short;
  }
  bytes.push((step >> 8) & 0xff, step & 0xff);
  return 0;
}

function boxOf(points: readonly GlyphPoint[]): Uint8Array {
  const [xs, ys] = [points.map(({ x }) => x), points.map(({ y }) => y)];
  const box = Buffer.alloc(8);
  const edges = [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)];
  for (const [index, edge] of edges.entries()) box.writeInt16BE(edge, 2 * index);
  return box;
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
