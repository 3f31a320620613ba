import type { Colour, Drawing, Shape } from './drawing.ts';
import type { ImageFile } from './image-file.ts';

const size = { width: 300, height: 200 };
const background: Colour = [236, 236, 236];
const lines: Colour = [140, 140, 140];

/** A grey rectangle with its diagonals, as layout sheets mark a picture that is still to come. It may be cropped. */
const crossed: Drawing = {
  size,
  shapes: [
    { steps: path([0, 0], [300, 0], [300, 200], [0, 200]), fill: { colour: background, rule: 'nonzero' } },
    diagonal([0, 0], [300, 200]),
    diagonal([300, 0], [0, 200]),
  ],
};

/**
 * A placeholder for a picture that could not be opened, so that its caption is set and checked, and a proof shows where it is
 * missing. It is never printed: the error reported for the picture prevents that.
 */
export function missingPicture(path: string): ImageFile {
  return { id: 'missing', path, bytes: new Uint8Array(), ...size, vector: true, drawing: crossed };
}

type Corner = readonly [x: number, y: number];

function path(...corners: readonly Corner[]): Shape['steps'] {
  return corners.map(([x, y], index) => ({ to: index === 0 ? 'move' : 'line', x, y }));
}

function diagonal(from: Corner, to: Corner): Shape {
  const stroke = { colour: lines, width: 1, cap: 'butt', join: 'miter', miterLimit: 4 } as const;
  return { steps: path(from, to), stroke };
}
