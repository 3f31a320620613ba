import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ByteReader } from '../../src/fonts/big-endian.ts';
import { traceGlyph } from '../../src/fonts/glyf.ts';
import { boundingBox, encodePoints, readPoints, skipPoints } from '../../src/fonts/woff2-glyf.ts';

// WOFF2 5.2, the table of triplets: the first and last flag of each group, and one with an added constant.
const triplets: readonly (readonly [flag: number, bytes: readonly number[], x: number, y: number])[] = [
  [0, [5], -0, -5],
  [3, [5], 0, 261],
  [9, [255], 0, 1279],
  [10, [5], -5, 0],
  [19, [255], 1279, 0],
  [20, [0x23], -3, -4],
  [23, [0x23], 3, 4],
  [83, [0xff], 64, 64],
  [84, [5, 6], -6, -7],
  [119, [255, 255], 768, 768],
  [120, [0x12, 0x34, 0x56], -0x123, -0x456],
  [123, [0x12, 0x34, 0x56], 0x123, 0x456],
  [124, [0x12, 0x34, 0x56, 0x78], -0x1234, -0x5678],
  [127, [0x12, 0x34, 0x56, 0x78], 0x1234, 0x5678],
];

const reader = (bytes: readonly number[]) => new ByteReader(Uint8Array.from(bytes));

describe('readPoints', () => {
  it.each(triplets)('decodes flag %i with %j', (flag, bytes, x, y) => {
    for (const onCurve of [1, 0]) {
      const coordinates = reader([...bytes, 77]);
      const deltas = readPoints(1, reader([onCurve === 1 ? flag : flag | 0x80]), coordinates);
      expect([deltas.xs[0]! + 0, deltas.ys[0]! + 0, deltas.onCurve[0]]).toEqual([x + 0, y + 0, onCurve]);
      expect(coordinates.u8()).toBe(77);
    }
  });

  it('leaves the stream at the end of the points, decoded or skipped', () => {
    const flags = triplets.map(([flag]) => flag);
    const bytes = triplets.flatMap(([, each]) => each);
    const [read, skipped] = [reader([...bytes, 77]), reader([...bytes, 77])];
    readPoints(flags.length, reader(flags), read);
    skipPoints(flags.length, reader(flags), skipped);
    expect([read.u8(), skipped.u8()]).toEqual([77, 77]);
  });
});

describe('encodePoints', () => {
  const delta = fc.oneof(
    fc.constant(0),
    fc.integer({ min: -255, max: 255 }),
    fc.integer({ min: -3000, max: 3000 }),
  );

  it('encodes points that decode to themselves, with their bounding box', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(delta, delta), { minLength: 1, maxLength: 8 }),
        fc.boolean(),
        (points, overlaps) => {
          const [xs, ys] = [0, 1].map((side) => Int32Array.from(points, (point) => point[side]!));
          const deltas = { xs: xs!, ys: ys!, onCurve: new Uint8Array(points.length).fill(1) };
          const head = Buffer.alloc(14);
          head.writeInt16BE(1, 0);
          head.set(boundingBox(deltas), 2);
          head.writeUInt16BE(points.length - 1, 10);
          const glyph = Buffer.concat([head, encodePoints(deltas, overlaps)]);
          const along = (side: 0 | 1, last: number) =>
            points.slice(0, last + 1).reduce((sum, point) => sum + point[side], 0);
          const corners = points.map((_, index) => [along(0, index), along(1, index)]);
          const drawn = traceGlyph(() => glyph, 0, 1).flatMap((each) => (each.to === 'close' ? [] : [each]));
          expect(drawn.map((each) => [each.x, 0 - each.y])).toEqual(corners);
          const across = corners.map(([each]) => each!);
          expect([glyph.readInt16BE(2), glyph.readInt16BE(6)]).toEqual([
            Math.min(...across),
            Math.max(...across),
          ]);
          expect((glyph[14]! & 0x40) !== 0).toBe(overlaps);
        },
      ),
    );
  });
});
