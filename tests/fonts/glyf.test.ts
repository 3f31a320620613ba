import { describe, expect, it } from 'vitest';
import { traceGlyph } from '../../src/fonts/glyf.ts';

const words = (...numbers: readonly number[]): Buffer => {
  const bytes = Buffer.alloc(2 * numbers.length);
  for (const [index, number] of numbers.entries()) bytes.writeInt16BE((number << 16) >> 16, 2 * index);
  return bytes;
};

/** A simple glyph of one contour, each delta in two bytes. */
const contour = (points: readonly (readonly [x: number, y: number, onCurve: boolean])[]): Buffer =>
  Buffer.concat([
    words(1, 0, 0, 0, 0, points.length - 1, 0),
    Buffer.from(points.map(([, , onCurve]) => (onCurve ? 1 : 0))),
    words(...points.map(([x], index) => x - (points[index - 1]?.[0] ?? 0))),
    words(...points.map(([, y], index) => y - (points[index - 1]?.[1] ?? 0))),
  ]);

/** A component record with 16-bit offsets; further flags say that more follow, or how it is scaled. */
const component = (
  flags: number,
  glyph: number,
  dx: number,
  dy: number,
  ...scales: readonly number[]
): Buffer => words(flags | 0x0003, glyph, dx, dy, ...scales.map((scale) => scale * 0x4000));

const compositeHeader = words(-1, 0, 0, 0, 0);
const triangle = contour([
  [0, 0, true],
  [100, 0, true],
  [0, 50, true],
]);

const trace = (...glyphs: readonly Buffer[]) => traceGlyph((glyph) => glyphs[glyph]!, 0, 100);
const corners = (...glyphs: readonly Buffer[]) =>
  trace(...glyphs).flatMap((step) => (step.to === 'close' ? [] : [[step.x, step.y + 0]]));

describe('traceGlyph', () => {
  it('gives no steps for an empty glyph', () => {
    expect(trace(Buffer.alloc(0))).toEqual([]);
  });

  it('flips y and scales to em', () => {
    expect(trace(triangle)).toEqual([
      { to: 'move', x: 0, y: -0 },
      { to: 'line', x: 1, y: -0 },
      { to: 'line', x: 0, y: -0.5 },
      { to: 'close' },
    ]);
  });

  it('elevates a quadratic curve to a cubic one', () => {
    const arch = contour([
      [0, 0, true],
      [30, 60, false],
      [60, 0, true],
    ]);
    expect(trace(arch)[1]).toEqual({
      to: 'curve',
      x1: expect.closeTo(0.2),
      y1: expect.closeTo(-0.4),
      x2: expect.closeTo(0.4),
      y2: expect.closeTo(-0.4),
      x: 0.6,
      y: -0,
    });
  });

  // OpenType, glyf: two adjacent control points have an on-curve point at their midpoint, also across the contour's end.
  it('passes through the midpoints of adjacent control points', () => {
    const round = contour([
      [100, 100, false],
      [-100, 100, false],
      [-100, -100, false],
      [100, -100, false],
    ]);
    expect(corners(round)).toEqual([
      [1, 0],
      [0, -1],
      [-1, 0],
      [0, 1],
      [1, 0],
    ]);
  });

  it('starts at the last point where the first is off the curve and the last is on it', () => {
    const leaf = contour([
      [50, 50, false],
      [0, 100, true],
    ]);
    expect(corners(leaf)[0]).toEqual([0, -1]);
  });

  it('moves the components of a glyph by their offsets', () => {
    const composite = Buffer.concat([compositeHeader, component(0x20, 1, 10, 0), component(0, 1, 0, 20)]);
    expect(corners(composite, triangle)).toEqual([
      [0.1, 0],
      [1.1, 0],
      [0.1, -0.5],
      [0, -0.2],
      [1, -0.2],
      [0, -0.7],
    ]);
  });

  it('scales components uniformly, along each axis, and by a matrix', () => {
    expect(corners(Buffer.concat([compositeHeader, component(0x08, 1, 0, 0, 0.5)]), triangle)[1]).toEqual([
      0.5, 0,
    ]);
    expect(corners(Buffer.concat([compositeHeader, component(0x40, 1, 0, 0, 0.5, -1)]), triangle)[2]).toEqual(
      [0, 0.5],
    );
    // A quarter turn to the left. The first row of the matrix is the image of the x axis.
    expect(
      corners(Buffer.concat([compositeHeader, component(0x80, 1, 0, 0, 0, 1, -1, 0)]), triangle),
    ).toEqual([
      [0, 0],
      [0, -1],
      [-0.5, 0],
    ]);
  });
});
