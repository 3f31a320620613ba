import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { black } from '../../src/core/ink.ts';
import { toGlyphRow } from '../../src/paint/glyph-row.ts';
import { translate } from '../../src/paint/ops.ts';
import type { PaintOp } from '../../src/paint/paint.ts';

const ops: readonly PaintOp[] = [
  {
    op: 'glyphs',
    face: 'f',
    size: 9,
    ink: black,
    at: { x: 1, y: 2 },
    row: toGlyphRow([{ id: 7, x: 0.00049, y: 0, advance: 9, text: '字' }]),
    source: 'copy',
  },
  {
    op: 'stroke',
    path: [
      { to: 'move', x: 0, y: 0 },
      { to: 'curve', x1: 1, y1: 2, x2: 3, y2: 4, x: 5, y: 6 },
      { to: 'line', x: 7, y: 8 },
      { to: 'close' },
    ],
    ink: black,
    width: 0.5,
  },
  {
    op: 'image',
    image: 'i',
    rect: { x: 0, y: 0, width: 1, height: 1 },
    crop: { x: 0, y: 0, width: 1, height: 1 },
  },
];

describe('translate', () => {
  it('moves every point, and does not change the offsets of glyphs in their row', () => {
    const [glyphs, stroke, image] = translate(ops, 10, 100);
    expect(glyphs).toMatchObject({ at: { x: 11, y: 102 }, row: { xs: [0] } });
    expect(stroke).toMatchObject({
      path: [
        { to: 'move', x: 10, y: 100 },
        { to: 'curve', x1: 11, y1: 102, x2: 13, y2: 104, x: 15, y: 106 },
        { to: 'line', x: 17, y: 108 },
        { to: 'close' },
      ],
      width: 0.5,
    });
    expect(image).toMatchObject({
      rect: { x: 10, y: 100, width: 1, height: 1 },
      crop: { x: 0, y: 0, width: 1, height: 1 },
    });
  });

  it('rounds to thousandths of a point, survives JSON, and keeps adjacent images adjacent', () => {
    const length = fc.double({ min: -2000, max: 2000, noNaN: true });
    fc.assert(
      fc.property(length, length, fc.double({ min: 0, max: 500, noNaN: true }), (dx, dy, side) => {
        const crop = { x: 0, y: 0, width: 1, height: 1 };
        const rect = (x: number) => ({
          op: 'image' as const,
          image: 'i',
          crop,
          rect: { x, y: 0, width: side, height: side },
        });
        const moved = translate([rect(0), rect(side), ...ops], dx, dy);
        const numbers = JSON.stringify(moved).match(/-?\d+(\.\d+)?(e-?\d+)?/g)!;
        for (const each of numbers) expect(each).toMatch(/^-?\d+(\.\d{1,3})?$/);
        expect(JSON.parse(JSON.stringify(moved))).toEqual(moved);
        const [left, right] = moved;
        if (left?.op !== 'image' || right?.op !== 'image') throw new Error('the pictures are gone');
        expect(left.rect.x + left.rect.width).toBeCloseTo(right.rect.x, 9);
      }),
    );
  });
});
