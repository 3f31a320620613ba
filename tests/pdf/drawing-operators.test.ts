import { expect, it } from 'vitest';
import { drawingOperators } from '../../src/pdf/drawing-operators.ts';
import type { Drawing } from '../../src/pictures/drawing.ts';

const ink = { c: 0, m: 100, y: 50, k: 0 };
const whole = { x: 0, y: 0, width: 1, height: 1 };
const drawing: Drawing = {
  size: { width: 40, height: 20 },
  shapes: [
    {
      steps: [
        { to: 'move', x: 0, y: 0 },
        { to: 'line', x: 40, y: 20 },
        { to: 'curve', x1: 10, y1: 0, x2: 20, y2: 10, x: 40, y: 0 },
        { to: 'close' },
      ],
      fill: { colour: [200, 0, 0], rule: 'evenodd' },
      stroke: { colour: [200, 0, 0], width: 3, cap: 'round', join: 'bevel', miterLimit: 4 },
    },
  ],
};

it('a drawing is scaled into its rectangle and clipped to it', () => {
  const rect = { x: 100, y: 200, width: 80, height: 40 };
  expect(drawingOperators(drawing, rect, whole, () => ink).split('\n')).toEqual([
    'q',
    '100 200 m',
    '180 200 l',
    '180 240 l',
    '100 240 l',
    'h',
    'W n',
    '0 1 0.5 0 k',
    '100 200 m',
    '180 240 l',
    '120 200 140 220 180 200 c',
    'h',
    'f*',
    '6 w 1 J 2 j 4 M',
    '0 1 0.5 0 K',
    '100 200 m',
    '180 240 l',
    '120 200 140 220 180 200 c',
    'h',
    'S',
    'Q',
  ]);
});

it('the clips of a shape end with the shape', () => {
  const [shape] = drawing.shapes;
  const clip = { steps: [{ to: 'move', x: 1, y: 2 } as const], rule: 'evenodd' as const };
  const clipped: Drawing = {
    ...drawing,
    shapes: [{ steps: shape!.steps, fill: shape!.fill!, clips: [clip, { ...clip, rule: 'nonzero' }] }],
  };
  const drawn = drawingOperators(clipped, { x: 0, y: 0, width: 40, height: 20 }, whole, () => ink).split(
    '\n',
  );
  const shapes = drawn.slice(drawn.indexOf('W n') + 1);
  expect(shapes.slice(0, 6)).toEqual(['q', '1 2 m', 'W* n', '1 2 m', 'W n', '0 1 0.5 0 k']);
  expect(shapes.slice(-3)).toEqual(['f*', 'Q', 'Q']);
});

it('the cropped part fills the rectangle', () => {
  const crop = { x: 0.5, y: 0.25, width: 0.5, height: 0.5 };
  const drawn = drawingOperators(drawing, { x: 0, y: 0, width: 20, height: 10 }, crop, () => ink).split('\n');
  // The middle of the drawing is at the left edge, its lower right corner half its height below the rectangle.
  expect(drawn.slice(8, 10)).toEqual(['-20 -5 m', '20 15 l']);
});

it('no line is thinner than newsprint holds', () => {
  const drawn = drawingOperators(drawing, { x: 0, y: 0, width: 0.4, height: 0.2 }, whole, () => ink);
  expect(drawn).toContain('0.25 w');
});

it('a filled rectangle is a line too, and no thinner', () => {
  const corners = (bottom: number, skew = 0) =>
    [
      { to: 'move', x: 0, y: 10 },
      { to: 'line', x: 40, y: 10 },
      { to: 'line', x: 40 + skew, y: bottom },
      { to: 'line', x: skew, y: bottom },
      { to: 'close' },
    ] as const;
  const drawn = (steps: Drawing['shapes'][number]['steps']) =>
    drawingOperators(
      { ...drawing, shapes: [{ steps, fill: { colour: [0, 0, 0], rule: 'nonzero' } }] },
      { x: 0, y: 0, width: 40, height: 20 },
      whole,
      () => ink,
    )
      .split('\n')
      .slice(8, 12);
  expect(drawn(corners(10.05))).toEqual(['0 9.9 m', '40 9.9 l', '40 10.15 l', '0 10.15 l']);
  expect(drawn(corners(11))).toEqual(['0 10 m', '40 10 l', '40 11 l', '0 11 l']);
  expect(drawn(corners(10.05, 1))).toEqual(['0 10 m', '40 10 l', '41 10.05 l', '1 10.05 l']);
});

it('colours stay sRGB on a screen', () => {
  const rect = { x: 0, y: 0, width: 40, height: 20 };
  const [shape] = drawing.shapes;
  const coloured: Drawing = {
    ...drawing,
    shapes: [{ ...shape!, fill: { colour: [255, 51, 0], rule: 'nonzero' } }],
  };
  const drawn = drawingOperators(coloured, rect, whole, undefined);
  expect(drawn).toContain('1 0.2 0 rg');
  expect(drawn).not.toMatch(/ k\n/i);
});
