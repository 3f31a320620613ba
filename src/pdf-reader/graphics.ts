import { deviceGray, inksOf } from './colour.ts';
import type { Font } from './fonts.ts';
import type { Clip, Colour, Overprint, Space } from './marks.ts';
import { type Bounds, identity, type Matrix } from './matrix.ts';
import type { PdfDict, PdfValue } from './objects.ts';
import type { PdfFile } from './pdf-file.ts';

/** The graphics state as far as a press cares. ISO 32000-1, 8.4. Never changed, only replaced. */
export interface Graphics {
  readonly ctm: Matrix;
  /** The rectangle round all that can be seen, and the shapes in it that are no upright rectangles. */
  readonly clip: Bounds;
  readonly clips: readonly Clip[];
  readonly fill: Colour;
  readonly stroke: Colour;
  readonly width: number;
  readonly overprintFill: boolean;
  readonly overprintStroke: boolean;
  readonly overprintMode: number;
  readonly font: Font | undefined;
  readonly size: number;
  readonly letterSpace: number;
  readonly wordSpace: number;
  readonly stretch: number;
  readonly leading: number;
  readonly rise: number;
  readonly render: number;
}

export const colourOf = (space: Space, values: readonly number[]): Colour => ({
  space,
  values,
  inks: inksOf(space, values),
});

/** The state that a page begins with: black, a line of one unit, the paper as the clip. */
export const firstGraphics = (paper: Bounds): Graphics => ({
  ctm: identity,
  clip: paper,
  clips: [],
  fill: colourOf(deviceGray, [0]),
  stroke: colourOf(deviceGray, [0]),
  width: 1,
  overprintFill: false,
  overprintStroke: false,
  overprintMode: 0,
  font: undefined,
  size: 0,
  letterSpace: 0,
  wordSpace: 0,
  stretch: 1,
  leading: 0,
  rise: 0,
  render: 0,
});

export const fillOverprint = ({ overprintFill, overprintMode }: Graphics): Overprint => ({
  on: overprintFill,
  mode: overprintMode,
});

export const strokeOverprint = ({ overprintStroke, overprintMode }: Graphics): Overprint => ({
  on: overprintStroke,
  mode: overprintMode,
});

/** What an ExtGState dictionary changes. ISO 32000-1, 8.4.5. */
export function stateChange(
  file: PdfFile,
  { map }: PdfDict,
  graphics: Graphics,
  fontOf: (value: PdfValue) => Font,
): Partial<Graphics> {
  const flag = (key: string) => {
    const value = file.resolve(map.get(key));
    return typeof value === 'boolean' ? value : undefined;
  };
  const stroke = flag('OP');
  const [font, size] = file.list(map.get('Font'));
  return {
    overprintStroke: stroke ?? graphics.overprintStroke,
    overprintFill: flag('op') ?? stroke ?? graphics.overprintFill,
    overprintMode: file.number(map.get('OPM')) ?? graphics.overprintMode,
    width: file.number(map.get('LW')) ?? graphics.width,
    ...(font !== undefined && {
      font: fontOf(file.resolve(font)),
      size: file.number(size) ?? graphics.size,
    }),
  };
}
